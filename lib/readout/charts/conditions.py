"""Conditions: on what terms something is accepted, threatened or asked for."""

import altair as alt
import numpy as np
import pandas as pd

from readout.annotator.claim_table import to_records
from readout.charts import marks, theme
from readout.charts.figure import Figure
from readout.charts.listing import listing, of_stance


def conditions(claims: pd.DataFrame, body: str, name: str = "conditions") -> Figure:
    """Return the conditions beside the matters of the claims that they limit.

    claims: the claim table; body: the text's body, into which its spans point.
    """
    about = "Conditions and what they are attached to"
    kept = claims.loc[np.array([isinstance(span, list | tuple) for span in claims["condition"]], dtype=bool)]
    rows = marks.readable(kept)
    rows.insert(0, "condition", [body[start:end] for start, end in kept["condition"]])
    if rows.empty:
        return Figure(name, None, rows, about, "No claim in this text states a condition in words that were found.")
    exploded = rows.assign(issue=pd.Series(list(kept["matter"]), dtype=object).fillna("no matter named"))
    drawn = marks.for_tooltip(exploded).assign(
        column=exploded["issue"].map(lambda issue: theme.label(issue, 16)),
        label=exploded["condition"].map(lambda text: theme.label(f"“{text}”", 44)),
        who=exploded["actor"].where(exploded["actor"].notna(), "nobody named"),
    )
    order = list(dict.fromkeys(drawn["label"]))
    lines = max(text.count("\n") + 1 for text in order)
    issues = drawn["issue"].value_counts().index.tolist()
    chart = (
        alt.Chart(drawn)
        .mark_point(filled=True, size=130, opacity=1)
        .encode(
            x=theme.columns("column", None, [theme.label(issue, 16) for issue in issues]),
            y=theme.categories("label", "Condition, in the words of the text", order),
            color=alt.Color("stance:N", title="Stance", scale=marks.stance_colours(rows["stance"])),
            shape=alt.Shape("stance:N", title="Stance", scale=marks.stance_shapes(rows["stance"])),
            tooltip=[alt.Tooltip("condition:N", title="Condition"), *marks.CLAIM_TOOLTIP],
            description="told:N",
        )
        .properties(width=theme.WIDTH, height=(18 + 15 * lines) * len(order))
    )
    return Figure(
        name,
        chart,
        rows,
        _finding(rows),
        f"{marks.plural(len(rows), 'claim')} with a condition, on {', '.join(issues[:4])}: "
        + "; ".join(
            f"{who or 'nobody named'}: “{theme.clipped(term, 90)}”"
            for who, term in list(zip(rows["actor"], rows["condition"], strict=True))[:4]
        )
        + ".",
        "Each line is a condition as the text words it; the symbols show which matter it limits and the stance taken.",
        subtitle=about,
        narrow=listing(
            (
                f"“{term}”",
                [of_stance(str(row["stance"]), f"{row['who']}, on {row['issue']}") for row in to_records(some)],
            )
            for term, some in drawn.groupby("condition", sort=False)
        ),
    )


def _finding(rows: pd.DataFrame) -> str:
    """Return who sets most of the conditions, as a title."""
    setters = rows["actor"].fillna("nobody named").value_counts(sort=True)
    count = int(setters.iloc[0])
    whole = f"all {len(rows)}" if count == len(rows) and count > 1 else f"{count} of the {len(rows)}"
    return theme.sentence(f"{setters.index[0]} sets {'the one condition' if len(rows) == 1 else whole + ' conditions'}")
