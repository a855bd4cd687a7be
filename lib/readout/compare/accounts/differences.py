"""Differences: what two tellings of one claim differ in, and one sentence on each."""

from collections.abc import Iterable
from typing import Any

from readout.compare.accounts import amounts, dates_and_places
from readout.compare.accounts.same_speaker import same_speaker
from readout.compare.meaning import matching, polarity
from readout.compare.words import tokens

#: What two tellings can differ in, in the order in which differences are listed.
ASPECTS = ("date", "place", "number", "speaker", "stance", "condition", "quotation")
#: Conditions that come closer than this say the same.
SAME_TERMS = 0.8

_SAYS = {
    "date": ("dates this to {}", "gives no date"),
    "place": ("places this in {}", "names no place"),
    "number": ("speaks of {}", "gives no number"),
    "speaker": ("has {} say this", "names no speaker"),
    "stance": ("has it that the speaker {} this", ""),
    "condition": ("sets the condition “{}”", "states no condition"),
    "quotation": ("quotes {}", "quotes no words"),
}


def differences(
    one: dict[str, Any], other: dict[str, Any], bodies: Iterable[str]
) -> Iterable[tuple[str, str | None, str | None]]:
    """Yield what two tellings differ in, with what each says; `bodies` are the texts that they stand in.

    Dates, places, conditions and quotations differ also where one telling has none; numbers only where each gives
    another for the same thing, since a number left out is no other number. A quotation that is retold in the other
    account differs too: the words are then the reporter's.
    """
    if not dates_and_places.same_dates(one["dates"], other["dates"]):
        yield "date", ", ".join(one["date_words"]) or None, ", ".join(other["date_words"]) or None
    if set(one["places"]) != set(other["places"]):
        yield "place", ", ".join(one["places"]) or None, ", ".join(other["places"]) or None
    ours, theirs = amounts.differing(one["amounts"], other["amounts"])
    if ours:
        yield "number", ", ".join(each.words for each in ours), ", ".join(each.words for each in theirs)
    if not same_speaker(one, other, bodies):
        yield "speaker", one["actor"], other["actor"]
    if turned := _turned(one, other):
        yield "stance", *turned
    if bool(one["terms"]) != bool(other["terms"]) or (one["terms"] and _unlike(one["terms"], other["terms"])):
        yield "condition", one["terms"], other["terms"]
    if {_bare(quote) for quote in one["quoted"]} != {_bare(quote) for quote in other["quoted"]}:
        yield "quotation", _quoted(one["quoted"]), _quoted(other["quoted"])


def finding(aspect: str, a: str, value_a: str | None, b: str, value_b: str | None) -> str:
    """Return one sentence on what two tellings, in the texts a and b, differ in."""
    said, not_said = _SAYS[aspect]
    parts = []
    for name, value in sorted(((a, value_a), (b, value_b)), key=lambda part: part[1] is None):
        shown = " ".join(value.split()) if value else None
        parts.append(f"{name} {said.format(shown) if shown else not_said}")
    return "; ".join(parts) + "."


def _turned(one: dict[str, Any], other: dict[str, Any]) -> tuple[str, str] | None:
    """Return what each telling makes the speaker do, where one affirms what the other denies.

    The words decide; a person's decision on the stances decides before them. A condition is told apart.
    """
    stances = one["stance"], other["stance"]
    if set(stances) == {"supports", "opposes"} and "annotator" not in (one["coder"], other["coder"]):
        return stances
    denied = polarity.denied_in(one, other)
    if denied is None:
        return None
    return ("denies", "affirms") if denied == 0 else ("affirms", "denies")


def _unlike(one: str, other: str) -> bool:
    return float(matching.closeness([one], [other])[0, 0]) < SAME_TERMS


def _bare(quote: str) -> str:
    return " ".join(tokens.split(quote))


def _quoted(quotes: list[str]) -> str | None:
    return "; ".join(f"‘{quote}’" for quote in quotes) or None
