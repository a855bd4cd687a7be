"""Each rule that makes claims is described, and its figures make sense."""

import pytest

import readout
from readout.annotator import measured, word_lists

RULES = word_lists.read("rules")


@pytest.mark.parametrize("rule", RULES)
def test_the_figures_of_a_rule_make_sense(rule: str) -> None:
    assert 0 <= measured.precision(rule) <= 1 and measured.sample(rule) >= 0 and measured.description(rule)


def test_each_rule_that_makes_claims_is_described() -> None:
    made = {rule for text in readout.library() if text.kind == "account" for rule in readout.annotate(text)["rule"]}
    assert made <= set(RULES)


def test_a_rule_that_was_never_measured_is_half_sure() -> None:
    assert measured.precision("no such rule") == measured.UNKNOWN
