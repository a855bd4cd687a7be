"""Tables of a comparison as a reader wants them: with the words of the claims, not their ids alone."""

import pandas as pd

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
    """Return where one side supports what another opposes, in the words of the first claim of each side.

    table: as compare.positions.contradictions gives it. claims: the claims of all texts compared.
    """
    caption = "Where one side supports what another opposes, under one code"
    if table.empty:
        return Table(name, table, caption)
    words = dict(zip(claims["claim_id"], claims["content_text"], strict=True))
    shown = pd.DataFrame({"issue": table["issue"]})
    for side in ("a", "b"):
        shown[f"who_{side}"] = table[f"actor_{side}"]
        shown[f"stance_{side}"] = table[f"stance_{side}"]
        shown[f"claims_{side}"] = [words.get(ids[0], "") + _more(len(ids) - 1) for ids in table[f"claim_ids_{side}"]]
        shown[f"text_{side}"] = table[f"text_{side}"]
    return Table(name, table, caption, shown)


def _more(count: int) -> str:
    return f" (and {count} more)" if count > 0 else ""
