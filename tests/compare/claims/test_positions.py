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
    table = positions.positions(claims, [before, after], by="actor")
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
    assert set(positions.positions(claims).actor) == {"Norland", "Sudland"}


FORCES = {"target_text": "forces of the alliance", "issues": ["x"], "matter": "forces of the alliance"}


def test_a_side_that_is_taken_otherwise_later_is_movement(make, before, after):
    table = make(
        (before, "Forces of the alliance are unacceptable", {**FORCES, "stance": "opposes"}),
        (after, "Norland now accepts forces of the alliance", {**FORCES, "stance": "supports"}),
    )
    found = movement.movement(table, [before, after])
    assert found[["issue", "from_text", "to_text", "change"]].values.tolist() == [["x", "before", "after", "reversed"]]


def test_over_several_texts_the_net_movement_is_told(make, before, after):
    between = Text("between", before.body, {**before.metadata, "date": "2024-08"})
    table = make(
        (before, "Forces of the alliance are unacceptable", {**FORCES, "stance": "opposes"}),
        (between, "Forces of the alliance are unacceptable", {**FORCES, "stance": "conditional"}),
        (after, "Norland now accepts forces of the alliance", {**FORCES, "stance": "opposes"}),
    )
    found = movement.movement(table, [before, between, after])
    assert found[["change", "between"]].values.tolist() == [["same", ["conditional (2024-08)"]]]


def test_claims_on_different_targets_are_no_movement(make, before, after):
    one = {"stance": "supports", "issues": ["x"], "target_text": "A summit"}
    other = {"stance": "opposes", "issues": ["x"], "target_text": "Prisoners"}
    table = make((before, "A summit is possible", one), (after, "Prisoners must go home", other))
    assert movement.movement(table, [before, after]).empty


def test_who_is_for_the_lifting_of_sanctions_is_against_sanctions(make, before):
    row = {"issues": ["sanctions"], "stance": "supports", "target_text": "the lifting of all sanctions"}
    assert positions.positions(make((before, "Norland wants a treaty", row))).stance.tolist() == ["opposes"]


def test_who_is_for_a_withdrawal_of_troops_is_for_withdrawal(make, before):
    row = {"issues": ["withdrawal"], "stance": "supports", "target_text": "the withdrawal of the troops"}
    assert positions.positions(make((before, "Norland wants a treaty", row))).stance.tolist() == ["supports"]


def test_a_claim_on_two_issues_takes_its_side_on_what_it_is_for(make, before):
    row = {
        "issues": ["security-guarantees", "foreign-forces"],
        "stance": "supports",
        "target_text": "security guarantees",
    }
    table = positions.positions(make((before, "Norland wants a treaty", row)))
    assert dict(zip(table.issue, table.stance, strict=True)) == {
        "foreign-forces": "neutral",
        "security-guarantees": "supports",
    }


def test_a_claim_without_a_side_makes_no_position_mixed(make, before):
    rows = [("Norland wants a treaty", "opposes"), ("Forces of the alliance are unacceptable", "neutral")]
    table = make(*((before, content, {"stance": stance, "issues": ["x"]}) for content, stance in rows))
    found = positions.positions(table)
    assert (found.stance.tolist(), found.claims.tolist()) == (["opposes"], [1])


def test_what_another_tells_is_marked_and_gives_way_to_what_one_says(make, before):
    said = make((before, "Norland wants a treaty", {"actor": "A", "issues": ["x"], "stance": "supports"}))
    teller = said.claim_id[0]
    told = {"actor": "B", "issues": ["x"], "stance": "opposes", "parent": teller}
    table = make(
        (before, "Norland wants a treaty", {"actor": "A", "issues": ["x"], "stance": "supports"}),
        (before, "Forces of the alliance are unacceptable", told),
    )
    found = positions.positions(table)
    assert dict(zip(found.actor, found.told_by, strict=True)) == {"A": [], "B": ["A"]}


def test_a_drafts_provision_is_the_drafts_proposal(make, before):
    draft = Text("draft", before.body, {"kind": "digest", "title": "The draft", "parties": ["Westland (draft)"]})
    table = make((draft, "Norland wants a treaty", {"actor": "Norland", "issues": ["x"], "stance": "supports"}))
    assert positions.positions(table, [draft]).actor.tolist() == ["The draft"]


def test_matters_need_no_codebook(make, before):
    row = {"stance": "opposes", "matter": "the dam", "target_text": "the dam"}
    found = positions.positions(make((before, "Norland wants a treaty", row)), what="matter")
    assert found[["matter", "stance"]].values.tolist() == [["the dam", "opposes"]]


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
