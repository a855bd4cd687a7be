"""Parties: for which state or body an actor speaks."""

import pytest

from readout import parser
from readout.annotator.who.resolve import Cast


def party(body: str, mention: str) -> str | None:
    cast = Cast(parser.parse(body), {})
    place = body.rindex(mention)
    return cast.party_of(cast.resolve((place, place + len(mention))))


@pytest.mark.parametrize(
    ("body", "mention", "expected"),
    [
        ("Norway denies it.", "Norway", "Norway"),
        ("Norway's foreign minister, Kari Lund, denies it.", "Kari Lund", "Norway"),
        ("The Norwegian embassy denies it.", "The Norwegian embassy", "Norway"),
        ("A Norwegian official denies it.", "A Norwegian official", "Norway"),
        ("European Union commissioner Kari Lund denies it.", "Kari Lund", "European Union"),
        ("The European Commission denies it.", "The European Commission", "European Union"),
        ("UNHCR spokeswoman Kari Lund denies it.", "Kari Lund", "United Nations"),
        ("NATO spokeswoman Kari Lund denies it.", "Kari Lund", "NATO"),
        (
            "The Permanent Court of Arbitration denies it.",
            "The Permanent Court of Arbitration",
            "Permanent Court of Arbitration",
        ),
        ("Peru and Chile deny it.", "Peru and Chile", "Peru and Chile"),
        ("Trinidad and Tobago and Chile deny it.", "Trinidad and Tobago and Chile", "Trinidad and Tobago and Chile"),
        ("Ostravia's ambassador, Kari Lund, denies it.", "Kari Lund", "Ostravia"),
        ("Scientists at the Institute of Tides deny it.", "Scientists at the Institute of Tides", "Institute of Tides"),
    ],
)
def test_who_speaks_for_a_state_or_body_counts_for_it(body: str, mention: str, expected: str) -> None:
    assert party(body, mention) == expected


@pytest.mark.parametrize(
    ("body", "mention"),
    [
        ("Kari Lund denies it.", "Kari Lund"),
        ("Reuters denies it.", "Reuters"),
        ("Analysts deny it.", "Analysts"),
        ("Kari Lund and Peru deny it.", "Kari Lund and Peru"),
    ],
)
def test_others_speak_for_nobody_else(body: str, mention: str) -> None:
    assert party(body, mention) is None
