"""Words in their places: where a term stands in each text, in which company, and how its use changes through time."""

from collections.abc import Iterable

import altair as alt
import pandas as pd

from readout.charts import marks, names, theme
from readout.charts.figure import Figure, Table
from readout.style import BLUE
from readout.texts.text import Text


def dispersion(places: pd.DataFrame, fewest: int = 1, name: str = "dispersion") -> Figure:
    """Return the dispersion plot of terms: a line a text and term, a stroke each place where the term stands.

    places: as compare.occurrences gives them (term, text_id, word, share). fewest: with fewer there is no picture.
    """
    about = "Where the term stands"
    if places.empty:
        note = str(places.attrs.get("note") or "")
        return Figure(name, None, places, about, note or "The term does not occur in this text.")
    if len(places) < fewest:
        few = f"{_finding(places)}, too seldom for a picture: its lines tell all there is."
        return Figure(name, None, places, about, few)
    several = places["text_id"].nunique() > 1
    rows = (places["text_id"] + ": " + places["term"]) if several else places["term"]
    order = list(dict.fromkeys(rows))
    drawn = places[["term", "text_id", "word", "share"]].assign(row=rows.map(theme.label))
    chart = (
        alt.Chart(drawn)
        .mark_tick(thickness=2, size=16, color=BLUE)
        .encode(
            x=alt.X("share:Q", title="Place in the text, from its beginning to its end")
            .scale(domain=[0, 1])
            .axis(format="%"),
            y=theme.categories("row", "Term", [theme.label(row) for row in order]),
            tooltip=[
                alt.Tooltip("term:N", title="Term"),
                alt.Tooltip("text_id:N", title="Text"),
                alt.Tooltip("word:Q", title="Word number"),
            ],
        )
        .properties(width=theme.WIDTH, height=theme.ROW * len(order))
    )
    return Figure(
        name,
        chart,
        places,
        theme.sentence(_finding(places)),
        f"{marks.plural(len(places), 'place')}: {marks.listed(rows, 6)}.",
        "Each stroke is one occurrence. Strokes in a cluster: the term belongs to one part of the text.",
        subtitle=about,
    )


def _finding(places: pd.DataFrame) -> str:
    """Return how often the commonest term stands, and from where to where, as a title."""
    term = str(places["term"].value_counts(sort=True).index[0])
    at = places.loc[places["term"] == term, "share"]
    if len(at) == 1:
        return f"“{term}” stands once, after {at.iloc[0]:.0%} of the text"
    return f"“{term}” stands {len(at)} times, first after {at.min():.0%} of the text and last after {at.max():.0%}"


def concordance(lines: pd.DataFrame, texts: Iterable[Text] = (), name: str = "concordance") -> Table:
    """Return the lines of a concordance as a table, the term in the middle.

    lines: as compare.concordance gives them (text_id, left, node, right). texts: those they are from, for their names.
    """
    caption = "Every place where the term stands, with the words around it"
    if lines.empty:
        return Table(name, lines, caption)
    called = names.of_texts(texts)
    note = names.in_words(str(lines.attrs.get("note") or "").removesuffix("."), called)
    caption = f"{caption}. {note}" if note else caption
    shown = (
        lines[["left", "node", "right", "text_id"]]
        if lines["text_id"].nunique() > 1
        else lines[["left", "node", "right"]]
    )
    shown = names.named(shown, called).rename(columns={"left": "before", "node": "term", "right": "after"})
    return Table(name, lines, caption, shown, right=("before",))


def through_time(table: pd.DataFrame, name: str = "terms-through-time") -> Figure:
    """Return how often terms are used in each period, with intervals.

    table: as compare.vocabulary gives it (term, period, count, words, per_million, low, high).
    """
    title = "Terms through time"
    if table.empty:
        note = str(table.attrs.get("note") or "")
        return Figure(name, None, table, title, note or "None of the terms occurs in a dated text.")
    base = alt.Chart(table.drop(columns="texts", errors="ignore").assign(period=table["period"].astype(str))).encode(
        x=alt.X("period:O", title="Period").axis(labelAngle=0, labelOverlap=True),
        color=alt.Color("term:N", legend=None),
        tooltip=[
            alt.Tooltip("term:N", title="Term"),
            alt.Tooltip("period:O", title="Period"),
            alt.Tooltip("count:Q", title="Times"),
            alt.Tooltip("words:Q", title="Of words"),
            alt.Tooltip("per_million:Q", title="In a million", format=",.0f"),
        ],
    )
    band = base.mark_rule(opacity=0.5).encode(y=alt.Y("low:Q", title="Times in a million words"), y2="high:Q")
    line = base.mark_line().encode(y="per_million:Q", strokeDash=alt.StrokeDash("term:N", legend=None))
    points = base.mark_point(filled=True).encode(y="per_million:Q", shape=alt.Shape("term:N", legend=None))
    last = alt.Chart(base.data).transform_window(
        place="row_number()", sort=[alt.SortField("period", order="descending")], groupby=["term"]
    )
    names = (
        last.transform_filter("datum.place == 1")
        .mark_text(align="left", dx=9)
        .encode(x="period:O", y="per_million:Q", text="term:N")
    )
    terms = list(dict.fromkeys(table["term"]))
    return Figure(
        name,
        (band + line + points + names).properties(width=theme.WIDTH, height=260),
        table,
        title,
        f"{', '.join(terms)} in {marks.plural(table['period'].nunique(), 'period')}. "
        f"{table.attrs.get('note') or ''}".strip(),
        "A point is how often a term is used in a period, its line the 95 per cent interval of the count.",
    )
