"""Any folder of texts in the forms that Readout reads: Markdown, plain text, HTML, PDF, DOCX."""

import re
from collections.abc import Iterator
from pathlib import Path

from readout.collections.datasheet import Datasheet
from readout.collections.text_rows import Found
from readout.errors import ReadoutError
from readout.texts import readers

NAME = "folder"
ABOUT = "a folder of texts: Markdown, plain text, HTML, PDF, DOCX"
DATASHEET = Datasheet("Texts of a folder, a file each.")

_DATE = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?:[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?)?(?!\d)")


def fits(path: Path) -> bool:
    """Tell whether a path is a folder with a text in it."""
    return path.is_dir() and next(files(path), None) is not None


def files(path: Path) -> Iterator[Path]:
    """Yield the texts below a folder in the order of their names."""
    for one in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in one.relative_to(path).parts)
        if one.is_file() and not hidden and one.suffix.lower() in readers.READERS and one.stem.upper() != "README":
            yield one


def read(path: Path) -> Iterator[Found]:
    """Yield the texts of a folder."""
    return found_in(path, {})


def found_in(path: Path, all_of_them: dict[str, str], *, dated: bool = False) -> Iterator[Found]:
    """Yield the texts of a folder with what each file says of itself; `dated` looks for a date in its name besides.

    A file that cannot be read is an empty text whose note says why: it is listed, and stops no other.
    """
    for file in files(path):
        name = file.relative_to(path).with_suffix("").as_posix().replace("/", "-")
        try:
            said, body = readers.read(file)
        except ReadoutError as error:
            said, body = {"note": str(error)}, ""
        when = date_in(name) if dated and not said.get("date") else ""
        yield Found(str(said.pop("id", "") or name), body, {**all_of_them, **({"date": when} if when else {}), **said})


def date_in(name: str) -> str:
    """Return the date in the name of a file, as in 2021-03-04-briefing or 20210304; empty where there is none."""
    found = _DATE.search(name)
    return "-".join(part for part in found.groups() if part) if found else ""
