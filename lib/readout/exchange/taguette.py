"""Taguette: its codebook as comma-separated values, read and written, and its highlights, read.

Taguette writes a REFI-QDA codebook (.qdc) but takes one only as a table with the columns tag and description.
"""

import csv
import io
import re
from pathlib import Path
from typing import Any

from readout.codebook import Codebook
from readout.errors import ReadoutError
from readout.exchange.codes import as_code, describe, issue_named, undescribe
from readout.exchange.parcel import Delivery
from readout.spans import Span
from readout.texts.text import Text

#: Columns under which Taguette takes the name of a tag.
NAMES = ("tag", "name", "path")


def write(book: Codebook, path: Path) -> list[str]:
    """Write issues and themes as tags; return what the format could not hold."""
    # The mark at the beginning: without it Taguette has to guess that this is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(("tag", "description"))
        table.writerows((code.code, describe(code)) for code in book)
    return ["Which code is an issue and which a theme is not in the file; Taguette has tags of one kind."]


def read_codes(path: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the tags of a codebook, each with the fields of a code, as issues; and what could not be taken."""
    rows = _rows(path)
    column = next((name for name in NAMES if rows and name in rows[0]), None)
    if column is None:
        raise ReadoutError(f"{path.name} has no column {', '.join(NAMES)}; export the codebook from Taguette as CSV.")
    named = [(row[column].strip(), row.get("description") or "") for row in rows if (row[column] or "").strip()]
    return [{"list": "issues", "code": as_code(name), **undescribe(name, said)} for name, said in named], []


def is_highlights(path: Path) -> bool:
    """Say whether a file holds highlights rather than a codebook."""
    rows = _rows(path)
    return bool(rows) and {"tag", "content"} <= set(rows[0])


def read(text: Text, path: Path) -> Delivery:
    """Return each highlight as a claim with its tags as issues; highlights of other documents are told."""
    delivery = Delivery()
    highlights: dict[tuple[str, str], dict[str, Any]] = {}
    for row in _rows(path):
        key = (row.get("document") or "", row.get("id") or str(len(highlights)))
        highlight = highlights.setdefault(key, {"words": row.get("content") or "", "issues": []})
        tag = (row.get("tag") or "").strip()
        issue = issue_named(tag) if tag else None
        if issue:
            highlight["issues"].append(issue)
        elif tag:
            delivery.lost.append(f"The tag {tag!r} is no issue of the codebook here; add it and try again.")
    for highlight in highlights.values():
        span = _find(text, highlight["words"]) or (0, 0)
        delivery.take(text, [(span, None)], {"issues": highlight["issues"]})
    return delivery


def _find(text: Text, words: str) -> Span | None:
    """Return where words stand in the text, whatever white space is between them, if in one place only."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = list(re.finditer(pattern, text.body)) if pattern else []
    return found[0].span() if len(found) == 1 else None


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        content = path.read_text(encoding="utf-8-sig")
        return list(csv.DictReader(io.StringIO(content, newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ReadoutError(f"{path} is no table of comma-separated values in UTF-8 ({error}).") from None
