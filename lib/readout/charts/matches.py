"""Tables of a comparison as a reader wants them: with the words of the claims, not their ids alone."""

import pandas as pd

from readout.charts.evidence import of_claims
from readout.charts.figure import Table


def matches(table: pd.DataFrame, name: str = "nearest") -> Table:
    """Return for each claim what comes closest elsewhere, nearest first; the files hold all columns.

    table: as compare.matching.nearest gives it.
    """
    caption = "For each claim what comes closest elsewhere, the nearest first"
    if table.empty:
        return Table(name, table, caption)
    ranked = table.sort_values("similarity", ascending=False, kind="stable")
    shown = pd.DataFrame(
        {
            "claim": ranked["claim"],
            "closest_passage": ranked["match"],
            "in": ranked["match_text_id"],
            "where": ranked["reference"],
            "date": ranked["date"],
            "similarity": ranked["similarity"].round(2),
            "shared_issues": ranked["shared_issues"],
            "relation": ranked["relation"],
        }
    )
    return Table(name, table, caption, shown)


def differences(table: pd.DataFrame, name: str = "differences") -> Table:
    """Return where accounts of one event differ, in words, with the claim of each.

    table: as compare.retellings.retellings gives it.
    """
    caption = "Where the accounts differ, claim by claim"
    if table.empty:
        return Table(name, table, caption)
    return Table(name, table, caption, table[["aspect", "finding", "claim_a", "claim_b"]])


def contradictions(table: pd.DataFrame, claims: pd.DataFrame, name: str = "contradictions") -> Table:
    """Return where one claim affirms what another denies, in the words of the first claim of each side, which opens
    the others.

    table: as compare.contradictions.contradictions gives it. claims: the claims of all texts compared.
    """
    caption = "Where one claim affirms what another denies, the surest first"
    if table.empty:
        return Table(name, table, caption)
    shown = pd.DataFrame({"issue": table["issue"], "shown_by": table["sure"]})
    for side in ("a", "b"):
        shown[f"who_{side}"] = table[f"actor_{side}"]
        shown[f"stance_{side}"] = table[f"stance_{side}"]
        behind = of_claims(table[f"claim_ids_{side}"], claims)
        shown[f"claims_{side}"] = [said[0].partition(": ")[2] + _more(len(said) - 1) if said else "" for said in behind]
        shown[f"said_{side}"] = [said if len(said) > 1 else [] for said in behind]
        shown[f"text_{side}"] = table[f"text_{side}"]
    return Table(name, table, caption, shown, opens={f"claims_{side}": f"said_{side}" for side in "ab"})


def _more(count: int) -> str:
    return f" (and {count} more)" if count > 0 else ""
