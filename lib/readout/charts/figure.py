"""Figure and Table: what a notebook shows, drawn without a network, with its description and the rows behind it.

Where the environment variable READOUT_OUTPUT names a folder (a report run), what is shown is written there too:
`figures/<name>.svg`, `.png` and `.vl.json`, `tables/<name>.csv` and `.parquet`.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

from readout import write
from readout.charts import png_text, rows, theme
from readout.errors import ReadoutError

#: The type that JupyterLab, Notebook 7 and VS Code draw by themselves; they have no later one.
VEGA_LITE = "application/vnd.vegalite.v5+json"
#: The type of a chart in its layout for phones, which the pages of a report take.
NARROW = "application/vnd.readout.narrow+svg"
FORMATS = ("svg", "png", "html", "json")
#: Names that every object of JavaScript has.
OF_EVERY_OBJECT = (
    *("constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString"),
    *("valueOf", "__proto__", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__"),
)
NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True)
class Table:
    """A table that shows itself: `name` names its files, `caption` says in a line what the rows are.

    `shown` is what the reader sees of it, where that is less than the files hold; the columns named in `right` stand
    to the right. `opens` names for a column of numbers the column with the sentences behind each.
    """

    name: str
    table: pd.DataFrame
    caption: str = ""
    shown: pd.DataFrame | None = None
    right: tuple[str, ...] = ()
    opens: Mapping[str, str] = field(default_factory=dict)
    #: Whether it opens at a press, where its rows only say again what stands above it.
    folded: bool = False

    def __post_init__(self) -> None:
        check_name(self.name)

    def _repr_html_(self) -> str:
        if self.table.empty:
            why = self.table.attrs.get("note") or "There is nothing to list."
            return _styled(f'<p class="readout-none"><strong>{escape(self.caption)}.</strong> {escape(str(why))}</p>')
        seen = self.table if self.shown is None else self.shown
        shown = rows.as_html(seen, self.caption, self.right, self.opens)
        if self.folded:
            shown = f'<details class="readout-fold"><summary>{escape(self.caption)}</summary>{shown}</details>'
        return _styled(shown + _data_note(self.name))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:
        _write_table(self.name, self.table)
        about = {"table": self.name}
        if self.table.empty:
            about |= {"nothing": self.table.attrs.get("note") or "There is nothing to list.", "title": self.caption}
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}, {"readout": about}

    def __repr__(self) -> str:
        return f"{self.caption or self.name} ({len(self.table)} rows)\n{self.table.to_string(max_rows=20)}"


@dataclass(frozen=True)
class Figure:
    """A chart with its title, a description in prose for who does not see it, and the table behind it.

    `chart` is an Altair chart without a title or theme, or None where there is nothing to draw: then the description
    alone is shown. `title` says what the chart shows to be so, `subtitle` what the chart is, and `reading` in a
    sentence or two how to read it. `narrow` is its layout for a phone, where the chart itself, drawn less wide, is
    none. `shown` is what a reader sees of the table, where that is less than the files hold; `opens` names for a column
    of it the column with the sentences behind each of its numbers.
    """

    name: str
    chart: alt.TopLevelMixin | None
    table: pd.DataFrame
    title: str
    description: str
    reading: str = ""
    shown: pd.DataFrame | None = None
    opens: Mapping[str, str] = field(default_factory=dict)
    subtitle: str = ""
    narrow: alt.TopLevelMixin | None = None

    def __post_init__(self) -> None:
        check_name(self.name)

    @property
    def told(self) -> str:
        """Return what stands under the title: what the chart is, and how to read it."""
        return f"{self.subtitle}. {self.reading}".removeprefix(". ").strip()

    @cached_property
    def spec(self) -> dict[str, Any]:
        """Return the chart as a Vega-Lite specification, themed and titled; empty where there is no chart."""
        if self.chart is None:
            return {}
        heading = {
            "text": theme.wrapped(self.title, 92),
            "subtitle": theme.wrapped(self.told) if self.told else [],
        }
        return {**self._spec(self.chart, theme.MEASURE), "title": heading}

    def _spec(self, chart: alt.TopLevelMixin, width: int) -> dict[str, Any]:
        """Return a chart that takes a given width, labels and all, as a specification without a title."""
        with alt.theme.enable("readout"), alt.data_transformers.enable("default", max_rows=None):
            spec: dict[str, Any] = chart.to_dict()
        if isinstance(spec.get("width"), int | float):
            spec |= {"width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
        if width == theme.NARROW:
            spec["config"]["legend"] = {**spec["config"]["legend"], "columns": 2}
        # Every mark that we use is in version 5 too, which is what notebooks draw. What is missing becomes null: a
        # notebook keeps a chart as JSON, which knows no NaN.
        return {
            **_told_apart(rows.plain(spec)),
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "description": self.description,
        }

    @cached_property
    def svg(self) -> str:
        """Return the chart as SVG with its title and description, for a screen reader too; '' where there is none."""
        return self._drawn(self.spec, f"readout-{self.name}")

    @cached_property
    def drawings(self) -> tuple[str, str]:
        """Return the chart as SVG without its title, which a page sets in its own type: for a page, and for a phone."""
        if self.chart is None:
            return "", ""
        wide = self._drawn(self._spec(self.chart, theme.MEASURE), f"readout-{self.name}")
        narrow = self._drawn(self._spec(self.narrow or self.chart, theme.NARROW), f"readout-{self.name}-narrow", False)
        return wide, narrow

    def _drawn(self, spec: dict[str, Any], mark: str, told: bool = True) -> str:
        if not spec:
            return ""
        import vl_convert

        drawn = vl_convert.vegalite_to_svg(spec, vl_version="5.21", show_warnings=False)
        if not told:  # a phone has no pointer to show what each mark says
            drawn = re.sub(r' (?:aria-label|aria-roledescription|role)="[^"]*"', "", drawn)
        head = (
            f'<title id="{mark}-title">{escape(self.title)}</title><desc id="{mark}-description">'
            f"{escape(self.description)}</desc>"
        )
        said = f'role="img" aria-labelledby="{mark}-title" aria-describedby="{mark}-description"'
        return re.sub(r"<svg ([^>]*)>", rf"<svg {said} \1>" + head.replace("\\", r"\\"), drawn, count=1)

    def png(self, scale: float = 2) -> bytes:
        """Return the chart as PNG on white, with title and description as text chunks."""
        if self.chart is None:
            raise ReadoutError(f"The figure {self.name} has nothing to draw: {self.description}")
        import vl_convert

        spec = {**self.spec, "config": {**self.spec["config"], "background": "white"}}
        image = vl_convert.vegalite_to_png(spec, vl_version="5.21", scale=scale, show_warnings=False)
        return png_text.with_text(image, {"Title": self.title, "Description": self.description})

    def save(self, path: str | Path) -> Path:
        """Write the figure as .svg, .png, .html (chart, description and rows) or .json (Vega-Lite); return the path."""
        path = Path(path)
        kind = path.suffix.lstrip(".").lower()
        if kind not in FORMATS:
            raise ReadoutError(f"{path.name} does not end in one of the forms of a figure: {', '.join(FORMATS)}.")
        if self.chart is None and kind != "html":
            raise ReadoutError(f"The figure {self.name} has nothing to draw: {self.description}")
        made = {"svg": self._file_svg, "html": self._page, "json": lambda: json.dumps(self.spec, indent=1)}
        write.whole(path, self.png() if kind == "png" else made[kind]())
        return path

    def write(self, folder: Path) -> None:
        """Write all files of the figure into a report's folder."""
        _write_table(self.name, self.table, folder)
        if self.chart is not None:
            figures = folder / "figures"
            figures.mkdir(parents=True, exist_ok=True)
            (figures / f"{self.name}.svg").write_text(self._file_svg(), encoding="utf-8")
            (figures / f"{self.name}.png").write_bytes(self.png())
            (figures / f"{self.name}.vl.json").write_text(json.dumps(self.spec, indent=1) + "\n", encoding="utf-8")

    def rows_html(self) -> str:
        """Return the rows behind the chart, folded, as HTML."""
        if self.table.empty:
            return ""
        count = f"{len(self.table):,} row{'' if len(self.table) == 1 else 's'}"
        folded = f'<details class="readout-fold"><summary>The {count} behind this chart</summary>'
        seen = self.table if self.shown is None else self.shown
        return folded + rows.as_html(seen, opens=self.opens, label=f"Rows behind: {self.title}") + "</details>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:
        about = {"figure": self.name, "title": self.title, "told": self.told, "description": self.description}
        mark: dict[str, Any] = {"readout": about}
        if self.chart is None:
            about["nothing"] = self.description
            return {"text/html": _styled(self._nothing()), "text/plain": repr(self)}, mark
        actions = {"export": True, "source": False, "compiled": False, "editor": False}
        # Drawn as SVG, the text of a chart takes the colour of the notebook's theme.
        mark[VEGA_LITE] = {"embed_options": {"renderer": "svg", "actions": actions}}
        wide, narrow = self.drawings
        data = {VEGA_LITE: self.spec, "image/svg+xml": wide, "text/plain": repr(self)}
        return ({**data, NARROW: narrow} if output_folder() else data), mark

    def _ipython_display_(self) -> None:
        # Two outputs: within one, JupyterLab would prefer the HTML of the rows to the chart.
        from IPython.display import publish_display_data

        folder = output_folder()
        if folder:
            self.write(folder)
        data, mark = self._repr_mimebundle_()
        publish_display_data(data, mark)
        below = self.rows_html() + _data_note(self.name)
        if below and (self.chart is not None or not folder):
            plain = {"text/plain": f"{len(self.table)} rows", "text/html": _styled(below)}
            publish_display_data(plain, {"readout": {"rows": self.name}})

    def __repr__(self) -> str:
        return f"{self.title}. {self.description}"

    def _nothing(self) -> str:
        return f'<p class="readout-none"><strong>{escape(self.title)}.</strong> {escape(self.description)}</p>'

    def _file_svg(self) -> str:
        # A file stands alone: its text follows the reader's light or dark setting.
        style = "<style>:root{color:#1b1b1b}@media (prefers-color-scheme:dark){:root{color:#e6e6e6}}</style>"
        return self.svg.replace("<title", style + "<title", 1)

    def _page(self) -> str:
        style = (
            ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:48rem;"
            "padding:0 1rem}svg{max-width:100%;height:auto}" + rows.STYLE
        )
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
            f'content="width=device-width,initial-scale=1"><title>{escape(self.title)}</title><style>{style}</style>'
            f"</head><body><figure>{self.svg or self._nothing()}<figcaption>{escape(self.description)}</figcaption>"
            f"</figure>{self.rows_html()}</body></html>\n"
        )


def table(name: str, dataframe: pd.DataFrame, caption: str = "", folded: bool = False) -> Table:
    """Return a table that shows itself, and is written as tables/<name>.csv and .parquet in a report run."""
    return Table(name, dataframe, caption, folded=folded)


def output_folder() -> Path | None:
    """Return the folder that READOUT_OUTPUT names, or None outside a report run."""
    named = os.environ.get("READOUT_OUTPUT")
    return Path(named) if named else None


def check_name(name: str) -> None:
    """Raise ReadoutError where a name cannot be that of a file on every system."""
    if not NAME.fullmatch(name):
        raise ReadoutError(f"{name!r} cannot name a figure; use small letters, digits and hyphens, as in 'voices'.")


def _told_apart(part: Any) -> Any:
    """Return a specification in which no word of a text is a name that every object of JavaScript has.

    Vega looks words up in plain objects, and finds there what nobody put in: a space at its end, which is not drawn,
    makes the word one of the text again.
    """
    if isinstance(part, dict):
        return {key: _told_apart(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_told_apart(value) for value in part]
    return f"{part} " if isinstance(part, str) and part in OF_EVERY_OBJECT else part


def _write_table(name: str, dataframe: pd.DataFrame, folder: Path | None = None) -> None:
    folder = folder or output_folder()
    if folder:
        tables = folder / "tables"
        tables.mkdir(parents=True, exist_ok=True)
        (tables / f"{name}.csv").write_text(rows.as_csv(dataframe), encoding="utf-8", newline="")
        (tables / f"{name}.parquet").write_bytes(rows.as_parquet(dataframe))


def _data_note(name: str) -> str:
    return f'<p class="readout-note">Data: tables/{name}.csv</p>' if output_folder() else ""


def _styled(html: str) -> str:
    # In a report the pages have the styles and the script; in a notebook the tables bring theirs.
    if output_folder():
        return html
    return f"<style>{rows.STYLE}</style>{html}" + (f"<script>{rows.script()}</script>" if "<table" in html else "")
