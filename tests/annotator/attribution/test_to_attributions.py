"""Of the attributions found in a text: whose words they are, and in which other each of them lies."""

from types import SimpleNamespace

import pytest

from readout.annotator.attribution.to_attributions import _parents, voice


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [(0, "indirect"), (1, "mixed"), (50, "mixed"), (94, "mixed"), (95, "direct"), (100, "direct")],
)
def test_words_are_direct_where_95_of_100_letters_are_quoted(quoted, expected):
    assert voice("x" * 100, [(0, 100)], [(0, quoted)] if quoted else []) == expected


def test_marks_and_white_space_do_not_count_as_said():
    assert voice("“Yes,” … !!", [(0, 11)], [(0, 6)]) == "direct"


def row(content, cue=None):
    return [content], None, cue, SimpleNamespace()


def test_the_parent_is_the_narrowest_that_holds_content_and_cue():
    rows = [row((0, 100)), row((10, 90)), row((20, 80)), row((30, 40), (25, 29))]
    assert _parents(rows) == [None, 0, 1, 2]


def test_the_narrowest_may_begin_where_a_wider_one_begins():
    rows = [row((0, 100)), row((0, 50)), row((10, 20))]
    assert _parents(rows)[2] == 1


def test_a_claim_whose_cue_lies_outside_is_not_held():
    assert _parents([row((10, 90)), row((20, 80), (2, 6))]) == [None, None]
