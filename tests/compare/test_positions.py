"""Positions, contradictions, movement, and issues of one text."""

import pytest

from readout.compare import positions
from readout.errors import ReadoutError


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


def test_a_person_counts_as_its_party(claims):
    assert set(positions.positions(claims, by="party").actor) == {"Norland", "Sudland"}


def test_contradictions(claims, before, after):
    table = positions.contradictions(claims, [before, after])
    pairs = {(row.actor_a, row.text_a, row.actor_b, row.text_b) for row in table.itertuples()}
    assert pairs == {
        ("Ada Minister", "before", "Ada Minister", "after"),
        ("Ada Minister", "after", "Sudland", "after"),
    }


def test_the_clearest_contradiction_comes_first(claims, before, after):
    table = positions.contradictions(claims, [before, after])
    assert table.similarity.is_monotonic_decreasing
    first = table.iloc[0]
    assert (first.claim_ids_a, first.claim_ids_b) == ([claims.claim_id[1]], [claims.claim_id[3]])


def test_movement(claims, before, after):
    table = positions.movement(claims, [before, after])
    assert table[["issue", "from_text", "to_text", "change"]].values.tolist() == [
        ["forces", "before", "after", "reversed"]
    ]


def test_issues_that_one_text_raises(claims):
    table = positions.raised_by_one(claims)
    assert dict(zip(table.issue, table.text_id, strict=True)) == {
        "guarantees": "before",
        "summit": "before",
        "prisoners": "after",
    }


def test_one_text_raises_nothing_alone(claims):
    with pytest.raises(ReadoutError, match="two texts"):
        positions.raised_by_one(claims[claims.text_id == "before"])


def test_another_table_is_refused(claims):
    with pytest.raises(ReadoutError, match="no column 'issues'"):
        positions.positions(claims.drop(columns="issues"))
