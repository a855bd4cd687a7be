"""Keyness: the words that stand out in a text, with their uncertainty."""

import altair as alt
import pandas as pd

from readout.charts import marks, theme
from readout.charts.evidence import of_lines
from readout.charts.figure import Figure
from readout.style import BLUE, GREY

#: Where fewer words stand out beyond chance, there is nothing to see.
FEWEST = 3
#: What a reader sees of the table; its files hold all measures.
SHOWN = ["word", "count", "reference_count", "log_ratio", "log_ratio_low", "log_ratio_high", "p_adjusted", "certain"]


def keyness(words: pd.DataFrame, lines: pd.DataFrame, most: int = 20, name: str = "keyness") -> Figure:
    """Return the words most typical of a text, each with the interval of its log ratio.

    words: as compare.keyness gives them (word, count, reference_count, log_ratio, log_ratio_low,
    log_ratio_high, certain), the most typical first. Of these the first `most` that the text has oftener are drawn.
    lines: the lines in which they stand, as compare.lines_of gives them, which the counts open. Where words have a
    `sort`, names and function words are not drawn, and there is no chart where fewer than three others are certain.
    """
    about = "Words that stand out here"
    note = str(words.attrs.get("note") or "")
    more = words[words["log_ratio"] > 0] if len(words) else words
    names = more[more["sort"] == "name"] if "sort" in more else more[:0]
    kept = (more[more["sort"] == "word"] if "sort" in more else more).head(most)
    if "sort" in more and kept["certain"].sum() < FEWEST:
        few = f"Fewer than {FEWEST} words that are no names stand out beyond chance. {note}".strip()
        return Figure(name, None, words, about, few)
    if kept.empty:
        return Figure(name, None, words, about, note or "No word stands out against the reference.")
    listed = theme.joined(names["word"].head(6), 6)
    told = f"Names that stand out: {listed}. " if listed else ""
    certain, doubtful = "certain beyond chance", "could be chance"
    drawn = kept.assign(state=[certain if sure else doubtful for sure in kept["certain"]])
    shown = [one for one in (certain, doubtful) if one in set(drawn["state"])]
    base = alt.Chart(drawn).encode(
        y=theme.categories("word", "Word", drawn["word"].tolist()),
        color=alt.Color("state:N", title=None).scale(
            domain=shown, range=[{certain: BLUE, doubtful: GREY}[one] for one in shown]
        ),
        tooltip=[
            alt.Tooltip("word:N", title="Word"),
            alt.Tooltip("count:Q", title="Times here"),
            alt.Tooltip("reference_count:Q", title="Times in the reference"),
            alt.Tooltip("log_ratio:Q", title="Log ratio", format=".2f"),
            alt.Tooltip("log_ratio_low:Q", title="from", format=".2f"),
            alt.Tooltip("log_ratio_high:Q", title="to", format=".2f"),
        ],
    )
    axis = "Log ratio: one more means twice as frequent here as in the reference"
    intervals = base.mark_rule(strokeWidth=2).encode(x=alt.X("log_ratio_low:Q", title=axis), x2="log_ratio_high:Q")
    points = base.mark_point(filled=True, size=80, opacity=1).encode(
        x="log_ratio:Q",
        shape=alt.Shape("state:N", title=None).scale(
            domain=shown, range=[{certain: "circle", doubtful: "diamond"}[one] for one in shown]
        ),
    )
    return Figure(
        name,
        (intervals + points).properties(width=theme.WIDTH, height=20 * len(drawn)),
        words,
        _finding(kept),
        f"{marks.plural(len(drawn), 'word')} of {len(words)}: {', '.join(drawn['word'].head(8))}. {told}{note}".strip(),
        "A point is how much more frequent a word is here than in the reference; its line is the 95 per cent interval. "
        "Words come in bursts, so the true doubt is larger.",
        words[SHOWN].assign(said=of_lines(words["word"], lines)),
        {"count": "said"},
        subtitle=about,
    )


def _finding(kept: pd.DataFrame) -> str:
    """Return the words that stand out beyond chance, as a title; else that none does."""
    sure = [f"“{word}”" for word in kept.loc[kept["certain"], "word"]]
    return (
        f"{theme.joined(sure, 5)} stand{'s' if len(sure) == 1 else ''} out"
        if sure
        else "No word stands out beyond chance"
    )
