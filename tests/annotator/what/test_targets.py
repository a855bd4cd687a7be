"""What a claim is for or against, read from its content: the shortest phrase that a reader understands alone."""

import pytest

import readout
from readout.annotator.claim_table import to_records


def targets(body: str) -> list[str | None]:
    return [claim["target_text"] for claim in to_records(readout.annotate(body)) if claim["voice"] != "outlet"]


@pytest.mark.parametrize(
    ("body", "target"),
    [
        # what is demanded, and not who is to do it
        ("Chile urged Peru to reopen the mountain pass.", "reopen the mountain pass"),
        ("The union demanded that the harbour be dredged.", "the harbour be dredged"),
        # the object of a verb of taking a stand inside the content
        ("Kenya said that it would never accept a tax on tea.", "a tax on tea"),
        ("Kenya said it was opposed to any tax on tea.", "any tax on tea"),
        # the subject of a judgement
        ("The senator called the ferry contract a mistake.", "the ferry contract"),
        ("Lima said that the new toll was illegal.", "the new toll"),
        # what is said to be so: the complement of the accusation, the denial
        ("Spain accused Portugal of diverting the river.", "diverting the river"),
        ("The ministry denied that the vaccine had been diluted.", "the vaccine had been diluted"),
        # what a warning with "if" is about
        (
            "The envoy warned that if the cable was cut, the islands would be in the dark.",
            "the cable was cut",
        ),
        # what somebody is blamed or thanked for, and not the person
        ("The captain blamed Ode for the collapse of the talks.", "the collapse of the talks"),
        # in favour of
        ("Kenya said that it had voted in favour of the quota.", "the quota"),
        # it is so to do this
        ("Lena Ode said it would be a mistake to cut the harvest budget.", "cut the harvest budget"),
        # how long it lasts is no target
        ("Lima said that the new toll would poison relations for generations.", "the new toll"),
        # hoped, regretted: all of it
        ("Oslo regretted that no quota had been agreed.", "no quota had been agreed"),
        # the judgement is no part of it
        ("The minister dismissed the offer of a loan as a trick.", "the offer of a loan"),
        # a stand by a noun
        ("Oslo expressed concern at the sale of the shipyard.", "the sale of the shipyard"),
    ],
)
def test_target(body: str, target: str) -> None:
    assert targets(body) == [target]


def test_no_target_where_no_side_is_taken() -> None:
    assert targets("The mayor said that the bridge is ninety metres long.") == [None]


def test_neither_for_nor_against_has_a_target_all_the_same() -> None:
    assert targets("Peru did not rule out a boycott of the games.") == ["a boycott of the games"]
