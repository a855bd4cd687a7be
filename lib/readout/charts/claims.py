"""Claims: as a table to read, and by act and stance: what the speakers do, and whether they are for or against it."""

import altair as alt
import pandas as pd

from readout.charts import marks, names, theme
from readout.charts.figure import Figure, Table
from readout.vocabulary import ACTS, STANCES

#: Below this width in pixels a stretch of a bar cannot hold its symbol and count.
NARROWEST = 26


def acts(table: pd.DataFrame, name: str = "claims-by-act") -> Figure:
    """Return the claims by act, each claim one unit of a bar, in the order of the stances.

    table: the claim table. Claims that nobody is behind (the outlet's reading, hearsay) are left out.
    """
    about = "Claims by act and stance"
    kept = marks.readable(marks.claimed(table))
    if kept.empty:
        return Figure(name, None, kept, about, "No claim of a named or described speaker was found in this text.")
    stances = list(STANCES)
    rows = kept.assign(order=kept["stance"].map(stances.index)).sort_values(["act", "order"], kind="stable")
    rows["left"] = rows.groupby("act").cumcount()
    rows["right"] = rows["left"] + 1
    most = int(rows["right"].max())
    drawn = marks.for_tooltip(rows).drop(columns=["issues", "text", "actor"])
    order = [act for act in ACTS if act in set(rows["act"])]
    scale = alt.Scale(domain=[0, max(most, 4)], nice=False)
    y = theme.categories("act", "Act", order)
    units = (
        alt.Chart(drawn)
        .mark_bar(height=18, stroke="white", strokeWidth=0.6 if most > 60 else 1.2)
        .encode(
            x=alt.X("left:Q", title="Number of claims", scale=scale).axis(tickMinStep=1, format="d"),
            x2="right:Q",
            y=y,
            color=alt.Color("stance:N", title="Stance", scale=marks.stance_colours(rows["stance"])),
            tooltip=marks.CLAIM_TOOLTIP,
            description="told:N",
        )
    )
    groups = rows.groupby(["act", "stance"]).agg(left=("left", "min"), count=("left", "size")).reset_index()
    groups["middle"] = groups["left"] + groups["count"] / 2
    groups["ink"] = groups["stance"].map(lambda key: marks.ink(STANCES[key].colour))
    pixels = groups["count"] * theme.WIDTH / max(most, 4)
    middle = alt.Chart(groups[pixels >= NARROWEST]).encode(x="middle:Q", y=y, color=alt.Color("ink:N", scale=None))
    symbols = middle.mark_point(filled=True, size=50, opacity=1, xOffset=-8).encode(
        shape=alt.Shape("stance:N", title="Stance", scale=marks.stance_shapes(rows["stance"]))
    )
    counts = middle.mark_text(align="left", baseline="middle", fontSize=11).encode(text="count:Q")
    chart = (units + symbols + counts).properties(width=theme.WIDTH, height=theme.ROW * len(order))
    return Figure(
        name,
        chart,
        kept,
        _finding(kept),
        f"{marks.plural(len(kept), 'claim')} of speakers. By act: {marks.listed(kept['act'], 9)}. "
        f"By stance: {marks.listed(kept['stance'], 4)}.",
        "Each block is one claim; its symbol and colour tell the stance towards the issue. Point at a block to read "
        "the claim.",
        subtitle=about,
    )


#: Each stance as a verb, of one claim and of several.
TAKES = {
    "opposes": ("opposes something", "oppose something"),
    "supports": ("supports something", "support something"),
    "conditional": ("sets terms", "set terms"),
    "neutral": ("takes no side", "take no side"),
}


def _finding(kept: pd.DataFrame) -> str:
    """Return what the claims mostly do, as a title."""
    counts = kept["stance"].value_counts(sort=True)
    told = theme.joined([f"{count} {TAKES[str(stance)][count > 1]}" for stance, count in counts.items()], 4)
    return f"Of {marks.plural(len(kept), 'claim')} of speakers {told}"


def claims(table: pd.DataFrame, name: str = "claims") -> Table:
    """Return the claim table as a reader wants it: the claim, who, in which voice; its files hold all columns.

    The caption says how many of the annotator's claims can be expected to be wrong, by the precision that the rules
    behind them had on the texts of the benchmark (`confidence`).
    """
    proposed = table[table["coder"] == "annotator"] if "coder" in table else table[:0]
    wrong = round(float((1 - proposed["confidence"]).sum())) if len(proposed) else 0
    caption = "The claims, in the order of the text"
    if len(proposed):
        caption += (
            f". By the precision that their rules had when they were measured, about {wrong} of the "
            f"{len(proposed)} that no person has checked may be wrong"
        )
    shown = marks.readable(table).rename(columns={"text": "claim", "actor": "who"})
    return Table(name, table, caption, names.named(shown, names.Names()))
