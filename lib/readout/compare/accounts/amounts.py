"""Amounts: the numbers that a text names, each with what it counts, so that two accounts' figures can be compared.

Dates, years, and the numbers of articles and points are names, not amounts, and are left out; so is "one", which mostly
stands for a word named before.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from readout import parser, spans
from readout.compare.meaning import matching
from readout.spans import Span

if TYPE_CHECKING:
    from readout.parser import Token

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: float(number) for number, word in enumerate(_SMALL.split())}
_WORDS |= {word: 10.0 * tens for tens, word in enumerate(_TENS.split(), 2)}
_MULTIPLES = {"dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_CURRENCIES = frozenset("$€£¥₽₴")
_PER_CENT = frozenset({"%", "percent", "cent"})


class Amount(NamedTuple):
    """A number with what it counts (the stem of a noun, `%`, a currency, or None), its words and its characters."""

    value: float
    unit: str | None
    words: str
    span: "Span"


def amounts_in(document: parser.Document, dates: "Iterable[Span]" = ()) -> list[Amount]:
    """Return the amounts of a parsed text in order; what stands within one of `dates` is none.

    >>> from readout import parser
    >>> document = parser.parse("They sent 1.5 million shells and forty-two tanks.")
    >>> [(one.value, one.unit) for one in amounts_in(document)]
    [(1500000.0, 'shell'), (42.0, 'tank')]
    """
    days = list(dates)
    found = []
    for block in document.blocks:
        tokens = list(block.doc)
        place = 0
        while place < len(tokens):
            first = place
            value, place = _value(tokens, place)
            if value is None:
                place = first + 1
                continue
            span = block.span(first, place)
            last = tokens[place - 1]
            if spans.overlaps_any(span, days) or _is_name(tokens, first, place, value):
                continue
            unit, end = _unit(tokens, first, last)
            begin = first - 1 if first and tokens[first - 1].text in _CURRENCIES else first
            shown = block.span(begin, max(place, end))
            found.append(Amount(value, unit, " ".join(document.body[slice(*shown)].split()), span))
    return found


def differing(ours: Iterable[Amount], theirs: Iterable[Amount]) -> tuple[list[Amount], list[Amount]]:
    """Return the amounts of each side that give the other's another number for the same thing."""
    ours, theirs = list(ours), list(theirs)
    known = [{one.value for one in side} for side in (ours, theirs)]
    pairs = [
        (one, other)
        for one in ours
        for other in theirs
        if one.value not in known[1]
        and other.value not in known[0]
        and (one.unit == other.unit or None in (one.unit, other.unit))
    ]
    return list(dict.fromkeys(one for one, _ in pairs)), list(dict.fromkeys(other for _, other in pairs))


def _value(tokens: "list[Token]", place: int) -> tuple[float | None, int]:
    """Return the number that begins at a token, or None, and the place after it."""
    total, last = 0.0, None
    start = place
    while place < len(tokens):
        text = tokens[place].lower_.replace(",", "")
        if text == "-" and last is not None and place + 1 < len(tokens) and tokens[place + 1].lower_ in _WORDS:
            place += 1
            continue
        multiple, number = _MULTIPLES.get(text), _number(text)
        if multiple and (last is not None or multiple < 1e6):
            total, last = (total or 1.0) * multiple, multiple
        elif number is not None and (last is None or (last >= 20 and number < last)):
            total, last = total + number, number
        else:
            break
        place += 1
    alone = place == start + 1 and tokens[start].lower_ == "one"
    return (None, start) if place == start or alone else (total, place)


def _number(text: str) -> float | None:
    if text in _WORDS:
        return _WORDS[text]
    try:
        return float(text) if text[:1].isdigit() else None
    except ValueError:
        return None


def _is_name(tokens: "list[Token]", first: int, after: int, value: float) -> bool:
    """Tell whether a number names a year, an article or a point, and counts nothing."""
    year = after == first + 1 and 1600 <= value < 2100 and tokens[first].text.isdigit() and len(tokens[first].text) == 4
    before = tokens[first - 1] if first else None
    named = before is not None and tokens[first].head.i == before.i and before.pos_ in ("NOUN", "PROPN")
    clock = after < len(tokens) and tokens[after].lower_ in ("a.m.", "p.m.", "am", "pm", "o'clock")
    return year or named or clock


def _unit(tokens: "list[Token]", first: int, last: "Token") -> tuple[str | None, int]:
    """Return what a number counts, and the place after it."""
    if first and tokens[first - 1].text in _CURRENCIES:
        return tokens[first - 1].text, last.i + 1
    following = tokens[last.i + 1 : last.i + 3]
    if any(token.lower_ in _PER_CENT for token in following):
        return "%", next(token.i for token in following if token.lower_ in _PER_CENT) + 1
    if len(following) == 2 and following[0].text == "-" and following[1].pos_ in ("NOUN", "PROPN"):
        return matching.stem(following[1].lemma_.lower()), following[1].i + 1
    head = last.head
    while head.dep_ in ("nummod", "quantmod", "compound") and head.i < head.head.i:
        head = head.head
    if head.pos_ in ("NOUN", "PROPN") and last.i < head.i <= last.i + 5:
        return matching.stem(head.lemma_.lower()), head.i + 1
    noun = next((token for token in tokens[last.i + 1 : last.i + 4] if token.pos_ in ("NOUN", "PROPN")), None)
    joined = tokens[last.i + 1 : noun.i] if noun else []
    if noun and all(token.pos_ in ("ADJ", "PUNCT", "NUM") and token.text != "," for token in joined):
        return matching.stem(noun.lemma_.lower()), noun.i + 1
    return None, last.i + 1
