"""Stance follows the words for and against, turned by negation and held back by concession and condition."""

import pytest

from readout.annotator.what import stance


@pytest.mark.parametrize(
    ("act", "cue", "content", "expected"),
    [
        ("asserts", "said", "the plan would violate the treaty", "opposes"),
        ("asserts", "said", "the country welcomes the plan", "supports"),
        ("asserts", "said", "the country does not support the plan", "opposes"),
        ("asserts", "said", "the country does not oppose the plan", "neutral"),
        ("asserts", "said", "it accepts no soldiers", "opposes"),
        ("asserts", "said", "no soldiers will be sent", "opposes"),
        ("asserts", "said", "the meeting lasts two days", "neutral"),
        ("asserts", "welcomed", "the offer", "supports"),
        ("concedes", "did not rule out", "a truce", "neutral"),
        ("rejects", "denied", "that troops had crossed", "opposes"),
        ("demands", "called for", "an immediate ceasefire", "supports"),
        ("demands", "demanded", "that they cease fire", "opposes"),
        ("asserts", "said", "the talks had collapsed", "opposes"),
        ("asserts", "said", "there were talks", "supports"),
        ("demands", "demanded", "that the raids stop", "opposes"),
        ("demands", "demanded", "that aid be let in", "supports"),
        ("asserts", "asked", "whether the plan is acceptable", "neutral"),
    ],
)
def test_stances(act: str, cue: str, content: str, expected: str) -> None:
    assert stance.read(act, cue, content, conditional=False) == expected


@pytest.mark.parametrize(
    ("act", "expected"), [("asserts", "conditional"), ("warns", "conditional"), ("accuses", "opposes")]
)
def test_a_condition_makes_a_stance_conditional_but_not_an_accusation(act: str, expected: str) -> None:
    assert stance.read(act, "said", "talks are possible", conditional=True) == expected


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
