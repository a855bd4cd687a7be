"""Who moved: whose side on an issue changed between neighbouring windows of years.

A single link between an actor and an issue, as a machine reads it, is unreliable; taken over windows of time it is not
(Angst and others 2025). So windows are compared, not texts; and of many comparisons some differ by chance, so that
the chances are adjusted for their number (Benjamini and Hochberg 1995).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from readout.compare.through_time import breaks, shares
from readout.compare.words import association

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    *("holder", "issue", "year", "before", "after", "difference", "low", "high"),
    *("claims_before", "claims_after", "p", "p_adjusted", "sure", "claim_ids_before", "claim_ids_after"),
)
_MOST_IDS = 50


def moved(
    sides: "pd.DataFrame", *, window: int = 5, least: int = 5, holders: Iterable[str] | None = None
) -> "pd.DataFrame":
    """Return for each holder and issue where the share of supporting claims changed most, the surest first.

    sides: as `collection.answers.sides()` gives them. window: years on either side that are compared. least: claims
    with a side that each of the two windows must have. Columns: `holder`, `issue`, `year` (the first that is
    otherwise), `before`, `after` (shares of supporting claims in the windows), `difference` with `low` and `high` (95
    per cent), `claims_before`, `claims_after`, `p` (the chance of so large a change anywhere where nothing changes),
    `p_adjusted` (for the number of rows), `sure` (below 0.05), `claim_ids_before`, `claim_ids_after`.
    """
    import pandas as pd

    table = shares.prepared(sides, holders)
    spread = table.attrs["spread"]
    sided = table[table["side"].isin(("supports", "opposes"))]
    rows = []
    for (holder, issue), group in sided.groupby(["holder", "issue"], sort=True):
        if group["claims"].sum() < 2 * least:
            continue
        first, last = int(group["year"].min()), int(group["year"].max())
        place = group["year"].to_numpy(int) - first
        size = last - first + 1
        every = np.bincount(place, group["claims"].to_numpy(float), size).astype(float)
        supporting = group["claims"].where(group["side"] == "supports", 0).to_numpy(float)
        for_it = np.bincount(place, supporting, size).astype(float)
        at, _, _, p = breaks.strongest(for_it, every, spread, shares=True, least=1, window=window)
        if at is None:
            continue
        before = group[(place < at) & (place >= at - window)]
        after = group[(place >= at) & (place < at + window)]
        numbers = [_counted(part) for part in (before, after)]
        if min(of for _, of in numbers) < least:
            continue
        (one, of_one), (two, of_two) = numbers
        difference, low, high = _difference(one, of_one, two, of_two, spread)
        ids = [[name for some in part["claim_ids"] for name in some][:_MOST_IDS] for part in (before, after)]
        sizes = (one / of_one, two / of_two, difference, low, high, of_one, of_two, p, p, False)
        rows.append((holder, issue, first + at, *sizes, *ids))
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    if len(found):
        found["p_adjusted"] = association.false_discovery(found["p"].to_numpy(float))
        found["sure"] = found["p_adjusted"] < 0.05
        found["size"] = -found["difference"].abs()
        found = found.sort_values(["p_adjusted", "size", "holder", "issue"], ignore_index=True).drop(columns="size")
    sure = int(found["sure"].sum())
    found.attrs["note"] = (
        f"{len(found)} pairs of holder and issue have {least} claims with a side in two neighbouring windows of "
        f"{window} years; in {sure} of them the change is larger than chance has it. Machine-coded: read the claims of "
        "both sides."
    )
    return found


def windows(sides: "pd.DataFrame", holder: str, issue: str, *, window: int = 5) -> "pd.DataFrame":
    """Return the share of supporting claims of one holder on one issue in windows that slide by a year.

    Columns: `year` (the middle one), `share`, `low`, `high`, `claims`, `texts`.
    """
    import pandas as pd

    table = shares.prepared(sides[(sides["holder"] == holder) & (sides["issue"] == issue)])
    sided = table[table["side"].isin(("supports", "opposes"))]
    rows = []
    for middle in range(int(sided["year"].min()), int(sided["year"].max()) + 1):
        inside = sided[(sided["year"] - middle).abs() <= window // 2]
        supports, of = _counted(inside)
        if of:
            rows.append(
                (middle, *shares.interval(supports, of, table.attrs["spread"]), of, inside["text_id"].nunique())
            )
    return pd.DataFrame(rows, columns=["year", "share", "low", "high", "claims", "texts"])


def _counted(part: "pd.DataFrame") -> tuple[int, int]:
    return int(part.loc[part["side"] == "supports", "claims"].sum()), int(part["claims"].sum())


def _difference(one: int, of_one: int, two: int, of_two: int, spread: float) -> tuple[float, float, float]:
    """Return the difference of two shares with its 95 per cent interval (Newcombe 1998, of Wilson's intervals)."""
    a, a_low, a_high = shares.interval(one, of_one, spread)
    b, b_low, b_high = shares.interval(two, of_two, spread)
    value = b - a
    return value, value - float(np.hypot(b - b_low, a_high - a)), value + float(np.hypot(b_high - b, a - a_low))
