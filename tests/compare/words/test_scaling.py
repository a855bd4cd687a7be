"""Wordscores against the published example, Wordfish against simulated texts with known places."""

import statistics

import numpy as np
import pytest
from scipy.optimize import minimize

from readout.compare.words import scaling
from readout.compare.words.counts import annual_messages
from readout.errors import ReadoutError
from readout.texts.text import Text


@pytest.fixture(scope="module")
def example(numbers):
    """Table 1 of Laver, Benoit and Garry (2003), as in quanteda.textmodels; see the file's own `source`."""
    case = numbers("wordscores_lbg2003")
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


def test_the_rescaling_of_laver_benoit_and_garry_takes_the_unscored_texts_alone():
    references = {"left": "war war war guns", "right": "peace peace peace guns"}
    virgin = {"near": "war war guns", "middle": "war peace guns", "far": "guns peace peace peace"}
    texts = [Text(name, body) for name, body in {**references, **virgin}.items()]
    table = scaling.wordscores(texts, {"left": -1.0, "right": 1.0}).set_index("text_id")
    raw = table["score"][list(virgin)].tolist()
    ratio = statistics.stdev([-1.0, 1.0]) / statistics.stdev(raw)
    expected = [(score - statistics.mean(raw)) * ratio + statistics.mean(raw) for score in raw]
    assert table["score_lbg"][list(virgin)].tolist() == pytest.approx(expected)


def test_one_text_alone_has_no_spread_to_rescale(example):
    assert example[1]["score_lbg"].isna().all()


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


@pytest.fixture(scope="module")
def speeches():
    """Eight real speeches: the line that Wordfish finds, the words that it rests on, and their counts."""
    texts = annual_messages()[-8:]
    table = scaling.wordfish(texts, least=7)
    words = scaling.word_weights(texts, least=7)
    names, vocabulary, counts, _ = scaling._matrix(texts, "Wordfish")
    kept = (counts > 0).sum(0) >= 7
    found = (table.set_index("text_id").loc[names], words.set_index("word").loc[np.array(vocabulary)[kept]])
    return *found, counts[:, kept]


def goodness(counts, length, frequency, weight, position):
    """Return the likelihood with the prior on the weights, as it stands for positions of deviation 1."""
    rate = length[:, None] + frequency + np.outer(position, weight)
    return (counts * rate - np.exp(rate)).sum() - position.var() * (weight @ weight) / 18


@pytest.fixture(scope="module")
def maximum(speeches):
    """The same maximised by another way, all parameters at once from a random start: its goodness and positions."""
    counts = speeches[2]
    texts, words = counts.shape
    ends = [texts, texts + words, texts + 2 * words]

    def loss(values):
        length, frequency, weight, position = np.split(values, ends)
        gap = counts - np.exp(length[:, None] + frequency + np.outer(position, weight))
        held = (position - position.mean()) * (weight @ weight) / 9 / texts
        gradient = [gap.sum(1), gap.sum(0), gap.T @ position - position.var() * weight / 9, gap @ weight - held]
        return -goodness(counts, length, frequency, weight, position), -np.concatenate(gradient)

    random = np.random.default_rng(3)
    start = [np.log(counts.sum(1) / counts.sum(1).mean()), np.log(counts.mean(0))]
    start += [random.normal(0, 0.1, words), random.normal(0, 1, texts)]
    options = {"maxiter": 5000, "maxfun": 10000, "ftol": 1e-13}
    found = minimize(loss, np.concatenate(start), jac=True, method="L-BFGS-B", options=options)
    return -found.fun, np.split(found.x, ends)[3]


def test_wordfish_comes_to_rest_on_real_speeches(speeches):
    assert "rest" not in speeches[0].attrs["note"]


def test_wordfish_fits_real_speeches_as_well_as_can_be(speeches, maximum):
    table, words, counts = speeches
    fit = goodness(counts, *(np.asarray(one) for one in (table.length, words.frequency, words.weight, table.position)))
    assert fit == pytest.approx(maximum[0], abs=1e-3)


def test_wordfish_places_real_speeches_where_an_independent_maximisation_does(speeches, maximum):
    assert abs(np.corrcoef(speeches[0].position, maximum[1])[0, 1]) > 0.99999


def test_the_weights_of_wordfish_have_no_common_part(speeches):
    assert speeches[1].weight.mean() == pytest.approx(0, abs=1e-6)


def test_the_errors_of_wordfish_allow_for_unknown_lengths(speeches):
    table, words, _ = speeches
    rate = np.exp(
        table.length.to_numpy()[:, None] + words.frequency.to_numpy() + np.outer(table.position, words.weight)
    )
    weight = words.weight.to_numpy()
    of_first = [[rate[0].sum(), rate[0] @ weight], [rate[0] @ weight, rate[0] @ weight**2]]
    assert table.error.iloc[0] == pytest.approx(np.sqrt(np.linalg.inv(of_first)[1, 1]))


def test_wordfish_names_the_words():
    texts = ["war war guns guns peace", "war guns guns peace talks", "peace talks talks guns", "peace peace talks war"]
    weights = scaling.word_weights(texts, left="text-1", right="text-4").set_index("word").weight
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
