"""What pointing words point back to, and claims put without them."""

import pytest

import readout
from readout.annotator.claim_table import to_records
from readout.annotator.what.pointing import stand_alone


def last_target(body: str) -> str | None:
    return [claim["target_text"] for claim in to_records(readout.annotate(body)) if claim["voice"] != "outlet"][-1]


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("Peru rejected the ban on nets. Lima said that it would be illegal.", "the ban on nets"),
        ("Peru rejected the ban on nets. Lima said that such a move would be illegal.", "the ban on nets"),
        ("Peru rejected the new tolls. Lima said that those would be illegal.", "the new tolls"),
        ("Peru urged both mayors to meet in May. Such a meeting would be useful, it said.", "both mayors to meet"),
    ],
)
def test_a_pointing_phrase_gives_way_to_what_it_points_to(body: str, target: str) -> None:
    assert last_target(body) == target


def test_a_claim_stands_alone_with_its_target_in_brackets() -> None:
    claims = to_records(readout.annotate("Peru rejected the ban on nets. Lima said that such a move would be illegal."))
    said = [stand_alone(claim) for claim in claims if claim["voice"] != "outlet"]
    assert said == ["the ban on nets", "[the ban on nets] would be illegal"]
