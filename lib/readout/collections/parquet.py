"""Parquet files of a collection: written whole or not at all, and the same table always as the same bytes."""

from pathlib import Path
from typing import TYPE_CHECKING

from readout import write
from readout.errors import ReadoutError, RunFailed

if TYPE_CHECKING:
    import pyarrow as pa

#: Rows that a reader can skip at once.
ROWS_IN_A_GROUP = 20_000


def whole(path: Path, table: "pa.Table") -> None:
    """Write a table as Parquet; the file appears with all its rows or not at all.

    Raises RunFailed with one sentence where the disk is full or broken.
    """
    import pyarrow.parquet as pq

    with write.staged(path) as unfinished:
        try:
            pq.write_table(table, unfinished, compression="zstd", row_group_size=ROWS_IN_A_GROUP)
        except OSError as error:
            sentence = f"{path} cannot be written ({write.reason(error)}); what was written before is untouched."
            raise RunFailed(sentence) from None


def read(path: Path, columns: list[str] | None = None) -> "pa.Table":
    """Return a file's rows. Raises ReadoutError where it ends in the middle or is no Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(path).read(columns=columns)
    except (pa.ArrowInvalid, OSError) as error:
        raise ReadoutError(damaged(path, error)) from None


def notes(path: Path) -> dict[bytes, bytes]:
    """Return what a file says of itself besides its rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return dict(pq.read_schema(path).metadata or {})
    except (pa.ArrowInvalid, OSError) as error:
        raise ReadoutError(damaged(path, error)) from None


def damaged(path: Path, error: Exception) -> str:
    """Return the sentence about a file that cannot be read."""
    if not path.exists():
        return f"{path} is gone; collect the collection again."
    return f"{path} is damaged or ends in the middle ({str(error).splitlines()[0].rstrip('.')}); collect it again."
