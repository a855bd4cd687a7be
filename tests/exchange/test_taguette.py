"""Taguette: its codebook as the table that it takes, and what it exports."""

import csv

import pytest

from readout import codebook
from readout.errors import ReadoutError
from readout.exchange import post, taguette
from readout.texts.text import Text

HIGHLIGHTS = (
    "id,document,tag,content\n"
    '1,letter,Foreign forces,"“We shall not yield,” the minister 😀 said"\n'
    '1,letter,summit,"“We shall not yield,” the minister 😀 said"\n'
    '2,letter,my own,"unless the guns are silent."\n'
    "3,other,summit,words of another document\n"
)


def test_the_table_has_one_column_for_the_tag_and_one_for_what_it_means(home, tmp_path):
    taguette.write(codebook.load(), tmp_path / "c.csv")
    rows = list(csv.DictReader((tmp_path / "c.csv").open(encoding="utf-8-sig", newline="")))
    assert [row["tag"] for row in rows] == [code.code for code in codebook.load()]
    assert set(rows[0]) == {"tag", "description"}


def test_the_codebook_comes_back(home, tmp_path):
    taguette.write(codebook.load(), tmp_path / "c.csv")
    found, _ = post.codes_in(tmp_path / "c.csv")
    assert [code["definition"] for code in found] == [code.definition for code in codebook.load()]


def test_highlights_are_claims_with_their_tags(home, text, tmp_path):
    (tmp_path / "h.csv").write_text(HIGHLIGHTS, encoding="utf-8")
    assert post.codes_in(tmp_path / "h.csv") is None
    first, second = taguette.read(text, tmp_path / "h.csv").parcels
    assert first.values["issues"] == ["foreign-forces", "summit"]
    assert second.values["issues"] == ["my-own"]
    assert text.body[slice(*second.content[0])] == "unless\nthe guns are silent."


def test_what_cannot_be_taken_is_told(home, text, tmp_path):
    (tmp_path / "h.csv").write_text(HIGHLIGHTS, encoding="utf-8")
    lost = " ".join(taguette.read(text, tmp_path / "h.csv").lost)
    assert "1 rows about 'other'" in lost


def test_highlights_of_another_document_alone_are_refused(home, text, tmp_path):
    (tmp_path / "h.csv").write_text(HIGHLIGHTS.replace("letter", "first"), encoding="utf-8")
    with pytest.raises(ReadoutError, match="'first', 'other', not of letter"):
        taguette.read(text, tmp_path / "h.csv")


def test_a_description_survives_on_one_line(home, tmp_path):
    taguette.write(codebook.load(), tmp_path / "c.csv")
    rows = list(csv.DictReader((tmp_path / "c.csv").open(encoding="utf-8-sig", newline="")))
    assert not any("\n" in row["description"] for row in rows)


def test_words_in_two_places_are_told_with_the_words(home, tmp_path):
    text = Text("letter", "He said yes. She said yes.", {"kind": "account"})
    (tmp_path / "h.csv").write_text("id,document,tag,content\n1,letter,summit,said yes\n", encoding="utf-8")
    delivery = taguette.read(text, tmp_path / "h.csv")
    assert not delivery.parcels and "'said yes' are in 2 places" in delivery.lost[0]
