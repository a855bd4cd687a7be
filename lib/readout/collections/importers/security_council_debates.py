"""The UN Security Council Debates (Schönfeld, Eckhard, Patz, van Meegdenburg and Pires), version 6.

A folder with `speeches.tar` (or the folder `speeches`), `speaker.tsv` and `meta.tsv`. What is known to go wrong with it
is handled here: fields of the tables hold line breaks and single quotation marks; the first words of a file are the
form of address with a mark of interpretation, often damaged by the scan; a chair's words are nobody's position; dates
are in the tables and not in the texts.
"""

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

from readout.collections.datasheet import Datasheet
from readout.collections.text_rows import Found
from readout.errors import ReadoutError
from readout.write import reason

NAME = "security-council-debates"
ABOUT = "the UN Security Council Debates: a folder with speeches.tar, speaker.tsv and meta.tsv"
DATASHEET = Datasheet(
    "Speeches in the public meetings of the United Nations Security Council, in English.",
    "The UN Security Council Debates, doi:10.7910/DVN/KGVSYH",
    "CC0 1.0, as its depositors state; the records are those of the United Nations.",
    "Mirco Schönfeld, Steffen Eckhard, Ronny Patz, Hilde van Meegdenburg and Antonio Pires, The UN Security Council "
    "Debates, Harvard Dataverse.",
    (
        "Speeches held in another language are interpretations or translations; `spoken_in` says from which.",
        "Records before the middle of the 1990s were scanned, and words are broken or misread.",
        "Some speeches go on from the one before and begin without a form of address.",
        "The chair speaks for the Council; only what the chair says for a delegation is marked otherwise.",
        "The Council meets more often than it did: count by words or by speeches, never alone.",
    ),
)
_SAID = {"kind": "verbatim", "form": "speech", "occasion": "Meeting of the United Nations Security Council"}
LANGUAGES = ("Arabic", "Chinese", "English", "French", "Russian", "Spanish", "Portuguese", "German", "Serbian")
#: The form of address: a name or office, in brackets the state and the mark of interpretation, a colon.
ADDRESS = re.compile(
    r"\s*(?P<who>(?:The\s+|Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Dr|Judge|Prince|Princess|King|Queen|Sheikh|Archbishop|"
    r"Monsignor|President|Prime|Chief|General|Ambassador|Baroness|Father)[^:\n(]{0,70}?)"
    r"\s*(?P<brackets>(?:\([^()]{0,90}\)\s*|\[[^\[\]]{0,60}\]\s*){0,3}):\s+"
)
_MARK = re.compile(
    r"(?:spoke|interpretation)\W+(?:in|fro[mn]|trom|\[?a|i\s?n)?[\s.,]*(?P<what>[A-Za-z][A-Za-z\s-]*)", re.I
)
_CHAIR = re.compile(r"\s*The\s+(?:Acting\s+)?President\b", re.IGNORECASE)


def fits(path: Path) -> bool:
    """Tell whether a folder has the two tables."""
    return path.is_dir() and all((path / name).is_file() for name in ("speaker.tsv", "meta.tsv"))


def read(path: Path) -> Iterator[Found]:
    """Yield the speeches, in the order of the archive, each with what the tables say of it and of its meeting."""
    for name in ("speaker.tsv", "meta.tsv"):
        if not (path / name).is_file():
            raise ReadoutError(
                f"{path} has no {name}; the corpus is a folder with speeches.tar, speaker.tsv and meta.tsv."
            )
    speakers = {row.get("filename", ""): row for row in repaired(path / "speaker.tsv")}
    meetings = {row.get("basename", ""): row for row in repaired(path / "meta.tsv")}
    if "" in speakers:
        raise ReadoutError(f"{path / 'speaker.tsv'} has no column `filename`, by which a speech is known.")
    for name, content in _files(path):
        said = speakers.get(name, {})
        meeting = meetings.get(re.sub(r"_spch\d+\.txt\Z", "", name), {})
        yield _found(name, content.decode("utf-8", "replace"), said, meeting)


def repaired(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of one of the tables; a row that a line break inside a field parted is one again.

    Quotation marks stand for themselves, doubled ones of R for one, and NA for nothing.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        said = reason(error) if isinstance(error, OSError) else "it is not in UTF-8"
        raise ReadoutError(f"{path} cannot be read ({said}); get it again.") from None
    names = lines[0].rstrip("\r").split("\t")
    row = ""
    for number, line in enumerate(lines[1:], 2):
        row = f"{row} {line}" if row else line
        cells = row.rstrip("\r").split("\t")
        if len(cells) > len(names):
            raise ReadoutError(f"{path}: line {number} has more fields than the first line; get the file again.")
        if len(cells) == len(names):
            values = (cell.strip().strip('"').replace("''", "'") for cell in cells)
            yield {name.strip('"'): "" if value == "NA" else value for name, value in zip(names, values, strict=True)}
            row = ""
    if row.strip():
        raise ReadoutError(f"{path} ends in the middle of a row; get it again.")


def spoken_in(address: str) -> str:
    """Return the language that a mark of interpretation names, also where the scan damaged it; empty for none."""
    found = _MARK.search(address)
    if not found:
        return ""
    letters = re.sub(r"[^a-z]", "", found["what"].lower())
    return next((one for one in LANGUAGES if letters.startswith(one.lower()[:4])), "")


def _found(name: str, body: str, said: dict[str, str], meeting: dict[str, str]) -> Found:
    address = ADDRESS.match(body)
    head = address.group() if address else ""
    chair = bool(_CHAIR.match(head)) or "president" in (said.get("participanttype") or "").lower()
    known = {
        "date": _date(said) or _date(meeting),
        "title": meeting.get("topic") or said.get("topic") or said.get("agenda_item1", ""),
        "speaker": "" if chair else said.get("speaker", ""),
        "party": "United Nations Security Council" if chair else said.get("country_org") or said.get("country", ""),
        "role": "chair" if chair else said.get("role", ""),
        "symbol": said.get("meeting_symbol") or said.get("spv") or meeting.get("spv", ""),
        "spoken_in": spoken_in(head),
        "speaks_for": said.get("country_org") or said.get("country", "") if chair else "",
        "participanttype": said.get("participanttype", ""),
        "agenda": said.get("agenda_item1", ""),
        "language": "en",
    }
    return Found(name.removesuffix(".txt"), body[len(head) :], {**_SAID, **{k: v for k, v in known.items() if v}})


def _date(row: dict[str, str]) -> str:
    """Return a date as the tables give it, in either of their ways, as EDTF."""
    if found := re.search(r"\d{4}-\d\d-\d\d", row.get("date", "")):
        return found.group()
    if found := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", row.get("date", "")):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    parts = [re.sub(r"\.0\Z", "", row.get(name, "")) for name in ("year", "month", "day")]
    if not parts[0].isdigit():
        return ""
    return "-".join([parts[0], *(f"{int(one):02}" for one in parts[1:] if one.isdigit())])


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    if (path / "speeches").is_dir():
        for file in sorted((path / "speeches").glob("*.txt")):
            yield file.name, file.read_bytes()
        return
    archive = next((path / name for name in ("speeches.tar", "speeches.tar.gz") if (path / name).is_file()), None)
    if archive is None:
        raise ReadoutError(f"{path} has neither speeches.tar nor a folder speeches; get the corpus again.")
    try:
        with tarfile.open(archive) as opened:
            for member in opened:
                content = opened.extractfile(member) if member.isfile() and member.name.endswith(".txt") else None
                if content:
                    yield Path(member.name).name, content.read()
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ReadoutError(f"{archive} ends in the middle or is damaged ({error}); get it again.") from None
