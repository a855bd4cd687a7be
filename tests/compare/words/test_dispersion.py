"""Dispersion against the worked example of Gries, and its refusals."""

import numpy as np
import pytest

from readout.compare.words import dispersion
from readout.errors import ReadoutError


def test_worked_example():
    """Five parts of 9, 20, 23, 24 and 24 words of 100, with 18, 12, 24, 14 and 32 of 100 uses: DP = 0.18."""
    assert dispersion.deviation([18, 12, 24, 14, 32], [9, 20, 23, 24, 24]) == pytest.approx(0.18)


def test_even_and_uneven():
    table = dispersion.dispersion(["a b a b", "a b a c"], ["a", "c"]).set_index("term")
    assert table.dp["a"] == 0
    assert (table.dp["c"], table.dp_normalised["c"]) == (0.5, 1.0)


def test_a_single_text_is_cut_into_pieces():
    assert dispersion.dispersion("a b c d e f g h", "a", parts=4).parts_with.tolist() == [1]


def test_a_term_that_never_occurs():
    table = dispersion.dispersion(["a b", "c d"], "z")
    assert np.isnan(table.dp[0]) and "Never" in table.attrs["note"]


def test_places_for_the_plot():
    body = "Peace – né – peace"
    table = dispersion.occurrences(body, "peace")
    assert [body[row.start : row.end] for row in table.itertuples()] == ["Peace", "peace"]
    assert table.share.tolist() == [0, pytest.approx(2 / 3)]


@pytest.mark.parametrize(
    ("given", "parts", "words"),
    [("", None, "empty"), ("... !", None, "no word"), ("one", 3, "cannot be cut"), ([], None, "No text")],
)
def test_what_it_refuses(given, parts, words):
    with pytest.raises(ReadoutError, match=words):
        dispersion.dispersion(given, "a", parts=parts)
