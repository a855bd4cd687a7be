"""Spans are found again after the text has changed."""

from hypothesis import given
from hypothesis import strategies as st

from readout.reviewing.decisions.anchoring import place
from readout.reviewing.decisions.decision import anchor


def span_of(body: str, words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = body.index(words, start + 1)
    return start, start + len(words)


def test_an_unchanged_text_keeps_its_places(body):
    span = span_of(body, "a plan exists")
    assert place(anchor(body, span), body) == span


def test_a_paragraph_put_before_moves_the_place(body):
    span = span_of(body, "a plan exists")
    assert place(anchor(body, span), "News of the day.\n\n" + body) == (span[0] + 18, span[1] + 18)


def test_a_short_word_is_told_from_its_like_by_its_surroundings():
    old = "He said yes. He said no. He said nothing at all to us."
    new = "She said perhaps. " + old
    assert place(anchor(old, span_of(old, "He", 1)), new) == span_of(new, "He", 1)


def test_a_reworded_passage_is_found_by_likeness(body):
    old = anchor(body, span_of(body, "Talks are possible"))
    new = body.replace("Talks are possible", "Talks are still possible")
    assert place(old, new) == span_of(new, "Talks are still possible")


def test_a_changed_last_word_is_included(body):
    old = anchor(body, span_of(body, "the guns fall silent"))
    new = body.replace("fall silent", "fall quiet")
    assert place(old, new) == span_of(new, "the guns fall quiet")


def test_words_that_are_gone_are_not_placed(body):
    old = anchor(body, span_of(body, "Her deputy denied that a plan exists."))
    assert place(old, body.replace("Her deputy denied that a plan exists. ", "")) is None


def test_a_short_word_without_its_surroundings_is_not_placed():
    assert place(anchor("So says he of it all.", (8, 10)), "Quite another text, where he never comes up.") is None


@given(st.text(min_size=1, max_size=80), st.text(max_size=80), st.data())
def test_what_is_placed_lies_in_the_text_and_is_not_empty(old, new, data):
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    found = place(anchor(old, (start, end)), new)
    assert found is None or 0 <= found[0] < found[1] <= len(new)


@given(st.text(min_size=1, max_size=120), st.text(max_size=40), st.data())
def test_text_put_before_never_misplaces(old, front, data):
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    found = place(anchor(old, (start, end)), front + old)
    assert found is None or (front + old)[slice(*found)] == old[start:end]
