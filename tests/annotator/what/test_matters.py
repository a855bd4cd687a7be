"""Matters: claims on the same thing in dispute share one, which has a name of a few words."""

from typing import Any

import pytest

import readout
from readout.annotator.claim_table import to_records
from readout.annotator.what.matter_names import gerund

ACCOUNT = (
    "Peru rejected the ban on drift nets. Chile said that such a ban would save the turtles. "
    "Ecuador called on both of them to reopen the mountain road. Peru said that the road would stay closed. "
    "The union demanded higher wages for the lorry drivers."
)


@pytest.fixture(scope="module")
def claims() -> list[dict[str, Any]]:
    return [claim for claim in to_records(readout.annotate(ACCOUNT)) if claim["voice"] != "outlet"]


def matter(claims: list[dict[str, Any]], words: str) -> str:
    return next(str(claim["matter"]) for claim in claims if words in claim["content_text"])


def test_claims_on_one_thing_share_a_matter(claims: list[dict[str, Any]]) -> None:
    assert matter(claims, "drift nets") == matter(claims, "save the turtles")


def test_other_things_are_other_matters(claims: list[dict[str, Any]]) -> None:
    assert len({matter(claims, "drift nets"), matter(claims, "stay closed"), matter(claims, "wages")}) == 3


def test_a_matter_is_named_by_its_best_phrase(claims: list[dict[str, Any]]) -> None:
    assert matter(claims, "drift nets") == "ban on drift nets"


def test_what_the_outlet_tells_itself_has_no_matter() -> None:
    rows = to_records(readout.annotate("The road is nine kilometres long. Rain fell on Monday."))
    assert {row["matter"] for row in rows} == {None}


@pytest.mark.parametrize(
    ("verb", "form"),
    [("close", "closing"), ("cut", "cutting"), ("die", "dying"), ("open", "opening"), ("see", "seeing")],
)
def test_gerund(verb: str, form: str) -> None:
    assert gerund(verb) == form


def test_a_long_name_leaves_no_room_for_what_hangs_on_it() -> None:
    body = "The union condemned the old northern coastal grain export plan to sell cranes."
    rows = [row for row in to_records(readout.annotate(body)) if row["voice"] != "outlet"]
    assert [row["matter"] for row in rows] == ["northern coastal grain export plan"]


def test_a_name_is_not_cut_between_two() -> None:
    body = "The minister said that a summit between Norland and Sudland was possible if the border was opened."
    names = [claim["matter"] for claim in to_records(readout.annotate(body)) if claim["matter"]]
    assert names == ["summit between Norland and Sudland"]


def test_no_pronoun_names_a_matter() -> None:
    body = "The envoy explained what her country would accept. She said that it was ready to sign the treaty."
    names = {claim["matter"] for claim in to_records(readout.annotate(body))}
    assert "what" not in names
