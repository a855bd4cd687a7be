"""Parliamentary debates in TEI as ParlaMint writes it: a file a sitting, an `u` a speech, `seg` its paragraphs.

The names of speakers are in the corpus' own list of persons (`listPerson`), in the file itself or beside it; notes of
the reporters and what is marked as inaudible are left out.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from readout.collections.datasheet import Datasheet
from readout.collections.text_rows import Found
from readout.errors import ReadoutError

NAME = "parlamint"
ABOUT = "TEI as ParlaMint writes it: an XML file, or a folder of them"
DATASHEET = Datasheet(
    "Speeches in a parliament, from TEI.",
    "A corpus in the form of ParlaMint, hdl:11356/1912",
    "ParlaMint itself is under CC BY 4.0; of other corpora see the header of their files.",
    "Tomaž Erjavec and others, The ParlaMint corpora of parliamentary proceedings, Language Resources and Evaluation "
    "57 (2023).",
    ("A machine translation, where a corpus is one, has words that nobody said.",),
)
_TEI = "{http://www.tei-c.org/ns/1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_NOT_SAID = {f"{_TEI}{name}" for name in ("note", "gap", "vocal", "kinesic", "incident", "desc", "head")}


def fits(path: Path) -> bool:
    """Tell whether a source is TEI, or a folder with TEI in it."""
    first = path if path.is_file() else next(iter(_files(path)), None) if path.is_dir() else None
    if first is None or first.suffix.lower() != ".xml":
        return False
    with first.open("rb") as content:
        return b"http://www.tei-c.org/ns/1.0" in content.read(4_000)


def read(path: Path) -> Iterator[Found]:
    """Yield the speeches."""
    files = [path] if path.is_file() else _files(path)
    people: dict[str, str] = {}
    for file in files:
        people |= _people(_parsed(file))
    for file in files:
        yield from _speeches(_parsed(file), file.stem, people)


def _files(path: Path) -> list[Path]:
    return [file for file in sorted(path.rglob("*.xml")) if not file.name.startswith(".") and ".ana." not in file.name]


def _parsed(path: Path) -> Any:
    from lxml import etree

    try:
        return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        said = str(error).splitlines()[0].rstrip(".")
        raise ReadoutError(f"{path} is no whole XML file ({said}); get it again.") from None


def _people(root: Any) -> dict[str, str]:
    """Return the names of persons by their ids."""
    found = {}
    for person in root.iter(f"{_TEI}person"):
        name = person.find(f"{_TEI}persName")
        if name is not None:
            parts = [_words(name.find(f"{_TEI}{part}")) for part in ("forename", "surname")]
            found[person.get(f"{_XML}id", "")] = " ".join(filter(None, parts)) or _words(name)
    return found


def _speeches(root: Any, stem: str, people: dict[str, str]) -> Iterator[Found]:
    if root.find(f"{_TEI}text") is None:
        return
    title = next((_words(one) for one in root.iter(f"{_TEI}title") if _words(one)), stem)
    language = root.get(f"{_XML}lang", "")
    setting = next((one.get("when") or _words(one) for one in root.iter(f"{_TEI}date") if one.get("when")), "")
    for number, speech in enumerate(root.iter(f"{_TEI}u"), 1):
        paragraphs = [_said(one) for one in speech.iter(f"{_TEI}seg")] or [_said(speech)]
        who = speech.get("who", "").lstrip("#")
        known = {
            "kind": "verbatim",
            "form": "speech",
            "title": title,
            "date": setting[:10],
            "speaker": people.get(who, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", who)),
            "role": speech.get("ana", "").split(" ")[0].lstrip("#"),
            "language": language,
        }
        name = speech.get(f"{_XML}id") or f"{stem}-u{number}"
        body = "\n\n".join(filter(None, paragraphs))
        yield Found(name, body, {key: value for key, value in known.items() if value})


def _said(element: Any) -> str:
    """Return what was said in an element: its words without what the reporters noted."""
    parts = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _NOT_SAID:
            parts.append(" ")
        else:
            parts.append(_said(child))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
