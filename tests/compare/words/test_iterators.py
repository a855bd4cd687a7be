"""What can be gone through only once is taken as well as a list, where the types allow it."""

import pytest

from readout import compare

BODIES = [
    "The parties agree to stop the war at once and to talk of peace.",
    "The parties agree to stop the war at once and to talk of the summit.",
]


@pytest.mark.parametrize(
    "method",
    [
        lambda texts: compare.keyness(texts, ["Nobody talks of summits."]),
        lambda texts: compare.keyness("Nobody talks of summits or of war, war.", texts),
        lambda texts: compare.counts(texts),
        lambda texts: compare.collocations(texts),
        lambda texts: compare.concordance(texts, "war"),
        lambda texts: compare.reuse(texts),
        lambda texts: compare.dispersion(texts, "war"),
        lambda texts: compare.occurrences(texts, "war"),
    ],
)
def test_an_iterator_gives_the_same_as_a_list(method):
    assert method(iter(BODIES)).equals(method(BODIES)) and len(method(BODIES))
