"""Agreement through time: how often two states, or the members of a bloc, stand on the same side of an issue.

A position is that of a holder on an issue over a period, where most of its claims are clear about it. Two holders agree
on an issue where both have a position and the same one. After Hix, Noury and Roland's agreement of parties (2005), for
claims in place of votes, and Leifeld's networks of congruence (2017).
"""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from readout.compare.claims.positions import CLEAR
from readout.compare.through_time import shares
from readout.errors import ReadoutError

if TYPE_CHECKING:
    import pandas as pd


def held(
    sides: "pd.DataFrame", *, years: int = 5, least: int = 2, holders: Iterable[str] | None = None
) -> "pd.DataFrame":
    """Return the clear positions: `period`, `holder`, `issue`, `side` (1 for, -1 against), `claims`."""
    table = shares.prepared(sides, holders)
    table["period"] = table["year"] // years * years
    sided = table[table["side"].isin(("supports", "opposes"))]
    wide = sided.pivot_table(
        index=["period", "holder", "issue"], columns="side", values="claims", aggfunc="sum", fill_value=0, observed=True
    ).reindex(columns=["supports", "opposes"], fill_value=0)
    more, fewer = wide.max(axis=1), wide.min(axis=1)
    clear = wide[(more + fewer >= least) & (more > CLEAR * fewer)]
    found = clear.reset_index()[["period", "holder", "issue"]]
    found["side"] = np.where(clear["supports"] > clear["opposes"], 1, -1)
    found["claims"] = (clear["supports"] + clear["opposes"]).to_numpy(int)
    found.columns.name = None
    return found


def networks(
    sides: "pd.DataFrame", *, years: int = 5, least: int = 3, holders: Iterable[str] | None = None
) -> "pd.DataFrame":
    """Return for each period and two holders on how many issues they stand on one side, and on how many on two.

    least: issues on which both must have a position. Columns: `period`, `actor_a`, `actor_b`, `same`, `opposite`,
    `agreement` (of the issues on which both have a position), `low`, `high` (95 per cent, Wilson), `issues_same`,
    `issues_opposite`. To be on one side of an issue is less than to be for one thing: read the claims.
    """
    import pandas as pd

    rows = []
    for period, group in held(sides, years=years, holders=holders).groupby("period", sort=True):
        of = {str(name): dict(zip(part["issue"], part["side"], strict=True)) for name, part in group.groupby("holder")}
        for one, other in combinations(sorted(of), 2):
            common = sorted(of[one].keys() & of[other].keys())
            if len(common) < least:
                continue
            same = [issue for issue in common if of[one][issue] == of[other][issue]]
            opposite = [issue for issue in common if of[one][issue] != of[other][issue]]
            share = shares.interval(len(same), len(common))
            rows.append((period, one, other, len(same), len(opposite), *share, same, opposite))
    columns = ["period", "actor_a", "actor_b", "same", "opposite", "agreement", "low", "high"]
    table = pd.DataFrame(rows, columns=[*columns, "issues_same", "issues_opposite"])
    table.attrs["note"] = "" if rows else f"No two holders have a clear position on {least} issues in one period."
    return table


def agreement(sides: "pd.DataFrame", blocs: Mapping[str, Iterable[str]], *, years: int = 5) -> "pd.DataFrame":
    """Return how far the members of each bloc agree in each period.

    blocs: names of blocs with their members, as states are called. Columns: `bloc`, `period`, `agreement` (of all two
    members and issues on which both have a position, the share on which it is the same), `low`, `high` (95 per cent,
    by leaving out one member after another), `pairs`, `members` (with a position). A bloc's members are those named,
    in all periods: name it as it was.
    """
    import pandas as pd

    if not blocs:
        raise ReadoutError("No bloc was given; name at least one with its members.")
    everyone = sorted({name for members in blocs.values() for name in members})
    positions = held(sides, years=years, holders=everyone)
    rows = []
    for bloc, members in blocs.items():
        for period, group in positions[positions["holder"].isin(list(members))].groupby("period", sort=True):
            wide = group.pivot(index="holder", columns="issue", values="side").fillna(0).to_numpy(float)
            value, pairs = _agreement(wide)
            if not pairs:
                continue
            without = [_agreement(np.delete(wide, place, axis=0)) for place in range(len(wide))]
            left = np.array([one for one, number in without if number])
            error = (
                np.sqrt((len(left) - 1) / len(left) * ((left - left.mean()) ** 2).sum()) if len(left) > 2 else np.nan
            )
            low, high = max(0.0, value - shares.Z * error), min(1.0, value + shares.Z * error)
            rows.append((bloc, int(str(period)), value, low, high, pairs, len(wide)))
    table = pd.DataFrame(rows, columns=["bloc", "period", "agreement", "low", "high", "pairs", "members"])
    table.attrs["note"] = "" if rows else "No two members of a bloc have a clear position on one issue in one period."
    return table


def _agreement(wide: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> tuple[float, int]:
    """Return the share of pairs on one side, and the number of pairs, from sides (holders by issues; 0 for none)."""
    total, number = wide.sum(axis=0), np.abs(wide).sum(axis=0)
    pairs = (number * (number - 1) / 2).sum()
    # Of n holders whose sides add up to s, (s² − n) / 2 is the number of agreeing pairs less the disagreeing ones.
    balance = ((total**2 - number) / 2).sum()
    return (float((balance / pairs + 1) / 2), int(pairs)) if pairs else (float("nan"), 0)
