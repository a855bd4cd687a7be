"""Label Studio: a task with the claims as predictions, and a labelling interface beside it; its export (JSON), read.

After the task format of Label Studio. Positions are code points into `data.text`. Each piece of a claim is a region;
its fields hang on the first. What came from here says so in `meta`, which Label Studio keeps.
"""

import json
import re
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from readout import codebook
from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.exchange.codes import issue_of
from readout.exchange.parcel import NO_REMARK, NOTHING, ORIGIN, PARTS, PLAIN, Delivery, Remark, Remarks, number, shorten
from readout.spans import Span
from readout.texts.text import Text
from readout.vocabulary import ACTS, STANCES, VOICES

INTERFACE = "labelstudio.xml"
CHOICES = {"voice": list(VOICES), "act": list(ACTS), "stance": list(STANCES)}
#: The name of a region from here: the claim's, and which of its regions it is.
_OURS = re.compile(r"(.+-[0-9a-f]{8})-\d+")
SAID = ("comment", "unsure", "rejected", "made")
LABELS = ("Claim", *(part.capitalize() for part in PARTS), "Quotation")


def write(text: Text, claims: list[Claim], path: Path, remarks: Remarks = NOTHING) -> list[str]:
    """Write the task and the interface (labelstudio.xml) beside it; return what the format could not hold."""
    by_coder: dict[str, list[dict[str, Any]]] = {}
    for claim in claims:
        regions = _regions(text, claim, remarks.get(claim.claim_id, NO_REMARK))
        for coder in claim.coder.split("+"):
            by_coder.setdefault(coder, []).extend(regions)
    task = {
        "data": {"text": text.body, "text_id": text.id, "title": text.title},
        "predictions": [{"model_version": coder, "result": regions} for coder, regions in sorted(by_coder.items())],
    }
    path.write_text(json.dumps([task], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (path.parent / INTERFACE).write_text(_interface(), encoding="utf-8")
    return [f"Paste {INTERFACE} as the labelling interface of the project before importing the task."]


def _regions(text: Text, claim: Claim, remark: Remark) -> list[dict[str, Any]]:
    pieces = [("Claim", span) for span in claim.content]
    pieces += [(part.capitalize(), span) for part in PARTS if (span := getattr(claim, part))]
    pieces += [("Quotation", span) for span in claim.quotes]
    found: list[dict[str, Any]] = []
    for count, (label, (start, end)) in enumerate(pieces):
        name = f"{claim.claim_id}-{count}"
        region: dict[str, Any] = {"id": name, "from_name": "label", "to_name": "text", "type": "labels"}
        region |= {"value": {"start": start, "end": end, "text": text.body[start:end], "labels": [label]}}
        plain = {field: getattr(claim, field) for field in PLAIN if field not in CHOICES} if count == 0 else {}
        said = {
            field: value for field in ("comment", "unsure", "rejected", "made") if (value := getattr(remark, field))
        }
        region["meta"] = {"readout": {"claim": claim.claim_id, **plain, **(said if count == 0 else {})}}
        found.append(region)
        if count == 0:
            place = {"start": start, "end": end, "text": text.body[start:end]}
            chosen = {field: [getattr(claim, field)] for field in CHOICES} | {"issues": claim.issues}
            found += [
                {
                    "id": name,
                    "from_name": field,
                    "to_name": "text",
                    "type": "choices",
                    "value": {**place, "choices": each},
                }
                for field, each in chosen.items()
                if each
            ]
    return found


def _interface() -> str:
    labels = "".join(f"\n    <Label value={quoteattr(label)}/>" for label in LABELS)
    chosen = CHOICES | {"issues": [code.code for code in codebook.load().issues]}
    choices = "".join(
        f'\n  <Choices name="{field}" toName="text" perRegion="true" whenTagName="label" whenLabelValue="Claim" '
        f'choice="{"multiple" if field == "issues" else "single-radio"}">'
        + "".join(f"\n    <Choice value={quoteattr(value)}/>" for value in values)
        + "\n  </Choices>"
        for field, values in chosen.items()
    )
    head = '<View>\n  <Labels name="label" toName="text">'
    return f'{head}{labels}\n  </Labels>\n  <Text name="text" value="$text"/>{choices}\n</View>\n'


def read(text: Text, path: Path) -> Delivery:
    """Return the claims of an export: annotations where there are any, else predictions; other tasks are left out."""
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise ReadoutError(f"{path} is no JSON ({shorten(str(error))}).") from None
    delivery = Delivery()
    tasks = [task for task in (tasks if isinstance(tasks, list) else [tasks]) if isinstance(task, dict)]
    mine = [task for task in tasks if _is(text, task.get("data"))]
    if not mine:
        raise ReadoutError(
            f"None of the {len(tasks)} tasks in {path.name} is {text.id}; export as JSON from the project."
        )
    if len(mine) < len(tasks):
        delivery.lost.append(f"{len(tasks) - len(mine)} other tasks were left out; import them with their own text.")
    for task in mine:
        drafts = task.get("annotations") or task.get("completions") or task.get("predictions") or []
        regions = [region for draft in drafts for region in draft.get("result") or [] if isinstance(region, dict)]
        _read_regions(text, regions, str(task["data"].get("text") or ""), delivery)
    return delivery


def _is(text: Text, data: Any) -> bool:
    return isinstance(data, dict) and (
        data.get("text_id") == text.id or str(data.get("text") or "").split() == text.body.split()
    )


def _read_regions(text: Text, regions: list[dict[str, Any]], body: str, delivery: Delivery) -> None:
    claims: dict[str, dict[str, Any]] = {}
    owner: dict[str, str] = {}
    for region in regions:
        meta = region.get("meta") or {}
        ours = meta.get("readout") if isinstance(meta, dict) else None
        name = str(region.get("id") or "")
        if isinstance(ours, dict) and isinstance(ours.get("claim"), str):
            owner[name] = ours["claim"]
        elif match := _OURS.fullmatch(name):
            owner[name] = match[1]
        key = owner.get(name, name)
        claim = claims.setdefault(key, {"content": {}, "parts": {}, "values": {}, "said": {}, "ours": key != name})
        value = region.get("value") or {}
        if region.get("type") == "labels":
            start, end = (number(value.get(each), f"The {each} of a region") for each in ("start", "end"))
            for label in value.get("labels") or []:
                if label == "Claim" or label not in LABELS:
                    claim["content"][start, end] = str(value.get("text") or body[start:end])
                    if label != "Claim":
                        claim["values"].setdefault("issues", []).append(issue_of(str(label)))
                else:
                    claim["parts"].setdefault(label, []).append((start, end))
            if isinstance(ours, dict):
                claim["said"] |= ours
        elif region.get("type") == "choices" and (chosen := value.get("choices")):
            field = str(region.get("from_name"))
            if field in CHOICES:
                claim["values"][field] = str(chosen[0])
            elif field == "issues":
                claim["values"]["issues"] = [issue_of(str(each)) for each in chosen]
    for key, claim in sorted(claims.items(), key=lambda pair: min(pair[1]["content"], default=(0, 0))):
        _take(text, key, claim, delivery)


def _take(text: Text, key: str, claim: dict[str, Any], delivery: Delivery) -> None:
    ours, said = claim["ours"], claim["said"]
    content: list[tuple[Span, str | None]] = list(claim["content"].items())
    if not content:
        return  # a part without its claim
    values = claim["values"]
    if ours:
        values = {"issues": [], **values, "quotes": claim["parts"].get("Quotation", [])}
        values |= {
            name: said[name] for name in PLAIN if name in said and (name not in ORIGIN or said[name] is not None)
        }
        values |= {part: (claim["parts"].get(part.capitalize()) or [None])[0] for part in PARTS}
    comment = said.get("comment") if isinstance(said.get("comment"), str) else ""
    more: dict[str, Any] = {"comment": comment, "unsure": said.get("unsure") is True if ours else None}
    more |= {"claim_id": key if ours else None, "rejected": said.get("rejected") is True, "inside": not ours}
    delivery.take(text, content, values, **more)
