"""Speech that goes on without a cue of its own, sentence by sentence, in a paragraph and over several."""

from itertools import pairwise

from readout.annotate.attribution import tree
from readout.annotate.attribution.drafts import Draft, Range, Scene


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
        spoken = [draft for draft in scene.drafts if any(scene.quote_of[a] >= 0 for a, _ in draft.content)]
        before = max(spoken, key=lambda draft: draft.content[-1][1]) if spoken else None
        adjacent = before is not None


def _spoken_for(scene: Scene, span: Range) -> bool:
    """Tell whether some attribution made outside a quotation already holds it."""
    return any(
        start < span[1] and span[0] < end
        for draft in scene.drafts
        if scene.quote_of[draft.anchor] < 0 or draft.continues
        for start, end in draft.content
    )


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
        piece = tree.trim(scene, (first, last))
        if piece:
            pieces.append(piece)
    return pieces
