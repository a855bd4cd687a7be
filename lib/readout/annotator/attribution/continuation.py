"""Speech that goes on without a cue of its own, sentence by sentence, in a paragraph and over several."""

from itertools import pairwise

from readout import spans
from readout.annotator.attribution import tree
from readout.annotator.attribution.drafts import Draft, Range, Scene

#: Rules whose speaker may go on in the next sentence.
SAYING = frozenset(
    {"clause-of-verb", "rest-of-sentence", "clause-then-cue", "quotation-then-cue", "cue-then-quotation"}
    | {"according-to", "in-the-view-of", "as-they-say"}
)
#: Words by which a sentence points back to the one before it.
POINTING = frozenset(
    {"it", "they", "this", "that", "these", "those", "such", "he", "she", "its", "his", "her", "their", "the"}
)

#: Verbs of duty and of reported future, which show that somebody is still being retold.
DUTY = frozenset({"must", "should", "would", "shall"})
FUTURE = frozenset({"will", "can", "could", "may", "might"})
#: Pronouns by which a speaker's own side goes on.
OWN_SIDE = frozenset({"it", "they", "he", "she"})


def find(scenes: list[Scene]) -> None:
    """Add a draft for each further quoted sentence of a speaker who was named before it."""
    before: Draft | None = None
    adjacent = False
    for scene in scenes:
        for number, (first, last) in enumerate(scene.quotes):
            if first >= last or _spoken_for(scene, (first, last)):
                continue
            quotation = scene.quotations[number]
            speaker = _speaker(scene, first)
            if quotation.goes_on and before is not None and adjacent:
                speaker = before
            if speaker is None or not _stands_alone(scene, number):
                continue
            for piece in _sentences(scene, (first, last)):
                scene.drafts.append(
                    Draft(
                        "quotation-goes-on", piece[0], [piece], None, None, None, continues=speaker.continues or speaker
                    )
                )
        find_retold(scene)
        spoken = [draft for draft in scene.drafts if any(scene.quote_of[a] >= 0 for a, _ in draft.content)]
        before = max(spoken, key=lambda draft: draft.content[-1][1]) if spoken else None
        adjacent = before is not None


def find_retold(scene: Scene) -> None:
    """Add a draft for each sentence that goes on retelling a speaker named in the sentence before it.

    Only what shows that the reporter is still retelling counts: quoted words in a sentence that nobody else is named
    for, or a verb of duty or of reported future (must, should, would) with a subject that points back.
    """
    speaker: Draft | None = None
    for sentence in scene.doc.sents:
        span = (sentence.start, sentence.end)
        inside = [draft for draft in scene.drafts if _touches(draft, span)]
        if inside:
            speaker = _retold_speaker(scene, inside, span)
        elif speaker is not None and _goes_on(scene, span, speaker):
            piece = tree.trim(scene, tree.whole_quotes(scene, span))
            if piece:
                root = speaker.continues or speaker
                scene.drafts.append(Draft("retold-goes-on", piece[0], [piece], None, None, None, continues=root))
        else:
            speaker = None


def _touches(draft: Draft, span: Range) -> bool:
    """Tell whether any part of a draft lies in a sentence."""
    parts = [*draft.content, *([draft.cue] if draft.cue and not draft.cue_scene else [])]
    return spans.overlaps_any(span, parts)


def _retold_speaker(scene: Scene, drafts: list[Draft], span: Range) -> Draft | None:
    """Return the attribution whose speaker may go on after its sentence: one of saying, over most of the sentence."""
    for draft in drafts:
        said = draft.rule in SAYING and not draft.hearsay and scene.quote_of[draft.anchor] < 0
        if not (said or draft.continues):
            continue
        marking = [part for part in (draft.cue, draft.source) if part]
        rest = [place for piece in spans.without(span, marking) for place in range(*piece)]
        words = [place for place in rest if scene.tokens[place].is_alpha]
        told = [place for place in words if spans.any_holds(draft.content, place)]
        if 2 * len(told) >= len(words):
            return draft
    return None


def _goes_on(scene: Scene, span: Range, speaker: Draft) -> bool:
    """Tell whether a sentence without a cue still retells somebody's words."""
    tokens = scene.tokens[span[0] : span[1]]
    for start, end in scene.quotes:
        if span[0] <= start < span[1] and not _is_name(scene, (start, end)):
            return True
    root = next((token for token in tokens if token.dep_ == "ROOT"), None)
    if root is None:
        return False
    subjects = tree.children(root, "nsubj", "nsubjpass")
    points_back = any(
        subject.lower_ in POINTING
        or any(child.lower_ in POINTING for child in tree.children(subject, "det", "poss", "amod", "predet"))
        for subject in subjects
    )
    modals = {child.lower_ for child in tree.children(root, "aux")}
    if points_back and modals & DUTY:
        return True
    # A plain future goes on only where the speaker was already telling what will be done, and by whom.
    pronoun = any(subject.lower_ in OWN_SIDE for subject in subjects)
    return pronoun and bool(modals & FUTURE) and _tells_plans(scene, speaker)


def _tells_plans(scene: Scene, speaker: Draft) -> bool:
    """Tell whether the words retold last speak of what will or will not be done."""
    return any(token.lower_ in FUTURE | DUTY for start, end in speaker.content for token in scene.tokens[start:end])


def _is_name(scene: Scene, span: Range) -> bool:
    """Tell whether a quotation is but a name or a title: each of its longer words begins with a capital."""
    words = [token for token in scene.tokens[span[0] : span[1]] if token.is_alpha and len(token.text) > 3]
    so_called = span[0] > 0 and scene.tokens[span[0] - 1].lower_ in (
        "called",
        "dubbed",
        "nicknamed",
        "titled",
        "entitled",
    )
    return so_called or (bool(words) and all(token.text[0].isupper() for token in words))


def _spoken_for(scene: Scene, span: Range) -> bool:
    """Tell whether some attribution made outside a quotation already holds it."""
    outside = (draft for draft in scene.drafts if scene.quote_of[draft.anchor] < 0 or draft.continues)
    return any(spans.overlaps_any(span, draft.content) for draft in outside)


def _speaker(scene: Scene, place: int) -> Draft | None:
    """Return the last attribution of the paragraph that ends, cue and all, before a token and holds quoted words."""
    found, latest = None, -1
    for draft in scene.drafts:
        if scene.quote_of[draft.anchor] >= 0 and not draft.continues:
            continue
        end = max([*(last for _, last in draft.content), draft.cue[1] if draft.cue else 0])
        quoted = any(scene.quote_of[a] >= 0 or scene.quote_of[b - 1] >= 0 for a, b in draft.content)
        if quoted and latest < end <= place:
            found, latest = draft, end
    return found


def _stands_alone(scene: Scene, number: int) -> bool:
    """Tell whether a quotation is not woven into a sentence of the reporter's."""
    first, last = scene.quotes[number]
    before = scene.tokens[first - 1] if first else None
    opens = (
        before is None
        or before.text in (".", "?", "!", ",", ":", ";", "—", "–", "...", "…")
        or scene.quote_of[first - 1] >= 0
    )
    if not opens and scene.sentence_of[first][0] != first:
        return False
    after = scene.tokens[last] if last < len(scene.tokens) else None
    ends = after is None or after.is_punct or scene.quote_of[last] >= 0 or scene.sentence_of[last][0] == last
    return ends and last - first > 3


def _sentences(scene: Scene, span: Range) -> list[Range]:
    """Return the sentences of a quotation, the marks with the first and the last."""
    cuts = [
        span[0],
        *(place for place in range(span[0] + 2, span[1] - 1) if scene.sentence_of[place][0] == place),
        span[1],
    ]
    pieces = []
    for first, last in pairwise(cuts):
        if any(token.is_alpha for token in scene.tokens[first:last]):
            pieces.append((first, last))
    return pieces
