"""Parties that a text leaves unnamed are marked, and ordinary indefinite words are not."""

import pytest

from readout.annotator.who import unnamed


@pytest.mark.parametrize(
    ("words", "sentence", "blamed"),
    [
        ("certain states prefer tension", "", False),
        ("this unnamed party works against peace", "", False),
        ("outside powers stir up trouble", "", False),
        ("a ‘country’ that derails the talks", "", True),
        ("a country is involved", "He spoke of it without naming it.", False),
    ],
)
def test_unnamed_parties(words: str, sentence: str, blamed: bool) -> None:
    assert unnamed.in_words(words, sentence, blamed)


@pytest.mark.parametrize("words", ["other states could join", "a country at peace", "both countries agree"])
def test_ordinary_words(words: str) -> None:
    assert not unnamed.in_words(words, words, False)
