"""REFI-QDA project (.qdpx), read and written by NVivo, ATLAS.ti, MAXQDA and QualCoder.

After the REFI-QDA Standard 1.5 (Rotterdam Exchange Format Initiative, 2019), part project. A claim becomes one
selection for each piece of its content, coded with its fields, and one for each of its parts; the name of a selection
says which claim and part it is, so that pieces find together again. Positions are code points.
"""

import json
import re
from pathlib import Path
from typing import Any

from lxml import etree

from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.exchange import archive, xml
from readout.exchange.codes import BRANCHES, codes_of, guid, issue_named, shown, tree
from readout.exchange.parcel import FLAGS, ORIGIN, PARTS, WORDS, Delivery, number
from readout.exchange.qdc import add_code
from readout.texts.text import Text

NAMESPACE = "urn:QDA-XML:project:1.0"
_NAME = re.compile(r"(?P<claim>\S+) (?P<part>content|source|cue|condition|quotes)(?: (?P<piece>\d+)/\d+)?")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def write(text: Text, claims: list[Claim], path: Path) -> list[str]:
    """Write a text with its claims as a project; return what the format could not hold."""
    lost: list[str] = []
    root = etree.Element(_tag("Project"), nsmap={None: NAMESPACE}, name=xml.clean(text.title), origin="Readout")
    users = etree.SubElement(root, _tag("Users"))
    for coder in sorted({claim.coder for claim in claims} or {"annotator"}):
        etree.SubElement(users, _tag("User"), guid=guid("user", coder), name=coder)
    codes = etree.SubElement(etree.SubElement(root, _tag("CodeBook")), _tag("Codes"))
    for branch, members in tree(claims).items():
        if members:
            top = add_code(codes, NAMESPACE, branch, branch, "", codable=False)
            for name, meaning in members.items():
                add_code(top, NAMESPACE, shown(branch, name), f"{branch}/{name}", meaning)
    file = f"{guid('text', text.id)}.txt"
    source = etree.SubElement(
        etree.SubElement(root, _tag("Sources")),
        _tag("TextSource"),
        guid=guid("text", text.id),
        name=xml.clean(text.id),
        plainTextPath=f"internal://{file}",
    )
    for claim in claims:
        _write_claim(source, claim)
    body = xml.clean(text.body, lost)
    archive.write_members(path, {"project.qde": xml.serialize(root), f"Sources/{file}": body.encode()})
    if any(ord(character) > 0xFFFF for character in text.body):
        lost.append("The text has characters that NVivo counts as two: its positions after them may be off by one.")
    return lost


def _write_claim(source: Any, claim: Claim) -> None:
    pieces = [("content", piece, span) for piece, span in enumerate(claim.content, 1)]
    pieces += [(part, 0, span) for part in PARTS if (span := getattr(claim, part))]
    pieces += [("quotes", piece, span) for piece, span in enumerate(claim.quotes, 1)]
    for part, piece, (start, end) in pieces:
        total = len(claim.content if part == "content" else claim.quotes)
        name = f"{claim.claim_id} {part}" + (f" {piece}/{total}" if piece else "")
        selection = etree.SubElement(
            source,
            _tag("PlainTextSelection"),
            guid=guid("selection", name),
            name=name,
            startPosition=str(start),
            endPosition=str(end),
            creatingUser=guid("user", claim.coder),
        )
        if part == "content":
            origin = {field: getattr(claim, field) for field in ORIGIN}
            etree.SubElement(selection, _tag("Description")).text = json.dumps(origin, ensure_ascii=False)
        for key in codes_of(claim) if part == "content" else [("parts", part)]:
            coding = etree.SubElement(
                selection,
                _tag("Coding"),
                guid=guid("coding", name, *key),
                creatingUser=guid("user", claim.coder),
            )
            etree.SubElement(coding, _tag("CodeRef"), targetGUID=guid("code", "/".join(key)))


def read(text: Text, path: Path) -> Delivery:
    """Return the claims of the project's source that is this text; another tool's selections are a claim each."""
    members = archive.read_members(path, "REFI-QDA project")
    name = next((each for each in members if each.endswith(".qde")), None)
    if name is None:
        raise ReadoutError(f"{path} has no project.qde in it; export it as a REFI-QDA project.")
    root = xml.parse(members[name], f"{name} in {path.name}")
    delivery = Delivery()
    codes = _codes(root)
    sources = root.findall(".//{*}TextSource")
    source = _source_of(text, sources, members)
    if source is None:
        raise ReadoutError(f"None of the {len(sources)} text sources of {path.name} is {text.id}: their words differ.")
    body = _body(source, members)
    claims: dict[str, dict[str, Any]] = {}
    for number_, selection in enumerate(source.findall("{*}PlainTextSelection"), 1):
        start = number(selection.get("startPosition"), f"The start of selection {number_} in {path.name}")
        end = number(selection.get("endPosition"), f"The end of selection {number_} in {path.name}")
        named = _NAME.fullmatch(selection.get("name") or "")
        key = named["claim"] if named else f"selection {number_}"
        claim = claims.setdefault(key, {"content": [], "values": {}, "quotes": [], "ours": bool(named)})
        part = named["part"] if named else "content"
        words = body[start:end] if body else None
        if part == "content":
            claim["content"].append(((start, end), words))
            claim["values"] |= _values(selection, codes, delivery.lost, bool(named))
        elif part == "quotes":
            claim["quotes"].append((start, end))
        else:
            claim["values"][part] = (start, end)
    for key, claim in claims.items():
        if claim["ours"]:
            claim["values"] |= {"quotes": claim["quotes"]}
            for part in PARTS:
                claim["values"].setdefault(part, None)
        claim_id = key if claim["ours"] else None
        delivery.take(text, claim["content"], claim["values"], claim_id=claim_id)
    if root.find("{*}Notes") is not None or root.find(".//{*}NoteRef") is not None:
        delivery.lost.append("Notes of the project were left out; claims have comments of their own.")
    others = len(sources) - 1
    if others:
        delivery.lost.append(f"{others} other sources of the project were left out; import them with their own text.")
    return delivery


def _codes(root: Any) -> dict[str, tuple[str, str]]:
    """Return the branch and the name of every code by its GUID."""
    found: dict[str, tuple[str, str]] = {}

    def walk(element: Any, branch: str) -> None:
        for code in element.findall("{*}Code"):
            name = code.get("name") or ""
            name = name.removeprefix(f"{branch}: ") if branch in BRANCHES else name
            found[(code.get("guid") or "").strip("{}").lower()] = (branch or "issues", name)
            walk(code, branch or name)

    codes = root.find("{*}CodeBook/{*}Codes")
    if codes is not None:
        walk(codes, "")
    return found


def _values(selection: Any, codes: dict[str, tuple[str, str]], lost: list[str], ours: bool) -> dict[str, Any]:
    """Return the fields that a selection's codes say; codes of other projects are issues, if the codebook has them."""
    values: dict[str, Any] = {"issues": []}
    if ours:
        values |= dict.fromkeys(WORDS) | dict.fromkeys(FLAGS, False)
        values |= _origin(selection.findtext("{*}Description") or "")
    for reference in selection.findall("{*}Coding/{*}CodeRef"):
        branch, name = codes.get((reference.get("targetGUID") or "").strip("{}").lower(), ("", ""))
        if branch == "flags" and name in FLAGS:
            values[name] = True
        elif branch in ("voice", "act", "stance", *WORDS):
            values[branch] = name
        elif branch == "issues" and ours:
            values["issues"].append(name)
        elif issue := issue_named(name):
            values["issues"].append(issue)
        elif name and branch != "parts":
            lost.append(
                f"The code {name!r} is not in the codebook here; add it (readout import of its .qdc) and try again."
            )
    return values


def _origin(description: str) -> dict[str, Any]:
    try:
        found = json.loads(description)
    except ValueError:
        return {}
    return {name: found[name] for name in ORIGIN if name in found} if isinstance(found, dict) else {}


def _body(source: Any, members: dict[str, bytes]) -> str | None:
    inline = source.findtext("{*}PlainTextContent")
    if inline is not None:
        return str(inline)
    file = (source.get("plainTextPath") or "").rpartition("/")[2]
    data = next((data for name, data in members.items() if file and name.endswith("/" + file)), None)
    return data.decode("utf-8-sig", "replace") if data is not None else None


def _source_of(text: Text, sources: list[Any], members: dict[str, bytes]) -> Any:
    """Return the source with the text's words, else the one with its name."""
    words = text.body.split()
    for source in sources:
        if (_body(source, members) or "").split() == words:
            return source
    return next((source for source in sources if source.get("name") == text.id), None)
