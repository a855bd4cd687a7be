"""Positions, movement, and issues of one text."""

import pandas as pd
import pytest

from readout.compare.claims import movement, positions
from readout.errors import ReadoutError
from readout.texts.text import Text


def test_a_cell_leads_back_to_its_claims(claims, before, after):
    table = positions.positions(claims, [before, after])
    cell = table[(table.issue == "summit")].iloc[0]
    assert cell.claim_ids == [claims.claim_id[2]]
    assert (cell.stance, cell.strength, cell.conditions) == ("conditional", 0.5, ["if it is well prepared"])


def test_sorted_by_actor_issue_and_date(claims, before, after):
    table = positions.positions(claims, [before, after])
    assert list(table[table.actor == "Ada Minister"].date) == ["2024-05", "2025-02-01", "2024-05", "2024-05"]


def test_the_reporter_and_hearsay_hold_no_position(make, before):
    table = make(
        (before, "Norland wants a treaty", {"voice": "outlet", "actor": "The Paper", "issues": ["guarantees"]})
    )
    found = positions.positions(table)
    assert found.empty and "No claim" in found.attrs["note"]


def test_equally_many_for_and_against_is_mixed(make, before):
    rows = [("Norland wants a treaty", "supports"), ("Forces of the alliance are unacceptable", "opposes")]
    table = make(*((before, content, {"stance": stance, "issues": ["forces"]}) for content, stance in rows))
    assert positions.positions(table).stance.tolist() == ["mixed"]


def test_a_side_taken_twice_as_often_is_not_yet_clear(make, before):
    sides = ["supports", "supports", "opposes", "supports"]
    contents = ["Norland wants a treaty", "Forces of the alliance", "A summit is possible", "he added"]
    rows = [(before, content, {"stance": side, "issues": ["x"]}) for content, side in zip(contents, sides, strict=True)]
    assert positions.positions(make(*rows[:3])).stance.tolist() == ["mixed"]
    assert positions.positions(make(*rows)).stance.tolist() == ["supports"]


def test_a_person_counts_as_its_party(claims):
    assert set(positions.positions(claims, by="party").actor) == {"Norland", "Sudland"}


def test_movement(claims, before, after):
    table = movement.movement(claims, [before, after])
    assert table[["issue", "from_text", "to_text", "change"]].values.tolist() == [
        ["forces", "before", "after", "reversed"]
    ]


def test_claims_on_different_matters_are_no_change(make, before, after):
    one, other = {"stance": "supports", "issues": ["x"]}, {"stance": "opposes", "issues": ["x"]}
    table = make((before, "A summit is possible", one), (after, "Prisoners must go home", other))
    assert movement.movement(table, [before, after]).change.tolist() == ["another matter"]


def test_two_accounts_of_one_event_are_no_movement(make, before, after):
    told = [Text(text.id, text.body, {**text.metadata, "event": "e"}) for text in (before, after)]
    table = make(
        (told[0], "A summit is possible", {"issues": ["x"]}), (told[1], "Sudland rejects them", {"issues": ["x"]})
    )
    assert movement.movement(table, told).empty


def test_issues_that_one_text_raises(claims):
    table = movement.raised_by_one(claims)
    assert dict(zip(table.issue, table.text_id, strict=True)) == {
        "guarantees": "before",
        "summit": "before",
        "prisoners": "after",
    }


def test_one_text_raises_nothing_alone(claims):
    with pytest.raises(ReadoutError, match="two texts"):
        movement.raised_by_one(claims[claims.text_id == "before"])


def test_another_table_is_refused(claims):
    with pytest.raises(ReadoutError, match="no column 'issues'"):
        positions.positions(claims.drop(columns="issues"))


def test_claims_that_were_saved_give_the_same_positions(claims, before, after, tmp_path):
    claims.to_parquet(tmp_path / "claims.parquet")
    saved = pd.read_parquet(tmp_path / "claims.parquet")
    pd.testing.assert_frame_equal(
        positions.positions(saved, [before, after]), positions.positions(claims, [before, after])
    )
