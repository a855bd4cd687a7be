"""Conditions are found where they stand, and end where their clause ends."""

import pytest

from readout.annotator.what import conditions


def found(sentence: str, content: str | None = None) -> str | None:
    start = sentence.index(content) if content else 0
    end = start + len(content) if content else len(sentence)
    span = conditions.find(sentence, [(start, end)], (0, len(sentence)))
    return sentence[span[0] : span[1]] if span else None


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Talks are possible if the guns fall silent.", "if the guns fall silent"),
        ("If the guns fall silent, talks are possible.", "If the guns fall silent"),
        ("Unless it changes, the agency cannot help.", "Unless it changes"),
        ("Talks may start, provided that all sides agree.", "provided that all sides agree"),
        ("It is open to talks as long as they are fair.", "as long as they are fair"),
        ("Troops will leave, subject to equal steps by others.", "subject to equal steps by others"),
        ("There can be no peace without justice.", "without justice"),
        ("A truce holds only if it is watched.", "only if it is watched"),
        ("Talks must be preceded by a truce.", "Talks must be preceded by a truce"),
        ("Otherwise it would be pointless.", "Otherwise"),
        ("It will not talk until they have gone.", "until they have gone"),
    ],
)
def test_conditions(sentence: str, condition: str) -> None:
    assert found(sentence) == condition


@pytest.mark.parametrize(
    "sentence",
    [
        "It acted as if nothing had happened.",
        "Food provided by the agency arrived.",
        "He asked if the road was open.",
        "Once more the talks failed.",
        "An official spoke on condition of anonymity.",
        "Russia opposes it without reservation.",
    ],
)
def test_words_that_only_look_like_conditions(sentence: str) -> None:
    assert found(sentence) is None


def test_a_condition_before_the_cue_belongs_to_the_claim() -> None:
    assert found("Otherwise, in its view, it would be useless.", "it would be useless") == "Otherwise"
