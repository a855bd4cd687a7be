"""The words of a cue that stands apart from what is said, and of who says it: X, he said; X, said the minister."""

from typing import TYPE_CHECKING

from readout.annotator.attribution import can_speak, cues, tree
from readout.annotator.attribution.drafts import Range, Scene

if TYPE_CHECKING:
    from readout.parser import Token

BREAKS = frozenset({",", "—", "–", "--", "?", "!", ";", "…", "..."})


def segment(scene: Scene, verb: "Token") -> tuple[Range, Range] | None:
    """Return the words of a cue that stands apart (he said; said the minister of trade), and those of its source."""
    first, last = scene.sentence_of[verb.i]
    group = cues.cue_range(scene, verb, cues.entry(verb)[0])
    own = tree.children(verb, "nsubj")
    own = [child for child in own if child.i > verb.i] or own
    apart = len(own) == 1 and own[0].pos_ == "PRON" and _between_commas(scene, (own[0].i, group[1]))
    if verb.dep_ in ("xcomp", "pcomp") or (verb.dep_ == "relcl" and not apart):
        return None
    if verb.dep_ == "acl" and verb.tag_ != "VBD":
        return None
    glossed = _apposition(scene, group[0]) if verb.tag_ in ("VBD", "VBZ") else None
    if glossed is not None and glossed > first and (not own or can_speak.kind(own[-1]) is None):
        return (glossed, group[1]), (glossed, group[0])
    if own and own[-1].i < verb.i:
        noun = own[-1]
        start = max(tree.subject_phrase(noun)[0], first)
        while start < noun.i and not _after_break(scene, start):
            start += 1
        if not _after_break(scene, start):
            start = _name_before(scene, group[0])
        if not _after_break(scene, start):
            return None
        if scene.tokens[start].pos_ in ("CCONJ", "SCONJ") or scene.tokens[start].tag_ in ("WP", "WDT", "WRB"):
            return None
        return (start, group[1]), (start, group[0])
    if not own and verb.tag_ in ("VBD", "VBZ") and verb.i + 1 < last:
        # The parser takes the speaker of an inverted cue for its object at times.
        own = [child for child in tree.children(verb, "dobj") if child.pos_ in ("PROPN", "PRON", "NOUN")]
    if own and own[0].i > verb.i and _after_break(scene, group[0]):
        end = min(own[0].right_edge.i + 1, quote_ahead(scene, verb.i), last)
        return (group[0], end), (group[1], _before_day(scene, group[1], end))
    if not own and verb.tag_ in ("VBD", "VBZ") and cues.entry(verb)[1] >= {"clause", "quote"}:
        start = _name_before(scene, group[0])
        head = _head_between(scene, start, group[0])
        if first < start < group[0] and _after_break(scene, start) and can_speak.kind(head) in ("person", "group"):
            return (start, group[1]), (start, group[0])
    return None


def _head_between(scene: Scene, start: int, end: int) -> "Token | None":
    """Return the head of a plain noun phrase: its last noun before a preposition."""
    words = scene.tokens[start:end]
    stop = next((number for number, word in enumerate(words) if word.pos_ == "ADP"), len(words))
    nouns = [word for word in words[:stop] if word.pos_ in ("NOUN", "PROPN")]
    return nouns[-1] if nouns else None


def _before_day(scene: Scene, first: int, end: int) -> int:
    """Return where a speaker ends who is named before the day of the saying, or before a clause about him.

    The recipe: its president, A, on Friday; its president, A, who was in Rome.
    """
    for place in range(first + 1, end - 1):
        if scene.tokens[place].text == "," and scene.tokens[place + 1].tag_ in ("WP", "WP$", "WDT"):
            return place
    for place in range(end - 2, first, -1):
        if scene.tokens[place].lower_ == "on" and scene.tokens[place + 1].lower_ in tree.TIMES:
            return place
    return end


def _between_commas(scene: Scene, span: Range) -> bool:
    """Tell whether a stretch stands between two commas: , she added,"""
    first, last = span
    if first == 0 or last >= len(scene.tokens) or scene.tokens[first].tag_ in ("WP", "WDT"):
        return False
    return scene.tokens[first - 1].text == "," and scene.tokens[last].text == ","


def _apposition(scene: Scene, place: int) -> int | None:
    """Return where a speaker between commas begins, whom the parser takes for a gloss on the object before him.

    The recipe: The state will support the plan, its minister, A, said.
    """
    commas = [at for at in range(place - 1, max(place - 20, 0), -1) if scene.tokens[at].text == ","]
    if len(commas) < 2 or commas[0] != place - 1:
        return None
    for comma in commas[1:3]:
        words = scene.tokens[comma + 1 : place - 1]
        if not words:  # a comma doubled by mistake
            return None
        head = next((word for word in words if word.pos_ in ("NOUN", "PROPN") and word.dep_ != "compound"), None)
        if any(word.pos_ in cues.VERBAL or scene.quote_of[word.i] >= 0 for word in words):
            return None
        owned = words[0].dep_ == "poss" or words[0].tag_ in ("PRP$", "DT") or words[0].pos_ == "PROPN"
        if len(commas) > 2 and comma == commas[1] and words[0].tag_ not in ("PRP$", "DT"):
            # The name itself: what it is a gloss on stands before the next comma.
            continue
        if head is not None and owned and can_speak.kind(head) in ("person", "group"):
            return comma + 1
    return None


def _name_before(scene: Scene, place: int) -> int:
    """Return where a plain noun phrase right before a verb begins, or the verb's own place where there is none."""
    start = place
    while start > 0 and not _after_break(scene, start) and place - start < 8:
        start -= 1
    words = scene.tokens[start:place]
    nouns = ("NN", "NNS", "NNP", "NNPS", "PRP")
    plain = all(word.tag_ in (*nouns, "DT", "JJ", "POS", "PRP$", "HYPH", "CD", "IN") for word in words)
    return start if words and plain and words[-1].tag_ in nouns else place


def _after_break(scene: Scene, place: int) -> bool:
    """Tell whether something that was said may end just before a token."""
    if place == 0:
        return False
    before = scene.tokens[place - 1]
    number = scene.quote_of[place - 1]
    return before.text in BREAKS or (number >= 0 and scene.quotes[number][1] == place)


def quote_ahead(scene: Scene, place: int) -> int:
    """Return the first token of the next quotation after a token, or the end of the block."""
    return next((start for start, _ in scene.quotes if start > place), len(scene.tokens))
