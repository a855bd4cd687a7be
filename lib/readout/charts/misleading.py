"""Charts for the lesson on charts that mislead: four to judge, and a way to see a chart that a learner has changed."""

from html import escape
from typing import TYPE_CHECKING, Any

import altair as alt

if TYPE_CHECKING:
    import pandas as pd

#: Hues that people really use side by side, and that many readers cannot tell apart.
ALIKE = ["#b23b3b", "#4f8a3c", "#8a6d3b", "#5b7a5b"]


class Drawing:
    """An Altair chart that shows itself as a picture in every notebook program; a sentence where it cannot be drawn."""

    def __init__(self, chart: Any, title: str):
        self.chart = chart
        self.title = title

    def __repr__(self) -> str:
        return f"Chart: {self.title}"

    def _repr_html_(self) -> str:
        try:
            picture = self._svg()
        except Exception as error:
            # A learner changes the code of the chart: whatever comes of it is told in a sentence.
            reason = escape(str(error).splitlines()[0][:160]) if str(error) else type(error).__name__
            return f'<p role="status">This cannot be drawn ({reason}). Undo your last change, and try again.</p>'
        return f'<figure role="img" aria-label="{escape(self.title)}" style="margin:.5em 0">{picture}</figure>'

    def _svg(self) -> str:
        import vl_convert

        spec = {**self.chart.to_dict(), "title": {"text": self.title, "anchor": "start"}, "background": "white"}
        spec["$schema"] = "https://vega.github.io/schema/vega-lite/v5.json"
        if "encoding" in spec and not {"row", "column", "facet"} & set(spec["encoding"]):
            spec.setdefault("width", 420)
        return str(vl_convert.vegalite_to_svg(spec, vl_version="5.21", show_warnings=False))


class Drawings:
    """Several drawings, side by side where there is room."""

    def __init__(self, drawings: list[Drawing]):
        self.drawings = drawings

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.drawings))

    def _repr_html_(self) -> str:
        inside = "".join(drawing._repr_html_() for drawing in self.drawings)
        grid = "display:grid;grid-template-columns:repeat(auto-fit,minmax(24em,1fr));gap:.5em"
        return f'<div style="{grid}">{inside}</div>'


def draw(chart: Any, title: str) -> Drawing:
    """Return a chart under a title, as a picture."""
    return Drawing(chart, title)


def misleading(table: "pd.DataFrame", by: str) -> Drawings:
    """Return four charts of the same counts: a title that says too much, a cut axis, a fair one, colour alone.

    `table` has the columns `group`, `stance` and `claims`; `by` names the groups in the titles.
    """
    totals = table.groupby("group", as_index=False)["claims"].sum()
    y = alt.Y("group:N", title=None)
    least, most = float(totals["claims"].min()), float(totals["claims"].max())
    cut = alt.X("claims:Q", scale=alt.Scale(domain=[least * 0.8, most + 0.2], nice=False))
    colour = alt.Color("stance:N", scale=alt.Scale(range=ALIKE))
    bars = alt.Chart(totals).mark_bar(clip=True)
    fair = f"Claims in this text, by {by}"
    charts = [
        (bars.encode(y=y, x="claims:Q"), "Chart 1. Everybody agrees about everything"),
        (bars.encode(y=y, x=cut), f"Chart 2. {fair}"),
        (bars.encode(y=y, x="claims:Q"), f"Chart 3. {fair}"),
        (alt.Chart(table).mark_bar().encode(y=y, x="claims:Q", color=colour), f"Chart 4. {fair} and stance"),
    ]
    return Drawings([Drawing(chart.properties(width=300), title) for chart, title in charts])
