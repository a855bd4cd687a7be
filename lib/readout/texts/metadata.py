"""What may be said about a text: the fields of its front matter, and the checks that they pass."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date as Day
from functools import lru_cache
from typing import Any

from readout.errors import ReadoutError
from readout.vocabulary import KINDS

#: The fields and what each means; others may be given too and are kept.
FIELDS = {
    "id": "name of the text in tables, folders and commands: letters, digits, hyphens",
    "title": "title for readers",
    "kind": "verbatim (as spoken or signed), account (somebody's report of it) or digest (a summary of provisions)",
    "form": "what it is, for instance speech, interview, treaty",
    "date": "when it was said or signed, in EDTF: 2025-08-29, 2025-08, 2025, 2025-08~ or 2022/2023",
    "speaker": "who speaks, by full name",
    "role": "the speaker's office",
    "party": "the state or body the speaker speaks for",
    "parties": "the states or bodies of an instrument, a list",
    "turns": "how turns are marked, where the layout does not tell: labels, bold, dashes, numbers, none",
    "speakers": "whom the labels of speakers name, a list such as [A = Jane Doe (Norland), Q = Radio Nord]",
    "channel": "outlet or place of publication",
    "occasion": "the meeting or event at which it was said",
    "event": "one name for all accounts of the same statement, so that they can be held against each other",
    "place": "where",
    "symbol": "official document symbol",
    "source": "address or reference of the original",
    "published": "when the source appeared, where that is known",
    "author": "who wrote the source, where that is known",
    "language": "language code such as en",
    "note": "what a reader must know before using the text",
    "paragraphs": "one reference for each paragraph, such as article numbers, a list",
    "checked": "how far each paragraph was checked: a V (seen), P (partly) or K (from general knowledge) for each",
}
LISTS = ("parties", "paragraphs", "speakers")
TURNS = ("labels", "bold", "dashes", "numbers", "none")
LONGEST_VALUE = 5_000
#: What stands for half of a character, which no file and no page can hold.
HALF = re.compile("[\ud800-\udfff]")
VALID_ID = re.compile(r"[^\W_]([\w.\-]{0,98}[\w])?\Z")


def check_id(text_id: object, name: str) -> str:
    """Return an id that is safe as the name of a file and folder, or raise a sentence; `name` is where it was given."""
    given = str(text_id)
    if not VALID_ID.match(given) or ".." in given or len(given.encode(errors="replace")) > 200:
        shown = given if len(given) <= 60 else given[:57] + "..."
        raise ReadoutError(
            f"{name}: the id {shown!r} cannot be used; take up to 100 letters, digits, hyphens, underscores and single "
            "dots, beginning with a letter or digit."
        )
    return given


def make_id(name: str) -> str:
    """Return an id made of the name of a file: what an id may not hold becomes a hyphen."""
    kept = re.sub(r"[^\w.]+|\.{2,}", "-", unicodedata.normalize("NFC", name))[:100]
    while len(kept.encode(errors="replace")) > 200:
        kept = kept[:-1]
    kept = re.sub(r"\A[\W_]+|[\W_]+\Z", "", kept)
    return kept or "text"


def check(metadata: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the metadata as given, or raise a sentence about the first field that is wrong; `name` is the file.

    Values are words or lists of words; `kind` is one of KINDS, `date` is EDTF, `id` is safe as a file's name.
    """
    for field, value in metadata.items():
        if field in LISTS:
            if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
                raise ReadoutError(f"{name}: {field} must be a list of words, as in {field}: [first, second].")
        elif field in FIELDS and not isinstance(value, str):
            raise ReadoutError(f"{name}: {field} must be words on one line; it is a {_called(value)}.")
        if HALF.search(str(value)) or HALF.search(str(field)):
            raise ReadoutError(f"{name}: {field} has half a character (a lone surrogate); write it anew.")
        if isinstance(value, str) and len(value) > LONGEST_VALUE:
            raise ReadoutError(f"{name}: {field} has {len(value):,} characters; {LONGEST_VALUE:,} is the most.")
    if "id" in metadata:
        check_id(metadata["id"], name)
    if metadata.get("kind") and metadata["kind"] not in KINDS:
        raise ReadoutError(f"{name}: the kind {metadata['kind']!r} is unknown; the kinds are {', '.join(KINDS)}.")
    if metadata.get("turns") and metadata["turns"] not in TURNS:
        raise ReadoutError(
            f"{name}: turns is {metadata['turns']!r}; it says how they are marked: {', '.join(TURNS[:-1])} or none."
        )
    if metadata.get("date"):
        check_date(metadata["date"], name)
    language = metadata.get("language")
    if language and not re.match(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", language):
        raise ReadoutError(f"{name}: the language {language!r} is no language code; English is en, French fr.")
    if not re.match(r"[VPK]*\Z", metadata.get("checked") or ""):
        raise ReadoutError(f"{name}: checked must be a row of the letters V, P and K, one for each paragraph.")
    return dict(metadata)


def check_paragraphs(metadata: Mapping[str, Any], number: int, name: str) -> None:
    """Raise a sentence where references or marks do not fit the paragraphs: citations would then be false."""
    references = metadata.get("paragraphs") or ()
    if references and len(references) != number:
        raise ReadoutError(
            f"{name}: paragraphs gives {len(references)} references for {number} paragraphs; give one each."
        )
    marks = metadata.get("checked") or ""
    if len(marks) > 1 and len(marks) != number:
        raise ReadoutError(
            f"{name}: checked gives {len(marks)} marks for {number} paragraphs; give one each, or one in all."
        )


#: What an EDTF date may be written with; years of more than four digits or with exponents mean no day of ours.
EDTF = re.compile(r"[0-9XxuU?~%/.\-\[\]{},]{1,40}\Z")


def check_date(date: str, name: str) -> None:
    """Raise a sentence where a date is not EDTF (Extended Date/Time Format, ISO 8601-2:2019)."""
    date_range(date, name)


def date_range(date: str, name: str = "The date") -> tuple[Day, Day]:
    """Return the first and last day that an EDTF date may mean; open ends reach to the ends of the calendar."""
    found = _days(date)
    if found is None:
        shown = date if len(date) <= 40 else date[:37] + "..."
        raise ReadoutError(
            f"{name}: the date {shown!r} is not EDTF; write 2025-08-29, 2025-08, 2025, 2025-08~ (about) or 2022/2023."
        )
    return found


@lru_cache(maxsize=4096)  # the parser of EDTF takes a twentieth of a second for each
def _days(date: str) -> tuple[Day, Day] | None:
    """Return the days of an EDTF date, or None where it is none."""
    try:
        day = Day.fromisoformat(date) if re.match(r"\d{4}-\d\d-\d\d\Z", date) else None
        if day:
            return day, day
        if not EDTF.match(date):
            return None
        from edtf import parse_edtf

        # An open end (2025-08-29/..) has no days of its own in this library.
        start, _, end = date.partition("/")
        lower = Day.min if start in ("..", "") else Day(*parse_edtf(start).lower_strict()[:3])
        upper = Day.max if end == ".." else Day(*parse_edtf(end or start).upper_strict()[:3])
        return (lower, upper) if lower <= upper else None
    except Exception:  # the parser raises errors of many kinds
        return None


def _called(value: object) -> str:
    """Return what a person calls a value that is not words."""
    return {"list": "list", "dict": "set of names and values"}.get(type(value).__name__, type(value).__name__)
