"""What was computed once need not be computed again: claims, sentences and vectors of meaning, kept by content.

Where the environment variable READOUT_CACHE names a folder (a report run), results are kept there and shared by all
notebooks of all runs; elsewhere nothing is kept. A result is found again only for the same content, the same library
and the same data beside the texts, so that a cached run and a fresh one come to the same.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock

from readout import places
from readout.annotate.record import Claim
from readout.errors import ReadoutError
from readout.texts import Text

PACKAGE = Path(__file__).resolve().parent.parent
#: Parts of the library that no claim depends on.
OUTSIDE = ("charts", "cli", "compare", "corpora", "exchange", "reports", "review")
AT_ONCE = 500


def annotated(text: Text, compute: Callable[[], tuple[list[Claim], list[dict[str, Any]]]]) -> tuple[Any, Any]:
    """Return the claims and the sentence rows of a text, from the cache or from `compute`."""

    def encoded() -> bytes:
        claims, rows = compute()
        fields = [{name: getattr(claim, name) for name in Claim.__slots__} for claim in claims]
        return json.dumps([fields, rows], ensure_ascii=False).encode()

    if not _folder():
        return compute()
    key = _digest(text.id, text.body, json.dumps(text.metadata, sort_keys=True, default=str), _library())
    claims, rows = json.loads(recall("annotated", [key], lambda _: [encoded()], alone=False)[0])
    return [_claim(fields) for fields in claims], rows


def _claim(fields: dict[str, Any]) -> Claim:
    spans = {name: tuple(fields[name]) if fields[name] else None for name in ("source", "cue", "condition")}
    lists = {name: [tuple(span) for span in fields[name]] for name in ("content", "quotes")}
    return Claim(**{**fields, **spans, **lists})


def recall(
    kind: str, keys: Sequence[bytes], compute: Callable[[list[int]], Sequence[bytes]], alone: bool = True
) -> list[bytes]:
    """Return a result for each key; `compute` gets the places of the keys that are missing and returns their results.

    Processes that need the same results wait for the one that computes them: with `alone` only one process computes
    results of this kind, otherwise one a key. Where the cache cannot be read or written, everything is computed.
    """
    folder = _folder()
    if folder is None:
        return list(compute(list(range(len(keys)))))
    name = kind if alone else f"{kind}-{keys[0].hex()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = _read(folder, kind, keys)
        if all(key in found for key in keys):
            return [found[key] for key in keys]
        lock: contextlib.AbstractContextManager[Any] = FileLock(folder / f"{name}.lock")
        lock.__enter__()
    except (OSError, sqlite3.Error):
        found, lock = {}, contextlib.nullcontext()
    with contextlib.ExitStack() as stack:
        stack.push(lock.__exit__)
        with contextlib.suppress(OSError, sqlite3.Error):
            found |= _read(folder, kind, [key for key in keys if key not in found])
        missing = [place for place, key in enumerate(keys) if key not in found]
        if missing:
            made = dict(zip([keys[place] for place in missing], compute(missing), strict=True))
            with contextlib.suppress(OSError, sqlite3.Error):
                _write(folder, kind, made)
            found |= made
    return [found[key] for key in keys]


def content_key(content: str) -> bytes:
    """Return the key of a piece of text."""
    return _digest(content)


def _folder() -> Path | None:
    named = os.environ.get("READOUT_CACHE")
    return Path(named) if named else None


def _digest(*parts: str) -> bytes:
    whole = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(whole, digest_size=16).digest()


@cache
def _library() -> str:
    """Return the hash of what claims depend on besides the text: the library, and the tables of the data folder."""
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    files = [path for path in files if path.relative_to(PACKAGE).parts[0] not in OUTSIDE]
    with contextlib.suppress(ReadoutError):
        files += [path for path in places.data().glob("*") if path.suffix in (".csv", ".yml")]
    total = hashlib.blake2b(digest_size=16)
    for path in sorted(files):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(folder / "kept.sqlite", timeout=60)
    try:
        with connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS kept (kind, key, value, PRIMARY KEY (kind, key)) WITHOUT ROWID"
            )
            yield connection
    finally:
        connection.close()


def _read(folder: Path, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    with _database(folder) as database:
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT key, value FROM kept WHERE kind = ? AND key IN ({marks})"
            found.update(database.execute(query, [kind, *some]))
    return found


def _write(folder: Path, kind: str, values: dict[bytes, bytes]) -> None:
    with _database(folder) as database:
        rows = [(kind, key, value) for key, value in values.items()]
        database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
