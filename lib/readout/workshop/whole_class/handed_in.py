"""The files of codes that a class hands in: those that can be used, and the others with one sentence each."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from readout.errors import ReadoutError
from readout.vocabulary import ACTS, STANCES, VOICES
from readout.workshop.lesson.codings import COLUMNS

#: What a sentence may be coded in: the column, what it is called, and the codes that there are.
FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "code": ("what the speaker does", (*ACTS, "none")),
    "voice": ("whose words they are", tuple(VOICES)),
    "stance": ("for or against", tuple(STANCES)),
}
#: No file of codes is longer; what is longer is something else.
LONGEST = 200_000


class LeftOut(NamedTuple):
    """A file that cannot be used, and why, in a sentence."""

    file: str
    why: str


@dataclass(frozen=True)
class HandedIn:
    """What one learner handed in: the file, the name in it, the text, and by field the code of each sentence."""

    file: str
    coder: str
    text_id: str
    codes: Mapping[str, Mapping[str, str]]


def read_class(folder: Path) -> tuple[list[HandedIn], list[LeftOut]]:
    """Return what a class handed in: the files `coding-*.csv` of a folder and the folders in it, and what is left out.

    The columns are those that lesson C writes: `text_id`, `coder`, `sentence`, `code`; further ones called `voice` or
    `stance` count as fields of their own. Left out is what is no such table, holds a code that there is not, was coded
    on another text than most of the class, or comes from a name that has handed in already. Raises ReadoutError where
    there is no such file, or fewer than two can be used.
    """
    # By the name without its ending, so that of a file and its copy the file comes first.
    paths = sorted(folder.rglob("coding-*.csv"), key=lambda path: (path.parent, path.stem))
    if not paths:
        raise ReadoutError(
            f"{folder} holds no file of codes; put the files coding-NAME.csv there that the learners saved in lesson C."
        )
    read: list[HandedIn] = []
    left_out: list[LeftOut] = []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            read.append(_read(path, name))
        except ReadoutError as error:
            left_out.append(LeftOut(name, str(error)))
    used = _of_one_text(read, left_out)
    used = _of_different_coders(used, left_out)
    if len(used) < 2:
        why = "".join(f" {gone.file}: {gone.why}" for gone in left_out[:3])
        raise ReadoutError(f"{folder} holds {len(used)} file of codes that can be used; agreement takes two.{why}")
    return used, sorted(left_out)


def _read(path: Path, name: str) -> HandedIn:
    try:
        if path.stat().st_size > LONGEST:
            raise ReadoutError("It is far too long for a file of codes.")
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (UnicodeDecodeError, csv.Error):
        raise ReadoutError("It is not a table as the lesson writes it; ask for the file once more.") from None
    except OSError as error:
        raise ReadoutError(f"It cannot be read ({error.strerror}).") from None
    missing = [column for column in COLUMNS if not rows or column not in rows[0]]
    if missing:
        raise ReadoutError(
            f"It has no column {', '.join(missing)}; another program may have saved it anew, so ask for it once more."
        )
    texts, coders = ({_cell(row, column) for row in rows} for column in ("text_id", "coder"))
    if len(texts) > 1 or len(coders) > 1:
        raise ReadoutError("It holds the codes of more than one coder or text; each coder gives one file.")
    if "" in texts | coders:
        raise ReadoutError("It names no coder or no text.")
    codes = {field: _codes(rows, field, allowed) for field, (_, allowed) in FIELDS.items() if field in rows[0]}
    if not any(codes.values()):
        raise ReadoutError("No sentence in it has a code.")
    return HandedIn(name, coders.pop(), texts.pop(), codes)


def _codes(rows: list[dict[str, str]], field: str, allowed: tuple[str, ...]) -> dict[str, str]:
    """Return the code of each sentence in a field; sentences without one are left out."""
    found: dict[str, str] = {}
    for row in rows:
        sentence, code = _cell(row, "sentence"), _cell(row, field)
        if code and code not in allowed:
            raise ReadoutError(f"It gives “{code[:30]}” for {sentence[:30]}; the codes are {', '.join(allowed)}.")
        if sentence in found:
            raise ReadoutError(f"It has {sentence[:30]} twice.")
        if code:
            found[sentence] = code
    return found


def _cell(row: Mapping[str, str | None], column: str) -> str:
    return re.sub(r"\s+", " ", row.get(column) or "").strip()


def _of_one_text(read: list[HandedIn], left_out: list[LeftOut]) -> list[HandedIn]:
    """Return the files on the text that most have coded; the others are left out."""
    counts = Counter(one.text_id for one in read)
    most = min(counts, key=lambda text: (-counts[text], text), default="")
    left_out += [
        LeftOut(one.file, f"It codes another text ({one.text_id[:60]}) than most of the class ({most[:60]}).")
        for one in read
        if one.text_id != most
    ]
    return [one for one in read if one.text_id == most]


def _of_different_coders(read: list[HandedIn], left_out: list[LeftOut]) -> list[HandedIn]:
    """Return one file for each name; a further one is left out, and told whether it says the same."""
    first: dict[str, HandedIn] = {}
    for one in read:
        before = first.setdefault(one.coder.casefold(), one)
        if before is one:
            continue
        if before.codes == one.codes:
            why = f"It is a copy of {before.file}."
        else:
            why = (
                f"It has the same name in it as {before.file} and other codes; keep the one that counts, or, if they "
                "are two people, write another name into the column coder of one."
            )
        left_out.append(LeftOut(one.file, why))
    return list(first.values())
