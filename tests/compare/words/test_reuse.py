"""Shared passages: every one is found, and where its words differ is seen."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.compare.words import reuse, tokens
from readout.errors import ReadoutError
from readout.texts.text import Text

ONE = "At the outset the parties shall refrain from any threat or use of force against each other, as agreed."
OTHER = "They declare: the parties shall refrain from every threat or use of force against each other. Nothing else."


def test_a_near_passage_is_joined_over_a_changed_word():
    table = reuse.passages([ONE, OTHER])
    assert table[["words", "same_words", "exact"]].values.tolist() == [[14, 13, False]]
    assert table.passage_a[0].startswith("the parties shall") and table.passage_b[0].endswith("each other")


def test_exact_passages_alone():
    table = reuse.passages([ONE, OTHER], gap=0)
    assert table.words.tolist() == [8] and table.exact.all()


def test_places_are_characters_of_the_bodies():
    for row in reuse.passages([ONE, OTHER]).itertuples():
        assert (ONE[row.start_a : row.end_a], OTHER[row.start_b : row.end_b]) == (row.passage_a, row.passage_b)


def test_word_by_word():
    table = reuse.align("from any threat or use of force", "from every threat of force soon")
    assert table.values.tolist() == [
        [1, "from", "from", "same"],
        [2, "any", "every", "replaced"],
        [3, "threat", "threat", "same"],
        [4, "or", None, "dropped"],
        [5, "use", None, "dropped"],
        [6, "of", "of", "same"],
        [7, "force", "force", "same"],
        [8, None, "soon", "added"],
    ]


def test_formulas_start_no_passage_but_may_run_through_one():
    formula = "it decides to remain seized of the matter"
    texts = [f"{formula} a{n} b{n} c{n}" for n in range(5)] + [f"one two three four five {formula}"] * 2
    table = reuse.passages(texts, common=3)
    assert table[["text_a", "text_b", "words"]].values.tolist() == [["text-6", "text-7", 13]]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abc", min_size=0, max_size=24), min_size=2, max_size=3))
def test_no_exact_passage_is_missed(letters):
    """Held against the plain way: every longest run of five words that two texts share."""
    bodies = [" ".join(one) + " ." for one in letters]
    if sum(map(len, letters)) < 5:
        return
    found = {
        (row.text_a, row.start_a // 2, row.text_b, row.start_b // 2, row.words)
        for row in reuse.passages(bodies, shortest=5, seed=5, gap=0).itertuples()
        if row.text_a != row.text_b
    }
    expected = set()
    for a, b in product(range(len(letters)), repeat=2):
        for i, j in product(range(len(letters[a])), range(len(letters[b]))):
            if a >= b or letters[a][i] != letters[b][j] or (i and j and letters[a][i - 1] == letters[b][j - 1]):
                continue
            size = 0
            while letters[a][i + size : i + size + 1] == letters[b][j + size : j + size + 1] != "":
                size += 1
            if size >= 5:
                expected.add((f"text-{a + 1}", i, f"text-{b + 1}", j, size))
    assert found == expected


def test_identical_texts_are_one_passage():
    table = reuse.passages([ONE, ONE])
    assert (table.words[0], table.similarity[0]) == (len(tokens.split(ONE)), 1.0)


def test_nothing_shared_is_said():
    table = reuse.passages([ONE, "Nothing of the kind was ever said by anyone in this house."])
    assert table.empty and "No passage" in table.attrs["note"]


@pytest.mark.parametrize(
    ("given", "keywords", "message"),
    [
        ([], {}, "No text"),
        (["", ONE], {}, "empty"),
        (["one", "two"], {}, "together only"),
        ([Text("d", ONE, {"kind": "digest"}), OTHER], {}, "digest"),
        ([ONE, OTHER], {"shortest": 3}, "shorter"),
    ],
)
def test_what_it_refuses(given, keywords, message):
    with pytest.raises(ReadoutError, match=message):
        reuse.passages(given, **keywords)
