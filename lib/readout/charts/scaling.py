"""Scaling: where texts stand on one line, with the doubt about it."""

import altair as alt
import pandas as pd

from readout.charts import marks, theme
from readout.charts.figure import Figure


def scale(table: pd.DataFrame, name: str = "scaling") -> Figure:
    """Return where texts stand on the line of Wordscores or Wordfish.

    table: as compare.wordscores (text_id, score, low, high) or compare.wordfish (text_id, position,
    low, high) gives it.
    """
    title = "Where the texts stand on one line"
    if table.empty:
        note = str(table.attrs.get("note") or "")
        return Figure(name, None, table, title, note or "There is no text to place.")
    measure = "score" if "score" in table.columns else "position"
    drawn = table[["text_id", measure, "low", "high"]].assign(
        label=table["text_id"].map(lambda one: theme.label(one, 40, 1))
    )
    base = alt.Chart(drawn).encode(
        y=theme.categories("label", "Text", drawn["label"].tolist()),
        tooltip=[
            alt.Tooltip("text_id:N", title="Text"),
            alt.Tooltip(f"{measure}:Q", title=measure.capitalize(), format=".3f"),
            alt.Tooltip("low:Q", title="from", format=".3f"),
            alt.Tooltip("high:Q", title="to", format=".3f"),
        ],
    )
    x = alt.X("low:Q", title=f"{measure.capitalize()}, with its 95 per cent interval").scale(zero=False)
    chart = base.mark_rule(strokeWidth=2).encode(x=x, x2="high:Q") + base.mark_point(filled=True, opacity=1).encode(
        x=f"{measure}:Q"
    )
    first, last = drawn.iloc[int(drawn[measure].argmin())], drawn.iloc[int(drawn[measure].argmax())]
    ends = f"from {first['text_id']} ({first[measure]:.2f}) to {last['text_id']} ({last[measure]:.2f})"
    return Figure(
        name,
        chart.properties(width=theme.WIDTH, height=22 * len(drawn)),
        table,
        title,
        f"{marks.plural(len(drawn), 'text')}, {ends}. {table.attrs.get('note') or ''}".strip(),
        "What the line means the method cannot say: read the words that move a text along it.",
    )
