"""Conditions: on what terms something is accepted, threatened or asked for."""

import altair as alt
import numpy as np
import pandas as pd

from readout.charts import marks, theme
from readout.charts.figure import Figure


def conditions(claims: pd.DataFrame, body: str, name: str = "conditions") -> Figure:
    """Return the conditions beside the matters of the claims that they limit.

    claims: the claim table; body: the text's body, into which its spans point.
    """
    title = "Conditions and what they are attached to"
    kept = claims.loc[np.array([isinstance(span, list | tuple) for span in claims["condition"]], dtype=bool)]
    rows = marks.readable(kept)
    rows.insert(0, "condition", [body[start:end] for start, end in kept["condition"]])
    if rows.empty:
        return Figure(name, None, rows, title, "No claim in this text states a condition in words that were found.")
    exploded = rows.assign(issue=pd.Series(list(kept["matter"]), dtype=object).fillna("no matter named"))
    drawn = marks.for_tooltip(exploded).assign(
        column=exploded["issue"].map(lambda issue: theme.label(issue, 14)),
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
            x=theme.columns("column", None, [theme.label(issue, 14) for issue in issues]),
            y=theme.categories("label", "Condition, in the words of the text", order),
            color=alt.Color("stance:N", title="Stance", scale=marks.stance_colours(rows["stance"])),
            shape=alt.Shape("stance:N", title="Stance", scale=marks.stance_shapes(rows["stance"])),
            tooltip=[alt.Tooltip("condition:N", title="Condition"), *marks.CLAIM_TOOLTIP],
            description="told:N",
        )
        .properties(width=max(96 * len(issues), 200), height=(18 + 14 * lines) * len(order))
    )
    return Figure(
        name,
        chart,
        rows,
        title,
        f"{marks.plural(len(rows), 'claim')} with a condition, on {', '.join(issues[:4])}: "
        + "; ".join(
            f"{who or 'nobody named'}: “{theme.clipped(term, 90)}”"
            for who, term in list(zip(rows["actor"], rows["condition"], strict=True))[:4]
        )
        + ".",
        "Each line is a condition as the text words it; the symbols show which matter it limits and the stance taken.",
    )
