"""Plain text: all of the file is the body, and nothing is known about it."""

from pathlib import Path
from typing import Any

from readout.texts.readers.characters import check_body, decode, read_bytes


def read(path: Path) -> tuple[dict[str, Any], str]:
    """Return no metadata, and the body: the whole file, newlines as \\n and otherwise untouched."""
    return {}, check_body(decode(read_bytes(path), path), path)
