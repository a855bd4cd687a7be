"""Codes of claims: for what a claim is itself about, with the words they rest on, and none where none fits."""

import pandas as pd
import pytest

import readout
from readout.annotator.shown.explain import explain
from readout.annotator.what.issues import GIVEN, Evidence
from readout.codebook import Found, load
from readout.terms import Match


def claims(body: str) -> pd.DataFrame:
    return readout.annotate(body)


def codes_of(body: str, part: str) -> list[str]:
    table = claims(body)
    return list(table[table["content_text"].str.contains(part, regex=False)].iloc[0]["issues"])


DAM = (
    "Norland and Sudland talked about the dam on the upper river.\n\n"
    "The minister said that the reservoir would be filled over five years. "
    "The envoy said that the filling harmed nobody."
)


@pytest.mark.parametrize("part", ["the reservoir", "the filling"])
def test_a_dam_is_no_climate(part: str) -> None:
    assert codes_of(DAM, part) == []


def test_nothing_is_taken_over_from_the_text_at_large() -> None:
    body = (
        "Grain ships wait before the mined waters.\n\nThe harvest is late, and grain prices rise.\n\n"
        "The minister said that grain exports must go on. The envoy said that the mines would be cleared by May."
    )
    assert "food" not in codes_of(body, "the mines")


def test_a_pointing_phrase_is_coded_by_what_it_points_to() -> None:
    body = (
        "The minister said that her country rejects the lifting of the sanctions. "
        "Such a step, she said, would reward the guilty."
    )
    assert load().issues_among(codes_of(body, "Such a step")) == ["sanctions"]


def test_a_bare_noun_is_coded_by_its_fuller_name() -> None:
    body = "The delegates discussed a new climate fund. The envoy said that the fund must not be delayed."
    assert codes_of(body, "the fund") == ["climate"]


def test_a_single_word_far_from_the_meaning_of_its_code_gives_none() -> None:
    body = "The guide was busy. She said that he climbed to the summit with ropes and an ice axe. It rained."
    assert codes_of(body, "the summit") == []


def test_a_hint_is_enough_only_where_the_text_is_about_its_code() -> None:
    hint = Found("tides", 0.5, (Match("moon", 0, 4, ((0, 4),)),))
    assert Evidence("tides", hint, text=0.5).points >= GIVEN > Evidence("tides", hint).points


def test_what_a_text_is_about_is_never_enough() -> None:
    """Every sentence but one is on sanctions; that one names nothing of it, and nor does its matter."""
    body = (
        "The minister said that the sanctions must stay. She said that the sanctions had worked. "
        "The envoy said that the old library should be painted."
    )
    assert "sanctions" not in codes_of(body, "library")


def test_themes_come_after_issues() -> None:
    body = "The minister said that her country was ready to lift the sanctions if the court agreed."
    assert codes_of(body, "sanctions")[0] == "sanctions"


def test_the_words_behind_a_code_are_told() -> None:
    table = claims("The minister said that a ceasefire must hold.")
    assert "ceasefire by “ceasefire”" in explain(table.iloc[0])
