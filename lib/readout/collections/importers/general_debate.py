"""The United Nations General Debate Corpus (Jankin, Baturo and Dasandi): a speech a state and year, since 1946.

It comes as a folder of `Session 01 - 1946/ARG_01_1946.txt` and so on, as the archive `UNGDC_1946-2024.tar.gz` of it, or
as a table that others made of it, whose ids hold code, session and year.
"""

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

from readout.collections.datasheet import Datasheet
from readout.collections.importers import rows, table
from readout.collections.text_rows import Found
from readout.errors import ReadoutError

NAME = "general-debate"
ABOUT = "the UN General Debate Corpus: its folder, its archive, or a table of it"
DATASHEET = Datasheet(
    "Statements of states in the General Debate of the United Nations General Assembly, in English.",
    "United Nations General Debate Corpus, doi:10.7910/DVN/0TJX8Y",
    "CC0 1.0, as its depositors state for the Dataverse; the statements are those of the states.",
    "Slava Jankin, Alexander Baturo and Niheer Dasandi, Words to unite nations: The complete United Nations General "
    "Debate Corpus, 1946 to present, Journal of Peace Research; Alexander Baturo, Niheer Dasandi and Slava Mikhaylov, "
    "Understanding state preferences with text as data, Research and Politics 4 (2017).",
    (
        "Only the year is known of each speech: the debate is held in September, and in some years goes on later.",
        "Speeches held in another language are official translations.",
        "Earlier years were scanned: paragraph breaks, numbers of paragraphs and page lines stand in the text.",
        "A state's code is that of the time; states that ended (Soviet Union, Yugoslavia) have codes of their own.",
    ),
)

#: As in ARG_01_1946 and ungdc-ARG-1-1946.
ID = re.compile(r"(?:ungdc[-_])?(?P<code>[A-Z]{2,3})[-_](?P<session>\d{1,3})[-_](?P<year>\d{4})")
_SAID = {"kind": "verbatim", "form": "speech", "occasion": "General Debate of the United Nations General Assembly"}
#: States that ended, bodies, and codes that are not those of ISO 3166-1.
OTHER_CODES = {
    "CSK": "Czechoslovakia",
    "DDR": "East Germany",
    "EU": "European Union",
    "POR": "Portugal",
    "SCG": "Serbia and Montenegro",
    "YDYE": "South Yemen",
    "YMD": "South Yemen",
    "YUG": "Yugoslavia",
    "SUN": "Soviet Union",
}


def fits(path: Path) -> bool:
    """Tell whether a source is the corpus, by the names in it."""
    if path.is_dir():
        return any(ID.fullmatch(file.stem) for _, file in zip(range(50), sorted(path.rglob("*_*_*.txt")), strict=False))
    if _is_archive(path):
        with _archive(path) as archive:
            return any(ID.fullmatch(Path(member.name).stem) for _, member in zip(range(50), archive, strict=False))
    if not rows.is_table(path):
        return False
    names = table.roles(rows.columns(path))
    first = next(iter(rows.read(path)), {}) if "id" in names and "text" in names else {}
    return bool(first and ID.fullmatch(first[names["id"]]))


def read(path: Path) -> Iterator[Found]:
    """Yield the speeches."""
    if path.is_dir():
        for file in sorted(path.rglob("*.txt")):
            if match := ID.fullmatch(file.stem):
                yield _found(match, file.read_bytes(), {})
    elif _is_archive(path):
        with _archive(path) as archive:
            for member in archive:
                match = ID.fullmatch(Path(member.name).stem)
                content = archive.extractfile(member) if match and member.isfile() else None
                if match and content:
                    yield _found(match, content.read(), {})
    else:
        for one in table.found_in(path, {}):
            match = ID.fullmatch(one.id)
            yield _found(match, one.body.encode("utf-8", "surrogatepass"), one.metadata) if match else one


def _found(match: re.Match[str], content: bytes, said: dict[str, str]) -> Found:
    code, session, year = match["code"], int(match["session"]), match["year"]
    party = OTHER_CODES.get(code, code)
    own = {"date": year, "party": party, "language": "en", "session": str(session), "code": code}
    kept = {key: value for key, value in said.items() if key not in ("form", "kind", "party", "kind_as_given")}
    title = said.get("title") or f"General Debate, session {session}, {year}: {party}"
    body = content.decode("utf-8-sig", "replace")
    return Found(f"{code}_{session:02}_{year}", body, {**_SAID, **kept, **own, "title": title})


def _is_archive(path: Path) -> bool:
    return path.is_file() and path.name.lower().endswith((".tar", ".tar.gz", ".tgz"))


def _archive(path: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(path)
    except (tarfile.TarError, OSError, EOFError) as error:
        raise ReadoutError(f"{path} is no archive or ends in the middle ({error}); get it again.") from None
