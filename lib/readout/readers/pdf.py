"""A PDF file: the text of its pages, its lines joined to paragraphs again."""

import logging
import re
from collections import Counter
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from readout.errors import ReadoutError
from readout.readers.characters import check_body, clean, read_bytes

#: A line ends a paragraph when it closes a sentence and is shorter than this share of the page's usual line.
SHORT = 0.85
SENTENCE_END = re.compile(r"[.!?:…][\"'’”»)\]]*\Z")


def read(path: Path) -> tuple[dict[str, Any], str]:
    """Return the title where the file declares one, and the paragraphs, an empty line between them.

    A PDF knows lines, not paragraphs: these are put together by rule of thumb, and lines that come back on most pages
    (running heads, page numbers) are left out.
    """
    content = read_bytes(path)
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it comments on every small fault of a file
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [page.extract_text() for page in reader.pages]
        title = "" if locked else clean(str(getattr(reader.metadata, "title", None) or "")).strip()
    except Exception as error:  # whatever a broken file sets off in the parser below
        raise ReadoutError(f"{path} cannot be read as PDF ({type(error).__name__}); save it anew as PDF.") from None
    if locked:
        raise ReadoutError(f"{path} is locked with a password; save it without one.")
    if not any(re.search(r"[^\W_]", page) for page in pages):
        raise ReadoutError(
            f"{path} holds pictures of pages, not text; run character recognition on it, for instance OCRmyPDF."
        )
    body = "\n\n".join(_paragraphs([clean(page) for page in pages]))
    return {"title": title} if title else {}, check_body(body + "\n", path)


def _paragraphs(pages: list[str]) -> list[str]:
    """Join the lines of pages to paragraphs, across the ends of pages too."""
    lines = [[" ".join(line.split()) for line in page.split("\n")] for page in pages]
    running = _running(lines)
    paragraphs: list[str] = []
    open_paragraph = False
    for page in lines:
        kept = [line for line in page if re.sub(r"\d+", "#", line) not in running]
        usual = median([len(line) for line in kept if line] or [0])
        for line in kept:
            if not line:
                open_paragraph = open_paragraph and not SENTENCE_END.search(paragraphs[-1])
                continue
            if open_paragraph:
                hyphenated = paragraphs[-1].endswith("-") and line[0].islower()
                paragraphs[-1] = paragraphs[-1][:-1] + line if hyphenated else f"{paragraphs[-1]} {line}"
            else:
                paragraphs.append(line)
            open_paragraph = not (SENTENCE_END.search(line) and len(line) < SHORT * usual)
    return paragraphs


def _running(pages: list[list[str]]) -> set[str]:
    """Return the first and last lines, digits as #, that come back on most pages; and bare page numbers."""
    edges: Counter[str] = Counter()
    for page in pages:
        full = [line for line in page if line]
        edges.update({re.sub(r"\d+", "#", line) for line in (*full[:2], *full[-2:])})
    return {line for line, times in edges.items() if len(pages) > 2 and times > 0.6 * len(pages)} | {"#"}
