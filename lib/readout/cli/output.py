"""How commands write their tables: on the screen, or as CSV, JSON Lines, JSON or Parquet, to a file where one is named.

One place for all of them, so that `--format` and `--output` mean the same on every command.
"""

import io
import json
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readout import write
from readout.cli import printing
from readout.errors import ReadoutError

if TYPE_CHECKING:
    import pandas as pd


class Format(StrEnum):
    """How a table is written."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"
    json = "json"
    parquet = "parquet"


FormatOption = Annotated[
    Format | None, typer.Option("--format", help="How to write the table; else as the ending of --output says.")
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", "--out", help="Write to this file instead of the screen.")
]


def chosen(format: Format | None, output: Path | None) -> Format:
    """Return the format that was asked for, or that the ending of the file says; else the table for the screen."""
    if format is not None:
        return format
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return Format(ending) if ending in set(Format) else Format.table


def put(
    table: "pd.DataFrame",
    format: Format | None,
    output: Path | None,
    shown: Sequence[str] | None = None,
    draw: "Callable[[pd.DataFrame], str] | None" = None,
) -> None:
    """Write a table. On the screen it has the columns `shown`, or is as `draw` draws it; elsewhere it is whole.

    Raises ReadoutError for Parquet without a file.
    """
    wanted = chosen(format, output)
    if wanted is Format.parquet:
        if output is None:
            raise ReadoutError("Parquet is no format for a screen; name a file with --output FILE.parquet.")
        with write.staged(output) as unfinished:
            unfinished.write_bytes(_parquet(table))
        return
    if wanted is Format.table:
        words = draw(table) if draw else printing.drawn(table[list(shown)] if shown else table, lines=False)
    else:
        words = written(table, wanted)
    if output is None:
        sys.stdout.write(words)
    else:
        write.whole(output, words)


def written(table: "pd.DataFrame", format: Format) -> str:
    """Return a whole table as CSV, as JSON, or as one JSON object a line."""
    from readout.annotator.claim_table import to_records

    if format is Format.csv:
        return str(table.map(_joined).to_csv(index=False))
    rows = to_records(table)
    if format is Format.json:
        return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return "".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows)


def _joined(value: Any) -> Any:
    """Return a list of words as words, so that a spreadsheet shows them; spans stay as they are."""
    plain = isinstance(value, list | tuple) and all(isinstance(part, str) for part in value)
    return "; ".join(value) if plain else value


def _parquet(table: "pd.DataFrame") -> bytes:
    from readout.charts.rows import as_parquet

    stream = io.BytesIO(as_parquet(table))
    return stream.getvalue()
