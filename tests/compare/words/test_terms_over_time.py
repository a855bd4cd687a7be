"""Vocabulary through time."""

import pytest

from readout.compare.words import terms_over_time
from readout.errors import ReadoutError
from readout.texts.text import Text


def dated(name, date, body, kind="verbatim"):
    return Text(name, body, {"date": date, "kind": kind} if date else {"kind": kind})


TEXTS = [dated("a", "2021-05", "peace peace war"), dated("b", "2022", "war guarantee"), dated("c", None, "peace")]


def test_counts_by_year():
    table = terms_over_time.terms_through_time(TEXTS, ["peace", "war"])
    assert table[["term", "period", "count"]].values.tolist() == [
        ["peace", "2021", 2],
        ["peace", "2022", 0],
        ["war", "2021", 1],
        ["war", "2022", 1],
    ]
    assert (table.low <= table.per_million).all() and (table.per_million <= table.high).all()


def test_undated_texts_are_named():
    assert "Left out, with no date to the year: c." in terms_over_time.terms_through_time(TEXTS, "peace").attrs["note"]


def test_a_term_that_never_occurs():
    assert "Never used: talks." in terms_over_time.terms_through_time(TEXTS, "talks").attrs["note"]


def test_growth():
    table = terms_over_time.growth(TEXTS)
    assert table.new.tolist() == [2, 1] and table.examples.tolist() == [["peace", "war"], ["guarantee"]]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ([dated("a", None, "peace")], "No text has a date"),
        ([dated("a", "2021", "peace", "digest")], "digest"),
        ([dated("a", "2021", " ")], "empty"),
        ([], "No text"),
    ],
)
def test_what_it_refuses(texts, words):
    with pytest.raises(ReadoutError, match=words):
        terms_over_time.terms_through_time(texts, "peace")
