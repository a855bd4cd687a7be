"""Collocations against the numbers of NLTK and of Manning and Schuetze, and their refusals."""

import pytest

from readout.compare.words import collocations
from readout.errors import ReadoutError
from readout.texts.text import Text

OURS = {"student_t": "t_score", "chi_sq": "chi_squared", "likelihood_ratio": "log_likelihood", "pmi_log2": "pmi"}


@pytest.fixture(scope="module")
def reference(numbers):
    """nltk/test/collocations.doctest, with values of Manning and Schuetze 5.3-5.4 and Dunning 1993."""
    return numbers("collocations_nltk")


def test_measures_agree_with_the_reference(reference):
    for case in reference["cases"]:
        found = collocations.score(OURS[case["measure"]], case["n_ii"], case["n_ix"], case["n_xi"], case["n_xx"])
        assert found == pytest.approx(case["nltk_here"])
        assert found == pytest.approx(case["expected_printed"], rel=2e-2)


def test_a_wide_window_agrees_with_the_reference(reference):
    case = reference["window_case"]
    table = collocations.collocations(" ".join(case["tokens"]), window=case["window_size"], least=1, every=True)
    found = {f"{row.word_a} {row.word_b}": row.pmi for row in table.itertuples()}
    assert found == pytest.approx(case["expected"], abs=1e-9)


def test_function_words_are_left_out_unless_wanted():
    body = "the armed attack and the armed attack"
    assert collocations.collocations(body)[["word_a", "word_b"]].values.tolist() == [["armed", "attack"]]
    assert len(collocations.collocations(body, every=True)) > 1


def test_the_network_of_a_term():
    table = collocations.collocations(
        "armed attack armed attack armed forces armed forces peace talks peace talks", term="forces"
    )
    assert set(table.word_a) | set(table.word_b) == {"armed", "forces"}


def test_no_pair_runs_across_texts():
    assert collocations.collocations(["a b", "c d"], least=1, every=True)["count"].sum() == 2


def test_a_term_that_never_occurs():
    table = collocations.collocations("armed attack armed attack", term="peace")
    assert table.empty and "'peace'" in table.attrs["note"]


@pytest.mark.parametrize(
    ("given", "words"),
    [("", "empty"), ("one", "two words"), ([], "No text"), (Text("d", "a b", {"kind": "digest"}), "digest")],
)
def test_what_it_refuses(given, words):
    with pytest.raises(ReadoutError, match=words):
        collocations.collocations(given)
