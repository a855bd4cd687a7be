"""Positions across texts: which sides are taken on each issue, text by text."""

import pandas as pd

from readout.charts import marks
from readout.charts.evidence import of_claims
from readout.charts.figure import Figure
from readout.charts.matrix import MOST_COLUMNS, by_weight, matrix

#: More issues than this make a chart that nobody reads; the table keeps them all.
MOST_ISSUES = 16


def positions(table: pd.DataFrame, claims: pd.DataFrame, name: str = "positions") -> Figure:
    """Return the matrix of issue by text: one symbol a position that some party holds there.

    table: as compare.positions gives it (actor, issue or matter, text_id, date, stance, claims, claim_ids).
    claims: the claims of all texts compared, which each number opens.
    """
    title = "Positions by issue and text"
    if table.empty:
        note = str(table.attrs.get("note") or "")
        return Figure(name, None, table, title, note or "No actor takes a position on an issue of the codebook.")
    what = "issue" if "issue" in table else "matter"
    sided = table[table["stance"] != "neutral"].rename(columns={what: "issue"})
    if sided.empty:
        return Figure(name, None, table, title, "No claim takes a side, so no position can be told.")
    marked = sided.assign(
        actor=[
            f"{actor} (as told by {', '.join(told)})" if told else actor
            for actor, told in zip(sided["actor"], sided["told_by"], strict=True)
        ]
    )
    rows = (
        marked.groupby(["issue", "text_id", "stance"], sort=True)
        .agg(
            claims=("claims", "sum"),
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
        matrix(drawn, texts, order[:MOST_ISSUES], "Text", what.capitalize()),
        table,
        title,
        f"{marks.plural(len(order), what)} in {marks.plural(len(dated), 'text')}; {common} in more than one: "
        f"{', '.join(order[: min(common, 5)]) or 'none'}.{left_out} {table.attrs.get('note') or ''}".strip(),
        "A column is a text, the oldest on the left. A symbol stands where some party takes that side; its size and "
        "number count the claims. Point at it to see who.",
        sided[["issue", "actor", "text_id", "date", "stance", "claims"]].assign(
            told_by=sided["told_by"].map(", ".join), said=of_claims(sided["claim_ids"], claims)
        ),
        {"claims": "said"},
    )
