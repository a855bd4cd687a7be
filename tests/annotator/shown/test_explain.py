"""Reasons are told in words: the rule, what it saw, and how sure it is."""

import pytest

import readout
from readout.annotator.shown.explain import explain


@pytest.fixture(scope="module")
def told() -> str:
    table = readout.annotate("The minister of Kenya said that talks are possible if the guns fall silent.")
    return explain({str(name): value for name, value in table.iloc[0].items()})


@pytest.mark.parametrize("part", ["Rule: ", "the cue “said”", "Kenya", "conditional", "How sure: "])
def test_an_explanation_has_its_parts(told: str, part: str) -> None:
    assert part in told


def test_a_claim_without_source_is_explained_too() -> None:
    table = readout.annotate("The road is long.")
    assert "neither cue nor source, and no words of anybody else" in explain(table.iloc[0].to_dict())
