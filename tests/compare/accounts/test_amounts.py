"""Amounts: numbers with what they count."""

import pytest

from readout import parser
from readout.compare.accounts import amounts


def found(words: str) -> list[tuple[float, str | None]]:
    return [(one.value, one.unit) for one in amounts.amounts_in(parser.parse(words))]


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("They sent 200,000 shells.", 200_000, "shell"),
        ("They sent two dozen ships.", 24, "ship"),
        ("It fell by twelve per cent.", 12, "%"),
        ("It cost $40 million.", 40e6, "$"),
        ("It had forty-two tanks.", 42, "tank"),
        ("It lost 1.5 million shells.", 1.5e6, "shell"),
        ("They proposed a 90-day truce.", 90, "day"),
    ],
)
def test_an_amount(words, value, unit):
    assert found(words) == [(value, unit)]


@pytest.mark.parametrize("words", ["Article 5 stands.", "It was signed in 2017.", "One of them left.", "Nothing."])
def test_no_amount(words):
    assert not found(words)


def test_amounts_differ_where_each_side_has_another_for_the_same_thing():
    forty, sixty, boats = (amounts.amounts_in(parser.parse(f"{it}.")) for it in ("40 ships", "60 ships", "two boats"))
    assert amounts.differing(forty, sixty) == (forty, sixty)
    assert amounts.differing(forty, boats) == ([], [])
    assert amounts.differing(forty, [*forty, *sixty]) == ([], [])
