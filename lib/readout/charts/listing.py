"""A chart as a list: groups of lines, each with its sign and its words, for where a grid would be too wide to read."""

import textwrap
from collections.abc import Iterable
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from readout.charts import marks, theme
from readout.vocabulary import POSITIONS

#: The height of a line of words, and the gap before a group, in pixels; so many characters stand on a line of a phone.
LINE, GAP, LETTERS = 17, 10, 46


class Entry(NamedTuple):
    """One line of a list: its words, and the colour and shape of its sign."""

    words: str
    colour: str = "currentColor"
    shape: str = "circle"


def of_stance(stance: str, words: str) -> Entry:
    """Return a line whose sign is that of a position."""
    return Entry(words, POSITIONS[stance].colour, marks.STANCE_SHAPES[stance])


def listing(groups: Iterable[tuple[str, Iterable[Entry]]], letters: int = LETTERS) -> alt.LayerChart:
    """Return the chart of groups of lines: each group's name in bold, under it its lines with their signs."""
    heads, lines = [], []
    top = 0
    for name, entries in groups:
        top += GAP if top else 0
        broken = textwrap.wrap(name, round(letters * 0.88)) or ["–"]
        heads.append({"words": "\n".join(broken), "y": top})
        top += LINE * len(broken) + 3
        for entry in entries:
            broken = textwrap.wrap(entry.words, letters - 2) or ["–"]
            lines.append(
                {"words": "\n".join(broken), "y": top, "at": top + 7, "colour": entry.colour, "shape": entry.shape}
            )
            top += LINE * len(broken) + 3
    y = alt.Y("y:Q", scale=None, axis=None)
    words: dict[str, Any] = {"align": "left", "baseline": "top", "lineBreak": "\n", "lineHeight": LINE, "fontSize": 13}
    bold = (
        alt.Chart(pd.DataFrame(heads)).mark_text(**words, fontWeight="bold").encode(x=alt.value(0), y=y, text="words:N")
    )
    told = alt.Chart(pd.DataFrame(lines)).mark_text(**words).encode(x=alt.value(18), y=y, text="words:N")
    signs = (
        alt.Chart(pd.DataFrame(lines))
        .mark_point(filled=True, size=80, opacity=1)
        .encode(
            x=alt.value(6),
            y=alt.Y("at:Q", scale=None, axis=None),
            color=alt.Color("colour:N", scale=None),
            shape=alt.Shape("shape:N", scale=None),
        )
    )
    return (bold + told + signs).properties(width=theme.NARROW, height=top)
