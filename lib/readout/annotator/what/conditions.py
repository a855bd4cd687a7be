"""Conditions: the span of a claim that says on what terms."""

import re
from collections.abc import Iterable
from functools import cache

from readout.annotator import word_lists
from readout.annotator.claim_table import Span

_CLAUSE_END = re.compile(r"[,;:—–](?=\s)|\s[-–—]\s|[.?!](?=\s|[’”\"')]|$)")
_FIXED_WITHOUT = re.compile(
    r"without\s+(?:it|them|this|that|him|her|us|reservation|delay|exception|doubt|question|fail)\b", re.I
)
#: Where the main clause begins after a condition without a comma: "Without trust it would fail".
_MAIN_CLAUSE = re.compile(
    r"\s+(?:it|he|she|they|we|there|this|such \w+)\s+(?:would|will|could|can|cannot|may|might|must|should|is|are)\b"
)
#: Opening words that open no terms: a date after "until", the adverb "once", a thing that is provided.
_NO_TERMS = re.compile(
    r"\buntil\s+(?:(?:the\s+)?(?:end|start|beginning|middle|spring|summer|autumn|winter|early|late|mid)\b|"
    r"(?:next|last|this)\b|\d|noon|midnight|tomorrow|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)|"
    r"\bas (?:long|soon) as (?:it takes|needed|necessary|possible|required|may be necessary)\b|"
    r"\bonce\s+(?:\w+ed|told|said|wrote|was|were|had|again|more|stood|held|saw|made|came|went)\b|"
    r"(?<!,)(?<!,\s)\bprovided\b(?!\s+that)|\bproviding\b(?!\s+that)|"
    r"\b(?:without|no|not|any|set|sets|setting)\s+(?:any\s+|further\s+)?pre-?conditions?\b|\bwithout\s+(?:any\s+)?conditions\b",
    re.I,
)
#: "I shall call when they have left": a time that is a term.
_WHEN_DONE = re.compile(
    r"(?:\b(?:will|shall|would|can|could)|['’](?:ll|d))\b[^.;:?]{0,60}?"
    r"\b(?P<terms>(?:only |but only )?when (?:\w+ ){0,5}?(?:(?:has|have|had)\b|\w+['’](?:ve|s|d)\b))",
    re.I,
)
#: "Should a further firm be listed, ..."; "Had access been granted, ...".
_TURNED_ROUND = re.compile(
    r"\W*(?P<terms>(?:Should|Were|Had)\s+(?!(?:i|we|it|he|she|they)\s+not\b)[a-z'’ -]+?\s+\w+)(?=[^?]*,)"
)
#: Verbs that open terms only at the head of a clause: "were the talks to fail", but not "they were the first".
_IS_TURNED = re.compile(r"(?:should|were|had)\b", re.I)
_OPENS_CLAUSE = re.compile(r"(?:^|[,;:—–(“\"]|\b(?:that|and|but|or))\W*$", re.I)
_DENIAL = re.compile(r"\b(?:no|not|never|cannot|impossible|nothing|neither|nor|will not|meaningless)\b|n['’]t\b", re.I)


@cache
def _patterns() -> dict[str, word_lists.Words]:
    return {name: word_lists.pattern(entries) for name, entries in word_lists.read("conditions").items()}


def find(
    body: str, pieces: list[Span], sentence: Span, warning: bool = False, marks: Iterable[Span] = ()
) -> Span | None:
    """Return the span of the condition of a claim, or None; `marks` are its cue and source.

    `pieces` are the spans of the content; in a `warning` "without" opens a condition too. A condition is looked for in
    them first, and then beside them, where it may stand before or after the cue ("Otherwise, in Russia's view,
    it would be ...").
    """
    for piece in pieces:
        found = _within(body, piece, warning=warning)
        if found:
            return found
    for rest in _outside([*pieces, *marks], sentence):
        found = _within(body, rest, alone=False)
        if found and not re.search(r"\w", body[rest[0] : found[0]]):
            return found
    return None


def _outside(pieces: list[Span], sentence: Span) -> list[Span]:
    """Return what of the sentence lies before, between and after the pieces."""
    rests, place = [], sentence[0]
    for start, end in sorted(pieces):
        if place < start:
            rests.append((place, start))
        place = max(place, end)
    if place < sentence[1]:
        rests.append((place, sentence[1]))
    return rests


def _within(body: str, span: Span, alone: bool = True, warning: bool = False) -> Span | None:
    start, end = span
    text = body[start:end]
    patterns = _patterns()
    barred = [match.span() for match in patterns["not_conditions"].finditer(text)]

    barred += [match.span() for match in _NO_TERMS.finditer(text)]

    def free(match: re.Match[str]) -> bool:
        return not any(a < match.end() and match.start() < b for a, b in barred)

    for finder in (_TURNED_ROUND.match, _WHEN_DONE.search):
        turned = finder(text) if alone or finder == _TURNED_ROUND.match else None
        if turned is not None and free(turned):
            opening = re.compile(re.escape(turned["terms"])).search(text, turned.start("terms"))
            if opening is not None:
                return start + opening.start(), start + _end_of_condition(text, opening)
    for match in patterns["opening"].finditer(text):
        if free(match) and (not _IS_TURNED.match(match[0]) or _OPENS_CLAUSE.search(text[: match.start()])):
            return start + match.start(), start + _end_of_condition(text, match)
    for match in patterns["without"].finditer(text):
        if free(match) and _is_condition(text, match.start(), warning):
            return start + match.start(), start + _end_of_condition(text, match)
    alternative = patterns["alternative"].search(text)
    if alternative:
        return start + alternative.start(), start + alternative.end()
    if alone and any(free(match) for match in patterns["whole"].finditer(text)):
        return start, start + len(text.rstrip(" .,;"))
    return None


def _is_condition(text: str, place: int, warning: bool) -> bool:
    """Tell whether a "without" says on what terms: it comes first, or right after a denial, and names something."""
    if re.match(
        r"without\s+(?:it|them|this|that|him|her|us|reservation|delay|exception|doubt|question|fail)\b",
        text[place:],
        re.I,
    ):
        return False
    before = re.split(r"[,;:]|\bthat\b", text[:place])[-1]
    first = not re.search(r"\w{2,}", re.sub(r"^\W*(?:that|and|but)\b", "", text[:place]))
    return first or warning or bool(_DENIAL.search(before))


def _end_of_condition(text: str, opening: re.Match[str]) -> int:
    """Return where a condition ends: before the main clause where it comes first, else at the end of its clause."""
    comes_first = not re.search(r"\w{2,}", text[: opening.start()]) or re.search(
        r"(?:,|\b(?:and|but|that|or))\s*$", text[: opening.start()]
    )
    for match in _CLAUSE_END.finditer(text, opening.end()):
        if match[0] == "," and not comes_first:
            continue
        if len(text[opening.start() : match.start()].split()) >= 2:
            return match.start()
    main = _MAIN_CLAUSE.search(text, opening.end()) if comes_first else None
    return main.start() if main else len(text.rstrip(" .,;:"))
