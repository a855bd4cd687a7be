"""REFI-QDA project (.qdpx), read and written by NVivo, ATLAS.ti, MAXQDA and QualCoder.

After the REFI-QDA Standard 1.5 (Rotterdam Exchange Format Initiative, 2019), part project. A claim becomes one
selection for each piece of its content, coded with its fields, and one for each of its parts, for each coder of it.
Programs write selections anew, some one for each coding and under another name: which claim and part a selection is
stands in its description, which they keep as a memo, so that pieces find together again. Positions are code points.
"""

import contextlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.exchange import archive, xml
from readout.exchange.codes import BRANCHES, CODED, SAID, codes_of, guid, issue_of, shown, tree
from readout.exchange.parcel import FLAGS, NO_REMARK, NOTHING, ORIGIN, PARTS, Delivery, Remark, Remarks, number
from readout.exchange.qdc import add_code, codes_of_book
from readout.spans import Span
from readout.texts.text import Text

NAMESPACE = "urn:QDA-XML:project:1.0"
_NAME = re.compile(rf"(?P<claim>\S+) (?P<part>content|{'|'.join(PARTS)}|quotes)(?: (?P<piece>\d+)/\d+)?")
#: The line of a description that says which claim and part a selection is.
_IDENTITY = re.compile(r"^Readout (\{.*\})[ \t]*$", re.MULTILINE)
#: What of a claim stands in that line, besides its name: what is no code and no part.
PLAIN = (*ORIGIN, "target_text")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def write(text: Text, claims: list[Claim], path: Path, remarks: Remarks = NOTHING) -> list[str]:
    """Write a text with its claims as a project; return what the format could not hold."""
    lost: list[str] = []
    root = etree.Element(_tag("Project"), nsmap={None: NAMESPACE}, name=xml.clean(text.title), origin="Readout")
    users = etree.SubElement(root, _tag("Users"))
    for coder in sorted({name for claim in claims for name in claim.coder.split("+")} or {"annotator"}):
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
        for coder in claim.coder.split("+"):
            _write_claim(source, claim, coder, remarks.get(claim.claim_id, NO_REMARK))
    body = xml.clean(text.body, lost)
    archive.write_members(path, {"project.qde": xml.serialize(root), f"sources/{file}": body.encode()})
    if any(ord(character) > 0xFFFF for character in text.body):
        lost.append("The text has characters that NVivo counts as two: its positions after them may be off by one.")
    return lost


def _write_claim(source: Any, claim: Claim, coder: str, remark: Remark) -> None:
    pieces = [("content", piece, span) for piece, span in enumerate(claim.content, 1)]
    pieces += [(part, 0, span) for part in PARTS if (span := getattr(claim, part))]
    pieces += [("quotes", piece, span) for piece, span in enumerate(claim.quotes, 1)]
    user = guid("user", coder)
    dated = {"creationDateTime": f"{remark.made[:19]}Z"} if remark.made else {}
    for part, piece, (start, end) in pieces:
        total = len(claim.content if part == "content" else claim.quotes)
        name = f"{claim.claim_id} {part}" + (f" {piece}/{total}" if piece else "")
        selection = etree.SubElement(
            source,
            _tag("PlainTextSelection"),
            guid=guid("selection", coder, name),
            name=name,
            startPosition=str(start),
            endPosition=str(end),
            creatingUser=user,
            **dated,
        )
        identity: dict[str, Any] = {"claim": claim.claim_id, "part": part}
        keys = [("parts", part)]
        if part == "content":
            identity |= {field: value for field in PLAIN if (value := getattr(claim, field)) is not None}
            # Where two claims have a part in common, QualCoder keeps one of the two codings.
            identity |= {each: span for each in PARTS if (span := getattr(claim, each))}
            identity |= {"quotes": claim.quotes} if claim.quotes else {}
            keys = [*codes_of(claim), *(("flags", each) for each in SAID if getattr(remark, each))]
        comment = f"{xml.clean(remark.comment)}\n" if remark.comment and part == "content" else ""
        described = f"{comment}Readout {json.dumps(identity, ensure_ascii=False)}"
        etree.SubElement(selection, _tag("Description")).text = xml.clean(described)
        for key in keys:
            coding = etree.SubElement(
                selection, _tag("Coding"), guid=guid("coding", coder, name, *key), creatingUser=user
            )
            etree.SubElement(coding, _tag("CodeRef"), targetGUID=guid("code", "/".join(key)))


@dataclass
class _Selected:
    """What the selections of one claim say: its pieces, its codes, its parts and its comments."""

    claim_id: str | None
    content: dict[Span, str | None] = field(default_factory=dict)
    codes: list[tuple[str, str]] = field(default_factory=list)
    identity: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, list[Span]] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)


def read(text: Text, path: Path) -> Delivery:
    """Return the claims of the project's source that is this text; another tool's selections of a passage are one."""
    members = archive.read_members(path, "REFI-QDA project")
    root, file = project(members, path)
    delivery = Delivery()
    codes = _codes(root)
    sources = root.findall(".//{*}TextSource")
    source = _source_of(text, sources, members)
    if source is None:
        raise ReadoutError(f"None of the {len(sources)} text sources of {path.name} is {text.id}: their words differ.")
    body = _body(source, members)
    claims: dict[str, _Selected] = {}
    for number_, selection in enumerate(source.findall("{*}PlainTextSelection"), 1):
        start = number(selection.get("startPosition"), f"The start of selection {number_} in {file}")
        end = number(selection.get("endPosition"), f"The end of selection {number_} in {file}")
        identity, comment = _described(selection)
        part = identity.get("part", "content")
        if part not in ("content", *PARTS, "quotes"):
            continue
        claim_id = identity.get("claim")
        key = f"claim {claim_id}" if claim_id else f"{start} {end}"
        claim = claims.setdefault(key, _Selected(claim_id))
        found = [codes[ref] for each in selection.findall("{*}Coding/{*}CodeRef") if (ref := _ref(each)) in codes]
        if part == "content":
            claim.content[start, end] = body[start:end] if body else None
            claim.codes += found
            claim.identity |= identity
            claim.comments += [comment] if comment else []
        else:
            claim.parts.setdefault(part, []).append((start, end))
    marked = {(part, span) for claim in claims.values() for part, spans in claim.parts.items() for span in spans}
    for claim in claims.values():
        _take(text, claim, marked, delivery)
    if root.find("{*}Notes") is not None or root.find(".//{*}NoteRef") is not None:
        delivery.lost.append("Notes of the project were left out; claims have comments of their own.")
    others = len(sources) - 1
    if others:
        delivery.lost.append(f"{others} other sources of the project were left out; import them with their own text.")
    return delivery


def read_codes(path: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the codes of the codebook inside a project, without those that stand for fields of our claims."""
    root, _ = project(archive.read_members(path, "REFI-QDA project"), path)
    book = root.find("{*}CodeBook")
    return codes_of_book(book) if book is not None else ([], [])


def project(members: dict[str, bytes], path: Path) -> tuple[Any, str]:
    """Return the root of a project, and how its file is named in the sentence of an error."""
    name = next((each for each in members if each.endswith(".qde")), None)
    if name is None:
        raise ReadoutError(f"{path} has no project.qde in it; export it as a REFI-QDA project.")
    return xml.parse(members[name], f"{name} in {path.name}"), path.name


def _take(text: Text, claim: _Selected, marked: set[tuple[str, Span]], delivery: Delivery) -> None:
    ours = claim.claim_id is not None
    values: dict[str, Any] = {"issues": []}
    if ours:
        values |= dict.fromkeys(CODED) | dict.fromkeys(FLAGS, False) | {"target_text": None}
        values |= {name: claim.identity[name] for name in PLAIN if name in claim.identity}
        for part in PARTS:
            values[part] = claim.parts[part][0] if part in claim.parts else _shared(claim, part, marked)
        quotes = claim.parts.get("quotes", [])
        given = [tuple(each) for each in claim.identity.get("quotes") or []]
        values["quotes"] = sorted({*quotes, *(each for each in given if ("quotes", each) in marked)})
    said = set()
    for branch, name in dict.fromkeys(claim.codes):
        if branch == "flags":
            said |= {name} & {*SAID}
            values |= {name: True} if name in FLAGS else {}
        elif branch in ("voice", "act", "stance", *CODED):
            values[branch] = name
        elif branch != "parts" and (code := issue_of(name)) not in values["issues"]:
            values["issues"].append(code)
    if not ours and not claim.codes and not claim.comments:
        return
    more: dict[str, Any] = {"claim_id": claim.claim_id, "inside": not ours, "rejected": "rejected" in said}
    more |= {"unsure": "unsure" in said if ours else None, "comment": "\n".join(dict.fromkeys(claim.comments))}
    delivery.take(text, claim.content.items(), values, **more)


def _shared(claim: _Selected, part: str, marked: set[tuple[str, Span]]) -> Span | None:
    """Return a part that has no selection of its own because another claim has the same one."""
    given = claim.identity.get(part)
    span = tuple(given) if isinstance(given, list) and len(given) == 2 else None
    return span if span and (part, span) in marked else None


def _described(selection: Any) -> tuple[dict[str, Any], str]:
    """Return what a selection's description says of its claim and part, and the coder's own words in it."""
    description = selection.findtext("{*}Description") or ""
    match = _IDENTITY.search(description)
    found: Any = None
    if match:
        with contextlib.suppress(ValueError, RecursionError):
            found = json.loads(match[1])
        description = (description[: match.start()] + description[match.end() :]).strip()
    if not isinstance(found, dict) or not isinstance(found.get("claim"), str):
        named = _NAME.fullmatch(selection.get("name") or "")
        found = {"claim": named["claim"], "part": named["part"]} if named else {}
    return found, description


def _ref(reference: Any) -> str:
    return (reference.get("targetGUID") or "").strip("{}").lower()


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
