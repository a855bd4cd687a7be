"""The matrix of positions: issues or matters down, parties or texts across, a symbol for the position that is taken."""

from typing import Any

import altair as alt
import pandas as pd

from readout.annotator.claim_table import to_records
from readout.charts import marks, theme
from readout.charts.listing import listing, of_stance
from readout.vocabulary import POSITIONS

#: More columns than this would not fit side by side; the table keeps them all.
MOST_COLUMNS = 10
#: The least pixels of a column, which four signs with their numbers need, and the pixels of a letter of its name.
NARROWEST, LETTER = 58, 7
#: The letters of a line's name, at most, and the pixels that the names of lines take.
LINE, NAMES = 34, 220


def matrix(
    rows: pd.DataFrame, columns: list[str], issues: list[str], heading: str, line: str = "Issue", apart: bool = True
) -> alt.LayerChart:
    """Return the chart of a table with the columns issue, column, who, stance, claims, said, ids.

    columns, issues: what to show, in order. heading, line: what a column and a line are, for tooltip and axis. apart:
    whether a cell may hold several positions, which then stand side by side.
    """
    step = max(NARROWEST, (theme.MEASURE - NAMES) // len(columns))
    lines = {issue: theme.label(issue, LINE) for issue in issues}
    names = {column: theme.label(column, step // LETTER, 5) for column in columns}
    shown = rows[rows["column"].isin(columns) & rows["issue"].isin(issues)]
    drawn = shown.assign(
        column=shown["column"].map(names),
        full=shown["column"],
        line=shown["issue"].map(lines),
        stance_label=shown["stance"].map(lambda key: marks.signed(POSITIONS, key)),
        place=shown["stance"].map(list(POSITIONS).index),
        said=shown["said"].map(theme.clipped),
        number=shown["claims"].map(lambda count: str(count) if count > 1 else ""),
    )
    drawn["told"] = drawn["full"] + ", " + drawn["issue"] + ": " + drawn["stance_label"] + ". " + drawn["said"]
    base = alt.Chart(drawn).encode(
        x=theme.columns("column", None, list(names.values())),
        y=theme.categories("line", line, list(lines.values())),
        description="told:N",
        tooltip=[
            alt.Tooltip("full:N", title=heading),
            alt.Tooltip("issue:N", title=line),
            alt.Tooltip("stance_label:N", title="Stance"),
            alt.Tooltip("who:N", title="Who"),
            alt.Tooltip("claims:Q", title="Claims"),
            alt.Tooltip("said:N", title="They say"),
            alt.Tooltip("ids:N", title="Ids"),
        ],
    )
    if apart:
        base = base.encode(
            xOffset=alt.XOffset("place:O", scale=alt.Scale(domain=list(range(len(POSITIONS))), paddingInner=0.1))
        )
    sizes = alt.Scale(domain=[1, max(int(shown["claims"].max()), 4)], range=[80, 320])
    points = base.mark_point(filled=True, opacity=1).encode(
        color=alt.Color("stance:N", title="Stance", scale=marks.stance_colours(shown["stance"])),
        shape=alt.Shape("stance:N", title="Stance", scale=marks.stance_shapes(shown["stance"])),
        size=alt.Size("claims:Q", scale=sizes).legend(None),
    )
    numbers = base.mark_text(dy=-13, fontSize=10).encode(text="number:N")
    return (points + numbers).properties(width=theme.WIDTH, height=38 * len(issues))


def as_list(rows: pd.DataFrame, issues: list[str]) -> alt.LayerChart:
    """Return the same as a list, for a phone: under each issue who takes which side, those with most claims first."""
    groups = []
    for issue in issues:
        held = rows[rows["issue"] == issue].sort_values("claims", ascending=False, kind="stable")
        groups.append(
            (
                issue,
                [
                    of_stance(
                        str(row["stance"]),
                        f"{row.get('entry') or row['column']}: {POSITIONS[str(row['stance'])].label}{_times(row)}",
                    )
                    for row in to_records(held)
                ],
            )
        )
    return listing(groups)


def _times(row: dict[str, Any]) -> str:
    return f" ({row['claims']} claims)" if row["claims"] > 1 else ""


def by_weight(rows: pd.DataFrame, column: str) -> list[str]:
    """Return the values of a column, those with the most claims first."""
    weights = rows.groupby(column, sort=True)["claims"].sum()
    return [str(name) for name in weights.sort_values(ascending=False, kind="stable").index]
