"""One file per format that a text may arrive in. Each has `read(path) -> (metadata, body)`."""

from importlib import import_module
from pathlib import Path
from typing import Any

from readout.errors import ReadoutError
from readout.texts.readers.characters import check_file

#: The reader for each ending of a file's name. A file without one is no text that anybody named as such: a list of
#: users or a program would be read as if somebody had said it.
READERS = {
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
        ending = f"ends in {path.suffix}, which nothing here reads" if path.suffix else "has no ending"
        raise ReadoutError(f"{path} {ending}; save the text as one of {', '.join(READERS)}.")
    metadata, body = import_module(f"{__name__}.{name}").read(path)
    return metadata, body
