"""Acts are read from the cue, and from the content where the cue only says that something was said."""

import pytest

from readout.annotator.what import acts


@pytest.mark.parametrize(
    ("cue", "lemma", "act"),
    [
        ("said", "say", None),
        ("told", "tell", None),
        ("denied", "deny", "rejects"),
        ("reiterated its support", "support for", "commits"),
        ("demanded", "demand", "demands"),
        ("proposed", "propose", "proposes"),
        ("vowed", "vow", "commits"),
        ("conceded", "concede", "concedes"),
        ("accused", "accuse", "accuses"),
        ("warned", "warn", "warns"),
        ("called on", "call on", "appeals"),
    ],
)
def test_cues(cue: str, lemma: str, act: str | None) -> None:
    assert acts.of_cue(cue, lemma) == act


@pytest.mark.parametrize(
    ("content", "act"),
    [
        ("the talks were useful", "asserts"),
        ("the plan is unacceptable", "rejects"),
        ("prisoners must be freed", "demands"),
        ("concern about troop movements", "warns"),
        ("the hope that talks would resume", "appeals"),
        ("what the union will not accept", "asserts"),
    ],
)
def test_contents(content: str, act: str) -> None:
    assert acts.of_content(content) == act
