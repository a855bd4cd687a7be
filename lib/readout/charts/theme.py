"""One look for all charts: transparent ground, text in the colour of the page around it, the palette of readout.style.

`currentColor` makes a chart readable in light and dark pages alike: it takes the colour of the text that it stands in.
"""

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt

from readout.style import BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, VERMILION
from readout.vocabulary import Sign

#: Width of a whole chart in pixels, labels and all: the measure of a page and of a notebook's cell; and of a phone.
MEASURE, NARROW = 820, 340
#: Width of the plotting area in pixels, where a chart has to know it before it is drawn.
WIDTH = 620
#: Height of one row of a chart whose rows are categories.
ROW = 26
FONT = "'Liberation Sans', Arial, system-ui, sans-serif"
SERIES = [BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY, GREY]
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-left"]


@alt.theme.register("readout", enable=False)
def theme() -> alt.theme.ThemeConfig:
    """Return the Altair theme `readout`."""
    text: dict[str, Any] = {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "labelFontSize": 13,
        "titleFontSize": 12.5,
    }
    config: Any = {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "title": {
            "anchor": "start",
            "color": "currentColor",
            "fontSize": 16,
            "lineHeight": 20,
            "fontWeight": 600,
            "subtitleColor": "currentColor",
            "subtitleFontSize": 12.5,
            "subtitleLineHeight": 17,
            "subtitlePadding": 6,
            "offset": 14,
            "frame": "bounds",
        },
        "axis": {
            **text,
            "titleFontWeight": 400,
            "titlePadding": 8,
            "domainColor": "currentColor",
            "domainOpacity": 0.4,
            "tickColor": "currentColor",
            "tickOpacity": 0.4,
            "gridColor": "currentColor",
            "gridOpacity": 0.12,
            "labelLimit": 0,
            "labelLineHeight": 15,
        },
        "header": {**text, "titleFontWeight": 400, "labelLimit": 0},
        "legend": {
            **text,
            "titleFontWeight": 400,
            "labelLimit": 0,
            "symbolSize": 110,
            "symbolOpacity": 1,
            "orient": "top",
        },
        "range": {"category": SERIES, "symbol": SHAPES},
        "text": {"color": "currentColor", "fontSize": 12.5},
        "rule": {"color": "currentColor"},
        "bar": {"color": BLUE},
        "point": {"color": BLUE, "filled": True, "size": 70},
        "line": {"color": BLUE},
        "tick": {"color": BLUE},
    }
    return alt.theme.ThemeConfig(config=config)


def wrapped(text: str, width: int = 118) -> list[str]:
    """Return a text in lines that fit above a chart."""
    return textwrap.wrap(text, width) or [""]


def label(text: object, width: int = 30, lines: int = 3) -> str:
    """Return a category's name in at most so many lines, which a chart splits at the newlines again.

    `categories` and `columns` show the lines; the full name stays in the tooltip.
    """
    broken = textwrap.wrap(str(text), width, max_lines=lines, placeholder=" …", break_long_words=False)
    return "\n".join(broken) or "–"


def categories(field: str, title: str, sort: list[str]) -> alt.Y:
    """Return a vertical axis of categories: labels split where `label` put newlines, the title above them."""
    return alt.Y(f"{field}:N", title=title, sort=sort).axis(
        labelExpr="split(datum.label, '\\n')",
        ticks=False,
        domain=False,
        grid=True,
        titleAngle=0,
        titleAlign="right",
        titleAnchor="end",
        titleX=-8,
        titleY=-8,
    )


def columns(field: str, title: str | None, sort: list[str]) -> alt.X:
    """Return a horizontal axis of categories along the top, labels split where `label` put newlines."""
    lines = max((name.count("\n") + 1 for name in sort), default=1)
    return alt.X(f"{field}:N", title=title, sort=sort).axis(
        labelExpr="split(datum.label, '\\n')",
        orient="top",
        labelAngle=0,
        labelPadding=15 * lines + 4,  # the lines of a label run downwards, towards the marks
        ticks=False,
        domain=False,
        grid=True,
    )


def colours(signs: Mapping[str, Sign], present: Iterable[object]) -> alt.Scale:
    """Return a colour scale for those of some signs (voices, stances) that are present, in the signs' own order."""
    shown = [key for key in signs if key in set(present)]
    return alt.Scale(domain=[signs[key].label for key in shown], range=[signs[key].colour for key in shown])


def clipped(text: object, limit: int = 240) -> str:
    """Return a text short enough for a tooltip."""
    return textwrap.shorten(str(text), limit, placeholder=" …")


def sentence(words: str) -> str:
    """Return a finding as a title: its first letter a capital, without a full stop at its end."""
    words = " ".join(words.split()).removesuffix(".")
    return words[:1].upper() + words[1:]


def joined(parts: Iterable[object], most: int = 3) -> str:
    """Return names in a row as a sentence has them: "a", "a and b", "a, b and c", "a, b and 3 more"."""
    names = [str(part) for part in parts]
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
