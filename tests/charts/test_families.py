"""Each family of charts: right for a usual table, for one row, for many, and for none."""

import re
from collections.abc import Callable

import pandas as pd
import pytest

from claims_by_hand import BODY, TEXT, claims, sentences
from readout import charts, compare
from readout.charts import Figure, Table
from readout.charts.marks import ink
from readout.compare.result import in_place
from readout.errors import NotComparable
from readout.texts.text import Text


def families(table: pd.DataFrame, lines: pd.DataFrame) -> dict[str, Figure]:
    return {
        "voices": charts.voices(lines, BODY),
        "acts": charts.acts(table),
        "issues": charts.issues(table),
        "conditions": charts.conditions(table, BODY),
        "positions": charts.positions(compare.positions(table, [TEXT]), table),
    }


FAMILIES = list(families(claims()[:0], sentences()[:0]))


@pytest.fixture(scope="module")
def usual() -> dict[str, Figure]:
    return families(claims(), sentences())


@pytest.mark.parametrize("family", FAMILIES)
def test_draws(usual: dict[str, Figure], family: str) -> None:
    assert "<svg" in usual[family].svg


@pytest.mark.parametrize("family", FAMILIES)
def test_has_title_description_and_rows(usual: dict[str, Figure], family: str) -> None:
    figure = usual[family]
    assert figure.title and figure.reading and len(figure.description) > 40
    assert len(figure.table)


@pytest.mark.parametrize("family", FAMILIES)
def test_says_when_there_is_nothing(family: str) -> None:
    figure = families(claims()[:0], sentences()[:0])[family]
    assert figure.chart is None
    assert figure.description.endswith(".")


@pytest.mark.parametrize("family", FAMILIES)
def test_one_row_draws(family: str) -> None:
    assert "<svg" in families(claims()[:1], sentences()[:1])[family].svg


@pytest.mark.parametrize("family", FAMILIES)
def test_four_hundred_rows_draw(family: str) -> None:
    many = pd.concat([claims()] * 67, ignore_index=True)
    many["actor"] = [
        f"{name} of a very long and winding official name {row % 30}" for row, name in enumerate(many["actor"])
    ]
    lines = pd.concat([sentences()] * 80, ignore_index=True).assign(sentence=range(400))
    assert "<svg" in families(many, lines)[family].svg


def test_every_mark_leads_back_to_its_claim(usual: dict[str, Figure]) -> None:
    shown = str(usual["acts"].spec)
    spoken = claims().loc[lambda table: ~table["voice"].isin(["outlet", "hearsay"]), "claim_id"]
    assert all(identity in shown for identity in spoken)


def test_acts_leave_out_what_nobody_is_behind(usual: dict[str, Figure]) -> None:
    assert len(usual["acts"].table) == 4


def test_a_party_has_one_position_on_a_matter(usual: dict[str, Figure]) -> None:
    held = usual["issues"].table.set_index(["matter", "actor"])["stance"]
    assert held.index.is_unique and held["the plan", "Norland"] == "conditional"


def test_what_another_tells_is_marked(usual: dict[str, Figure]) -> None:
    shown = usual["issues"].shown
    assert shown is not None
    assert shown.set_index("actor")["told_by"]["Oravia"] == "Ana Silva"


def test_conditions_are_in_the_words_of_the_text(usual: dict[str, Figure]) -> None:
    assert usual["conditions"].table["condition"].tolist() == ["if ships may pass"]


def test_stances_differ_in_shape_as_well_as_colour(usual: dict[str, Figure]) -> None:
    points = usual["issues"].spec["layer"][0]["encoding"]
    assert len(set(points["shape"]["scale"]["range"])) == len(points["shape"]["scale"]["domain"])


def test_ink_can_be_read() -> None:
    assert (ink("#0072B2"), ink("#E69F00")) == ("#ffffff", "#000000")


def test_guarantees_leave_open_what_no_claim_answers() -> None:
    features = compare.guarantees(claims(), TEXT, only=["budapest-memorandum-1994"])
    shown = charts.guarantees(features).shown
    assert shown is not None
    assert "left open" in set(shown["This text"])
    assert any("para. 1" in answer for answer in shown.iloc[:, 2])


def test_claims_table_shows_less_than_its_files_hold() -> None:
    shown = charts.claims(claims())
    assert len(shown.table.columns) > len(shown.shown.columns)  # type: ignore[union-attr]


def compared() -> dict[str, Figure]:
    """The charts of comparisons, on texts and claims made by hand."""
    others = [TEXT, Text("pier", "Ships wait. The law is clear.\n\nThey demand trust and peace.", {"date": "2024-06"})]
    told = pd.concat([claims(), claims().assign(text_id="pier", stance="supports", actor="Ben Roe")], ignore_index=True)
    words = compare.keyness(TEXT.body, others[1].body, least=1)
    pairs = compare.collocations(TEXT.body, least=1)
    return {
        "through": charts.through(compare.passages(others)),
        "themes": charts.themes(compare.themes(others), TEXT.id),
        "dispersion": charts.dispersion(compare.occurrences(others, ["ship*", "peace"])),
        "collocations": charts.collocations(pairs, compare.lines_of(TEXT.body, pairs)),
        "ties": charts.ties(compare.ties(told), told),
        "positions": charts.positions(compare.positions(told, others), told),
        "keyness": charts.keyness(words, compare.lines_of(TEXT.body, words)),
        "terms": charts.through_time(compare.vocabulary([others[1]], ["law", "peace"])),
        "scale": charts.scale(
            pd.DataFrame({"text_id": ["a", "b"], "score": [0.1, 0.4], "low": [0.0, 0.3], "high": [0.2, 0.5]})
        ),
        "retellings": charts.retellings(
            compare.retellings(told, [TEXT, Text("pier", BODY, {"language": "en"})], together=True)
        ),
    }


COMPARED = (
    "through themes dispersion collocations ties positions keyness terms scale retellings".split()  # noqa: SIM905
)


@pytest.fixture(scope="module")
def comparisons() -> dict[str, Figure]:
    return compared()


@pytest.mark.parametrize("family", COMPARED)
def test_a_comparison_draws_and_describes_itself(comparisons: dict[str, Figure], family: str) -> None:
    figure = comparisons[family]
    assert "<svg" in figure.svg
    assert len(figure.description) > 25


@pytest.mark.parametrize(
    "chart",
    [
        charts.through,
        charts.themes,
        charts.dispersion,
        lambda refused: charts.collocations(refused, refused),
        lambda refused: charts.ties(refused, refused),
        lambda refused: charts.positions(refused, refused),
        lambda refused: charts.keyness(refused, refused),
        charts.through_time,
        charts.scale,
        charts.retellings,
    ],
)
def test_a_refusal_is_shown_as_it_was_worded(chart: Callable[[pd.DataFrame], Figure]) -> None:
    def refuse() -> pd.DataFrame:
        raise NotComparable("The text is a digest.")

    figure = chart(in_place(refuse))
    assert figure.chart is None
    assert figure.description == "The text is a digest."


@pytest.mark.parametrize("shown", [charts.matches, charts.differences, charts.concordance, charts.guarantees])
def test_an_empty_table_shows_its_note(shown: Callable[[pd.DataFrame], Table]) -> None:
    table = pd.DataFrame()
    table.attrs["note"] = "The term never occurs."
    assert "The term never occurs." in shown(table)._repr_html_()


@pytest.mark.parametrize("family", ["positions", "ties", "themes", "keyness", "collocations"])
def test_a_number_opens_the_sentences_behind_it(comparisons: dict[str, Figure], family: str) -> None:
    figure = comparisons[family]
    (counted, said), *_ = figure.opens.items()
    assert figure.shown is not None
    opened = figure.shown[figure.shown[said].map(len) > 0]
    assert len(opened)
    assert f"<summary>{opened[counted].iloc[0]}</summary>" in figure.rows_html()


def test_an_issue_opens_as_many_claims_as_it_counts(usual: dict[str, Figure]) -> None:
    shown = usual["issues"].shown
    assert shown is not None
    assert shown["said"].map(len).tolist() == shown["claims"].tolist()


@pytest.mark.parametrize("word", ["constructor", "toString", "__proto__"])
def test_a_word_that_javascript_knows_is_drawn_like_any_other(word: str) -> None:
    places = compare.occurrences(f"The {word} spoke of the {word} and of peace.", [word, "peace"])
    assert re.search(rf">\s*{word}\s*</text>", charts.dispersion(places).svg)


def test_a_title_says_who_holds_what() -> None:
    rows = claims()[:1].assign(actor="Norland", party="Norland", voice="mixed", stance="opposes", matter="the canal")
    assert charts.issues(rows).title == "Norland opposes “the canal”"


def test_a_text_is_named_and_not_by_its_id() -> None:
    others = [TEXT, Text("pier", "Ships wait.", {"date": "2024-06", "speaker": "Ben Roe"})]
    told = pd.concat([claims(), claims().assign(text_id="pier", stance="supports", actor="Ben Roe")], ignore_index=True)
    shown = charts.positions(compare.positions(told, others), told, others).shown
    assert shown is not None
    assert set(shown["text"]) <= {"A <harbour> statement, 2024-05-01", "Roe, 2024-06"}


def test_guarantees_are_no_matter_of_a_text_without_them() -> None:
    features = compare.guarantees(claims(), TEXT, if_at_issue=True)
    assert "No claim of this text is about a guarantee of security." in charts.guarantees(features)._repr_html_()
