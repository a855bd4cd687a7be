"""Themes: shares with intervals, words of a theme, and unlisted themes with their stability."""

import pytest

import readout
from readout import codebook
from readout.compare.words import themes
from readout.errors import ReadoutError
from readout.texts.text import Text


@pytest.fixture(scope="module")
def shipped():
    return [readout.load(name) for name in ("polyanskiy-tass", "budapest-memorandum-1994", "rutte-two-levels-2025")]


def test_passages_lead_back_to_the_text(shipped):
    bodies = {text.id: text.body for text in shipped}
    table = themes.passages(shipped)
    for row in table.itertuples():
        passage = bodies[row.text_id][row.start : row.end].lower()
        assert all(term.lower() in passage for term in row.terms)


def test_shares_lie_in_their_intervals(shipped):
    table = themes.shares(shipped)
    assert ((table.low <= table.share + 1e-9) & (table.share <= table.high + 1e-9)).all()
    assert (table.share == table.passages / table.of).all()
    assert table.places.str.len().equals(table.passages)


def test_shares_are_the_same_each_time(shipped):
    assert themes.shares(shipped).equals(themes.shares(shipped))


def test_a_theme_in_no_passage_still_has_an_interval(shipped):
    table = themes.shares(shipped)
    none = table[table.passages == 0]
    assert len(none) and (none.high > 0).all()


def test_words_of_a_theme_tell_those_that_code_it(shipped):
    accounts = [text for text in shipped if text.kind == "account"]
    table = themes.words_of_theme(accounts, "security")
    assert table.coded.any() and not table.coded.all()


def test_unlisted_themes_have_a_stability():
    texts = [text for text in readout.library() if text.kind == "digest"]
    table = themes.unlisted(texts, count=6, runs=3)
    assert len(table) == 6 and table.stability.between(0, 1).all()
    assert table.stability.is_monotonic_decreasing
    known = {code.code for code in (*codebook.load().themes, *codebook.load().issues)}
    assert set(table.listed.dropna()) <= known


def test_unlisted_themes_are_the_same_each_time():
    texts = [text for text in readout.library() if text.kind == "digest"]
    first, again = (themes.unlisted(texts, count=6, runs=2) for _ in range(2))
    assert first.equals(again)


@pytest.mark.parametrize(
    ("texts", "message"),
    [([], "No text"), ([""], "empty"), (["one two. three four."], "4 passages"), (["Word"], "4 passages")],
)
def test_what_unlisted_themes_refuse(texts, message):
    with pytest.raises(ReadoutError, match=message):
        themes.unlisted(texts)


@pytest.mark.parametrize(
    ("texts", "theme", "message"),
    [
        (["one two"], "gardening", "no theme"),
        (["one two"], "security", "No passage has"),
        ([Text("d", "one two", {"kind": "digest"})], "security", "digest"),
    ],
)
def test_what_the_words_of_a_theme_refuse(texts, theme, message):
    with pytest.raises(ReadoutError, match=message):
        themes.words_of_theme(texts, theme)


def test_a_text_without_themes_is_said():
    table = themes.shares(["Fish and apples."])
    assert table.empty and "No passage" in table.attrs["note"]
