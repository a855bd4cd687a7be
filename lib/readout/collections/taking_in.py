"""Taking a collection in: from a source, through an importer, into Parquet; whole or not at all."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from readout import write
from readout.collections import claim_parts, datasheet, importers, parquet, text_rows
from readout.collections.collection import ABOUT, VERSION, Collection, check_name, folder_of
from readout.collections.datasheet import Datasheet
from readout.errors import ReadoutError

#: Texts in one part: small enough that a machine holds some of them, large enough that files stay few.
PER_PART = 512


@dataclass
class _Counts:
    texts: int = 0
    words: int = 0
    first: int | None = None
    last: int | None = None
    parts: int = 0
    faults: dict[str, list[str]] = field(default_factory=dict)

    def take(self, row: dict[str, Any]) -> None:
        self.texts += 1
        self.words += row["words"]
        if row["year"]:
            self.first = min(self.first or row["year"], row["year"])
            self.last = max(self.last or row["year"], row["year"])


def collect(
    name: str,
    source: str | Path,
    *,
    form: str = "",
    said: dict[str, str] | None = None,
    folder: Path | None = None,
    tell: Callable[[int], None] | None = None,
) -> Collection:
    """Take a source in as the collection NAME and return it; one that is there already is brought up to date.

    form: the importer to read it by, where the source itself does not show it (see `importers.FORMS`). said: metadata
    of all texts that do not say otherwise, and `source`, `licence` and `citation` for the datasheet. tell: called with
    the number of texts read so far. What was annotated of texts that did not change is kept. Raises ReadoutError with
    one sentence where the source cannot be read; a collection that was there is then as it was.
    """
    check_name(name)
    path = Path(source)
    if not path.exists():
        raise ReadoutError(f"No file or folder {str(source)!r} to collect; give the path of one.")
    importer = importers.named(form) if form else importers.for_source(path)
    target = folder_of(name, folder)
    target.mkdir(parents=True, exist_ok=True)
    write.sweep(target)
    _sweep(target)
    about = {key: said[key] for key in ("licence", "citation") if (said or {}).get(key)} if said else {}
    defaults = {key: value for key, value in (said or {}).items() if key not in ("licence", "citation")}
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=target))
    try:
        counts = _written(building, _with(importer.read(path), defaults), tell or (lambda _: None))
        if not counts.texts:
            raise ReadoutError(f"{source} holds no text that {importer.NAME} could read; `--as` names another form.")
        sheet = {**asdict(importer.DATASHEET), **about}
        if not sheet["source"]:
            sheet["source"] = str(path.resolve())
        _put_in_place(target, building, name, importer.NAME, sheet, counts)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        with suppress(OSError):  # a folder that this made and that holds nothing
            target.rmdir()
        raise
    return Collection(target)


def from_texts(name: str, texts: Iterator[text_rows.Found], sheet: Datasheet, folder: Path | None = None) -> Collection:
    """Make a collection of texts that are at hand, with its datasheet."""
    target = folder_of(name, folder)
    target.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=target))
    try:
        counts = _written(building, texts, lambda _: None)
        _put_in_place(target, building, name, "texts at hand", asdict(sheet), counts)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return Collection(target)


def _with(found: Iterator[text_rows.Found], defaults: dict[str, str]) -> Iterator[text_rows.Found]:
    for one in found:
        yield text_rows.Found(one.id, one.body, {**defaults, **one.metadata})


def _written(folder: Path, found: Iterator[text_rows.Found], tell: Callable[[int], None]) -> _Counts:
    """Write the parts of a collection into a folder, and return what was counted."""
    counts, taken, rows = _Counts(), set[str](), list[dict[str, Any]]()
    for one in found:
        row = text_rows.row_of(one, taken, counts.faults)
        counts.take(row)
        rows.append(row)
        if len(rows) == PER_PART:
            _write_part(folder, counts.parts, rows)
            counts.parts, rows = counts.parts + 1, []
        if counts.texts % 100 == 0:
            tell(counts.texts)
    if rows:
        _write_part(folder, counts.parts, rows)
        counts.parts += 1
    return counts


def _write_part(folder: Path, number: int, rows: list[dict[str, Any]]) -> None:
    import pyarrow as pa

    parquet.whole(folder / f"part-{number:05}.parquet", pa.Table.from_pylist(rows, schema=text_rows.schema()))


def _put_in_place(target: Path, building: Path, name: str, form: str, sheet: dict[str, Any], counts: _Counts) -> None:
    """Make the new texts those of the collection: the one step is the writing of collection.json."""
    digest = hashlib.blake2b(digest_size=8)
    for part in sorted(building.glob("part-*.parquet")):
        digest.update(part.read_bytes())
    texts = target / f"texts-{digest.hexdigest()}"
    if texts.exists():
        shutil.rmtree(building, ignore_errors=True)
    else:
        building.chmod(0o755)
        building.replace(texts)
    size = {"texts": counts.texts, "words": counts.words, "first": counts.first, "last": counts.last}
    content = {
        "version": VERSION,
        "name": name,
        "form": form,
        "folder": texts.name,
        "parts": counts.parts,
        **size,
        "sheet": sheet,
        "faults": {kind: len(ids) for kind, ids in counts.faults.items()},
    }
    write.whole(target / ABOUT, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    write.whole(target / "DATASHEET.md", datasheet.written(name, sheet, size, counts.faults))
    claim_parts.fit(target / "claims", texts)
    for other in target.glob("texts-*"):
        if other.name != texts.name:
            shutil.rmtree(other, ignore_errors=True)


def _sweep(target: Path) -> None:
    """Remove what a run left that was killed as it took the collection in."""
    import time

    for left in target.glob(".building-*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > 3600:
                shutil.rmtree(left, ignore_errors=True)
