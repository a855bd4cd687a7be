"""Taguette: its codebook as the table that it takes, and what it exports."""

import csv

from readout import codebook
from readout.exchange import post, taguette

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
    assert text.body[slice(*second.content[0])] == "unless\nthe guns are silent."


def test_what_cannot_be_taken_is_told(home, text, tmp_path):
    (tmp_path / "h.csv").write_text(HIGHLIGHTS, encoding="utf-8")
    lost = " ".join(taguette.read(text, tmp_path / "h.csv").lost)
    assert "'my own' is no issue" in lost and "not in letter" in lost
