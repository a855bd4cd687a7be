"""Matters by party: who takes which side on what is in dispute in a text."""

import pandas as pd

from readout.annotator.claim_table import to_records
from readout.charts import marks, theme
from readout.charts.evidence import of_claims
from readout.charts.figure import Figure
from readout.charts.matrix import MOST_COLUMNS, as_list, by_weight, matrix
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
    about = "Positions by matter and party" if by == "party" else "Positions by matter and actor"
    table = positions(claims, [text] if text else None, by=by, what="matter")
    sided = table[table["stance"] != "neutral"]
    if sided.empty:
        why = str(table.attrs.get("note") or "") or "No claim takes a side, so no position can be told."
        return Figure(name, None, table, about, why)
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
        _finding(sided, holders),
        f"{marks.plural(len(order), 'matter')} and {marks.plural(len(holders), by, 'parties' if by == 'party' else '')}"
        f": {'; '.join(told)}.{left_out}",
        "A symbol is the position of a party on a matter in dispute, which is named by the words of the text; a number "
        "over it counts the claims where there are several. Mixed means that there are claims for and against. "
        "An empty place means only that this text reports no side taken there.",
        shown,
        {"claims": "said"},
        subtitle=about,
        narrow=as_list(drawn, order),
    )


def _finding(sided: pd.DataFrame, holders: list[str]) -> str:
    """Return what the two who take most sides hold, as a title: what they refuse first, then their terms."""
    told = []
    for holder in holders[:2]:
        held = sided[sided["actor"] == holder].sort_values("claims", ascending=False, kind="stable")
        by_stance = [held.loc[held["stance"] == stance, "matter"].tolist() for stance in _FIRST]
        clauses = [
            f"{_holds(stance)} {theme.joined([f'“{one}”' for one in matters[:1]])}"
            for stance, matters in zip(_FIRST, by_stance, strict=True)
            if matters
        ]
        told.append(f"{holder} {theme.joined(clauses[:2])}")
    return theme.sentence("; ".join(told))


#: The order in which a title tells positions.
_FIRST = ("opposes", "conditional", "supports", "mixed")


def _who(actors: list[str], told_by: list[str]) -> str:
    return ", ".join(actors) + (f", as told by {', '.join(told_by)}" if told_by else "")


def _holds(stance: str) -> str:
    """Return a position as a verb."""
    verbs = {"conditional": "sets terms for", "mixed": "speaks for and against"}
    return verbs.get(stance, POSITIONS[stance].label)
