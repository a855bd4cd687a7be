"""Themes: where in a text each theme is touched on, and how much of each text it takes, with the doubt about it."""

from collections.abc import Iterable

import altair as alt
import pandas as pd

from readout.annotator.claim_table import to_records
from readout.charts import marks, names, theme
from readout.charts.figure import Figure, Table
from readout.charts.listing import Entry, listing
from readout.style import BLUE, GREY, VERMILION
from readout.texts.text import Text

#: More themes than this make a chart that nobody reads; the table keeps them all.
MOST_THEMES = 8
MOST_TEXTS = 12
#: A group of words of whose passages this share has one code is covered by it; below this stability it is an accident.
COVERED, STABLE = 0.5, 0.5
#: Pixels that the name of a text takes beside a panel.
LABEL = 210


def through(passages: pd.DataFrame, name: str = "themes-through") -> Figure:
    """Return where in a text each theme is touched on: a passage a bar, a theme a line.

    passages: as compare.passages gives them for one text (passage, reference, theme, label, terms, said).
    """
    about = "Themes through the text"
    if passages.empty:
        note = str(passages.attrs.get("note") or "")
        return Figure(name, None, passages, about, note or "No passage has a theme of the codebook.")
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
        theme.sentence(f"{order[0]} comes up in {int(passages['label'].value_counts().iloc[0])} of {last} passages"),
        f"{marks.plural(len(order), 'theme')} in {marks.plural(touched, 'passage')}: "
        f"{marks.listed(passages['label'], 5)}.",
        "A bar is a passage that touches on a theme; point at it for the words that tell.",
        passages[["passage", "reference", "label", "terms", "said"]].rename(columns={"label": "theme"}),
        subtitle=about,
        narrow=listing(
            (
                str(label),
                [
                    Entry(f"passage {row['passage']}: {', '.join(row['terms'])}", BLUE, "square")
                    for row in to_records(some)
                ],
            )
            for label, some in sorted(passages.groupby("label"), key=lambda pair: order.index(str(pair[0])))
        ),
    )


def themes(shares: pd.DataFrame, own: str | None = None, texts: Iterable[Text] = (), name: str = "themes") -> Figure:
    """Return the share of passages that each theme takes in each text, the texts by date, with intervals.

    shares: as compare.themes gives them (text_id, date, theme, label, passages, of, share, low, high,
    said).
    own: the id of the text that the others are compared with, which is marked. texts: all of them, for their names.
    """
    called = names.of_texts(texts)
    about = "Themes across the texts, by date"
    if shares.empty:
        note = str(shares.attrs.get("note") or "")
        return Figure(name, None, shares, about, note or "No passage of these texts has a theme of the codebook.")
    dated = shares.drop_duplicates("text_id").sort_values(["date", "text_id"], na_position="last", kind="stable")
    ids = [str(one) for one in dated["text_id"]][:MOST_TEXTS]
    labels = {text: called[text] for text in ids}
    weight = shares.groupby("label")["passages"].sum().sort_values(ascending=False, kind="stable")
    kept = [str(one) for one in weight.index[weight > 0]][:MOST_THEMES]
    shown = shares[shares["label"].isin(kept) & shares["text_id"].isin(ids)]
    this, other = "this text", "compared with it"
    drawn = shown.assign(
        text=shown["text_id"].map(labels),
        which=[this if text == own else other for text in shown["text_id"]],
        counted=[f"{row.passages} of {row.of}" for row in shown.itertuples()],
    )
    drawn["told"] = drawn["text"] + ", " + drawn["label"] + ": " + drawn["counted"] + " passages"
    signs = {this: (VERMILION, "diamond"), other: (BLUE if own is None else GREY, "circle")}
    present = [one for one in signs if one in set(drawn["which"])]
    base = alt.Chart().encode(
        y=alt.Y("text:N", title=None, sort=[labels[text] for text in ids]).axis(
            ticks=False, domain=False, grid=True, labelLimit=LABEL
        ),
        color=alt.Color("which:N", title=None, legend=None if len(present) < 2 else alt.Legend()).scale(
            domain=present, range=[signs[one][0] for one in present]
        ),
        description="told:N",
        tooltip=[
            alt.Tooltip("text:N", title="Text"),
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
    layers = alt.layer(intervals, points, data=drawn)
    header = alt.Header(labelAnchor="start", labelFontWeight=600)

    def facets(across: int, width: int) -> alt.FacetChart:
        panel = layers.properties(width=width, height=20 * len(ids))
        return panel.facet(facet=alt.Facet("label:N", title=None, sort=kept, header=header), columns=across)

    more = int((weight > 0).sum()) - len(kept)
    left_out = f" {marks.plural(more, 'further theme')} in the table only." if more > 0 else ""
    return Figure(
        name,
        facets(2, (theme.MEASURE - LABEL - 60) // 2),
        shares,
        _finding(shown, own, len(ids)),
        f"{marks.plural(len(ids), 'text')}; most passages are on {', '.join(kept[:3])}.{left_out} "
        f"{shares.attrs.get('note') or ''}".strip(),
        "A point is the share of a text's passages that touch on the theme, its line the 95 per cent interval. "
        "Where two lines overlap widely, the texts may well not differ.",
        names.named(
            shares[["text_id", "date", "label", "passages", "of", "share", "low", "high", "said"]].rename(
                columns={"label": "theme"}
            ),
            called,
        ),
        {"passages": "said"},
        subtitle=about,
        narrow=facets(1, theme.NARROW - LABEL - 20),
    )


def _finding(shown: pd.DataFrame, own: str | None, texts: int) -> str:
    """Return the theme that takes most of this text, and of the others, as a title."""
    here, there = shown[shown["text_id"] == own], shown[shown["text_id"] != own]
    told = []
    if len(here) and here["share"].max() > 0:
        first = here.iloc[int(here["share"].argmax())]
        told.append(f"this text argues most with {first['label'].lower()} ({first['share']:.0%} of its passages)")
    if len(there):
        total = there.groupby("label")["passages"].sum().sort_values(ascending=False, kind="stable")
        told.append(f"the {texts - (1 if len(here) else 0)} others most with {str(total.index[0]).lower()}")
    return theme.sentence(", ".join(told)) or "No theme stands out"


def unlisted(topics: pd.DataFrame, name: str = "unlisted-themes") -> Table:
    """Return the themes that the words themselves suggest, as a table; the number of passages opens them.

    topics: as compare.unlisted gives them.
    """
    caption = "Words that go together in these passages, and how often they do again"
    if len(topics):
        new = topics[(topics["listed_share"] < COVERED) & (topics["stability"] >= STABLE)]
        if new.empty:
            nothing = topics[:0].copy()
            nothing.attrs["note"] = "Every group of words that comes back is on a theme or issue of the codebook."
            return Table(name, nothing, caption)
        topics = new
    shown = names.named(topics, names.Names()).rename(
        columns={"listed": "nearest_issue", "listed_share": "words_of_it"}
    )
    return Table(name, topics, caption, shown, opens={"passages": "said"})
