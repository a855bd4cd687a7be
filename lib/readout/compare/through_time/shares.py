"""Positions through time: which share of the claims with a side is for an issue, by period, with the doubt about it.

The claims of one text are no independent draws: who is for a thing says so more than once. Intervals are Wilson's, of
as many claims as there would be if they were (the number divided by the dispersion of texts within their periods).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

import numpy as np

from readout.compare.inputs import check_claims
from readout.compare.through_time import breaks
from readout.errors import NotComparable, ReadoutError

if TYPE_CHECKING:
    import pandas as pd

NEEDED = ("holder", "issue", "year", "text_id", "side", "claims", "claim_ids")
Z = 1.959963984540054
_MOST_IDS = 50
COLUMNS = (
    "issue",
    "holder",
    "period",
    "share",
    "low",
    "high",
    "supports",
    "opposes",
    "conditional",
    "texts",
    "claim_ids",
)
EVERYBODY = "all"


def by_period(
    sides: "pd.DataFrame", *, years: int = 1, holders: Iterable[str] | None = None, together: bool = False
) -> "pd.DataFrame":
    """Return for each issue, holder and period which share of the claims that take a side is for the issue.

    sides: as `collection.answers.sides()` gives them. years: years in a period. holders: only these states or bodies.
    together: all holders as one, called `all`. Columns: `issue`, `holder`, `period` (its first year), `share` (of
    supporting claims among those that support or oppose), `low`, `high` (95 per cent), `supports`, `opposes`,
    `conditional` (which count on neither side), `texts`, `claim_ids`. Sorted by issue, holder, period. A period in
    which a holder takes no side has no row: silence is no position. Raises NotComparable where nobody takes a side.
    """
    import pandas as pd

    table = prepared(sides, holders)
    if years < 1:
        raise ReadoutError(f"A period has one year or more, not {years}.")
    table["period"] = table["year"] // years * years
    if together:
        table["holder"] = EVERYBODY
    rows = []
    for key, group in table.groupby(["issue", "holder", "period"], sort=True):
        issue, holder, period = cast("tuple[str, str, int]", key)
        counts = {side: int(group.loc[group["side"] == side, "claims"].sum()) for side in _SIDES}
        of = counts["supports"] + counts["opposes"]
        share, low, high = interval(counts["supports"], of, table.attrs["spread"])
        ids = [one for some in group["claim_ids"] for one in some][:_MOST_IDS]
        rows.append((issue, holder, int(period), share, low, high, *counts.values(), group["text_id"].nunique(), ids))
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    found = found[found["supports"] + found["opposes"] > 0].reset_index(drop=True)
    found.attrs["note"] = _note(table.attrs["spread"])
    return found


def prepared(sides: "pd.DataFrame", holders: Iterable[str] | None = None) -> "pd.DataFrame":
    """Return the sides that count, and in `attrs["spread"]` their dispersion. Raises NotComparable for none."""
    check_claims(sides, NEEDED, "positions through time")
    table = sides[sides["year"].notna() & sides["holder"].notna()].copy()
    if holders is not None:
        table = table[table["holder"].isin(list(holders))]
    if not table["side"].isin(_SIDES[:2]).any():
        raise NotComparable("No claim of a state or body with a date takes a side here, so no position can be told.")
    table["year"] = table["year"].astype(int)
    table.attrs = {"spread": _spread(table)}
    return table


_SIDES = ("supports", "opposes", "conditional")


def _spread(table: "pd.DataFrame") -> float:
    """Return the dispersion of texts within the cells of holder, issue and decade."""
    sided = table[table["side"].isin(_SIDES[:2])]
    cells = sided.groupby(["issue", "holder", sided["year"] // 10, "text_id", "side"], observed=True)["claims"].sum()
    wide = cells.unstack("side", fill_value=0)
    supports = wide.get("supports", wide.sum(axis=1) * 0).to_numpy(float)
    weights = wide.sum(axis=1).to_numpy(float)
    cell = np.asarray(wide.groupby(level=[0, 1, 2]).ngroup(), np.int64)
    return breaks.dispersion(supports, weights, cell, shares=True)


def interval(supports: float, of: float, spread: float = 1.0) -> tuple[float, float, float]:
    """Return a share with its 95 per cent interval (Wilson 1927), of `of / spread` independent claims."""
    if of <= 0:
        return float("nan"), 0.0, 1.0
    share, size = supports / of, of / spread
    middle = (share + Z**2 / (2 * size)) / (1 + Z**2 / size)
    half = Z / (1 + Z**2 / size) * np.sqrt(share * (1 - share) / size + Z**2 / (4 * size**2))
    return float(share), float(max(0.0, middle - half)), float(min(1.0, middle + half))


def corrected_by_period(
    coded: "pd.DataFrame", *, years: int = 1, machine: str = "machine", human: str = "human", chance: str = "chance"
) -> "pd.DataFrame":
    """Return shares by period as a person would have coded them, from a sample that a person did code.

    coded: a row a claim, with its `year`, the machine's code, a person's (missing where none was drawn) and the chance
    of having been drawn. Columns as in `corrected_shares`, with `period` for the group, in order.
    """
    from readout.compare.claims.corrected_shares import corrected_shares

    table = coded[coded["year"].notna()].copy()
    table["period"] = table["year"].astype(int) // years * years
    found = corrected_shares(table, machine=machine, human=human, chance=chance, by="period")
    return found.rename(columns={"group": "period"}).sort_values("period", ignore_index=True)


def _note(spread: float) -> str:
    grown = f" Texts differ {spread:.1f} times as much as chance has it; the intervals allow for it."
    return "Machine-coded: where a person coded a sample, correct the shares by it." + (grown if spread > 1.05 else "")
