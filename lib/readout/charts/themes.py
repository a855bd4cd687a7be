"""Themes: where in a text each theme is touched on, and how much of each text it takes, with the doubt about it."""

import altair as alt
import pandas as pd

from readout.charts import marks, theme
from readout.charts.figure import Figure, Table
from readout.style import BLUE, GREY, VERMILION

#: More themes than this make a chart that nobody reads; the table keeps them all.
MOST_THEMES = 8
MOST_TEXTS = 12


def through(passages: pd.DataFrame, name: str = "themes-through") -> Figure:
    """Return where in a text each theme is touched on: a passage a bar, a theme a line.

    passages: as compare.passages gives them for one text (passage, reference, theme, label, terms, said).
    """
    title = "Themes through the text"
    if passages.empty:
        note = str(passages.attrs.get("note") or "")
        return Figure(name, None, passages, title, note or "No passage has a theme of the codebook.")
    order = list(passages["label"].value_counts(sort=True).index)
    drawn = pd.DataFrame(
        {
            "label": passages["label"],
            "passage": passages["passage"],
            "left": passages["passage"] - 0.45,
            "right": passages["passage"] + 0.45,
            "terms": passages["terms"].map(", ".join),
            "reference": passages["reference"].fillna(""),
        }
    )
    last = max([int(passages["passage"].max()), *passages.attrs.get("passages", {}).values()])
    span = [0.5, last + 0.5]
    chart = (
        alt.Chart(drawn)
        .mark_bar(height=14, color=BLUE)
        .encode(
            x=alt.X("left:Q", title="Passage, counted from 1", scale=alt.Scale(domain=span, nice=False)).axis(
                tickMinStep=1, format="d", grid=False
            ),
            x2="right:Q",
            y=theme.categories("label", "Theme", order),
            tooltip=[
                alt.Tooltip("label:N", title="Theme"),
                alt.Tooltip("passage:Q", title="Passage"),
                alt.Tooltip("reference:N", title="Provision"),
                alt.Tooltip("terms:N", title="Told by the words"),
            ],
        )
        .properties(width=theme.WIDTH, height=theme.ROW * len(order))
    )
    touched = passages["passage"].nunique()
    return Figure(
        name,
        chart,
        passages,
        title,
        f"{marks.plural(len(order), 'theme')} in {marks.plural(touched, 'passage')}: "
        f"{marks.listed(passages['label'], 5)}.",
        "A bar is a passage that touches on a theme; point at it for the words that tell.",
        passages[["passage", "reference", "label", "terms", "said"]].rename(columns={"label": "theme"}),
    )


def themes(shares: pd.DataFrame, own: str | None = None, name: str = "themes") -> Figure:
    """Return the share of passages that each theme takes in each text, the texts by date, with intervals.

    shares: as compare.themes gives them (text_id, date, theme, label, passages, of, share, low, high,
    said).
    own: the id of the text that the others are compared with, which is marked.
    """
    title = "Themes across the texts, by date"
    if shares.empty:
        note = str(shares.attrs.get("note") or "")
        return Figure(name, None, shares, title, note or "No passage of these texts has a theme of the codebook.")
    dated = shares.drop_duplicates("text_id").sort_values(["date", "text_id"], na_position="last", kind="stable")
    texts = [str(one) for one in dated["text_id"]][:MOST_TEXTS]
    years = [str(date)[:4] if pd.notna(date) else "–" for date in dated["date"]]
    labels = {
        str(text): theme.label(f"{year} {text}", 42, 1) for year, text in zip(years, dated["text_id"], strict=True)
    }
    weight = shares.groupby("label")["passages"].sum().sort_values(ascending=False, kind="stable")
    kept = [str(one) for one in weight.index[weight > 0]][:MOST_THEMES]
    shown = shares[shares["label"].isin(kept) & shares["text_id"].isin(texts)]
    this, other = "this text", "compared with it"
    drawn = shown.assign(
        text=shown["text_id"].map(labels),
        which=[this if text == own else other for text in shown["text_id"]],
        counted=[f"{row.passages} of {row.of}" for row in shown.itertuples()],
    )
    drawn["told"] = drawn["text_id"] + ", " + drawn["label"] + ": " + drawn["counted"] + " passages"
    signs = {this: (VERMILION, "diamond"), other: (BLUE if own is None else GREY, "circle")}
    present = [one for one in signs if one in set(drawn["which"])]
    base = alt.Chart().encode(
        y=theme.categories("text", "", [labels[text] for text in texts]).title(None),
        color=alt.Color("which:N", title=None, legend=None if len(present) < 2 else alt.Legend()).scale(
            domain=present, range=[signs[one][0] for one in present]
        ),
        description="told:N",
        tooltip=[
            alt.Tooltip("text_id:N", title="Text"),
            alt.Tooltip("label:N", title="Theme"),
            alt.Tooltip("counted:N", title="Passages"),
            alt.Tooltip("share:Q", title="Share", format=".0%"),
            alt.Tooltip("low:Q", title="from", format=".0%"),
            alt.Tooltip("high:Q", title="to", format=".0%"),
        ],
    )
    axis = alt.Axis(format="%", values=[0, 0.5, 1])
    x = alt.X("low:Q", title="Share of passages", scale=alt.Scale(domain=[0, 1]), axis=axis)
    intervals = base.mark_rule(strokeWidth=2, opacity=0.7).encode(x=x, x2="high:Q")
    points = base.mark_point(filled=True, size=70, opacity=1).encode(
        x="share:Q",
        shape=alt.Shape("which:N", title=None, legend=None if len(present) < 2 else alt.Legend()).scale(
            domain=present, range=[signs[one][1] for one in present]
        ),
    )
    chart = (
        alt.layer(intervals, points, data=drawn)
        .properties(width=150, height=18 * len(texts))
        .facet(
            facet=alt.Facet(
                "label:N", title=None, sort=kept, header=alt.Header(labelAnchor="start", labelFontWeight=600)
            ),
            columns=2,
        )
    )
    more = int((weight > 0).sum()) - len(kept)
    left_out = f" {marks.plural(more, 'further theme')} in the table only." if more > 0 else ""
    return Figure(
        name,
        chart,
        shares,
        title,
        f"{marks.plural(len(texts), 'text')}; most passages are on {', '.join(kept[:3])}.{left_out} "
        f"{shares.attrs.get('note') or ''}".strip(),
        "A point is the share of a text's passages that touch on the theme, its line the 95 per cent interval. "
        "Where two lines overlap widely, the texts may well not differ.",
        shares[["text_id", "date", "label", "passages", "of", "share", "low", "high", "said"]].rename(
            columns={"label": "theme"}
        ),
        {"passages": "said"},
    )


def unlisted(topics: pd.DataFrame, name: str = "unlisted-themes") -> Table:
    """Return the themes that the words themselves suggest, as a table; the number of passages opens them.

    topics: as compare.unlisted gives them.
    """
    caption = "Words that go together in these passages, and how often they do again"
    return Table(name, topics, caption, opens={"passages": "said"})
