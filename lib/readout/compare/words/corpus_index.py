"""An index of a large collection on the disk: split once, opened at once, shared by all methods that count words.

The index of a collection lies in a folder of its own and holds plain arrays, which are mapped into memory as they are
needed. It is built in a folder beside, which takes its place when it is whole: what breaks off leaves nothing behind.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from readout import places
from readout.compare.words.tokenise import Chunk, batches, chunks_of
from readout.compare.words.tokens import Words
from readout.errors import ReadoutError
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd

#: The arrays of an index with their types, in the order of `readout.compare.splitting.Batch`.
ARRAYS = {
    "characters": np.uint8,
    "codes": np.int32,
    "starts": np.uint32,
    "text_bounds": np.int64,
    "word_bounds": np.int64,
}
#: Raised by one whenever the definition of a word or the layout changes, so that old indexes are built anew.
VERSION = 2


class Collection:
    """A collection with its index: `words` for the methods of readout.compare, `table` for what is known of each text.

    `table` has a row a text, in the order of the words' texts: `id`, and whatever else the collection says.
    """

    def __init__(self, folder: Path):
        self.folder = folder

    def __len__(self) -> int:
        return len(self.words.names)

    @cached_property
    def table(self) -> "pd.DataFrame":
        """Return what is known of each text."""
        import pandas as pd

        return pd.read_parquet(self.folder / "table.parquet")

    @cached_property
    def words(self) -> Words:
        """Return the words of the collection, mapped from the disk."""
        arrays = {name: _map(self.folder / f"{name}.bin", kind) for name, kind in ARRAYS.items()}
        kept = json.loads((self.folder / "forms.json").read_text(encoding="utf-8"))
        zero = np.zeros(1, np.int64)
        return Words(
            kept["names"],
            arrays["characters"],
            np.concatenate([zero, arrays["text_bounds"]]),
            np.concatenate([zero, arrays["word_bounds"]]),
            arrays["codes"],
            arrays["starts"],
            kept["forms"],
        )

    def body(self, name: str) -> str:
        """Return the body of one text."""
        number = self.words.names.index(name)
        low, high = self.words.text_bounds[number], self.words.text_bounds[number + 1] - 1
        return bytes(self.words.buffer[low:high]).decode("utf-8", "surrogatepass")


def open_parquet(path: str | Path, folder: Path | None = None) -> Collection:
    """Return a Parquet file of texts with its index, built on first use; a changed file is indexed anew.

    The file needs the columns `id` and `text`; all others end up in `table`. `folder` holds the indexes.
    Raises ReadoutError where the file is missing, is no Parquet, lacks a column, or repeats an id.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = Path(path)
    if not path.is_file():
        raise ReadoutError(f"No file {str(path)!r}; name a Parquet file with the columns id and text.")
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid:
        raise ReadoutError(f"{path} is no Parquet file; give one with the columns id and text.") from None
    columns = file.schema_arrow.names
    for name in ("id", "text"):
        if name not in columns:
            raise ReadoutError(f"{path} has no column {name!r}; it needs the columns id and text.")
    state = path.stat()
    key = _key(str(path.resolve()), state.st_size, state.st_mtime_ns)

    def table() -> "pd.DataFrame":
        return file.read(columns=[name for name in columns if name != "text"]).to_pandas()

    return _opened((folder or places.cache() / "indexes") / key, table, lambda: _of_parquet([path]))


def open_parts(paths: Sequence[Path], folder: Path) -> Collection:
    """Return the texts of several Parquet files, in their order, with their index in `folder`; they never change."""
    import pandas as pd

    key = _key(*(part for path in paths for part in (path.parent.name, path.name, path.stat().st_size)))

    def table() -> "pd.DataFrame":
        return pd.concat([pd.read_parquet(path, columns=["id"]) for path in paths], ignore_index=True)

    return _opened(folder / key, table, lambda: _of_parquet(paths))


def _of_parquet(paths: Iterable[Path]) -> Iterator[Chunk]:
    """Yield the texts of Parquet files as bytes, some at a time."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    for path in paths:
        for batch in pq.ParquetFile(path).iter_batches(256, columns=["text"]):
            texts = pc.fill_null(batch.column(0).cast(pa.large_string()), "")
            ended = pc.binary_join_element_wise(texts, *(pa.scalar(part, pa.large_string()) for part in ("\n", "")))
            _, offsets, characters = ended.buffers()
            after = np.frombuffer(offsets, np.int64)[ended.offset : ended.offset + len(ended) + 1]
            yield np.frombuffer(characters or b"", np.uint8)[after[0] : after[-1]], after[1:] - after[0]


def open_texts(texts: Iterable[Text], folder: Path | None = None) -> Collection:
    """Return texts with their index, built on first use; the index goes by the ids and the bodies of the texts."""
    import pandas as pd

    given = list(texts)
    key = _key(*(part for text in given for part in (text.id, text.body)))
    columns = ("kind", "date", "title", "speaker")

    def table() -> "pd.DataFrame":
        return pd.DataFrame([{"id": text.id} | {name: getattr(text, name) for name in columns} for text in given])

    return _opened((folder or places.cache() / "indexes") / key, table, lambda: chunks_of(text.body for text in given))


def _key(*parts: object) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for part in (VERSION, *parts):
        digest.update(str(part).encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _opened(folder: Path, table: "Callable[[], pd.DataFrame]", chunks: Callable[[], Iterator[Chunk]]) -> Collection:
    """Return the collection of a folder, building it where it is not there."""
    if not (folder / "forms.json").is_file():
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
        try:
            _build(building, table(), chunks())
            try:
                building.replace(folder)
            except OSError:  # another process was quicker; its index is the same
                if not (folder / "forms.json").is_file():
                    raise
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return Collection(folder)


def _build(folder: Path, table: "pd.DataFrame", chunks: Iterator[Chunk]) -> None:
    names = [str(name) for name in table["id"]]
    if not names:
        raise ReadoutError("The collection has no text; give one with at least one.")
    repeated = table["id"][table["id"].duplicated()]
    if len(repeated):
        raise ReadoutError(f"The collection has the id {repeated.iloc[0]!r} twice; give each text its own.")
    numbers: dict[str, int] = {}
    files = [(folder / f"{name}.bin").open("wb") for name in ARRAYS]
    try:
        for batch in batches(_read_ahead(chunks), numbers):
            for file, part, kind in zip(files, batch, ARRAYS.values(), strict=True):
                np.asarray(part, kind).tofile(file)
    finally:
        for file in files:
            file.close()
    table.to_parquet(folder / "table.parquet")
    (folder / "forms.json").write_text(json.dumps({"names": names, "forms": list(numbers)}), encoding="utf-8")


def _read_ahead(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """Yield chunks, the next one being read and unpacked in a thread of its own while the last is split."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, chunks, None)
        while (chunk := coming.result()) is not None:
            coming = reader.submit(next, chunks, None)
            yield chunk


def _map(path: Path, kind: type) -> Any:
    return np.memmap(path, kind, mode="r") if path.stat().st_size else np.empty(0, kind)
