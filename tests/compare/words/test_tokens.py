"""Words: the array way finds what the regular expression finds, and its places are right."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from readout.compare.words import tokens

TEXT = st.text(
    st.sampled_from("ab Z9-'’‐‑–—“”\n\t.é ü ß Ж 中 ٣ \u200b\u0301\U0001f600\U00010400 _") | st.characters(), max_size=60
)


@given(TEXT)
def test_the_array_way_finds_what_the_expression_finds(body):
    split = tokens.from_bodies(["a"], [body])
    assert [split.forms[code] for code in split.codes] == [match.group() for match in tokens.WORD.finditer(body)]


@given(st.lists(TEXT, max_size=4))
def test_places_are_characters_of_their_texts(bodies):
    split = tokens.from_bodies([str(n) for n in range(len(bodies))], bodies)
    places = np.arange(len(split))
    number = split.text_of(places)
    start = split.characters(number, split.starts[places].astype(np.int64))
    end = split.characters(number, split.ends(places))
    for place in places:
        assert bodies[number[place]][start[place] : end[place]] == split.forms[split.codes[place]]


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_counts_of_parts_add_up(bodies):
    split = tokens.from_bodies([str(n) for n in range(len(bodies))], bodies)
    first = np.arange(len(bodies)) == 0
    assert (split.count(first) + split.count(~first) == split.count()).all()
    assert split.count().sum() == sum(len(tokens.WORD.findall(body)) for body in bodies)


def test_forms_that_count_as_one():
    split = tokens.from_bodies(["a"], ["Kyiv’s kyiv KYIV Kyiv's"])
    assert split.vocabulary == ["kyiv"] and split.count().tolist() == [4]


def test_adjacent_words_have_nothing_between_them():
    split = tokens.from_bodies(["a", "b"], ["one two, three", "four five"])
    assert split.adjacent().tolist() == [True, False, False, True]


def test_no_texts():
    assert len(tokens.from_bodies([], [])) == 0
