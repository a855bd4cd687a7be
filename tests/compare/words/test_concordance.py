"""The concordance against quanteda's kwic, and its sorting, wildcards and refusals."""

import numpy as np
import pytest

from readout.compare.words import concordance, tokens
from readout.errors import ReadoutError
from readout.texts.text import Text


def test_agrees_with_kwic_of_quanteda(numbers):
    """Cases of quanteda's tests/testthat/test-kwic.R; see the file's own `source`."""
    reference = numbers("kwic_quanteda")
    for case in reference["cases"]:
        term = case.get("pattern") or case["pattern_phrase"]
        lines = concordance.concordance(case["text"], term, window=reference["window"])
        found = [[f"{line.word}:{line.last_word}", line.left, line.node, line.right] for line in lines.itertuples()]
        assert found == case["expected"]


BODY = (
    "“Guarantees” are due.\nRussia’s guarantee, it said, was no security guarantee. Security. Guarantees follow – né."
)


def test_places_are_characters_of_the_body():
    for line in concordance.concordance(BODY, "guarant*").itertuples():
        assert BODY[line.start : line.end] == line.node


def test_wildcards():
    assert concordance.concordance(BODY, "guarantee?").node.tolist() == ["Guarantees", "Guarantees"]
    assert concordance.concordance(BODY, "guarantee*").attrs["found"] == 4


def test_possessive_and_case_make_no_difference():
    assert concordance.concordance(BODY, "RUSSIA").node.tolist() == ["Russia’s"]


def test_a_phrase_does_not_cross_punctuation():
    assert concordance.concordance(BODY, "security guarantee*").node.tolist() == ["security guarantee"]


def test_a_phrase_may_hold_any_word():
    assert concordance.concordance(BODY, "no * guarantee").node.tolist() == ["no security guarantee"]


@pytest.mark.parametrize(("sort", "starts"), [("text", [4, 13]), ("left", [13, 4]), ("right", [4, 13])])
def test_sorting(sort, starts):
    lines = concordance.concordance("b c x a. c a x b.", "x", sort=sort, window=2)
    assert lines.start.tolist() == starts


def test_limit_keeps_the_number_found():
    lines = concordance.concordance("a b a b a", "a", limit=2)
    assert (len(lines), lines.attrs["found"]) == (2, 3)


def test_a_term_that_never_occurs():
    lines = concordance.concordance(BODY, "treaty")
    assert lines.empty and "does not occur" in lines.attrs["note"]


def test_texts_are_not_run_together():
    lines = concordance.concordance([Text("one", "a b"), Text("two", "c d")], "c")
    assert (lines.text_id[0], lines.left[0], lines.start[0]) == ("two", "", 0)


@pytest.mark.parametrize(
    ("given", "term", "words"), [("", "a", "empty"), ([], "a", "No text"), ("a b", "...", "no word")]
)
def test_what_it_refuses(given, term, words):
    with pytest.raises(ReadoutError, match=words):
        concordance.concordance(given, term)


@pytest.mark.parametrize("sort", ["left", "right"])
def test_sorting_many_lines_by_rank_is_sorting_them_by_their_words(sort):
    random = np.random.default_rng(3)
    body = " ".join(random.choice(["peace", "war", "a", "zone", "Über", "the"], 3000)) + "."
    lines = concordance.concordance(body, "peace", sort=sort, window=8)
    keys = [tokens.split(line) if sort == "right" else tokens.split(line)[::-1] for line in lines[sort].fillna("")]
    assert keys == sorted(keys)
    assert lines.head(10).equals(concordance.concordance(body, "peace", sort=sort, window=8, limit=10))
