"""Stance follows the governing word, turned by negation and held back by concession and condition."""

import pandas as pd
import pytest

import readout
from readout.annotator.what import stance
from readout.vocabulary import NOBODY


def claim(body: str) -> pd.Series:
    table = readout.annotate(body)
    return table[~table["voice"].isin(NOBODY)].iloc[0]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Kenya said the plan would violate the treaty.", "opposes"),
        ("Kenya said the country welcomes the plan.", "supports"),
        ("Kenya said the country does not support the plan.", "opposes"),
        ("Kenya said the country does not oppose the plan.", "neutral"),
        ("Kenya said it accepts no soldiers.", "opposes"),
        ("Kenya said no soldiers will be sent.", "opposes"),
        ("Kenya said the meeting lasts two days.", "neutral"),
        ("Kenya welcomed the offer.", "supports"),
        ("Kenya did not rule out a truce.", "neutral"),
        ("Kenya denied that troops had crossed.", "opposes"),
        ("Kenya called for an immediate ceasefire.", "supports"),
        ("Kenya demanded that the raids stop.", "opposes"),
        ("Kenya demanded that aid be let in.", "supports"),
        ("Kenya asked whether the plan is acceptable.", "neutral"),
        ("Kenya expressed gratitude for the fight against terrorism.", "supports"),
        ("Kenya said it will not stop enriching uranium.", "supports"),
        ("Kenya said the dam harms nobody.", "supports"),
        ("Kenya said the raids must stop.", "opposes"),
        ("Kenya denied the report.", "opposes"),
    ],
)
def test_stances(body: str, expected: str) -> None:
    assert claim(body)["stance"] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Kenya said talks are possible if the raids stop.", "conditional"),
        ("Kenya will sign the pact if the raids stop, it said.", "conditional"),
        ("Kenya warned that if the raids go on, talks would fail.", "opposes"),
        ("Kenya accused Chad of shelling farms if guards are absent.", "opposes"),
    ],
)
def test_terms_make_conditional_what_is_accepted_and_not_what_is_warned_of(body: str, expected: str) -> None:
    assert claim(body)["stance"] == expected


@pytest.mark.parametrize(
    ("content", "modality"),
    [
        ("it must end", "obligation"),
        ("it may end", "possibility"),
        ("it will end", "future"),
        ("it would end", "hypothetical"),
        ("it ends", None),
    ],
)
def test_modality(content: str, modality: str | None) -> None:
    assert stance.modality(content) == modality


def test_only_the_first_clause_makes_a_claim_negated() -> None:
    assert stance.negated("the troops did not cross") and not stance.negated("the troops crossed, which was not wise")


def test_reserve_is_a_hedge() -> None:
    assert stance.hedged("said", "it would perhaps help") and not stance.hedged("said", "it helps")
