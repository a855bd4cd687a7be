"""What a term means, and where it is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.errors import ReadoutError
from readout.terms import Finder, parse


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("truce", "A Truce was signed.", ["Truce"]),
        ("truce", "The trucebreakers met.", []),
        ("sanction*", "sanctioned; SANCTIONS", ["sanctioned", "SANCTIONS"]),
        ("cease fire", "a cease-fire", ["cease-fire"]),
        ("state border*", "the state's borders", ["state's borders"]),
        ("women's rights", "women’s rights", ["women’s rights"]),
        ("WHO", "the man who left", []),
        ("WHO", "the WHO left", ["WHO"]),
        ("deploy* & troops|forces", "troops were, they said, deployed there", ["troops were, they said, deployed"]),
        ("deploy* & troops", "deployed a b c d e f g h i troops", []),
        ("deploy* & troops", "deployed a b c d e f g troops", ["deployed a b c d e f g troops"]),
        ("deploy* & troops", "deployed a b c d e f g h troops", []),
        ("deploy* & troops", "troops a b c d e f g deployed", ["troops a b c d e f g deployed"]),
        ("deploy* & troops", "troops a b c d e f g h deployed", []),
        ("deploy* & troops", "troops a b deployed troops", ["deployed troops"]),
        ("deploy* & troops", "troops deployed troops", ["troops deployed"]),
        ("force & force", "force alone", []),
        ("sanction*", "a sanction", ["sanction"]),
        ("peace plan*", "a peace place", []),
        ("EU", "eu left", []),
        ("I", "i left", ["i"]),
        ("peace plan", "a peace", []),
        ("no peace | war*", "wars, no peace", ["wars", "no peace"]),
    ],
)
def test_term_is_found_where_it_is_meant(term: str, text: str, found: list[str]) -> None:
    assert [text[match.start : match.end] for match in Finder([term]).find(text)] == found


@pytest.mark.parametrize("term", ["", "*", "a*b", "a & b & c", "a &", "|", "(a)", "a||b"])
def test_term_that_cannot_be_read_is_refused_with_a_sentence(term: str) -> None:
    with pytest.raises(ReadoutError, match=r"^The term .*\.$"):
        parse(term)


def test_a_finding_names_its_term_and_the_words_themselves() -> None:
    (match,) = Finder(["deploy* & foreign troops"]).find("foreign troops, they said, deployed there")
    assert match.term == "deploy* & foreign troops" and match.parts == ((0, 14), (27, 35))
    assert list(match.places) == [*range(14), *range(27, 35)]


def test_findings_stand_in_the_order_of_the_text() -> None:
    found = Finder(["war crimes", "war", "crime*"]).find("war crimes and crime")
    assert [(match.term, match.start, match.end) for match in found] == [
        ("war", 0, 3),
        ("war crimes", 0, 10),
        ("crime*", 4, 10),
        ("crime*", 15, 20),
    ]


@given(st.text(alphabet="ab' -’\u200bÄß\n", max_size=60))
def test_findings_lie_in_the_text_and_hold_its_words(text: str) -> None:
    for match in Finder(["a*", "b & a", "ab a"]).find(text):
        assert 0 <= match.start < match.end <= len(text)
        assert text[match.start].isalpha() and text[match.end - 1].isalpha()
