"""A PDF file: the text of its pages, its lines joined to paragraphs again."""

import logging
import re
from collections import Counter
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from readout.errors import ReadoutError
from readout.texts.readers import limited
from readout.texts.readers.characters import check_body, clean, read_bytes

if TYPE_CHECKING:
    from pypdf import PageObject

#: A paragraph ends where the next line stands further off than this many usual distances, or is set in letters that
#: differ by more than this share; or where a line closes a sentence and is shorter than this share of a usual one.
FAR, OTHER_SIZE, SHORT = 1.3, 0.1, 0.85
SENTENCE_END = re.compile(r"[.!?:…][\"'’”»)\]]*\Z")


class Line(NamedTuple):
    """A line of a page: its text, how far up it stands, and the size of its letters, in points."""

    text: str
    height: float
    size: float


def read(path: Path) -> tuple[dict[str, Any], str]:
    """Return the title where the file declares one, and the paragraphs, an empty line between them.

    A PDF knows lines, not paragraphs: these are put together by rule of thumb, and lines that come back on most pages
    (running heads, page numbers) are left out.
    """
    return limited.parse("pdf", read_bytes(path), str(path))


def load_parser() -> None:
    """Import what takes files apart, which takes a moment."""
    import pypdf  # noqa: F401


def parse(content: bytes, name: str, url: str | None = None) -> tuple[dict[str, Any], str]:
    """Return what `read` does, of a file's content; `name` stands for it in the sentence of an error."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it comments on every small fault of a file
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [_lines(page) for page in reader.pages]
        title = "" if locked else clean(str(getattr(reader.metadata, "title", None) or "")).strip()
    except MemoryError:
        raise
    except Exception as error:  # whatever a broken file sets off in the parser below
        raise ReadoutError(f"{name} cannot be read as PDF ({type(error).__name__}); save it anew as PDF.") from None
    if locked:
        raise ReadoutError(f"{name} is locked with a password; save it without one.")
    if not any(re.search(r"[^\W_]", line.text) for page in pages for line in page):
        raise ReadoutError(
            f"{name} holds pictures of pages, not text; run character recognition on it, for instance OCRmyPDF."
        )
    body = "\n\n".join(_paragraphs(pages))
    return {"title": title} if title else {}, check_body(body + "\n", Path(name))


def _lines(page: "PageObject") -> list[Line]:
    """Return the lines of a page that hold text, from the pieces in which the parser finds it."""
    lines: list[Line] = []
    pieces: list[str] = []
    place = (0.0, 0.0)

    def close() -> None:
        text = " ".join(clean("".join(pieces)).split())
        if text:
            lines.append(Line(text, *place))
        pieces.clear()

    def take(text: str, page_matrix: list[float], text_matrix: list[float], _font: object, size: float) -> None:
        nonlocal place
        for number, piece in enumerate(text.split("\n")):
            if number:
                close()
            if piece.strip() and not "".join(pieces).strip():
                scale = page_matrix[3]
                place = (scale * text_matrix[5] + page_matrix[5], abs(scale * text_matrix[3]) * size)
            pieces.append(piece)

    page.extract_text(visitor_text=take)
    close()
    return lines


def _paragraphs(pages: list[list[Line]]) -> list[str]:
    """Join the lines of pages to paragraphs, across the ends of pages too."""
    running = _running(pages)
    paragraphs: list[str] = []
    last: Line | None = None
    for page in pages:
        kept = [line for line in page if _numberless(line.text) not in running]
        usual = median([len(line.text) for line in kept] or [0])
        distance = median([abs(one.height - other.height) for one, other in pairwise(kept)] or [0])
        for number, line in enumerate(kept):
            if last and not _ends(last, line, usual, distance if number else None):
                hyphenated = paragraphs[-1].endswith("-") and line.text[0].islower()
                paragraphs[-1] = paragraphs[-1][:-1] + line.text if hyphenated else f"{paragraphs[-1]} {line.text}"
            else:
                paragraphs.append(line.text)
            last = line
    return paragraphs


def _ends(line: Line, following: Line, usual: float, distance: float | None) -> bool:
    """Tell whether a paragraph ends between two lines; `distance` is None where a page ends between them."""
    if abs(line.size - following.size) > OTHER_SIZE * max(line.size, following.size):
        return True
    closed = SENTENCE_END.search(line.text) is not None
    if distance is not None and abs(line.height - following.height) > FAR * distance:
        return True
    return closed and len(line.text) < SHORT * usual


def _running(pages: list[list[Line]]) -> set[str]:
    """Return the first and last lines, without their numbers, that come back on most pages; and bare page numbers."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_numberless(line.text) for line in (*page[:2], *page[-2:])})
    return {line for line, times in edges.items() if len(pages) > 2 and times > 0.6 * len(pages)} | {"#"}


def _numberless(text: str) -> str:
    return re.sub(r"\d+", "#", text)
