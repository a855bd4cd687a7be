"""W3C Web Annotation (JSON-LD): one annotation a claim, its spans as targets with position and quotation.

After the Web Annotation Data Model (W3C Recommendation, 23 February 2017). The issues are tags; all fields of a claim
stand in a body of our own vocabulary, which other tools may pass over.
"""

import json
import re
from pathlib import Path
from typing import Any

from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.exchange.codes import guid, issue_of
from readout.exchange.parcel import (
    NO_REMARK,
    NOTHING,
    PARTS,
    PLAIN,
    Delivery,
    Remark,
    Remarks,
    context,
    from_utf16,
    number,
    shorten,
)
from readout.spans import Span
from readout.texts.text import Text

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
VOCABULARY = {"readout": "urn:readout:"}
SOURCE = "urn:readout:text:"
#: Purposes of bodies that are comments.
SAID = ("commenting", "describing", "replying", None)


def write(text: Text, claims: list[Claim], path: Path, remarks: Remarks = NOTHING) -> list[str]:
    """Write the claims as an annotation collection of one page; return what the format could not hold."""
    annotations = [_annotation(text, claim, remarks.get(claim.claim_id, NO_REMARK)) for claim in claims]
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


def _annotation(text: Text, claim: Claim, remark: Remark) -> dict[str, Any]:
    parts = [("content", span) for span in claim.content]
    parts += [(part, span) for part in PARTS if (span := getattr(claim, part))]
    parts += [("quotes", span) for span in claim.quotes]
    creators = [
        {"type": "Software" if name == "annotator" or name.startswith("model:") else "Person", "name": name}
        for name in claim.coder.split("+")
    ]
    comment = {"type": "TextualBody", "purpose": "commenting", "value": remark.comment, "format": "text/plain"}
    said = {f"readout:{name}": True for name in ("unsure", "rejected") if getattr(remark, name)}
    return {
        "id": f"urn:uuid:{guid('claim', claim.claim_id)}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": creators if len(creators) > 1 else creators[0],
        **({"modified": remark.made} if remark.made else {}),
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
                **said,
            },
            *([comment] if remark.comment else []),
        ],
        "target": [_target(text, part, span) for part, span in parts],
    }


def _target(text: Text, part: str, span: Span) -> dict[str, Any]:
    before, after = context(text.body, span)
    return {
        "type": "SpecificResource",
        "source": f"{SOURCE}{text.id}",
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
        raise ReadoutError(f"{path} is no JSON ({shorten(str(error))}).") from None
    delivery = Delivery()
    for annotation in _annotations(content):
        _read_one(text, annotation, delivery)
    return delivery


def _annotations(content: Any) -> list[dict[str, Any]]:
    if isinstance(content, list):
        return [each for part in content for each in _annotations(part)]
    if not isinstance(content, dict):
        raise ReadoutError("This JSON holds no Web Annotations: it should be an annotation, a page or a collection.")
    for name in ("items", "rows"):
        if name in content:
            return _annotations(content[name])
    if isinstance(content.get("first"), dict):
        return _annotations(content["first"])
    return [content] if "target" in content or "quote" in content else []


def _read_one(text: Text, annotation: dict[str, Any], delivery: Delivery) -> None:
    if "target" not in annotation:
        _read_annotator(text, annotation, delivery)
        return
    targets = [target for target in _list(annotation["target"]) if isinstance(target, dict)]
    others = [str(target["source"]) for target in targets if not _is_about(text, target.get("source"))]
    if others:
        delivery.lost.append(f"An annotation of {shorten(others[0])} was left out; it is about another text.")
        return
    pieces: dict[str, list[tuple[Span, str | None]]] = {"content": [], "quotes": []}
    for target in targets:
        if found := _selected(text, target):
            pieces.setdefault(str(target.get("readout:part") or "content"), []).append(found)
    bodies = [body for body in _list(annotation.get("body")) if isinstance(body, dict)]
    ours = next((body for body in bodies if body.get("type") == "readout:Claim"), {})
    tags = [_words(body.get("value")) for body in bodies if body.get("purpose") == "tagging"]
    values: dict[str, Any] = {name: ours[f"readout:{name}"] for name in PLAIN if f"readout:{name}" in ours}
    comments = [_words(body.get("value")) for body in bodies if body.get("purpose") in SAID]
    if ours:
        values["quotes"] = [span for span, _ in pieces["quotes"]]
        for part in PARTS:
            values[part] = pieces[part][0][0] if pieces.get(part) else None
    if ours or tags:
        values["issues"] = list(dict.fromkeys(issue_of(tag) for tag in tags if tag))
    more: dict[str, Any] = {"claim_id": ours.get("readout:claim_id"), "inside": bool(tags) and not ours}
    more |= {"comment": "\n".join(filter(None, comments)), "rejected": ours.get("readout:rejected") is True}
    more["unsure"] = (ours.get("readout:unsure") is True) if ours else None
    delivery.take(text, pieces["content"], values, **more)


def _read_annotator(text: Text, annotation: dict[str, Any], delivery: Delivery) -> None:
    """Take an annotation of Annotator.js: a quotation with ranges in the page, a comment and tags."""
    words = _words(annotation.get("quote"))
    ranges = [each for each in _list(annotation.get("ranges")) if isinstance(each, dict)]
    near = number(ranges[0].get("startOffset", 0), "startOffset") if ranges else 0
    span = _nearest(text.body, words, near)
    tags = [_words(tag) for tag in _list(annotation.get("tags"))]
    values = {"issues": list(dict.fromkeys(issue_of(tag) for tag in tags if tag))} if tags else {}
    comment = _words(annotation.get("text"))
    delivery.take(text, [(span or (near, near), words)] if words else [], values, comment=comment, inside=bool(tags))


def _nearest(body: str, words: str, near: int) -> Span | None:
    """Return where words stand, whatever white space is between them: of several places the nearest."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    counted = from_utf16(body, (near, near + 1)) or (near, near)
    places = [match.span() for match in re.finditer(pattern, body)] if pattern else []
    return min(places, key=lambda span: abs(span[0] - counted[0]), default=None)


def _is_about(text: Text, source: Any) -> bool:
    """Say whether an annotation's source may be this text: a text of ours with another id is not."""
    name = source.get("id") if isinstance(source, dict) else source
    return not (isinstance(name, str) and name.startswith(SOURCE)) or name == f"{SOURCE}{text.id}"


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _selected(text: Text, target: dict[str, Any]) -> tuple[Span, str | None] | None:
    """Return the span of a target and the words that should stand there, from whichever selectors it has."""
    span: Span | None = None
    words: str | None = None
    before = ""
    for selector in _selectors(target.get("selector")):
        if selector.get("type") == "TextPositionSelector":
            start, end = (number(selector.get(name, -1), f"The {name} of an annotation") for name in ("start", "end"))
            span = start, end
        elif selector.get("type") == "TextQuoteSelector":
            words, before = _words(selector.get("exact")), _words(selector.get("prefix"))
    if span is None and words and (at := text.body.find(before + words)) >= 0:
        span = at + len(before), at + len(before) + len(words)
    if span is None and words is None:
        return None
    return span or (-1, -1), words


def _selectors(value: Any) -> list[dict[str, Any]]:
    """Return the selectors of a target, those that refine another among them."""
    found: list[dict[str, Any]] = []
    for each in _list(value):
        while isinstance(each, dict):
            found.append(each)
            each = each.get("refinedBy")
    return found


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
