"""Quotations with a cue beside them: "X," she said; she said: "X"; X, she said, Y; and a quotation — Name."""

from typing import TYPE_CHECKING

from readout.annotate.attribution import cues, tree
from readout.annotate.attribution.drafts import Draft, Range, Scene

if TYPE_CHECKING:
    from readout.language import Token

REACH = 45
#: Words with which a new thought begins that the speaker is not known to have uttered.
TIMES = frozenset(["when", "while", "after", "before", "as", "during", "since", "once", "until", "with", "without"])


def find(scene: Scene) -> None:
    """Add the attributions whose cue follows, interrupts or leads in what is said."""
    for token in scene.tokens:
        if token.i in scene.used or token.pos_ not in cues.VERBAL or scene.quote_of[token.i] >= 0:
            continue
        name, frames = cues.entry(token)
        if "quote" not in frames or cues.is_passive(token):
            continue
        draft = _following(scene, token, name) or _leading(scene, token, name)
        if draft:
            scene.add(draft)


def _segment(scene: Scene, verb: "Token") -> tuple[Range, Range] | None:
    """Return the words of a cue that stands apart (he said; said the minister of trade), and those of its source."""
    first = scene.sentence_of[verb.i][0]
    group = tree.verb_group(verb)
    own = tree.children(verb, "nsubj")
    after = [child for child in own if child.i > verb.i]
    before = [child for child in own if child.i < verb.i]
    bound = _edge_before(scene, group[0], first)
    if before and before[-1].i >= first:
        noun = before[-1]
        start = noun.left_edge.i
        while start < noun.i and not _is_edge(scene, start):
            start += 1
        if start == noun.i and not _is_edge(scene, start):
            start = bound
        if start > noun.i:
            return None
        return (start, group[1]), (start, group[0])
    if after:
        noun = after[0]
        end = min(noun.right_edge.i + 1, _quote_ahead(scene, verb.i), scene.sentence_of[verb.i][1])
        if group[0] == bound or _is_edge(scene, group[0]):
            return (group[0], end), (group[1], end)
    return None


def _is_edge(scene: Scene, place: int) -> bool:
    """Tell whether something that was said may end just before a token."""
    if place == 0:
        return False
    before = scene.tokens[place - 1]
    return before.text in (",", "—", "–", "--", "?", "!", ";") or (
        scene.quote_of[place - 1] >= 0 and scene.quotes[scene.quote_of[place - 1]][1] == place
    )


def _edge_before(scene: Scene, place: int, first: int) -> int:
    while place > first and not _is_edge(scene, place):
        place -= 1
    return place


def _quote_ahead(scene: Scene, place: int) -> int:
    """Return the first token of the next quotation after a token, or the end of the block."""
    return next((start for start, _ in scene.quotes if start > place), len(scene.tokens))


def _following(scene: Scene, verb: "Token", name: str) -> Draft | None:
    """Make a draft for a cue that comes after what is said, or in the middle of it."""
    found = _segment(scene, verb)
    if found is None:
        return None
    (start, end), source = found
    if not _is_edge(scene, start):
        return None
    quote = scene.quote_of[start - 1]
    sentence_start, sentence_end = scene.sentence_of[verb.i]
    own_sentence = scene.sentence_of[start - 1][0] if start else sentence_start
    begin = min(own_sentence, sentence_start) if quote < 0 else min(own_sentence, scene.quotes[quote][0])
    if quote < 0 and sentence_start >= start:
        return None
    begin = tree.whole_quotes(scene, (begin, start))[0]
    # What another cue already claims is not said again by this one.
    for draft in scene.drafts:
        for piece in draft.content + ([draft.cue] if draft.cue else []) + ([draft.source] if draft.source else []):
            if begin < piece[1] <= start:
                begin = max(begin, piece[1])
    left = tree.trim(scene, (begin, start))
    if left is None or (quote < 0 and not _is_clause(scene, left) and not _medial(scene, end)):
        return None
    if (
        quote < 0
        and any(child.dep_ in ("ccomp",) and child.i > verb.i and child.left_edge.i > verb.i for child in verb.children)
        and _is_clause(scene, left)
        and not _medial(scene, end)
    ):
        return None
    content = [left]
    right = _right_piece(scene, verb, end, sentence_end, bool(quote >= 0), left)
    if right:
        content.append(right)
    rule = "quotation-then-cue" if quote >= 0 else "clause-then-cue"
    return Draft(rule, verb.i, content, tree.trim(scene, source), cues.cue_range(scene, verb, name), name)


def _medial(scene: Scene, end: int) -> bool:
    return end < len(scene.tokens) and scene.tokens[end].text in (",", ":")


def _is_clause(scene: Scene, span: Range) -> bool:
    """Tell whether a stretch holds a finite verb with a subject of its own."""
    return any(
        token.pos_ in cues.VERBAL
        and (token.tag_ in ("VBD", "VBZ", "VBP", "MD") or tree.children(token, "aux", "auxpass"))
        and tree.children(token, *tree.SUBJECTS)
        for token in scene.tokens[span[0] : span[1]]
    )


def _right_piece(scene: Scene, verb: "Token", end: int, limit: int, quoted: bool, left: Range) -> Range | None:
    """Return what is said after a cue in the middle: a further quotation, or the rest of the sentence."""
    tokens = scene.tokens
    place = end
    # Skip whom it was said to, when and where, up to a comma or the next quotation.
    while place < limit and tokens[place].text not in (",", ":", ";", "—", "–", "--") and scene.quote_of[place] < 0:
        if tokens[place].pos_ in cues.VERBAL and "quote" in cues.entry(tokens[place])[1]:
            return None
        place += 1
    if place >= limit:
        return None
    if scene.quote_of[place] < 0:
        place += 1
    if place >= limit:
        return None
    if scene.quote_of[place] >= 0:
        number = scene.quote_of[place]
        return tree.trim(scene, scene.quotes[number])
    if quoted:
        return None
    head = tokens[place]
    if head.tag_ in ("VBG", "VBN", "WP", "WDT", "WRB") or head.lower_ in TIMES or head.lower_ == "according":
        return None
    rest = tree.trim(scene, (place, limit))
    if rest is None:
        return None
    if _is_clause(scene, left) and not _is_clause(scene, rest):
        return None
    if _is_clause(scene, left) and any(
        token.i not in scene.used and token.head.i == verb.i and token.dep_ == "conj"
        for token in tokens[rest[0] : rest[1]]
    ):
        return None
    return tree.whole_quotes(scene, rest)


def _leading(scene: Scene, verb: "Token", name: str) -> Draft | None:
    """Make a draft for a cue that leads in a quotation: he said: "X"."""
    start = _quote_ahead(scene, verb.i)
    if start >= len(scene.tokens) or start - verb.i > REACH or start >= scene.sentence_of[verb.i][1] + 1:
        return None
    between = scene.tokens[verb.i + 1 : start]
    lead = between[-1].text if between else ""
    if any(token.pos_ == "VERB" and token.dep_ not in ("acl", "relcl", "amod", "pcomp") for token in between):
        return None
    if (
        between
        and lead not in (",", ":", "that", "—", "–")
        and not all(
            token.head.i == verb.i or token.dep_ in ("prep", "pobj", "det", "compound", "amod", "poss")
            for token in between
        )
    ):
        return None
    number = scene.quote_of[start]
    first, last = scene.quotes[number]
    after = scene.tokens[last] if last < len(scene.tokens) else None
    whole = (
        after is None
        or after.is_punct
        or scene.sentence_of[last][0] == last
        or scene.tokens[last - 2 if scene.quotations[number].closed else last - 1].text in (".", "?", "!", ",")
    )
    if not whole:
        return None
    if between and lead not in (",", ":", "that", "—", "–") and not _is_clause(scene, (first, last)):
        return None
    content = [(first, last)]
    source = cues.source_of(scene, verb)
    return Draft("cue-then-quotation", verb.i, content, source, cues.cue_range(scene, verb, name), name)
