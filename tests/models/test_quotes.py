"""Quotations found again: exactly, with tolerance for marks and white space, and never for letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.models.quotes import in_order, pieces, places

BODY = "The envoy said: “We won’t go – not now.”\nTalks, he added, go\non. Talks go on elsewhere."
ALL = (0, len(BODY))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The envoy", "The envoy"),
        ('"We won\'t go - not now."', "We won’t go – not now"),
        ("he added, go on", "he added, go\non"),
        ("  Talks, ", "Talks,"),
        ("go on elsewhere", "go on elsewhere"),
    ],
)
def test_words_are_found(words: str, found: str) -> None:
    start, end = places(words, BODY, ALL)[0]
    assert BODY[start:end] == found


@pytest.mark.parametrize("words", ["the envoy", "envo", "alks go on", "", "–", ".", "We will not go"])
def test_other_words_are_not(words: str) -> None:
    assert places(words, BODY, ALL) == []


def test_pieces_come_in_the_order_of_the_text() -> None:
    assert in_order(["go\non", "he added"], BODY, ALL) is None


def test_the_place_that_is_not_taken_is_meant() -> None:
    first = places("Talks", BODY, ALL)[0]
    assert in_order(["Talks"], BODY, ALL, [first]) != [first]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40), st.integers(20, 200))
def test_parts_hold_every_sentence_once_and_cut_none(lengths: list[int], size: int) -> None:
    sentences, at = [], 0
    for length in lengths:
        sentences.append((at, at + length))
        at += length + 1
    parts = pieces("x" * at, sentences, size)
    ends = {end for _, end in sentences}
    held = [sum(start <= first and last <= end for start, end in parts) for first, last in sentences]
    assert held == [1] * len(sentences) and all(end in ends for _, end in parts)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40), st.integers(60, 200))
def test_no_part_is_longer_than_asked(lengths: list[int], size: int) -> None:
    sentences, at = [], 0
    for length in lengths:
        sentences.append((at, at + length))
        at += length + 1
    assert all(end - start <= size for start, end in pieces("x" * at, sentences, size))
