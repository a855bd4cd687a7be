"""Wordscores against the published example, Wordfish against simulated texts with known places."""

import json

import numpy as np
import pytest

from readout.compare.words import scaling
from readout.errors import ReadoutError
from readout.texts.text import Text


@pytest.fixture(scope="module")
def example(shared):
    """Table 1 of Laver, Benoit and Garry (2003), as in quanteda.textmodels; see the file's own `source`."""
    case = json.loads((shared / "reference" / "wordscores_lbg2003.json").read_text())
    bodies = {
        name: " ".join(" ".join([w] * n) for w, n in counts.items()) for name, counts in case["documents"].items()
    }
    texts = [Text(name, body, {"kind": "verbatim"}) for name, body in bodies.items()]
    return case, scaling.wordscores(texts, case["reference_scores"]).set_index("text_id")


@pytest.mark.parametrize(
    ("column", "name", "tolerance"),
    [("score", "V1_raw", 1e-6), ("error", "V1_se", 1e-6), ("score_mv", "V1_mv", 1e-6)],
)
def test_wordscores_agree_with_the_reference(example, column, name, tolerance):
    case, table = example
    assert table[column]["V1"] == pytest.approx(case["computed_here"][name], abs=tolerance)


def test_the_rescaling_of_laver_benoit_and_garry(example):
    case, table = example
    assert table["score_lbg"]["V1"] == pytest.approx(case["expected"]["V1_lbg"], abs=0.01)


def test_wordfish_finds_the_places_it_was_given():
    random = np.random.default_rng(1)
    position = np.linspace(-1.5, 1.5, 12)
    weight, frequency = random.normal(0, 0.6, 80), random.normal(1.5, 0.5, 80)
    counts = random.poisson(np.exp(frequency + np.outer(position, weight)))
    texts = [
        Text(f"t{i:02}", " ".join(" ".join([f"w{j}"] * n) for j, n in enumerate(row))) for i, row in enumerate(counts)
    ]
    table = scaling.wordfish(texts, left="t00", right="t11").set_index("text_id").sort_index()
    assert np.corrcoef(table.position, position)[0, 1] > 0.99
    assert "rest" not in table.attrs["note"]


def test_wordfish_names_the_words():
    texts = ["war war guns guns peace", "war guns guns peace talks", "peace talks talks guns", "peace peace talks war"]
    table = scaling.wordfish(texts, left="text-1", right="text-4")
    weights = table.attrs["words"].set_index("word").weight
    assert weights["guns"] < weights["talks"]


@pytest.mark.parametrize(
    ("texts", "scores", "words"),
    [
        (["a b", "c d"], {"text-1": 1.0, "text-2": 2.0}, "Every text"),
        (["a b", "c d", "a d"], {"text-1": 1.0, "text-2": 1.0}, "different scores"),
        (["a b", "c d"], {"text-9": 1.0}, "not among"),
        ([Text("d", "a b", {"kind": "digest"}), "c d"], {"d": 1.0}, "digest"),
        (["a b", ""], {"text-1": 1.0}, "empty"),
    ],
)
def test_what_wordscores_refuses(texts, scores, words):
    with pytest.raises(ReadoutError, match=words):
        scaling.wordscores(texts, scores)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["a b", "c d"], "three texts"),
        (["a b", "c d", "e f"], "share too few"),
        (["a b", "a b", "a b"], "equally often"),
        (["a", "b c", "d"], "share too few"),
    ],
)
def test_what_wordfish_refuses(texts, words):
    with pytest.raises(ReadoutError, match=words):
        scaling.wordfish(texts)
