"""One file per format that a text may arrive in. Each has `read(path) -> (metadata, body)`."""

from importlib import import_module
from pathlib import Path
from typing import Any

from readout.errors import ReadoutError
from readout.texts.readers.characters import check_file

#: The reader for each ending of a file's name; a name without an ending is taken for plain text.
READERS = {
    "": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plain",
    ".text": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}


def read(path: Path) -> tuple[dict[str, Any], str]:
    """Return the metadata that a file declares and its body, by the reader for the ending of its name."""
    check_file(path)
    name = READERS.get(path.suffix.lower())
    if not name:
        endings = [ending for ending in READERS if ending]
        raise ReadoutError(
            f"{path} ends in {path.suffix}, which nothing here reads; save it as one of {', '.join(endings)}."
        )
    metadata, body = import_module(f"{__name__}.{name}").read(path)
    return metadata, body
