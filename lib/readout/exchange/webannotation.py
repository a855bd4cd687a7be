"""W3C Web Annotation (JSON-LD): one annotation a claim, its spans as targets with position and quotation.

After the Web Annotation Data Model (W3C Recommendation, 23 February 2017). The issues are tags; all fields of a claim
stand in a body of our own vocabulary, which other tools may pass over.
"""

import json
from pathlib import Path
from typing import Any

from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.exchange.codes import guid
from readout.exchange.parcel import PARTS, PLAIN, Delivery, context
from readout.spans import Span
from readout.texts.text import Text

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
VOCABULARY = {"readout": "urn:readout:"}


def write(text: Text, claims: list[Claim], path: Path) -> list[str]:
    """Write the claims as an annotation collection of one page; return what the format could not hold."""
    annotations = [_annotation(text, claim) for claim in claims]
    collection = {
        "@context": [CONTEXT, VOCABULARY],
        "id": f"urn:uuid:{guid('collection', text.id)}",
        "type": "AnnotationCollection",
        "label": text.title,
        "total": len(annotations),
        "first": {
            "id": f"urn:uuid:{guid('page', text.id)}",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": annotations,
        },
    }
    path.write_text(json.dumps(collection, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return []


def _annotation(text: Text, claim: Claim) -> dict[str, Any]:
    parts = [("content", span) for span in claim.content]
    parts += [(part, span) for part in PARTS if (span := getattr(claim, part))]
    parts += [("quotes", span) for span in claim.quotes]
    machine = claim.coder == "annotator"
    return {
        "id": f"urn:uuid:{guid('claim', claim.claim_id)}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"type": "Software" if machine else "Person", "name": claim.coder},
        "body": [
            *(
                {"type": "TextualBody", "purpose": "tagging", "value": issue, "format": "text/plain"}
                for issue in claim.issues
            ),
            {
                "type": "readout:Claim",
                "purpose": "classifying",
                "readout:claim_id": claim.claim_id,
                **{f"readout:{name}": getattr(claim, name) for name in PLAIN},
            },
        ],
        "target": [_target(text, part, span) for part, span in parts],
    }


def _target(text: Text, part: str, span: Span) -> dict[str, Any]:
    before, after = context(text.body, span)
    return {
        "type": "SpecificResource",
        "source": f"urn:readout:text:{text.id}",
        "readout:part": part,
        "selector": [
            {"type": "TextPositionSelector", "start": span[0], "end": span[1]},
            {
                "type": "TextQuoteSelector",
                "exact": text.body[span[0] : span[1]],
                "prefix": before,
                "suffix": after,
            },
        ],
    }


def read(text: Text, path: Path) -> Delivery:
    """Return the claims of a collection, a page, a list of annotations or a single one."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ReadoutError(f"{path} is no JSON ({error}).") from None
    delivery = Delivery()
    for annotation in _annotations(content):
        _read_one(text, annotation, delivery)
    return delivery


def _annotations(content: Any) -> list[dict[str, Any]]:
    if isinstance(content, list):
        return [each for part in content for each in _annotations(part)]
    if not isinstance(content, dict):
        raise ReadoutError("This JSON holds no Web Annotations: it should be an annotation, a page or a collection.")
    if "items" in content:
        return _annotations(content["items"])
    if isinstance(content.get("first"), dict):
        return _annotations(content["first"])
    return [content] if "target" in content else []


def _read_one(text: Text, annotation: dict[str, Any], delivery: Delivery) -> None:
    pieces: dict[str, list[tuple[Span, str | None]]] = {"content": [], "quotes": []}
    for target in _list(annotation.get("target")):
        if isinstance(target, dict) and (found := _selected(text, target)):
            pieces.setdefault(str(target.get("readout:part") or "content"), []).append(found)
    bodies = [body for body in _list(annotation.get("body")) if isinstance(body, dict)]
    ours = next((body for body in bodies if body.get("type") == "readout:Claim"), {})
    tags = [str(body.get("value")) for body in bodies if body.get("purpose") == "tagging"]
    values: dict[str, Any] = {name: ours[f"readout:{name}"] for name in PLAIN if f"readout:{name}" in ours}
    comments = [str(body.get("value")) for body in bodies if body.get("purpose") in ("commenting", "describing", None)]
    if ours:
        values["quotes"] = [span for span, _ in pieces["quotes"]]
        for part in PARTS:
            values[part] = pieces[part][0][0] if pieces.get(part) else None
    if ours or tags:
        values["issues"] = tags
    comment = "; ".join(each for each in comments if each != "None")
    delivery.take(text, pieces["content"], values, claim_id=ours.get("readout:claim_id"), comment=comment)


def _selected(text: Text, target: dict[str, Any]) -> tuple[Span, str | None] | None:
    """Return the span of a target and the words that should stand there, from whichever selectors it has."""
    span: Span | None = None
    words: str | None = None
    for selector in _list(target.get("selector")):
        if not isinstance(selector, dict):
            continue
        if selector.get("type") == "TextPositionSelector":
            span = int(selector.get("start", -1)), int(selector.get("end", -1))
        elif selector.get("type") == "TextQuoteSelector":
            words = str(selector.get("exact") or "")
            before = str(selector.get("prefix") or "")
            if span is None and (at := text.body.find(before + words)) >= 0:
                span = at + len(before), at + len(before) + len(words)
    if span is None and words is None:
        return None
    return span or (-1, -1), words


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
