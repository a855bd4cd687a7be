"""UIMA CAS XMI for INCEpTION: a zip with the document and its type system, through dkpro-cassis.

Layers: a span layer for the pieces of content, with every field of the claim as a feature; a span layer for its parts;
a relation layer from each part to its claim. INCEpTION holds no annotation in several pieces, so that pieces carry the
id of their claim.
"""

import io
import re
from pathlib import Path
from typing import Any

from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.exchange import archive, xml
from readout.exchange.parcel import FLAGS, ORIGIN, PARTS, WORDS, Delivery
from readout.spans import Span
from readout.texts.text import Text

CLAIM, PART, OF = "webanno.custom.ReadoutClaim", "webanno.custom.ReadoutPart", "webanno.custom.ReadoutPartOf"
SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
STRINGS = ("claim_id", "piece", "voice", "act", "stance", *WORDS, "issues", *ORIGIN)
BETWEEN = "; "


def write(text: Text, claims: list[Claim], path: Path) -> list[str]:
    """Write a text with its claims as a zip that INCEpTION imports as UIMA CAS XMI; return what it could not hold."""
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
        _add(cas, types, claim)
    members = {"TypeSystem.xml": types.to_xml(), f"{text.id}.xmi": cas.to_xmi()}
    archive.write_members(path, {name: written.encode() for name, written in members.items()})
    return [*lost, "INCEpTION holds no annotation in several pieces: each piece is one, with the id of its claim."]


def _types() -> Any:
    from cassis import TypeSystem

    types = TypeSystem()
    for name in (SENTENCE, TOKEN):
        types.create_type(name, "uima.tcas.Annotation")
    claim = types.create_type(CLAIM, "uima.tcas.Annotation")
    for name in STRINGS:
        types.create_feature(claim, name, "uima.cas.String")
    for name in FLAGS:
        types.create_feature(claim, name, "uima.cas.Boolean")
    part = types.create_type(PART, "uima.tcas.Annotation")
    for name in ("part", "claim_id"):
        types.create_feature(part, name, "uima.cas.String")
    relation = types.create_type(OF, "uima.tcas.Annotation")
    types.create_feature(relation, "Governor", claim)
    types.create_feature(relation, "Dependent", part)
    return types


def _add(cas: Any, types: Any, claim: Claim) -> None:
    make, make_part, make_relation = (types.get_type(name) for name in (CLAIM, PART, OF))
    plain = {name: getattr(claim, name) for name in (*WORDS, "voice", "act", "stance", *FLAGS, *ORIGIN)}
    plain = {name: value if isinstance(value, bool | None) else str(value) for name, value in plain.items()}
    pieces = []
    for number, (start, end) in enumerate(claim.content, 1):
        piece = make(
            begin=start,
            end=end,
            claim_id=claim.claim_id,
            piece=f"{number}/{len(claim.content)}",
            issues=BETWEEN.join(claim.issues),
            **plain,
        )
        cas.add(piece)
        pieces.append(piece)
    parts = [(name, span) for name in PARTS if (span := getattr(claim, name))]
    for name, (start, end) in (*parts, *(("quotes", span) for span in claim.quotes)):
        part = make_part(begin=start, end=end, part=name, claim_id=claim.claim_id)
        cas.add(part)
        cas.add(make_relation(begin=start, end=end, Governor=pieces[0], Dependent=part))


def read(text: Text, path: Path) -> Delivery:
    """Return the claims of an XMI document (a zip with its type system), as INCEpTION exports it again."""
    from cassis import load_cas_from_xmi, load_typesystem

    members = archive.read_members(path, "zip with an XMI document and TypeSystem.xml")
    document = next((data for name, data in members.items() if name.endswith(".xmi")), None)
    system = next((data for name, data in members.items() if name.lower().endswith("typesystem.xml")), None)
    if document is None or system is None:
        raise ReadoutError(f"{path} should hold an .xmi document and TypeSystem.xml; export it as UIMA CAS XMI.")
    xml.parse(document, "The XMI document")
    try:
        cas = load_cas_from_xmi(io.BytesIO(document), typesystem=load_typesystem(io.BytesIO(system)))
    except Exception as error:  # cassis raises whatever its parsing meets
        raise ReadoutError(f"{path} is no XMI document that can be read ({error}).") from None
    body = cas.sofa_string or ""
    delivery = Delivery()
    if not cas.typesystem.contains_type(CLAIM):
        raise ReadoutError(f"{path} has no layer {CLAIM}; export the claims from here first to get the layers.")
    parts: dict[str, dict[str, list[Span]]] = {}
    for part in cas.select(PART) if cas.typesystem.contains_type(PART) else ():
        parts.setdefault(part.claim_id, {}).setdefault(part.part, []).append((part.begin, part.end))
    claims: dict[str, list[Any]] = {}
    for number, piece in enumerate(cas.select(CLAIM)):
        claims.setdefault(piece.claim_id or f"new {number}", []).append(piece)
    for claim_id, pieces in claims.items():
        values = _values(pieces[0])
        spans = parts.get(claim_id, {})
        values |= {name: spans[name][0] if name in spans else None for name in PARTS} | {
            "quotes": spans.get("quotes", [])
        }
        content = [((each.begin, each.end), body[each.begin : each.end]) for each in pieces]
        delivery.take(text, content, values, claim_id=pieces[0].claim_id)
    return delivery


def _values(piece: Any) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(piece, name) for name in WORDS}
    values |= {
        name: value for name in ("voice", "act", "stance", *ORIGIN) if (value := getattr(piece, name)) is not None
    }
    values |= {name: bool(getattr(piece, name)) for name in FLAGS}
    values["issues"] = [issue for issue in (piece.issues or "").split(BETWEEN) if issue]
    if "confidence" in values:
        values["confidence"] = float(values["confidence"])
    return values
