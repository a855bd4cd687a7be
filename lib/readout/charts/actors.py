"""Issues by actor: who speaks about what, and which side each takes."""

import pandas as pd

from readout.charts import marks
from readout.charts.evidence import of_claims
from readout.charts.figure import Figure
from readout.charts.matrix import MOST_COLUMNS, by_weight, matrix


def issues(claims: pd.DataFrame, name: str = "issues-by-actor") -> Figure:
    """Return the matrix of issue by actor: one symbol a stance, its size the number of claims.

    claims: the claim table. A claim on two issues stands under both; one on none stands nowhere.
    """
    title = "Issues by actor"
    kept = marks.claimed(claims)
    kept = kept[kept["actor"].notna()].explode("issues").dropna(subset=["issues"])
    kept = kept.assign(actor=kept["actor"].astype(object), stance=kept["stance"].astype(object))
    rows = (
        kept.groupby(["issues", "actor", "stance"], sort=True)
        .agg(claims=("claim_id", "size"), said=("content_text", " | ".join), ids=("claim_id", list))
        .reset_index()
        .rename(columns={"issues": "issue"})
    )
    if rows.empty:
        return Figure(name, None, rows, title, "No claim of a named actor touches an issue of the codebook.")
    actors, order = by_weight(rows, "actor"), by_weight(rows, "issue")
    drawn = rows.assign(column=rows["actor"], who=rows["actor"], ids=rows["ids"].map(", ".join))
    shown = rows[["issue", "actor", "stance", "claims"]].assign(said=of_claims(rows["ids"], claims))
    more = len(actors) - MOST_COLUMNS
    left_out = f" {marks.plural(more, 'further actor')} in the table only." if more > 0 else ""
    return Figure(
        name,
        matrix(drawn, actors[:MOST_COLUMNS], order, "Actor"),
        rows,
        title,
        f"{marks.plural(len(order), 'issue')} and {marks.plural(len(actors), 'actor')}. Most claims are on "
        f"{', '.join(order[:3])}; most come from {', '.join(actors[:3])}.{left_out}",
        "A symbol stands where an actor takes a side on an issue; a number over it counts the claims where there are "
        "several. An empty place means only that this text reports no claim.",
        shown,
        {"claims": "said"},
    )
