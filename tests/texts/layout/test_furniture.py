"""Furniture belongs to nobody: headings, datelines, page lines, stage directions, greetings and thanks."""

import pytest

from readout.texts.layout import reading
from readout.texts.layout.courtesies import is_courtesy

PROSE = "The harbour will be opened in May, and nobody will be kept out of it, whoever they are."


def furniture(body: str, **metadata: str) -> list[str]:
    layout = reading.read(body, metadata)
    return [body[piece.spans[0][0] : piece.spans[-1][1]] for piece in layout.pieces if piece.furniture]


def read(body: str, **metadata: str) -> list[str]:
    layout = reading.read(body, metadata)
    return [" ".join(body[a:b] for a, b in piece.spans) for piece in layout.pieces if not piece.furniture]


@pytest.mark.parametrize(
    "line",
    [
        "Page 3 of 12",
        "- 4 -",
        "3/14 24-33187",
        "S/PV.9981",
        "###",
        "* * *",
        "(end of transcript)",
        "[applause]",
        "FOR IMMEDIATE RELEASE",
        "Check against delivery",
        "Media contact: Anna Brand, +00 123 45 67, press@example.org",
        "The meeting rose at 12.40 p.m.",
        "Done in two originals at Elsa on 4 May.",
        "II. Security at the harbour",
        "Harbour dues",
        "## Harbour dues",
    ],
)
def test_lines_that_belong_to_nobody(line: str) -> None:
    assert furniture(f"{PROSE}\n\n{line}\n\n{PROSE}", kind="verbatim") == [line]


LINES = ("- open the harbour\n- close the road", "It will be so.", "and so it went on", "Why?")


@pytest.mark.parametrize("line", LINES)
def test_lines_that_say_something(line: str) -> None:
    assert furniture(f"{PROSE}\n\n{line}\n\n{PROSE}", kind="verbatim") == []


def test_the_title_is_furniture() -> None:
    title = "Statement by Anna Brand, Minister of Ports of Norland, at the Conference on Harbours, 4 May 2024"
    assert furniture(f"{title}\n\n{PROSE}\n\n{PROSE}") == [title]


HEADS = ("PORT ELSA, 4 May (Agency) — ", "ELSA, May 4. /AGENCY/. ", "ELSA (Agency) - ", "ELSA — ")


@pytest.mark.parametrize("head", HEADS)
def test_a_dateline_is_left_out_of_its_sentence(head: str) -> None:
    assert read(head + PROSE) == [PROSE]


def test_stage_directions_are_left_out_of_sentences() -> None:
    assert read("Can you say that (inaudible) is open? (Laughter.) I can [crosstalk] see.") == [
        "Can you say that is open? I can see."
    ]


def test_a_page_line_within_a_sentence_does_not_cut_it() -> None:
    body = "The harbour will be opened in May, and nobody\n\nPage 3 of 12\n\nwill be kept out of it."
    assert read(body) == ["The harbour will be opened in May, and nobody will be kept out of it."]


def test_numbers_of_paragraphs_are_left_out() -> None:
    assert read(f"1. {PROSE}\n\n2. {PROSE}") == [PROSE, PROSE]


def test_a_head_that_runs_on_every_page_is_furniture() -> None:
    head = "Conference on Harbours"
    assert furniture(f"{PROSE}\n\n{head}\n\n{PROSE}\n\n{head}\n\n{PROSE}\n\n{head}\n\n{PROSE}") == [head] * 3


@pytest.mark.parametrize(
    "words",
    [
        "Good morning.",
        "Thank you for the invitation.",
        "I thank you, Sir, for convening this meeting.",
        "Minister, thank you for coming.",
        "Madam Chair, ladies and gentlemen,",
        "We thank the Government of Norland for its hospitality.",
        "Thank you all for coming, and have a good weekend.",
        "Good to see you all.",
        "I would like to thank the Secretary-General for his briefing.",
    ],
)
def test_courtesies(words: str) -> None:
    assert is_courtesy(words)


@pytest.mark.parametrize(
    "words",
    [
        "Thank you, but we cannot accept that.",
        "We welcome the new harbour.",
        "Good morning was all that he said to the envoys of Norland; he refused to shake hands.",
        "No.",
        "Norland will vote in favour.",
        "Thanks to the harbour, trade has doubled, and we are grateful to those who built it against all advice.",
        "Welcome steps were taken.",
        "We welcome it: this is a good day.",
    ],
)
def test_what_is_more_than_a_courtesy(words: str) -> None:
    assert not is_courtesy(words)
