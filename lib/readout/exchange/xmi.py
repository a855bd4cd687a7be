"""UIMA CAS XMI for INCEpTION: a zip with the document and its type system, through dkpro-cassis.

Layers: a span layer for the pieces of content and for the parts of claims, with every field of the claim as a feature
of its content, and a relation layer from each part to its claim; INCEpTION drops a relation layer whose two ends are of
different layers. It holds no annotation in several pieces, so that pieces carry the id of their claim.
"""

import io
import re
import warnings
from pathlib import Path
from typing import Any

from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError, needs
from readout.exchange import archive, xml
from readout.exchange.parcel import FLAGS, NO_REMARK, NOTHING, ORIGIN, PARTS, WORDS, Delivery, Remark, Remarks, shorten
from readout.spans import Span
from readout.texts.text import Text

CLAIM, OF = "webanno.custom.ReadoutClaim", "webanno.custom.ReadoutPartOf"
SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
STRINGS = ("part", "claim_id", "piece", "voice", "act", "stance", *WORDS, "issues", *ORIGIN, "comment", "made")
SAID = ("unsure", "rejected")
BETWEEN = "; "


def write(text: Text, claims: list[Claim], path: Path, remarks: Remarks = NOTHING) -> list[str]:
    """Write a text with its claims as a zip that INCEpTION imports as UIMA CAS XMI; return what it could not hold."""
    needs("cassis", "exchange")
    from cassis import Cas

    types = _types()
    lost: list[str] = []
    cas = Cas(typesystem=types)
    cas.sofa_string = xml.clean(text.body, lost)
    cas.sofa_mime = "text/plain"
    sentence, token = types.get_type(SENTENCE), types.get_type(TOKEN)
    for paragraph in text.paragraphs:
        cas.add(sentence(begin=paragraph.start, end=paragraph.end))
    for match in re.finditer(r"\w+(?:['’]\w+)*|[^\w\s]", text.body):
        cas.add(token(begin=match.start(), end=match.end()))
    for claim in claims:
        _add(cas, types, claim, remarks.get(claim.claim_id, NO_REMARK))
    members = {"TypeSystem.xml": types.to_xml(), f"{text.id}.xmi": cas.to_xmi()}
    archive.write_members(path, {name: written.encode() for name, written in members.items()})
    return [
        *lost,
        f"Unpack it; in the project's settings import TypeSystem.xml under Layers (UIMA type system) first, then "
        f"{text.id}.xmi under Documents (UIMA CAS XMI).",
        "INCEpTION holds no annotation in several pieces: each piece is one, with the id of its claim.",
        "INCEpTION knows no coders in one document: whose each claim is stands in the feature coder.",
    ]


def _types() -> Any:
    from cassis import TypeSystem

    types = TypeSystem()
    for name in (SENTENCE, TOKEN):
        types.create_type(name, "uima.tcas.Annotation")
    claim = types.create_type(CLAIM, "uima.tcas.Annotation")
    for name in STRINGS:
        types.create_feature(claim, name, "uima.cas.String")
    for name in (*FLAGS, *SAID):
        types.create_feature(claim, name, "uima.cas.Boolean")
    relation = types.create_type(OF, "uima.tcas.Annotation")
    types.create_feature(relation, "Governor", claim)
    types.create_feature(relation, "Dependent", claim)
    return types


def _add(cas: Any, types: Any, claim: Claim, remark: Remark) -> None:
    make, make_relation = (types.get_type(name) for name in (CLAIM, OF))
    plain = {name: getattr(claim, name) for name in (*WORDS, "voice", "act", "stance", *FLAGS, *ORIGIN)}
    plain = {name: value if isinstance(value, bool | None) else str(value) for name, value in plain.items()}
    plain |= {name: xml.clean(value) for name, value in plain.items() if isinstance(value, str)}
    plain |= {"comment": xml.clean(remark.comment) or None, "made": remark.made or None}
    plain |= {name: getattr(remark, name) for name in SAID}
    pieces = []
    for number, (start, end) in enumerate(claim.content, 1):
        piece = make(
            begin=start,
            end=end,
            part="content",
            claim_id=claim.claim_id,
            piece=f"{number}/{len(claim.content)}",
            issues=BETWEEN.join(claim.issues),
            **plain,
        )
        cas.add(piece)
        pieces.append(piece)
    parts = [(name, span) for name in PARTS if (span := getattr(claim, name))]
    for name, (start, end) in (*parts, *(("quotes", span) for span in claim.quotes)):
        part = make(begin=start, end=end, part=name, claim_id=claim.claim_id)
        cas.add(part)
        cas.add(make_relation(begin=start, end=end, Governor=pieces[0], Dependent=part))


def read(text: Text, path: Path) -> Delivery:
    """Return the claims of an XMI document (a zip with its type system), as INCEpTION exports it again."""
    needs("cassis", "exchange")
    from cassis import load_cas_from_xmi, load_typesystem

    members = archive.read_members(path, "zip with an XMI document and TypeSystem.xml")
    document = next((data for name, data in members.items() if name.endswith(".xmi")), None)
    system = next((data for name, data in members.items() if name.lower().endswith("typesystem.xml")), None)
    if document is None or system is None:
        raise ReadoutError(f"{path} should hold an .xmi document and TypeSystem.xml; export it as UIMA CAS XMI.")
    for part in (document, system):
        xml.parse(part, f"A part of {path.name}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of places outside the text, which are told as lost
            cas = load_cas_from_xmi(io.BytesIO(document), typesystem=load_typesystem(io.BytesIO(system)))
    except Exception as error:  # cassis raises whatever its parsing meets
        raise ReadoutError(f"{path} is no XMI document that can be read ({shorten(str(error))}).") from None
    body = cas.sofa_string or ""
    delivery = Delivery()
    if not cas.typesystem.contains_type(CLAIM):
        raise ReadoutError(f"{path} has no layer {CLAIM}; export the claims from here first to get the layers.")
    keys: dict[int, str] = {}
    claims: dict[str, list[Any]] = {}
    for number, piece in enumerate(cas.select(CLAIM)):
        if (piece.part or "content") == "content":
            keys[piece.xmiID] = piece.claim_id or f"new {number}"
            claims.setdefault(keys[piece.xmiID], []).append(piece)
    parts: dict[str, dict[str, list[Span]]] = {}
    owners = {}
    for relation in cas.select(OF) if cas.typesystem.contains_type(OF) else ():
        if relation.Governor is not None and relation.Dependent is not None:
            owners[relation.Dependent.xmiID] = keys.get(relation.Governor.xmiID)
    for part in cas.select(CLAIM):
        if part.part and part.part != "content" and (owner := owners.get(part.xmiID) or part.claim_id):
            parts.setdefault(owner, {}).setdefault(part.part, []).append((part.begin, part.end))
    for key, pieces in claims.items():
        values = _values(pieces[0])
        spans = parts.get(key, {})
        values |= {name: spans[name][0] if name in spans else None for name in PARTS} | {
            "quotes": spans.get("quotes", [])
        }
        content = [((each.begin, each.end), body[each.begin : each.end]) for each in pieces]
        more = {name: bool(getattr(pieces[0], name, False)) for name in SAID}
        comment = getattr(pieces[0], "comment", None) or ""
        delivery.take(text, content, values, claim_id=pieces[0].claim_id, comment=comment, **more)
    return delivery


def _values(piece: Any) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(piece, name, None) or None for name in WORDS}
    values |= {
        name: value for name in ("voice", "act", "stance", *ORIGIN) if (value := getattr(piece, name, None)) is not None
    }
    values |= {name: bool(getattr(piece, name, False)) for name in FLAGS}
    values["issues"] = [issue for issue in (piece.issues or "").split(BETWEEN) if issue]
    if "confidence" in values:
        values["confidence"] = _number(values["confidence"])
    return values


def _number(value: Any) -> Any:
    try:
        return float(value)
    except ValueError:
        return value
