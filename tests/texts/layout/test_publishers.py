"""Speakers, their parts and furniture in the styles of many kinds of publishers, read from layout alone."""

import pytest
from tests.texts.layout.publishers import TEXTS, unmarked

from readout.texts.layout import reading
from readout.texts.layout.courtesies import is_courtesy


@pytest.mark.parametrize("name", TEXTS)
def test_who_speaks_is_read_from_the_layout(name: str) -> None:
    body, turns, _ = unmarked(TEXTS[name])
    found = [(turn.start, turn.speaker.called) for turn in reading.read(body, {}).turns]
    assert found == [(start, who or party or None) for start, _, who, party, _ in turns]


@pytest.mark.parametrize("name", TEXTS)
def test_what_part_each_plays_is_read_from_the_layout(name: str) -> None:
    body, turns, _ = unmarked(TEXTS[name])
    found = {turn.start: turn.speaker.role for turn in reading.read(body, {}).turns}
    assert [found.get(start) for start, *_, role in turns if role] == [role for *_, role in turns if role]


@pytest.mark.parametrize("name", TEXTS)
def test_furniture_and_labels_are_in_no_sentence(name: str) -> None:
    body, turns, furniture = unmarked(TEXTS[name])
    layout = reading.read(body, {})
    read = {place for piece in layout.pieces if not piece.furniture for span in piece.spans for place in range(*span)}
    labels = [(start, end) for start, end, *_ in turns]
    idle = [span for span in furniture if not is_courtesy(body[slice(*span)])]
    left = [body[slice(*span)] for span in (*labels, *idle) if any(body[i].isalnum() for i in read & {*range(*span)})]
    assert left == []
