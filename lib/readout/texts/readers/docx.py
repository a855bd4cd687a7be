"""A DOCX file of a word processor: the paragraphs of its body and tables, as they read with all changes accepted."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from readout.errors import ReadoutError
from readout.texts.readers import limited
from readout.texts.readers.characters import LARGEST_FILE, check_body, clean, read_bytes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What stands for a character, besides the text itself.
CHARACTERS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
#: A text box is stored twice, for new and for old programs; the second copy is left out.
SECOND_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(path: Path) -> tuple[dict[str, Any], str]:
    """Return the title where the file declares one, and the paragraphs, an empty line between them."""
    return limited.parse("docx", read_bytes(path), str(path))


def load_parser() -> None:
    """Import what takes files apart, which takes a moment."""
    import docx  # noqa: F401


def parse(content: bytes, name: str, url: str | None = None) -> tuple[dict[str, Any], str]:
    """Return what `read` does, of a file's content; `name` stands for it in the sentence of an error."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadoutError(f"{name} is an old or locked office file; save it as DOCX without a password.")
    import docx

    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > 2 * LARGEST_FILE:
            raise ReadoutError(f"{name} unpacks to {size / 1e6:,.0f} MB, more than one text may have; split it.")
        document = docx.Document(BytesIO(content))
        paragraphs = [_text(paragraph).strip() for paragraph in document.element.body.iter(f"{W}p")]
        title = clean(document.core_properties.title or "").strip()
    except (ReadoutError, MemoryError):
        raise
    except Exception as error:  # whatever a broken file sets off in the parsers below
        raise ReadoutError(f"{name} cannot be read as DOCX ({type(error).__name__}); save it anew as DOCX.") from None
    body = "\n\n".join(clean(paragraph) for paragraph in paragraphs if paragraph)
    return {"title": title} if title else {}, check_body(body + "\n", Path(name))


def _text(element: Any) -> str:
    """Return the text of a paragraph without that of paragraphs inside it (text boxes), which come on their own."""
    pieces = []
    for child in element:
        if child.tag == f"{W}t":
            pieces.append(child.text or "")
        elif child.tag in CHARACTERS:
            pieces.append(CHARACTERS[child.tag])
        elif child.tag not in (f"{W}p", SECOND_COPY):
            pieces.append(_text(child))
    return "".join(pieces)
