"""Keyness against published numbers, and against texts that it must not take."""

import numpy as np
import pandas as pd
import pytest

from readout.compare.words import association, keyness
from readout.errors import ReadoutError
from readout.texts.text import Text


@pytest.fixture(scope="module")
def quanteda(numbers):
    """Inputs of quanteda.textstats 0.97.3, tests/testthat/test-textstat_keyness.R; see the file's own `source`."""
    return numbers("keyness_quanteda")


def cells(case, feature):
    """Return the four cells of one feature."""
    target = case["target"]
    lengths = {name: len(body.split()) for name, body in case["texts"].items()}
    other = next(name for name in lengths if name != target)
    a, b = feature["n_target"], feature["n_reference"]
    return a, b, lengths[target] - a, lengths[other] - b


MEASURES = {
    "chi2_none": lambda *cell: association.chi_squared(*cell),
    "chi2_yates_scipy_min_rule": lambda *cell: association.chi_squared(*cell, "yates"),
    "chi2_yates_plain": lambda *cell: association.chi_squared(*cell, "plain yates"),
    "chi2_quanteda_default": lambda *cell: association.chi_squared(*cell, "quanteda"),
    "G2_none": lambda *cell: association.log_likelihood(*cell),
    "G2_williams": lambda *cell: association.log_likelihood(*cell, "williams"),
    "G2_quanteda_default": lambda *cell: association.log_likelihood(*cell, "quanteda"),
    "pmi_ln": lambda *cell: association.pointwise_information(*cell),
    "log_ratio_hardie_log2": lambda *cell: association.log_ratio(*cell)[0],
    "exact_or_conditional": lambda *cell: association.exact(*cell)[0],
    "exact_p": lambda *cell: association.exact(*cell)[1],
}


@pytest.mark.parametrize("measure", MEASURES)
def test_measure_agrees_with_the_reference(quanteda, measure):
    for case in quanteda["cases"]:
        for feature in case["features"].values():
            # quanteda adds a hair to each cell before taking logarithms: hence the tolerance.
            close = pytest.approx(feature[measure], rel=1e-6, abs=1e-6)
            assert float(MEASURES[measure](*cells(case, feature))) == close


def test_p_agrees_with_the_reference(quanteda):
    case = quanteda["cases"][1]
    table = keyness.keyness(case["texts"]["d1"], case["texts"]["d2"], least=1).set_index("word")
    for word, feature in case["features"].items():
        assert table.p[word] == pytest.approx(feature["G2_p_none"])


def test_order_is_that_asserted_by_quanteda(quanteda):
    case, orders = quanteda["cases"][1], quanteda["asserted_in_test"]
    features = case["features"]
    score = {word: float(association.chi_squared(*cells(case, one), "quanteda")) for word, one in features.items()}
    assert sorted(score, key=lambda word: (-score[word], word)) == orders["sort_order_chi2_default_case2"]


def test_yates_note_of_quanteda(quanteda):
    (a, b), (c, d) = quanteda["asserted_in_test"]["yates_note"]["matrix"]
    expected = quanteda["asserted_in_test"]["yates_note"]["plain_yates_formula"]
    assert float(association.chi_squared(a, c, b, d, "plain yates")) == pytest.approx(expected, abs=1e-6)
    assert float(association.chi_squared(a, c, b, d, "yates")) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("number", [0, 1])
def test_log_odds_agree_with_fightin_words(numbers, number):
    """Monroe, Colaresi and Quinn's z as published with the PyPI package fightin_words and its reference code."""
    case = numbers("fightin_words_log_odds")["cases"][number]
    expected = case["reference_impl_z"]
    ours, theirs = (" ".join(case[side]).split() for side in ("l1", "l2"))
    vocabulary = list(expected)
    a = np.array([ours.count(word) for word in vocabulary])
    b = np.array([theirs.count(word) for word in vocabulary])
    prior = case["prior"] if number == 0 else [case["prior"][word] for word in vocabulary]
    odds, error = association.log_odds(a, b, prior)
    assert odds / error == pytest.approx(list(expected.values()))


def test_false_discovery_of_benjamini_and_hochberg():
    assert association.false_discovery([0.01, 0.04, 0.03, 0.5]) == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])


def test_columns_and_order():
    table = keyness.keyness("war war war peace and talks", "peace peace trade and talks")
    assert table.word[0] == "war"
    assert (table.log_likelihood.diff().dropna() <= 0).all()
    assert (table.log_ratio_low <= table.log_ratio).all() and (table.log_ratio <= table.log_ratio_high).all()


def test_phrases():
    table = keyness.keyness("armed attack, armed attack. armed attack", "armed forces and an attack", phrase=2)
    assert table.word[0] == "armed attack" and table["count"][0] == 3


def test_reference_as_a_table():
    counts = pd.DataFrame({"word": ["peace", "trade"], "count": [50, 50]})
    assert keyness.keyness("war war peace", counts).word[0] == "war"


def test_the_standing_reference_is_named():
    table = keyness.keyness(Text("a", "Guarantees for Ukraine, guarantees for Europe", {"kind": "verbatim"}))
    assert table.word[0] == "guarantees"
    assert "annual messages" in table.attrs["note"]


def test_an_account_gets_a_note():
    table = keyness.keyness(Text("a", "He said that peace is near", {"kind": "account"}), "war is far")
    assert "reporter's" in table.attrs["note"]


@pytest.mark.parametrize(
    ("target", "reference", "words"),
    [
        (Text("d", "The parties keep the peace", {"kind": "digest"}), "war and peace", "digest"),
        ("war", "peace and war", "single word"),
        ("", "peace", "empty"),
        ("... --- ...", "peace", "no word"),
        ("peace and war", "peace and war", "same words"),
        ([], "peace", "No text"),
    ],
)
def test_what_it_refuses(target, reference, words):
    with pytest.raises(ReadoutError, match=words):
        keyness.keyness(target, reference)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"term": ["a"], "count": [1]}, "no column 'word'"),
        ({"word": [], "count": []}, "counts nothing"),
        ({"word": ["a"], "count": [0.5]}, "whole number"),
    ],
)
def test_bad_reference_tables(table, words):
    with pytest.raises(ReadoutError, match=words):
        keyness.keyness("war and peace", pd.DataFrame(table))


@pytest.mark.parametrize(
    ("body", "term"),
    [
        ("He wants a guarantee. A dog barked at a dog. Guarantees of security must be given, she said.", "guarantee*"),
        ("Go away now.", "away"),
    ],
)
def test_a_term_is_taken_from_the_text_itself(body, term):
    assert keyness.term_of(Text("a", body)) == term
