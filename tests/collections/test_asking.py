"""Asking a collection: every number leads to its sentences, and a name, an adjective or a code is one state."""

import pytest

from readout.collections.collection import Collection
from readout.errors import ReadoutError

pytest.importorskip("duckdb", reason="DuckDB is not installed (the extra `collections`)")


def test_who_opposes_sanctions_and_in_which_words(annotated: Collection) -> None:
    table = annotated.answers.claims(party="TJK", issue="sanctions", stance="opposes", since=2016)
    assert set(table["text_id"]) == {"TJK_71_2016"}
    words = annotated.answers.sentences(table["claim_id"])["sentence"]
    assert "We oppose all sanctions." in set(words)


@pytest.mark.parametrize("name", ["TJK", "Tajikistan", "Tajik"])
def test_a_state_is_one_by_whatever_name(annotated: Collection, name: str) -> None:
    assert annotated.answers.count(party=name) == annotated.answers.count(party="Tajikistan") > 0


def test_what_is_no_state_is_told(annotated: Collection) -> None:
    with pytest.raises(ReadoutError, match="'mankind' is no state or body"):
        annotated.answers.count(party="mankind")


def test_counts_name_the_claims_that_they_count(annotated: Collection) -> None:
    table = annotated.answers.counts(["holder", "year"], issue="sanctions")
    row = table[(table["holder"] == "Kenya") & (table["year"] == 2016)].iloc[0]
    assert row["opposes"] == row["claims"] == len(row["claim_ids"]) == 1


def test_the_columns_of_counts_add_up(annotated: Collection) -> None:
    table = annotated.answers.counts("holder")
    assert table[["supports", "conditional", "neutral", "opposes"]].sum(axis=1).tolist() == table["claims"].tolist()


def test_days_find_texts_of_which_only_the_year_is_known(annotated: Collection) -> None:
    assert annotated.answers.count(since="2016-05-01") == annotated.answers.count(since=2016) > 0


def test_what_cannot_be_asked_is_told(annotated: Collection) -> None:
    with pytest.raises(ReadoutError, match="Nothing can be asked by 'colour'"):
        annotated.answers.count(colour="red")
