"""Matters by party: who takes which side on what is in dispute in a text."""

import pandas as pd

from readout.annotator.claim_table import to_records
from readout.charts import marks
from readout.charts.evidence import of_claims
from readout.charts.figure import Figure
from readout.charts.matrix import MOST_COLUMNS, by_weight, matrix
from readout.compare.claims.positions import positions
from readout.compare.claims.sides import By
from readout.texts.text import Text
from readout.vocabulary import POSITIONS


def issues(claims: pd.DataFrame, text: Text | None = None, by: By = "party", name: str = "issues-by-actor") -> Figure:
    """Return the matrix of matter by party: one symbol a position, its size the number of claims.

    claims: the claims of one text. text: the text, whose kind tells whether its provisions are a document's. by:
    `actor` opens the parties to the persons who speak. A claim that takes no side makes no position; the table keeps
    those who speak on a matter without one.
    """
    title = "Positions by matter and party" if by == "party" else "Positions by matter and actor"
    table = positions(claims, [text] if text else None, by=by, what="matter")
    sided = table[table["stance"] != "neutral"]
    if sided.empty:
        why = str(table.attrs.get("note") or "") or "No claim takes a side, so no position can be told."
        return Figure(name, None, table, title, why)
    holders, order = by_weight(sided, "actor"), by_weight(sided, "matter")
    words = dict(zip(claims["claim_id"], claims["content_text"], strict=True))
    drawn = sided.assign(
        issue=sided["matter"],
        column=sided["actor"],
        who=[_who(actors, told) for actors, told in zip(sided["actors"], sided["told_by"], strict=True)],
        said=[" | ".join(" ".join(str(words[one]).split()) for one in ids) for ids in sided["claim_ids"]],
        ids=sided["claim_ids"].map(", ".join),
    )
    shown = sided[["matter", "actor", "stance", "claims"]].assign(
        told_by=sided["told_by"].map(", ".join), said=of_claims(sided["claim_ids"], claims)
    )
    more = len(holders) - MOST_COLUMNS
    left_out = f" {marks.plural(more, 'further party', 'further parties')} in the table only." if more > 0 else ""
    told = [
        f"{row['actor']} {_holds(row['stance'])} “{row['matter']}”"
        + (f", as told by {row['told_by'][0]}" if row["told_by"] else "")
        for row in to_records(sided.sort_values("claims", ascending=False, kind="stable").head(5))
    ]
    return Figure(
        name,
        matrix(drawn, holders[:MOST_COLUMNS], order, "Party" if by == "party" else "Actor", "Matter", apart=False),
        table,
        title,
        f"{marks.plural(len(order), 'matter')} and {marks.plural(len(holders), by, 'parties' if by == 'party' else '')}"
        f": {'; '.join(told)}.{left_out}",
        "A symbol is the position of a party on a matter in dispute, which is named by the words of the text; a number "
        "over it counts the claims where there are several. Mixed means that there are claims for and against. "
        "An empty place means only that this text reports no side taken there.",
        shown,
        {"claims": "said"},
    )


def _who(actors: list[str], told_by: list[str]) -> str:
    return ", ".join(actors) + (f", as told by {', '.join(told_by)}" if told_by else "")


def _holds(stance: str) -> str:
    """Return a position as a verb."""
    verbs = {"conditional": "makes conditional", "mixed": "speaks for and against"}
    return verbs.get(stance, POSITIONS[stance].label)
