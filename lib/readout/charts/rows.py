"""A table as HTML for notebooks and pages: escaped, labelled, numbers aligned, long text wrapped."""

import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import pandas as pd

from readout.annotator.sentences import counted_from_one

#: A table longer than this shows its first rows; the file behind it holds all.
MOST_ROWS = 300
#: A column with a cell of more characters than this holds long text.
LONG = 60
#: A column of cells with no more characters than this, such as dates, is not broken into lines.
SHORT = 12
#: A cell opens no more than so many sentences; the file behind the table holds all.
MOST_OPENED = 40

#: What stands before a claim's own sign in its id: the id of its text.
OWN = re.compile(r".*-(?=[0-9a-f]{8}$)")
STYLE = files("readout.charts").joinpath("table.css").read_text(encoding="utf-8").strip()


@cache
def script() -> str:
    """Return the script that makes tables sort and filter: a page takes it once, a notebook with each table."""
    return files("readout.charts").joinpath("table.js").read_text(encoding="utf-8")


def heading(column: object) -> str:
    """Return a column's name as a reader's heading: underscores become spaces, the first letter a capital."""
    name = str(column).replace("_", " ").strip()
    return name[:1].upper() + name[1:]


def plain(value: Any) -> Any:
    """Return a cell's value in Python's own types, with None for what is missing."""
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    return value


def _written(value: Any) -> str:
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:,.3g}"
    if isinstance(value, int):
        return str(value) if 1000 <= value <= 2999 else f"{value:,}"  # years take no thousands separator
    if isinstance(value, list):
        if all(isinstance(part, str) for part in value):
            return ", ".join(value)
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _mark(kind: Any, cells: list[str]) -> str:
    """Return the class of a column: numbers stand to the right, long text gets room, short text stays on its line."""
    if pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind):
        return ' class="number"'
    longest = max(map(len, cells), default=0)
    return ' class="long"' if longest > LONG else ' class="short"' if longest <= SHORT else ""


def as_html(
    table: pd.DataFrame,
    caption: str = "",
    right: tuple[str, ...] = (),
    opens: Mapping[str, str] | None = None,
    label: str = "",
) -> str:
    """Return a table as HTML, without the styles: of a long one the first rows, with a line that says how many more.

    `opens` names for a column the column with the sentences behind each of its cells, as lists of words: the cell
    opens them, and they have no column of their own. The ids in a column `claim_id` lead to the claim, in a report.
    `label` says what the rows are to whoever cannot see them, where no caption does.
    """
    opens = {cell: said for cell, said in (opens or {}).items() if cell in table and said in table}
    shown = counted_from_one(table.head(MOST_ROWS))
    names = [name for name in shown if name not in opens.values()]
    written = [[_written(cell) for cell in shown[name]] for name in names]
    attribute = [
        ' class="number"' if name in right else ' class="id"' if name == "claim_id" else _mark(shown[name].dtype, cells)
        for name, cells in zip(names, written, strict=True)
    ]
    # On a phone each row is a card, whose lines name their columns.
    labelled = [f'{mark} data-label="{escape(heading(name))}"' for name, mark in zip(names, attribute, strict=True)]
    head = "".join(
        f'<th scope="col"{mark}>{escape(heading(name))}</th>' for name, mark in zip(names, attribute, strict=True)
    )
    cells = [
        [_opening(cell, said) for cell, said in zip(column, shown[opens[name]], strict=True)]
        if name in opens
        else [_leading(cell) if name == "claim_id" else escape(cell) for cell in column]
        for name, column in zip(names, written, strict=True)
    ]
    body = "".join(
        f"<tr>{''.join(f'<td{mark}>{cell}</td>' for cell, mark in zip(row, labelled, strict=True))}</tr>"
        for row in zip(*cells, strict=True)
    )
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    more = len(table) - MOST_ROWS
    note = f'<p class="readout-note">{more:,} more rows are in the data file.</p>' if more > 0 else ""
    content = f"{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    # What may scroll must be reached by keyboard too.
    group = f'tabindex="0" role="group" aria-label="{escape(caption or label or "Rows of a table")}"'
    return f'<div class="readout-rows" {group}><table>{content}</table></div>{note}'


def _leading(claim_id: str) -> str:
    """Return the id of a claim, marked so that a report can lead from it to the claim in the text."""
    short = OWN.sub("", claim_id)
    return f'<span data-claim="{escape(claim_id)}">{escape(short)}</span>' if claim_id else ""


def _opening(cell: str, said: Any) -> str:
    """Return a cell that opens the sentences it rests on; where there are none, the cell alone."""
    sentences = plain(said) or []
    if not sentences:
        return escape(cell)
    listed = "".join(f"<li>{escape(_written(sentence))}</li>" for sentence in sentences[:MOST_OPENED])
    more = len(sentences) - MOST_OPENED
    rest = f"<li>and {more:,} more</li>" if more > 0 else ""
    return f'<details class="readout-opens"><summary>{escape(cell)}</summary><ul>{listed}{rest}</ul></details>'


def as_csv(table: pd.DataFrame) -> str:
    """Return a table as CSV; cells that hold lists are JSON text."""
    return _flat(table).to_csv(index=False, lineterminator="\n")


def as_parquet(table: pd.DataFrame) -> bytes:
    """Return a table as Parquet; a column that Parquet has no type for is JSON text."""
    from io import BytesIO

    import pyarrow

    kept = table.reset_index(drop=True).rename(columns=str)
    for name in _nested(kept):
        try:
            pyarrow.array(kept[name].map(plain).tolist())
        except (pyarrow.ArrowException, TypeError, ValueError):
            kept[name] = _flat(kept[[name]])[name]
        else:
            # pandas cannot read back a column whose kind is a list of Arrow's: leave the kind to the values.
            kept[name] = pd.Series([plain(value) for value in kept[name]], dtype=object)
    buffer = BytesIO()
    kept.to_parquet(buffer, index=False)
    return buffer.getvalue()


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose lists and other nested values are JSON text."""

    def flat(value: Any) -> Any:
        value = plain(value)
        return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value

    return table.assign(**{name: table[name].map(flat) for name in _nested(table)})


def _nested(table: pd.DataFrame) -> list[str]:
    """Return the columns that may hold lists."""
    kinds = table.dtypes.items()
    return [str(name) for name, kind in kinds if pd.api.types.is_object_dtype(kind) or str(kind).startswith("list")]
