"""Positions across texts: which sides are taken on each issue, text by text."""

import pandas as pd

from readout.charts import marks
from readout.charts.evidence import of_claims
from readout.charts.figure import Figure
from readout.charts.matrix import MOST_COLUMNS, by_weight, matrix

#: More issues than this make a chart that nobody reads; the table keeps them all.
MOST_ISSUES = 16
SIDES = ("supports", "conditional", "neutral", "opposes")


def positions(table: pd.DataFrame, claims: pd.DataFrame, name: str = "positions") -> Figure:
    """Return the matrix of issue by text: one symbol a stance that some actor holds there.

    table: as compare.positions gives it (actor, issue, text_id, date, stance, claims, claim_ids, and a
    column of counts for each stance). claims: the claims of all texts compared, which each number opens.
    """
    title = "Positions by issue and text"
    if table.empty:
        note = str(table.attrs.get("note") or "")
        return Figure(name, None, table, title, note or "No actor takes a position on an issue of the codebook.")
    long = table.melt(
        ["actor", "issue", "text_id", "date", "claim_ids"], list(SIDES), var_name="stance", value_name="number"
    )
    long = long[long["number"] > 0].sort_values(["issue", "text_id", "stance", "actor"], kind="stable")
    rows = (
        long.groupby(["issue", "text_id", "stance"], sort=True)
        .agg(
            claims=("number", "sum"),
            who=("actor", lambda actors: ", ".join(dict.fromkeys(actors))),
            ids=("claim_ids", lambda lists: ", ".join(dict.fromkeys(one for ids in lists for one in ids))),
        )
        .reset_index()
    )
    dated = table.drop_duplicates("text_id").sort_values(["date", "text_id"], na_position="last", kind="stable")
    texts = [str(one) for one in dated["text_id"]][:MOST_COLUMNS]
    shared = rows.groupby("issue")["text_id"].nunique()
    order = sorted(by_weight(rows, "issue"), key=lambda issue: -int(shared[issue]))
    drawn = rows.assign(column=rows["text_id"], said=rows["who"])
    common = int((shared > 1).sum())
    more = len(order) - MOST_ISSUES
    left_out = f" {marks.plural(more, 'further issue')} in the table only." if more > 0 else ""
    return Figure(
        name,
        matrix(drawn, texts, order[:MOST_ISSUES], "Text"),
        table,
        title,
        f"{marks.plural(len(order), 'issue')} in {marks.plural(len(dated), 'text')}; {common} in more than one: "
        f"{', '.join(order[: min(common, 5)]) or 'none'}.{left_out} {table.attrs.get('note') or ''}".strip(),
        "A column is a text, the oldest on the left. A symbol stands where some actor takes that side; its size and "
        "number count the claims. Point at it to see who.",
        table[["issue", "actor", "text_id", "date", "stance", "claims"]].assign(
            said=of_claims(table["claim_ids"], claims)
        ),
        {"claims": "said"},
    )
