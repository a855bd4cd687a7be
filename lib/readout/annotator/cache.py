"""What was computed once need not be computed again: claims and sentences, kept by content.

Where the environment variable READOUT_CACHE names a folder (a report run), results are kept there and shared by all
notebooks of all runs; elsewhere nothing is kept. A result is found again only for the same content, the same library
and the same data beside the texts, so that a cached run and a fresh one come to the same.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock

from readout import parser, places
from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.texts.text import Text

PACKAGE = Path(__file__).resolve().parent.parent
#: Parts of the library that no claim depends on.
OUTSIDE = (
    *("briefing", "charts", "cli", "collections", "compare", "exchange", "reports", "reviewing", "shipped", "study"),
    "workshop",
)


def annotated(text: Text, compute: Callable[[], tuple[list[Claim], list[dict[str, Any]]]]) -> tuple[Any, Any]:
    """Return the claims and the sentence rows of a text, from the cache or from `compute`."""

    def encoded() -> bytes:
        claims, rows = compute()
        fields = [{name: getattr(claim, name) for name in Claim.__slots__} for claim in claims]
        return json.dumps([fields, rows], ensure_ascii=False).encode()

    if not _folder():
        return compute()
    key = _digest(text.id, text.body, json.dumps(text.metadata, sort_keys=True, default=str), _library(), _tables())
    claims, rows = json.loads(recall(key, encoded))
    return [_claim(fields) for fields in claims], rows


def _claim(fields: dict[str, Any]) -> Claim:
    spans = {name: tuple(fields[name]) if fields[name] else None for name in ("source", "cue", "target", "condition")}
    lists = {name: [tuple(span) for span in fields[name]] for name in ("content", "quotes")}
    return Claim(**{**fields, **spans, **lists})


def recall(key: bytes, compute: Callable[[], bytes]) -> bytes:
    """Return the result that is kept under a key, or what `compute` returns, which is then kept.

    Of processes that want the same result one computes it, and the others wait. Where the cache cannot be read or
    written, the result is computed.
    """
    folder = _folder()
    if folder is None:
        return compute()
    lock: contextlib.AbstractContextManager[Any] = contextlib.nullcontext()
    with contextlib.suppress(OSError, sqlite3.Error):
        folder.mkdir(parents=True, exist_ok=True)
        found = _read(folder, key)
        if found is not None:
            return found
        lock = FileLock(folder / f"{key.hex()}.lock")
        lock.__enter__()
    with contextlib.ExitStack() as stack:
        stack.push(lock.__exit__)
        with contextlib.suppress(OSError, sqlite3.Error):
            found = _read(folder, key)
            if found is not None:
                return found
        made = compute()
        with contextlib.suppress(OSError, sqlite3.Error):
            _write(folder, key, made)
    return made


def _folder() -> Path | None:
    named = os.environ.get("READOUT_CACHE")
    return Path(named) if named else None


def _digest(*parts: str) -> bytes:
    whole = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(whole, digest_size=16).digest()


def state() -> str:
    """Return the hash of all that claims depend on besides the text: library, model, and tables of the data folder."""
    return f"{_library()}-{_tables()}"


@cache
def _library() -> str:
    """Return the hash of what claims depend on in the library and the model, which stay the same while we run."""
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return _hash_of([path for path in files if path.relative_to(PACKAGE).parts[0] not in OUTSIDE], parser.version())


def _tables() -> str:
    """Return the hash of what claims depend on in the data folder, which people edit."""
    try:
        return _hash_of([path for path in places.data().glob("*") if path.suffix in (".csv", ".yml")])
    except ReadoutError:
        return ""


def _hash_of(files: list[Path], first: str = "") -> str:
    total = hashlib.blake2b(first.encode(), digest_size=16)
    for path in sorted(files):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(folder / "claims.sqlite", timeout=60)
    try:
        # What is lost in a power cut is computed again: nothing waits for the disk.
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            connection.execute("CREATE TABLE IF NOT EXISTS kept (key PRIMARY KEY, value) WITHOUT ROWID")
            yield connection
    finally:
        connection.close()


def _read(folder: Path, key: bytes) -> bytes | None:
    with _database(folder) as database:
        found = database.execute("SELECT value FROM kept WHERE key = ?", [key]).fetchone()
    return found[0] if found else None


def _write(folder: Path, key: bytes, value: bytes) -> None:
    with _database(folder) as database:
        database.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", [key, value])
