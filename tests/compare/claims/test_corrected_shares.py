"""Corrected shares: exact where all was coded, right on the average where the machine errs, refused where they fail."""

import numpy as np
import pandas as pd
import pytest

from readout.compare.claims.corrected_shares import Z, corrected_shares, difference, pseudo_outcomes
from readout.errors import ReadoutError


def coded(size: int = 400, error: float = 0.3, share: float = 0.35, seed: int = 3) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    truth = (random.random(size) < share).astype(float)
    machine = np.where(random.random(size) < np.where(truth == 1, error / 2, error), 1 - truth, truth)
    drawn = random.random(size) < 0.3
    human = np.where(drawn, truth, np.nan)
    return pd.DataFrame({"machine": machine, "human": human, "chance": 0.3, "truth": truth})


def test_where_everything_was_coded_the_share_is_the_person_s() -> None:
    table = coded()
    table["human"], table["chance"] = table["truth"], 1.0
    assert corrected_shares(table)["share"][0] == pytest.approx(table["truth"].mean())


def test_with_the_machine_s_codes_as_expectation_it_is_the_published_formula() -> None:
    table = coded()
    found = pseudo_outcomes(*(table[name].to_numpy(dtype=float) for name in ("machine", "human", "chance")))
    # Items that were not drawn hold the expectation alone; drawn ones add their error, weighted by 1 / chance.
    drawn = table["human"].notna().to_numpy()
    expected = (found[drawn] - table["human"][drawn] / 0.3) / (1 - 1 / 0.3)
    assert ((expected >= 0) & (expected <= 1)).all() and ((found[~drawn] >= 0) & (found[~drawn] <= 1)).all()


@pytest.mark.parametrize("error", [0.1, 0.2, 0.4])
def test_the_interval_covers_the_truth_where_the_uncorrected_one_does_not(error: float) -> None:
    covered = naive = 0
    for seed in range(120):
        row = corrected_shares(coded(600, error, seed=seed), seed=seed).iloc[0]
        covered += row["low"] <= 0.35 <= row["high"]
        spread = Z * np.sqrt(row["uncorrected"] * (1 - row["uncorrected"]) / 600)
        naive += abs(row["uncorrected"] - 0.35) <= spread
    assert covered / 120 >= 0.88 and naive < covered / 2


def test_groups_come_with_their_human_labels() -> None:
    table = coded().assign(actor=["a", "b", "b", "b"] * 100)
    found = corrected_shares(table, by="actor")
    assert list(found["group"]) == ["b", "a"] and found["human_labels"].sum() == table["human"].notna().sum()


def test_the_difference_of_groups_is_that_of_their_shares() -> None:
    found = corrected_shares(coded().assign(actor=["a", "b"] * 200), by="actor")
    both = found.set_index("group")["share"]
    assert difference(found, "a", "b")["difference"] == pytest.approx(both["a"] - both["b"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"chance": 0.0}, "above 0"),
        ({"chance": 1.5}, "at most 1"),
        ({"human": np.nan}, "code at least 10"),
        ({"machine": np.nan}, "no machine code"),
    ],
)
def test_what_it_refuses(change: dict[str, float], words: str) -> None:
    with pytest.raises(ReadoutError, match=words):
        corrected_shares(coded().assign(**change))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ReadoutError, match="no column chance"):
        corrected_shares(coded().drop(columns="chance"))
