"""Positions across texts: which sides are taken on each issue, text by text."""

from collections.abc import Iterable

import pandas as pd

from readout.charts import marks, names, theme
from readout.charts.evidence import of_claims
from readout.charts.figure import Figure
from readout.charts.matrix import MOST_COLUMNS, as_list, by_weight, matrix
from readout.texts.text import Text

#: More issues than this make a chart that nobody reads; the table keeps them all.
MOST_ISSUES = 16


def positions(table: pd.DataFrame, claims: pd.DataFrame, texts: Iterable[Text] = (), name: str = "positions") -> Figure:
    """Return the matrix of issue by text: one symbol a position that some party holds there.

    table: as compare.positions gives it (actor, issue or matter, text_id, date, stance, claims, claim_ids).
    claims: the claims of all texts compared, which each number opens. texts: those texts, for their names.
    """
    called = names.of_texts(texts)
    about = "Positions by issue and text"
    if table.empty:
        note = str(table.attrs.get("note") or "")
        return Figure(name, None, table, about, note or "No actor takes a position on an issue of the codebook.")
    what = "issue" if "issue" in table else "matter"
    sided = table[table["stance"] != "neutral"].rename(columns={what: "issue"})
    sided = sided.assign(issue=sided["issue"].map(names.issue))
    if sided.empty:
        return Figure(name, None, table, about, "No claim takes a side, so no position can be told.")
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
    columns = [called[str(one)] for one in dated["text_id"]][:MOST_COLUMNS]
    shared = rows.groupby("issue")["text_id"].nunique()
    order = sorted(by_weight(rows, "issue"), key=lambda issue: -int(shared[issue]))
    drawn = rows.assign(column=rows["text_id"].map(lambda one: called[str(one)]), said=rows["who"])
    drawn["entry"] = drawn["who"] + " in " + drawn["column"]
    common = [issue for issue in order if shared[issue] > 1]
    more = len(order) - MOST_ISSUES
    left_out = f" {marks.plural(more, 'further issue')} in the table only." if more > 0 else ""
    return Figure(
        name,
        matrix(drawn, columns, order[:MOST_ISSUES], "Text", what.capitalize()),
        table,
        _finding(sided, common),
        f"{marks.plural(len(order), what)} in {marks.plural(len(dated), 'text')}; in more than one of them "
        f"{theme.joined(common, 8) or 'none'}.{left_out} {table.attrs.get('note') or ''}".strip(),
        "A column is a text, the oldest on the left. A symbol stands where some party takes that side; its size and "
        "number count the claims. Point at it to see who.",
        names.named(
            sided[["issue", "actor", "text_id", "date", "stance", "claims"]].assign(
                told_by=sided["told_by"].map(", ".join), said=of_claims(sided["claim_ids"], claims)
            ),
            called,
        ),
        {"claims": "said"},
        subtitle=about,
        narrow=as_list(drawn, order[:MOST_ISSUES]),
    )


def _finding(sided: pd.DataFrame, common: list[str]) -> str:
    """Return on which issues two parties take opposite sides, as a title; else which most texts take a side on."""
    apart = []
    for issue in dict.fromkeys(sided["issue"]):
        held = sided[sided["issue"] == issue]
        sides = {stance: set(held.loc[held["stance"] == stance, "actor"]) for stance in ("supports", "opposes")}
        if any(one != other for one in sides["supports"] for other in sides["opposes"]):
            apart.append(issue)
    if apart:
        return theme.sentence(f"Parties take opposite sides on {theme.joined(map(names.within, apart))}")
    if common:
        return theme.sentence(f"No two parties take opposite sides; most texts take one on {names.within(common[0])}")
    return "No issue has a side taken on it in more than one text"
