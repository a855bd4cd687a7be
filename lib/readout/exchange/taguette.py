"""Taguette: its codebook as comma-separated values, read and written, and its highlights, read.

Taguette writes a REFI-QDA codebook (.qdc) but takes one only as a table with the columns tag and description.
"""

import csv
import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

from readout.codebook import Codebook
from readout.errors import ReadoutError
from readout.exchange import codes
from readout.exchange.codes import as_code, describe, issue_of, undescribe
from readout.exchange.parcel import Delivery, shorten
from readout.spans import Span
from readout.texts.text import Text

#: Columns under which Taguette takes the name of a tag.
NAMES = ("tag", "name", "path")
#: What stands between the fields of a description.
BETWEEN = f" {codes.BETWEEN} "


def write(book: Codebook, path: Path) -> list[str]:
    """Write issues and themes as tags; return what the format could not hold."""
    # The mark at the beginning: without it Taguette has to guess that this is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(("tag", "description"))
        # Its form folds line breaks away: what stands between two fields must survive on one line.
        table.writerows((code.code, describe(code).replace("\n", BETWEEN)) for code in book)
    return ["Which code is an issue and which a theme is not in the file; Taguette has tags of one kind."]


def read_codes(path: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the tags of a codebook, each with the fields of a code, as issues; and what could not be taken."""
    rows = _rows(path)
    column = next((name for name in NAMES if rows and name in rows[0]), None)
    if column is None:
        raise ReadoutError(f"{path.name} has no column {', '.join(NAMES)}; export the codebook from Taguette as CSV.")
    named = [(row[column].strip(), row.get("description") or "") for row in rows if (row[column] or "").strip()]
    found: dict[str, dict[str, Any]] = {}
    lost = []
    for name, said in named:
        if (code := as_code(name)) in found:
            lost.append(f"The tag {name!r} has the same code as another, {code!r}; it was left out.")
            continue
        found[code] = {"list": "issues", "code": code, **undescribe(name, said)}
    return list(found.values()), lost


def is_highlights(path: Path) -> bool:
    """Say whether a file holds highlights rather than a codebook."""
    rows = _rows(path)
    return bool(rows) and {"tag", "content"} <= set(rows[0])


def read(text: Text, path: Path) -> Delivery:
    """Return each highlight as a claim with its tags as issues; highlights of other documents are told, never taken.

    A document is this text where it bears its id, its title or the name of its file.
    """
    delivery = Delivery()
    highlights: dict[tuple[str, str], dict[str, Any]] = {}
    others: Counter[str] = Counter()
    for row in _rows(path):
        document = (row.get("document") or "").strip()
        if not _is(text, document):
            others[document] += 1
            continue
        key = (document, row.get("id") or str(len(highlights)))
        highlight = highlights.setdefault(key, {"words": row.get("content") or "", "issues": []})
        tag = (row.get("tag") or "").strip()
        if tag and (issue := issue_of(tag)) not in highlight["issues"]:
            highlight["issues"].append(issue)
    if others and not highlights:
        names = ", ".join(sorted(map(repr, others)))
        raise ReadoutError(f"The highlights in {path.name} are of {names}, not of {text.id}; name the document so.")
    for document, count in others.items():
        delivery.lost.append(f"{count} rows about {document!r} were left out; it is another document.")
    for highlight in highlights.values():
        words = " ".join(highlight["words"].split())
        places = _find(text, words)
        if len(places) > 1:
            delivery.lost.append(f"The words {shorten(words)} are in {len(places)} places of {text.id}; left out.")
        elif not places:
            delivery.lost.append(f"The words {shorten(words)} are not in {text.id}; the highlight was left out.")
        else:
            delivery.take(text, [(places[0], None)], {"issues": highlight["issues"]}, inside=True)
    return delivery


def _is(text: Text, document: str) -> bool:
    names = {text.id, text.title, *((text.path.name, text.path.stem) if text.path else ())}
    known = {str(name).casefold() for name in names}
    return not document or document.casefold() in known or Path(document).stem.casefold() in known


def _find(text: Text, words: str) -> list[Span]:
    """Return where words stand in the text, whatever white space is between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [match.span() for match in re.finditer(pattern, text.body)] if pattern else []


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        content = path.read_text(encoding="utf-8-sig")
        return list(csv.DictReader(io.StringIO(content, newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ReadoutError(f"{path} is no table of comma-separated values in UTF-8 ({error}).") from None
