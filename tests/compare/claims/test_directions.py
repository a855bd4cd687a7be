"""On which side of an issue, or of a matter, a claim stands, whatever it says of its own target."""

import pytest

from readout.compare.claims.directions import stance_on, stance_toward


def row(stance: str, target: str, issues: str = "", negated: bool = False) -> dict[str, object]:
    return {"stance": stance, "target_text": target, "issues": issues.split(), "negated": negated}


@pytest.mark.parametrize(
    ("stance", "target", "issue", "expected"),
    [
        ("supports", "sanctions on Russia", "sanctions", "supports"),
        ("supports", "the lifting of sanctions", "sanctions", "opposes"),
        ("opposes", "the lifting of sanctions", "sanctions", "supports"),
        ("opposes", "a ban on foreign troops", "foreign-forces", "supports"),
        ("opposes", "plans that end in foreign troops on our soil", "foreign-forces", "opposes"),
        ("opposes", "derailing the talks", "negotiations", "supports"),
        ("opposes", "serious talk of security without our country", "security", "opposes"),
        ("supports", "talks without sanctions", "sanctions", "opposes"),
        ("neutral", "the lifting of sanctions", "sanctions", "neutral"),
    ],
)
def test_a_stance_is_turned_to_the_issue(stance: str, target: str, issue: str, expected: str) -> None:
    assert stance_on(row(stance, target, issue), issue) == expected


def test_a_negation_that_the_stance_was_read_through_turns_nothing() -> None:
    assert stance_on(row("opposes", "accepts no foreign troops", "foreign-forces", True), "foreign-forces") == "opposes"


def test_a_negation_that_it_was_not_read_through_turns() -> None:
    assert stance_on(row("supports", "a land with no foreign troops", "foreign-forces"), "foreign-forces") == "opposes"


def test_on_an_issue_that_the_target_does_not_name_no_side_is_taken() -> None:
    assert stance_on(row("opposes", "the lifting of sanctions", "sanctions summit"), "summit") == "neutral"


def test_towards_a_matter_the_contrary_is_turned() -> None:
    assert stance_toward(row("opposes", "the closure of the bridge"), "the bridge") == "supports"


def test_towards_a_matter_of_the_same_direction_it_stays() -> None:
    assert stance_toward(row("opposes", "the closure of the bridge"), "closure of the bridge") == "opposes"
