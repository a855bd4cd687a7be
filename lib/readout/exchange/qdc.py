"""REFI-QDA codebook (.qdc), read and written by NVivo, ATLAS.ti, MAXQDA and QualCoder, and written by Taguette.

After the REFI-QDA Standard 1.5 (Rotterdam Exchange Format Initiative, 2019), part codebook.
"""

from collections import Counter
from pathlib import Path
from typing import Any

from lxml import etree

from readout.codebook import Codebook
from readout.errors import ReadoutError
from readout.exchange import xml
from readout.exchange.codes import BRANCHES, as_code, describe, guid, undescribe

NAMESPACE = "urn:QDA-XML:codebook:1.0"
#: Branches of our projects that stand for fields of claims.
FIELDS = tuple(branch for branch in BRANCHES if branch != "issues")


def write(book: Codebook, path: Path) -> list[str]:
    """Write the issues and themes as a tree of two branches; return what the format could not hold."""
    root = etree.Element(f"{{{NAMESPACE}}}CodeBook", nsmap={None: NAMESPACE}, origin="Readout")
    codes = etree.SubElement(root, f"{{{NAMESPACE}}}Codes")
    for branch, members in (("issues", book.issues), ("themes", book.themes)):
        top = add_code(codes, NAMESPACE, branch, branch, "", codable=False)
        for code in members:
            add_code(top, NAMESPACE, code.code, f"{branch}/{code.code}", describe(code))
    path.write_bytes(xml.serialize(root))
    return ["Definitions, examples and terms are in the description of each code, a line each."]


def add_code(above: Any, namespace: str, name: str, key: str, description: str, codable: bool = True) -> Any:
    """Add a code below another element and return it."""
    code = etree.SubElement(
        above, f"{{{namespace}}}Code", guid=guid("code", key), name=xml.clean(name), isCodable=str(codable).lower()
    )
    if description:
        etree.SubElement(code, f"{{{namespace}}}Description").text = xml.clean(description)
    return code


def read(path: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the codes of a file, each with the fields of the codebook and its `list`, and what could not be taken.

    Codes under a branch named themes are themes; all others are issues. Branches themselves become codes where the
    other tool lets them be used. Of codes with the same name, each is named after what it stands below.
    """
    root = xml.parse(path.read_bytes(), f"{path.name}")
    if etree.QName(root).localname != "CodeBook":
        raise ReadoutError(
            f"{path.name} is no REFI-QDA codebook: its root is {etree.QName(root).localname}, not CodeBook."
        )
    return codes_of_book(root)


def codes_of_book(root: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the codes of a CodeBook element; see `read`."""
    entries: list[tuple[str, list[str], str, str]] = []
    lost: list[str] = []

    def walk(element: Any, branch: str, above: list[str]) -> None:
        for code in element.findall("{*}Code"):
            name = code.get("name") or ""
            if not above and name.lower() in FIELDS and code.get("isCodable") == "false":
                continue  # a branch of our own projects: voices, acts, actors
            top = name.lower() if not above and name.lower() in ("issues", "themes") else branch
            inner = code.findall("{*}Code")
            if code.get("isCodable", "true") == "true" and not (inner and not above and name.lower() == top):
                entries.append((top, above, name, code.findtext("{*}Description") or ""))
                if len(above) > 1 or (above and above[0].lower() not in ("issues", "themes")):
                    lost.append(f"The code {name!r} stood below {' / '.join(above)}; the codebook here has no levels.")
            walk(code, top, [*above, name])

    walk(root.find("{*}Codes") if root.find("{*}Codes") is not None else root, "issues", [])
    if root.find("{*}Sets") is not None:
        lost.append("Sets of codes were left out; the codebook here has none.")
    names = Counter(as_code(name) for _, _, name, _ in entries)
    found: dict[str, dict[str, Any]] = {}
    for top, above, name, description in entries:
        code = as_code(name)
        if names[code] > 1 and above:
            code = as_code(f"{above[-1]} {name}")
            lost.append(f"The code {name!r} is there {names[as_code(name)]} times; this one is named {code!r}.")
        while code in found:
            code = as_code(f"{code[:50]} {sum(each.startswith(code[:50]) for each in found) + 1}")
        found[code] = {"list": top, "code": code, **undescribe(name, description)}
    return list(found.values()), lost
