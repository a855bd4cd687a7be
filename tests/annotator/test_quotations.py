"""Quotations in every convention."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.annotator import quotations


def quoted(text: str) -> list[str]:
    paragraphs = []
    place = 0
    for paragraph in text.split("\n\n"):
        paragraphs.append((place, place + len(paragraph)))
        place += len(paragraph) + 2
    return [text[found.start : found.end] for found in quotations.find(text, paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We agree,” he said. “We sign.”", ["“We agree,”", "“We sign.”"]),
        ('"We agree," he said. "We sign."', ['"We agree,"', '"We sign."']),
        ("‘We agree’, he said.", ["‘We agree’"]),
        ("He said 'we agree' at last.", ["'we agree'"]),
        ("« Nous signons », dit-il.", ["« Nous signons »"]),
        ("Er sagte: „Wir stimmen zu“.", ["„Wir stimmen zu“"]),
        ("``We agree,'' he said.", ["``We agree,''"]),
        ("''We agree,'' he said.", ["''We agree,''"]),
        ("”We agree,” he said.", ["”We agree,”"]),
    ],
)
def test_every_convention_of_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The workers’ union and the ministers’ plan.",
        "It's the states' rights that don't count.",
        "Back in the ’90s and the '80s.",
        "Rock 'n' roll for 'em all.",
        'He is 5\'10" tall and 6" wide.',
    ],
)
def test_apostrophes_and_inches_are_no_quotation_marks(text: str) -> None:
    assert quoted(text) == []


def test_an_apostrophe_inside_single_marks_does_not_close_them() -> None:
    assert quoted("‘We don’t know the workers’ plan,’ he said.") == ["‘We don’t know the workers’ plan,’"]


def test_only_the_outer_of_nested_quotations_counts() -> None:
    assert quoted("“He called it ‘absurd’ and left,” she said.") == ["“He called it ‘absurd’ and left,”"]


def test_an_unbalanced_mark_stays_in_its_paragraph() -> None:
    assert quoted("He said “we agree.\n\nNobody replied.") == ["“we agree."]


def test_a_quotation_over_paragraphs_goes_on() -> None:
    text = "He said: “We agree.\n\n“We sign.”"
    found = quotations.find(text, [(0, 19), (21, 31)])
    assert [quotation.goes_on for quotation in found] == [False, True]
    assert [quotation.closed for quotation in found] == [False, True]


@given(st.text(alphabet="ab ,.\"'‘’“”«»„`", max_size=80))
def test_quotations_are_in_order_and_inside_the_text(text: str) -> None:
    found = quotations.find(text, [(0, len(text))])
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
