"""Tables on the screen: every word as it is, whatever it looks like, and sentences counted from one."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from readout.texts.cards import printable

if TYPE_CHECKING:
    import pandas as pd

#: How wide a table is that does not go to a screen.
WIDE = 160


def drawn(
    table: "pd.DataFrame", *, right: Sequence[str] = (), lines: bool = False, most: int | None = None, missing: str = ""
) -> str:
    """Return a table drawn for the screen, or WIDE characters wide where it goes elsewhere.

    Words are drawn letter for letter: `[not]` is no style and `:x:` no picture. `right` names columns that stand to
    the right besides the numbers, `lines` parts rows that have several lines, `most` is the number of rows at most.
    """
    import io

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from readout.annotator.sentences import counted_from_one

    shown = counted_from_one(table)
    made = Table(box=box.SQUARE if lines else box.SIMPLE_HEAD, show_lines=lines)
    for name in shown.columns:
        number = shown[name].dtype.kind in "iuf" or name in right
        made.add_column(Text(str(name).replace("_", " ")), justify="right" if number else "left", overflow="fold")
    for row in shown.head(len(shown) if most is None else most).itertuples(index=False):
        made.add_row(*(Text(printable(written(value, missing))) for value in row))
    stream = io.StringIO()
    width = None if sys.stdout.isatty() else WIDE
    Console(file=stream, width=width, color_system=None, highlight=False, markup=False, emoji=False).print(made)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def written(value: object, missing: str = "") -> str:
    """Return a cell's value as words: lists joined by commas, numbers short."""
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(written(part) for part in value)
    if value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value):
        return missing
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value:.3g}"
    return str(value)
