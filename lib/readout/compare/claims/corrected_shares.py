"""Shares that stand although a machine coded: corrected by a random sample that a person coded.

Design-based supervised learning (Egami, Hinck, Stewart and Wei, NeurIPS 2023, equations 2 to 4). A machine's codes are
wrong now and then, and in a share the errors do not cancel. Where a person codes a sample drawn with known chances,
each item gets a pseudo-outcome

    g(label) + drawn / chance × (person's code − g(label)),

whose mean is the share a person would have found, whatever the machine's errors are; g is what a person's code is on
the average where the machine gave that label, learnt on other items (cross-fitting), so that good machine codes make
the interval narrow and bad ones make it wide, never wrong.
"""

from collections.abc import Hashable
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from readout.errors import ReadoutError

if TYPE_CHECKING:
    import pandas as pd

Numbers = npt.NDArray[np.float64]
#: The middle 95 % of the normal distribution.
Z = 1.959963984540054
#: Fewer human codes than this say too little of the machine's errors.
FEWEST = 10
COLUMNS = ("group", "items", "human_labels", "uncorrected", "share", "standard_error", "low", "high")


def pseudo_outcomes(machine: Numbers, human: Numbers, chance: Numbers, folds: int = 5, seed: int = 20250829) -> Numbers:
    """Return the pseudo-outcome of each item.

    machine: the machine's codes, 0 or 1 (or any number). human: a person's, NaN where none was drawn. chance: the
    probability with which each item was drawn, above 0 and at most 1. Raises ReadoutError where these do not fit.
    """
    drawn = ~np.isnan(human)
    if not (len(machine) == len(human) == len(chance)):
        raise ReadoutError("Machine's codes, human codes and chances differ in number; give one of each for an item.")
    if np.isnan(chance).any() or (chance <= 0).any() or (chance > 1).any():
        raise ReadoutError("A chance of being drawn is not above 0 and at most 1; give the one that the sample had.")
    if drawn.sum() < FEWEST:
        raise ReadoutError(
            f"Only {int(drawn.sum())} items have a human code; code at least {FEWEST} of the drawn sample."
        )
    random = np.random.default_rng(seed)
    fold = np.empty(len(machine), dtype=np.int64)
    fold[random.permutation(len(machine))] = np.arange(len(machine)) % folds
    expected = np.empty(len(machine))
    for number in range(folds):
        others, mine = drawn & (fold != number), fold == number
        expected[mine] = _expected(machine[others], human[others], 1 / chance[others], machine[mine])
    return expected + np.where(drawn, (np.where(drawn, human, 0.0) - expected) / chance, 0.0)


def _expected(machine: Numbers, human: Numbers, weight: Numbers, labels: Numbers) -> Numbers:
    """Return a person's code to be expected for each label: the weighted mean where it was seen, else over all."""
    overall = float(np.average(human, weights=weight)) if len(human) else 0.0
    found = np.full(len(labels), overall)
    for label in np.unique(labels):
        same = machine == label
        if same.any():
            found[labels == label] = np.average(human[same], weights=weight[same])
    return found


def corrected_shares(
    table: "pd.DataFrame",
    *,
    machine: str = "machine",
    human: str = "human",
    chance: str = "chance",
    by: str | None = None,
    folds: int = 5,
    seed: int = 20250829,
) -> "pd.DataFrame":
    """Return corrected shares, one row a group, the largest group first.

    table: one row an item, with the machine's code (0 or 1), a person's code (0, 1, or missing where the item was not
    drawn), and the chance with which the item was drawn. by: a column of groups, such as actor or year. Columns: group
    (`all` without groups), items, human_labels (number of human codes), uncorrected (the machine's share), share,
    standard_error, low and high (95 %). A group without human codes has no corrected share of its own worth the name:
    its interval then rests on the machine's errors elsewhere, and it is left out. Raises ReadoutError where a column is
    missing, or too few items have a human code.
    """
    import pandas as pd

    missing = [name for name in (machine, human, chance, *([by] if by else [])) if name not in table.columns]
    if missing:
        raise ReadoutError(
            f"The table has no column {', '.join(missing)}; it has {', '.join(map(str, table.columns))}."
        )
    codes, people, chances = (
        pd.to_numeric(table[name], errors="coerce").to_numpy(dtype=float) for name in (machine, human, chance)
    )
    if np.isnan(codes).any():
        raise ReadoutError(f"Some items have no machine code in {machine!r}; give 0 or 1 for each.")
    outcomes = pseudo_outcomes(codes, people, chances, folds, seed)
    groups = table[by].to_numpy() if by else np.full(len(table), "all", dtype=object)
    rows = [_row(group, groups == group, outcomes, codes, people) for group in pd.unique(pd.Series(groups).dropna())]
    found = pd.DataFrame([row for row in rows if row["human_labels"]], columns=list(COLUMNS))
    return found.sort_values("items", ascending=False, kind="stable", ignore_index=True)


def _row(
    group: Hashable, inside: npt.NDArray[np.bool_], outcomes: Numbers, codes: Numbers, people: Numbers
) -> dict[str, object]:
    mine = outcomes[inside]
    share, error = float(mine.mean()), float(mine.std(ddof=1) / np.sqrt(len(mine))) if len(mine) > 1 else float("nan")
    return {
        "group": group,
        "items": len(mine),
        "human_labels": int((~np.isnan(people[inside])).sum()),
        "uncorrected": float(codes[inside].mean()),
        "share": share,
        "standard_error": error,
        "low": share - Z * error,
        "high": share + Z * error,
    }


def difference(shares: "pd.DataFrame", one: Hashable, other: Hashable) -> dict[str, float]:
    """Return the corrected difference of two groups' shares: difference, standard_error, low, high and uncorrected.

    shares: as `corrected_shares` gives them, by groups without an item in common. Raises ReadoutError for a group that
    is not there.
    """
    rows = {row["group"]: row for row in shares.to_dict("records")}
    for name in (one, other):
        if name not in rows:
            raise ReadoutError(f"No group {name!r}; there are {', '.join(map(str, rows))}.")
    first, second = rows[one], rows[other]
    value = float(first["share"] - second["share"])
    error = float(np.hypot(first["standard_error"], second["standard_error"]))
    return {
        "difference": value,
        "standard_error": error,
        "low": value - Z * error,
        "high": value + Z * error,
        "uncorrected": float(first["uncorrected"] - second["uncorrected"]),
    }
