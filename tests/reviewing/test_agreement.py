"""Agreement between coders, held against published figures and against cases that can be worked out by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from readout.errors import ReadoutError
from readout.reviewing.agreement import coefficients as module
from readout.reviewing.agreement.coefficients import agreement, alpha, alpha_masi, interval, kappa
from readout.reviewing.agreement.items import pair
from readout.reviewing.decisions.decision import decide
from readout.reviewing.decisions.store import Store


def items_of(triples) -> list[dict[str, str]]:
    items: dict[str, dict[str, str]] = {}
    for coder, item, value in triples:
        items.setdefault(item, {})[coder] = value
    return list(items.values())


@pytest.fixture(scope="module")
def reference(numbers):
    return numbers("agreement")


@pytest.mark.parametrize("case", range(4))
def test_nominal_alpha_is_that_of_nltks_own_cases(reference, case):
    given = reference["alpha_nominal"][case]
    assert alpha(items_of(given["triples"])) == pytest.approx(given["expected"], abs=1e-6)


def test_nominal_alpha_is_that_of_krippendorffs_package(reference):
    given = reference["krippendorff_wikipedia"]
    rows = given["rows_are_coders"]
    triples = [
        (str(coder), str(item), value)
        for coder, row in enumerate(rows)
        for item, value in enumerate(row.split() if isinstance(row, str) else row)
        if value != given["missing"]
    ]
    assert alpha(items_of(triples)) == pytest.approx(given["expected_from_package_here"]["nominal"], abs=1e-3)


@pytest.mark.parametrize(("measure", "name"), [(kappa, "kappa"), (alpha, "alpha")])
def test_coefficients_of_the_case_of_artstein_and_poesio(reference, measure, name):
    given = reference["artstein_poesio"]
    assert measure(items_of(given["triples"])) == pytest.approx(given["nltk_here"][name], abs=1e-9)


def test_alpha_with_masi_between_sets():
    # {p} against {p, q}: intersection 1 of 2, weighed 2/3, is a distance of 2/3; expected is over all ordered pairs
    # within {p, pq, r, r}: p-pq 2/3, p-r 1 (twice), pq-r 1 (twice), r-r 0, so 2 (2/3 + 4) / 12.
    items = [
        {"a": frozenset("p"), "b": frozenset("pq")},
        {"a": frozenset("r"), "b": frozenset("r")},
    ]
    observed, expected = (2 / 3 + 0) / 2, 2 * (2 / 3 + 4) / 12
    assert alpha(items, masi=True) == pytest.approx(1 - observed / expected)


def test_two_coders_without_any_issue_agree():
    items = [{"a": frozenset(), "b": frozenset()}, {"a": frozenset("p"), "b": frozenset("p")}]
    assert alpha(items, masi=True) == 1


def test_without_variation_there_is_no_coefficient():
    assert alpha([{"a": "x", "b": "x"}] * 3) is None and kappa([{"a": "x", "b": "x"}] * 3) is None


def test_the_interval_holds_the_value():
    items = [{"a": "x", "b": "x"}] * 6 + [{"a": "y", "b": "y"}] * 5 + [{"a": "x", "b": "y"}] * 2
    low, high = interval(items, kappa, 200, 1)
    assert low <= kappa(items) <= high


def test_the_interval_is_the_same_every_time():
    items = [{"a": "x", "b": "x"}, {"a": "x", "b": "y"}, {"a": "y", "b": "y"}]
    assert interval(items, kappa, 50, 7) == interval(items, kappa, 50, 7)


def rated(random: np.random.Generator, values: list, coders: str) -> list[dict]:
    """Items whose coders agree by half, some of whom gave none; most have the first value, as with real fields."""
    items = []
    for _ in range(12):
        first = values[min(int(random.exponential(0.7)), len(values) - 1)]
        item = {coder: first if random.random() < 0.5 else values[random.integers(len(values))] for coder in coders}
        items.append({coder: value for coder, value in item.items() if random.random() < 0.9})
    return items


@pytest.mark.parametrize(
    ("measure", "values", "coders"),
    [(kappa, ["x", "y", "z"], "ab"), (alpha, ["x", "y"], "abc"), (alpha_masi, [frozenset("p"), frozenset("pq")], "ab")],
)
@pytest.mark.parametrize("seed", range(3))
def test_the_interval_is_that_of_coefficients_computed_one_by_one(measure, values, coders, seed):
    items = rated(np.random.default_rng(seed), values, coders)
    one_by_one = interval(items, lambda drawn: measure(drawn), 60, seed)
    assert interval(items, measure, 60, seed) == pytest.approx(one_by_one, abs=1e-12)


def test_contents_that_differ_in_marks_alone_are_exact(body, make):
    found = pair(body, [make("the report ‘pure invention’")], [make("the report ‘pure invention’. ")])
    assert [each.exact for each in found] == [True]


@pytest.fixture
def coders(home, machine, text, proposals):
    """Let ab and cd decide on four proposals; ab corrects one, cd rejects one."""

    def run(coder: str, action: str, replaces: list, new: list, role: str = "coder") -> None:
        Store.of(text.id, coder, role).append(decide(text.id, text.body, coder, action, replaces, new))

    for claim in proposals[:2]:
        run("ab", "accept", [claim], [claim])
        run("cd", "accept", [claim], [claim])
    run("ab", "correct", [proposals[2]], [replace(proposals[2], stance="neutral")])
    run("cd", "accept", [proposals[2]], [proposals[2]])
    run("ab", "accept", [proposals[3]], [proposals[3]])
    run("cd", "reject", [proposals[3]], [])
    return run


def value(table: pd.DataFrame, field: str, measure: str) -> float:
    return table[(table["field"] == field) & (table["measure"] == measure)]["value"].item()


def test_spans_of_a_rejected_claim_count_against_agreement(coders, text):
    assert value(agreement(text, samples=20), "span", "F1 exact") == pytest.approx(2 * 3 / (4 + 3))


def test_fields_are_compared_where_both_kept_a_claim(coders, text):
    table = agreement(text, samples=20)
    assert value(table, "stance", "same") == pytest.approx(2 / 3)
    assert set(table[table["field"] == "stance"]["items"]) == {3}


def test_what_is_a_claim_is_compared_over_all_that_both_decided(coders, text):
    assert value(agreement(text, samples=20), "claim", "same") == pytest.approx(3 / 4)


def test_a_claim_that_one_coder_added_counts_against_agreement(coders, text, make):
    coders("ab", "add", [], [make("comment on the matter", source="Nobody else")])
    assert value(agreement(text, samples=20), "span", "F1 exact") == pytest.approx(2 * 3 / (5 + 3))


def test_three_coders_have_an_alpha_of_all(coders, text, proposals):
    coders("ef", "accept", [proposals[1]], [proposals[1]])
    assert "ab, cd, ef" in set(agreement(text, samples=20)["coders"])


def test_spans_of_three_coders_are_those_of_all_pairs(coders, text, proposals):
    coders("ef", "accept", [proposals[1]], [proposals[1]])
    table = agreement(text, samples=0)
    assert value(table[table["coders"] == "ab, cd, ef"], "span", "F1 exact") == pytest.approx(2 * 5 / (4 + 3 + 4))


def test_what_one_coder_left_uncoded_may_be_left_out(coders, text):
    assert value(agreement(text, samples=0, only_coded=True), "span", "F1 exact") == 1


def test_several_texts_are_measured_one_by_one_and_together(coders, text):
    table = agreement([text, text.__class__("other", text.body)], samples=0)
    assert {"field", "text"} <= set(table) and set(table["text"]) == {text.id, "all"}
    assert value(table[table["text"] == "all"], "span", "F1 exact") == pytest.approx(2 * 3 / (4 + 3))


def test_one_coder_is_not_enough(coders, text):
    with pytest.raises(ReadoutError, match="at least two coders"):
        agreement(text, ["ab"])


def test_where_nobody_decided_the_table_is_empty(home, text):
    table = agreement(text)
    assert table.empty and list(table.columns) == list(module.COLUMNS)
