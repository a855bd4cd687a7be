"""doccano: the text as one line of JSON with labelled spans, for sequence labelling with relations; its export, read.

After doccano's JSONL formats (`label`: triples of start, end and label; or `entities` with ids, and `relations`).
Positions are code points. A claim is as many spans as it has codes: its voice, act, stance and issues, each a label.
"""

import json
from pathlib import Path
from typing import Any

from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.exchange.codes import issue_of
from readout.exchange.parcel import CHOICES, NO_REMARK, NOTHING, PARTS, Delivery, Remarks, number, shorten
from readout.spans import Span
from readout.texts.text import Text

#: Between a field and its value in a label.
BETWEEN = ": "


def write(text: Text, claims: list[Claim], path: Path, remarks: Remarks = NOTHING) -> list[str]:
    """Write one line with the text and its labelled spans; return what the format could not hold."""
    held = [claim for claim in claims if not remarks.get(claim.claim_id, NO_REMARK).rejected]
    labels: list[tuple[int, int, str]] = []
    for claim in held:
        names = [f"{field}{BETWEEN}{getattr(claim, field)}" for field in CHOICES] + claim.issues
        for start, end in claim.content:
            labels += [(start, end, name) for name in names]
        labels += [(*span, f"part{BETWEEN}{part}") for part in PARTS if (span := getattr(claim, part))]
    line = {"text": text.body, "text_id": text.id, "title": text.title, "label": sorted(set(labels))}
    path.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    lost = [
        "Allow overlapping spans in the project. doccano holds spans with a label: actors, targets' words, flags, "
        "comments, doubts, dates and which span belongs to which claim have no place in it.",
    ]
    if len(held) < len(claims):
        lost.append(f"{len(claims) - len(held)} rejected claims were left out.")
    return lost


def read(text: Text, path: Path) -> Delivery:
    """Return the labelled spans about this text: the labels of one span are one claim."""
    delivery = Delivery()
    others = mine = 0
    for count, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError as error:
            raise ReadoutError(f"Line {count} of {path.name} is no JSON ({shorten(str(error))}).") from None
        if not isinstance(entry, dict):
            raise ReadoutError(f"Line {count} of {path.name} is no document of doccano; export it as JSONL.")
        body = str(entry.get("text") or entry.get("data") or "")
        if entry.get("text_id") != text.id and body.split() != text.body.split():
            others += 1
            continue
        mine += 1
        _read_one(text, body, entry, delivery)
    if not mine:
        raise ReadoutError(f"None of the {others} documents in {path.name} is {text.id}: their words differ.")
    if others:
        delivery.lost.append(f"{others} other documents were left out; import them with their own text.")
    return delivery


def _read_one(text: Text, body: str, entry: dict[str, Any], delivery: Delivery) -> None:
    on: dict[Span, list[str]] = {}
    given = entry.get("label") or entry.get("labels") or entry.get("entities") or []
    for each in given if isinstance(given, list) else []:
        if isinstance(each, dict):
            each = [each.get("start_offset"), each.get("end_offset"), each.get("label")]
        if not isinstance(each, list) or len(each) != 3 or not isinstance(each[2], str):
            delivery.lost.append(f"A label was left out: {shorten(str(each))} is no start, end and name.")
            continue
        span = number(each[0], "The start of a label"), number(each[1], "The end of a label")
        on.setdefault(span, []).append(each[2])
    for span, names in sorted(on.items()):
        values: dict[str, Any] = {}
        for name in names:
            field, between, value = name.partition(BETWEEN)
            if between and field in CHOICES:
                values[field] = value
            elif not (between and field == "part"):
                values.setdefault("issues", []).append(issue_of(name))
        if values:
            comments = entry.get("Comments") or entry.get("comments") or []
            comment = comments[0] if comments and isinstance(comments, list) and isinstance(comments[0], str) else ""
            delivery.take(text, [(span, body[slice(*span)] or None)], values, inside=True, comment=comment)
