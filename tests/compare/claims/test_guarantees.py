"""The instruments side by side, and a statement's own row."""

import csv
from pathlib import Path

import pytest

import readout
from readout.compare.claims import guarantees
from readout.errors import ReadoutError


def test_every_filled_cell_has_its_references():
    table = guarantees.side_by_side()
    assert table.references[~table.open].str.len().min() >= 1
    assert table.value[table.open].isna().all()


def test_every_article_of_a_cell_is_a_paragraph_of_the_digest(project):
    filled = guarantees.instruments().set_index("id")
    with (project / "data" / "guarantees_articles.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            known = {paragraph.reference for paragraph in readout.load(row["id"]).paragraphs}
            assert set(row["references"].split("; ")) <= known
            assert filled.loc[row["id"], row["feature"]]


def test_a_cell_leads_to_its_paragraphs():
    table = guarantees.side_by_side(only=["istanbul-communique-2022"]).set_index("feature")
    assert table.references["consultation_clause"] == ["proposal 4 (trigger)"]
    assert table.passage_ids["consultation_clause"] == ["istanbul-communique-2022#7"]


def test_a_part_of_a_claim_is_not_told_again(make, before):
    own = guarantees.framework(
        make((before, "Norland wants a treaty, its minister said", {}), (before, "a treaty", {"actor": "Norland"}))
    ).set_index("feature")
    assert own.claim_ids["legal_form"] and len(own.claim_ids["legal_form"]) == 1


def test_the_statement_fills_what_it_says_and_leaves_the_rest_open(make, before):
    own = guarantees.framework(make((before, "Norland wants a treaty", {}))).set_index("feature")
    assert own.value["legal_form"] == "Norland wants a treaty"
    assert own.open["nuclear_clause"] and own.value.isna()["nuclear_clause"]


def test_the_reporters_words_fill_nothing(make, before):
    own = guarantees.framework(make((before, "Norland wants a treaty", {"voice": "outlet"})))
    assert own.open.all()


def test_wide_has_a_row_a_feature(make, before):
    long = guarantees.side_by_side(
        make((before, "Norland wants a treaty", {})), before, only=["istanbul-communique-2022"]
    )
    table = guarantees.wide(long)
    assert list(table.columns) == ["before", "istanbul-communique-2022"]
    assert table.loc["ratification", "before"] == "open"


def test_what_is_left_open_is_said(make, before):
    long = guarantees.side_by_side(make((before, "Norland wants a treaty", {})), before)
    assert "What sets it off?" in long.attrs["note"]


def test_an_unknown_instrument():
    with pytest.raises(ReadoutError, match="'atlantis' is no guarantee"):
        guarantees.side_by_side(only=["atlantis"])


def test_claims_of_two_texts_make_no_framework(claims):
    with pytest.raises(ReadoutError, match="one statement"):
        guarantees.framework(claims)


@pytest.fixture
def data(project, tmp_path, monkeypatch):
    """A data folder with the shipped tables of guarantees, to be spoilt, and one digest."""
    (tmp_path / "texts").mkdir()
    for name in ("guarantees.csv", "guarantees_articles.csv", "texts/istanbul-communique-2022.md"):
        (tmp_path / name).write_bytes((project / "data" / name).read_bytes())
    monkeypatch.setattr(guarantees.places, "data", lambda: tmp_path)
    return tmp_path


def test_each_file_is_read_once_for_a_table(data, monkeypatch):
    opened = []
    real = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *rest, **more: opened.append(self) or real(self, *rest, **more))
    guarantees.side_by_side()
    assert opened.count(data / "texts" / "istanbul-communique-2022.md") == 1


def test_a_change_of_the_table_is_seen(data):
    table = data / "guarantees.csv"
    before = guarantees.instruments()["status"].iloc[0]
    table.write_text(table.read_text(encoding="utf-8").replace(before, "lapsed", 1), encoding="utf-8")
    assert guarantees.instruments()["status"].iloc[0] == "lapsed"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no column 'id'"),
        ("id,beneficiary\n".encode("utf-16"), "not in UTF-8"),
        (b"id,beneficiary\na,b\n", "no column 'guarantors'"),
    ],
)
def test_a_table_that_cannot_be_read_is_one_sentence(data, content, words):
    (data / "guarantees.csv").write_bytes(content)
    with pytest.raises(ReadoutError, match=words) as raised:
        guarantees.side_by_side()
    assert "\n" not in str(raised.value)
