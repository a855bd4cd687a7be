"""Issues by actor: who speaks about what, and which side each takes."""

import altair as alt
import pandas as pd

from readout.charts import marks, theme
from readout.charts.figure import Figure
from readout.style import STANCES

#: More actors than this would not fit side by side; the table keeps them all.
MOST_ACTORS = 10


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
        .agg(claims=("claim_id", "size"), texts=("content_text", " | ".join), ids=("claim_id", ", ".join))
        .reset_index()
        .rename(columns={"issues": "issue"})
    )
    if rows.empty:
        return Figure(name, None, rows, title, "No claim of a named actor touches an issue of the codebook.")
    actors = rows.groupby("actor")["claims"].sum().sort_values(ascending=False, kind="stable").index.tolist()
    order = rows.groupby("issue")["claims"].sum().sort_values(ascending=False, kind="stable").index.tolist()
    shown = rows[rows["actor"].isin(actors[:MOST_ACTORS])]
    drawn = shown.assign(
        column=shown["actor"].map(lambda actor: theme.label(actor, 14)),
        stance_label=shown["stance"].map(lambda key: marks.signed(STANCES, key)),
        place=shown["stance"].map(list(STANCES).index),
        said=shown["texts"].map(theme.clipped),
        number=shown["claims"].map(lambda count: str(count) if count > 1 else ""),
    )
    columns = [theme.label(actor, 14) for actor in actors[:MOST_ACTORS]]
    step = min(150, max(64, theme.WIDTH // len(columns)))
    base = alt.Chart(drawn).encode(
        x=theme.columns("column", None, columns),
        y=theme.categories("issue", "Issue", order),
        xOffset=alt.XOffset("place:O", scale=alt.Scale(domain=[0, 1, 2, 3], paddingInner=0.1)),
        tooltip=[
            alt.Tooltip("actor:N", title="Actor"),
            alt.Tooltip("issue:N", title="Issue"),
            alt.Tooltip("stance_label:N", title="Stance"),
            alt.Tooltip("claims:Q", title="Claims"),
            alt.Tooltip("said:N", title="They say"),
            alt.Tooltip("ids:N", title="Ids"),
        ],
    )
    scale, shapes = marks.stance_colours(shown["stance"]), marks.stance_shapes(shown["stance"])
    points = base.mark_point(filled=True, opacity=1).encode(
        color=alt.Color("stance:N", title="Stance", scale=scale),
        shape=alt.Shape("stance:N", title="Stance", scale=shapes),
        size=alt.Size(
            "claims:Q", scale=alt.Scale(domain=[1, max(int(shown["claims"].max()), 4)], range=[80, 320])
        ).legend(None),
    )
    numbers = base.mark_text(dy=-13, fontSize=10).encode(text="number:N")
    more = len(actors) - MOST_ACTORS
    left_out = f" {marks.plural(more, 'further actor')} in the table only." if more > 0 else ""
    return Figure(
        name,
        (points + numbers).properties(width=step * len(columns), height=34 * len(order)),
        rows,
        title,
        f"{marks.plural(len(order), 'issue')} and {marks.plural(len(actors), 'actor')}. Most claims are on "
        f"{', '.join(order[:3])}; most come from {', '.join(actors[:3])}.{left_out}",
        "A symbol stands where an actor takes a side on an issue; a number over it counts the claims where there are "
        "several. An empty place means only that this text reports no claim.",
    )
