"""Mentions of states and bodies: which stand for a government, and which only name a meeting or a place."""

import re

from readout.annotator.who.gazetteer import Match

_OCCASION = re.compile(
    r"\s+(?:(?:[Pp]eace|[Ss]ecurity|[Nn]uclear)\s+)?(?:[Mm]eeting|[Tt]alks|[Ss]ummit|[Aa]greements?|[Mm]emorandum|"
    r"[Dd]eclaration|[Aa]ccords?|[Cc]onference|[Cc]ommuniqu[eé]|[Ff]ormat|[Pp]rocess|[Tt]reaty|[Pp]rotocol|[Ff]orum|"
    r"[Ff]inal [Aa]ct|[Cc]ompact|[Cc]harter|[Pp]ackage|[Pp]act|[Ss]tatement|[Cc]onvention|"
    r"[Oo]lympics|[Aa]irport|[Ff]rameworks?|[Rr]egion)\b"
)
_PLACE = re.compile(r"\b(?:in|at|near|from|to|outside|around|of|for|visit(?:ed|ing)?|reach(?:ed)?)\s+$")


def is_state(match: Match) -> bool:
    """Tell whether a mention names a state or government, by name or seat."""
    return match.entry.kind in ("state", "observer", "government") and match.form != "adjectives"


def is_occasion(body: str, match: Match) -> bool:
    """Tell whether a seat only names a meeting or paper: "the Paris meeting", "the Minsk agreements"."""
    return match.form == "seats" and bool(_OCCASION.match(body[match.end : match.end + 40]))


def is_place(body: str, match: Match) -> bool:
    """Tell whether a seat or state is only where something happens: "in Paris"."""
    return match.form == "seats" and bool(_PLACE.search(body[max(0, match.start - 12) : match.start]))
