"""Rows of Parquet, CSV and TSV files, one at a time, as words; a file that ends in the middle is told."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from readout.collections import parquet
from readout.errors import ReadoutError
from readout.write import reason

ENDINGS = (".parquet", ".csv", ".tsv")
#: What stands in tables of R and pandas for nothing.
NOTHING = ("NA", "NaN", "nan", "None", "NULL")


def is_table(path: Path) -> bool:
    """Tell whether a file is one of those that `read` takes."""
    return path.is_file() and path.suffix.lower() in ENDINGS


def columns(path: Path) -> list[str]:
    """Return the names of a file's columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if path.suffix.lower() == ".parquet":
        try:
            return list(pq.read_schema(path).names)
        except (pa.ArrowInvalid, OSError) as error:
            raise ReadoutError(parquet.damaged(path, error).replace("collect it again", "get it again")) from None
    with _opened(path) as lines:
        return [name.strip() for name in next(csv.reader(lines, dialect=_dialect(path)), [])]


def read(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a file by the names of its columns; missing values are empty words."""
    if path.suffix.lower() == ".parquet":
        yield from _of_parquet(path)
        return
    # A speech is one cell; elsewhere a cell so long is a fault, so the limit is that of this reader alone.
    usual = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        with _opened(path) as lines:
            names: list[str] = []
            for number, cells in enumerate(csv.reader(lines, dialect=_dialect(path)), 1):
                if not names:
                    names = [name.strip() for name in cells]
                elif cells and len(cells) != len(names):
                    raise ReadoutError(
                        f"{path}: row {number} has {len(cells)} cells where the first line has {len(names)} columns; "
                        "the file may end in the middle: get it again, or save it as CSV anew."
                    )
                elif cells:
                    yield {name: word(cell) for name, cell in zip(names, cells, strict=True)}
    except (UnicodeDecodeError, csv.Error) as error:
        raise ReadoutError(f"{path} cannot be read ({str(error).splitlines()[0]}); save it as CSV in UTF-8.") from None
    except OSError as error:
        raise ReadoutError(f"{path} cannot be read ({reason(error)}).") from None
    finally:
        csv.field_size_limit(usual)


def word(value: Any) -> str:
    """Return a value as words, empty where it stands for nothing."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if hasattr(value, "isoformat"):
        value = value.isoformat().removesuffix("T00:00:00")
    words = str(value).strip()
    return "" if words in NOTHING else words


def _of_parquet(path: Path) -> Iterator[dict[str, str]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        for batch in pq.ParquetFile(path).iter_batches(256):
            for row in batch.to_pylist():
                yield {name: word(value) for name, value in row.items()}
    except (pa.ArrowInvalid, OSError) as error:
        raise ReadoutError(parquet.damaged(path, error).replace("collect it again", "get it again")) from None


def _opened(path: Path) -> Any:
    return path.open(encoding="utf-8-sig", newline="")


def _dialect(path: Path) -> type[csv.Dialect]:
    return csv.excel_tab if path.suffix.lower() == ".tsv" else csv.excel
