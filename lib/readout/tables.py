"""Reading the small tables that people keep beside their texts: CSV in UTF-8, each with the columns it must have."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from readout.errors import ReadoutError
from readout.write import reason

#: No table that people write by hand is larger than this, in bytes.
LARGEST = 20_000_000


def rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of a table by the names of its columns; a missing file has none.

    Raises ReadoutError with one sentence where it cannot be read, lacks one of the columns, or has a row that is
    shorter or longer than its first line.
    """
    if not path.exists():
        return []
    return parse(read(path), str(path), columns)


def read(path: Path) -> str:
    """Return the characters of a table, or raise a sentence where the file is no text in UTF-8."""
    try:
        if not path.is_file():
            raise ReadoutError(f"{path} is no file; put a table in CSV there.")
        if path.stat().st_size > LARGEST:
            raise ReadoutError(f"{path} has more than {LARGEST / 1e6:.0f} MB, which is no table of this kind.")
        content = path.read_bytes()
        if b"\0" in content:
            raise ReadoutError(f"{path} is not in UTF-8; save it as CSV in UTF-8.")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadoutError(f"{path} is not in UTF-8; save it as CSV in UTF-8.") from None
    except OSError as error:
        raise ReadoutError(f"{path} cannot be read ({reason(error)}).") from None


def parse(content: str, name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of a table's content; `name` stands for the file in the sentence of an error."""
    reader = csv.DictReader(io.StringIO(content), strict=True)
    try:
        there = reader.fieldnames or []
        if missing := [column for column in columns if column not in there]:
            raise ReadoutError(f"{name} has no column {missing[0]!r}; its first line must name {', '.join(columns)}.")
        found = []
        for row in reader:
            if None in row or None in row.values():
                raise ReadoutError(
                    f"{name}: line {reader.line_num} ({row[there[0]]}) has not as many cells as the first line, "
                    f"{', '.join(there)}; put cells with commas in quotation marks."
                )
            found.append(row)
        return found
    except csv.Error as error:
        raise ReadoutError(f"{name}: line {reader.line_num} cannot be read ({error}); save it as CSV anew.") from None
