"""When and where: the dates and places that a sentence names, or takes over from the sentences before it.

"At that time" says nothing by itself: it takes its date, and the place that goes with it, from the sentence before in
the same paragraph that names one. Weekdays and "recently" are no dates; states and their seats of government are
parties more often than places, and are left out.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from readout import spans
from readout.annotator.who import gazetteer
from readout.spans import Span

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?P<month>{_MONTHS})"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
_SEASON = "the (?:spring|summer|autumn|fall|winter)"
_DATES = [
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?:,? {_YEAR})?\b"),
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? {_YEAR}\b)?"),
    re.compile(rf"\b{_MONTH},?(?: of)? {_YEAR}\b"),
    re.compile(r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"),
    re.compile(rf"\b(?:in|since|of|by|until|from|before|after|during|early|late|mid) (?:{_SEASON} of )?{_YEAR}\b"),
    re.compile(rf"\b(?:in|since|of|by|until|from|before|after|during|early|late|mid) {_MONTH}\b"),
]
_POINTS_BACK = re.compile(
    r"\b(?:at (?:that|the) time|back then|then|that (?:day|year|month|spring|summer|autumn|winter)|"
    r"those (?:talks|days)|on that occasion)\b",
    re.IGNORECASE,
)
#: "then" that follows on, and does not point to a time.
_FOLLOWS_ON = re.compile(
    r"(?:^|[,;.] |\band |\bsince )then\b|\bthen (?:be|come|have|need|must|should|could|would)\b", re.IGNORECASE
)
_PREPOSITION = re.compile(r"^(?:in|since|of|by|until|from|before|after|during) ")
_PLACE = re.compile(r"\b(?:in|at|near) ((?!The\b|That\b)[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)")
_NO_PLACE = re.compile(rf"^(?:{_MONTHS}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")


class Setting(NamedTuple):
    """When and where something is said to have been: dates in ISO form as far as they go, places by name.

    `date_words` are the dates as the text puts them; `taken_over` is true where a sentence before names them.
    """

    dates: tuple[str, ...]
    date_words: tuple[str, ...]
    places: tuple[str, ...]
    taken_over: bool


def dates_in(passage: str, offset: int = 0) -> list[tuple[str, Span]]:
    """Return the dates that a passage names, with their characters.

    >>> [date for date, _ in dates_in("the talks of April 2022 and those of 29 August")]
    ['2022-04', '--08-29']
    """
    found: dict[Span, str] = {}
    for pattern in _DATES:
        for match in pattern.finditer(passage):
            span = match.start() + offset, match.end() + offset
            if spans.overlaps_any(span, found):
                continue
            parts = match.groupdict()
            if parts.get("iso"):
                found[span] = parts["iso"]
                continue
            month = f"{_MONTHS.split('|').index(parts['month']) + 1:02}" if parts.get("month") else None
            day = f"{int(parts['day']):02}" if parts.get("day") else None
            year = parts.get("year") or ("-" if month else None)
            found[span] = "-".join(part for part in (year, month, day) if part)
    return [(date, span) for span, date in sorted(found.items())]


def places_in(passage: str, offset: int = 0) -> list[tuple[str, Span]]:
    """Return the places that a passage names after "in", "at" or "near", with their characters; no states."""
    known = gazetteer.load()
    found = []
    for match in _PLACE.finditer(passage):
        name = match[1].removesuffix("'s").removesuffix("’s")
        if not _NO_PLACE.match(name) and not list(known.find(name)):
            found.append((name, (match.start(1) + offset, match.end(1) + offset)))
    return found


def points_back(passage: str) -> bool:
    """Return whether a passage points to a time that was named before it."""
    return any(
        not _FOLLOWS_ON.search(passage[max(0, match.start() - 6) : match.end() + 8])
        for match in _POINTS_BACK.finditer(passage)
    )


def setting_of(body: str, content: Iterable[Span], sentence: Span, before: Iterable[Span]) -> Setting:
    """Return when and where a content is set.

    `content` are its spans, `sentence` the sentence it stands in, and `before` the sentences before that one in the
    same paragraph, in order. What only says when the words were spoken ("he said on 29 August") does not count.
    """
    content = [(start, end) for start, end in content]
    words = body[slice(*sentence)]
    inside = [(date, span) for date, span in dates_in(words, sentence[0]) if spans.inside_any(span, content)]
    where = [(name, span) for name, span in places_in(words, sentence[0]) if spans.inside_any(span, content)]
    taken_over = False
    if not inside and points_back(words):
        for start, end in reversed(list(before)):
            earlier = dates_in(body[start:end], start)
            if earlier:
                inside, taken_over = earlier, True
                where = where or places_in(body[start:end], start)
                break
    return Setting(
        tuple(date for date, _ in inside),
        tuple(_PREPOSITION.sub("", " ".join(body[slice(*span)].split())) for _, span in inside),
        tuple(name for name, _ in where),
        taken_over,
    )


def same_dates(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Return whether dates in ISO form are the same; one without a year may be of any year.

    >>> same_dates(["2022-09"], ["--09"]), same_dates(["2022-09"], []), same_dates(["2022"], ["2021"])
    (True, False, False)
    """
    ours, theirs = list(ours), list(theirs)

    def same(one: str, other: str) -> bool:
        if one.startswith("--") != other.startswith("--"):
            one, other = (each[2:] if each.startswith("--") else each[5:] for each in (one, other))
        return one == other

    return all(any(same(a, b) for b in theirs) for a in ours) and all(any(same(a, b) for a in ours) for b in theirs)
