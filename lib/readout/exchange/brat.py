"""brat standoff: an .ann file beside the text as .txt, with an annotation.conf that names what is in it.

After the format's description (Stenetorp et al., brat, EACL 2012 demonstrations). Offsets are code points. A claim in
several pieces is one annotation with several fragments; values that are free words stand in its note.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.exchange.parcel import FLAGS, NO_REMARK, NOTHING, ORIGIN, PARTS, WORDS, Delivery, Remarks
from readout.spans import Span
from readout.texts.text import Text
from readout.vocabulary import ACTS, STANCES, VOICES

TYPES = {"source": "Source", "cue": "Cue", "target": "Target", "condition": "Condition", "quotes": "Quotation"}
#: What a coder said of a claim besides its fields, as attributes.
SAID = ("unsure", "rejected")
_BOUND = re.compile(r"(T\d+)\t(\S+) ([0-9]{1,12} [0-9]{1,12}(?:;[0-9]{1,12} [0-9]{1,12})*)\t(.*)")
_RELATION = re.compile(r"R\d+\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\s*")
_ATTRIBUTE = re.compile(r"[AM]\d+\t(\S+) (T\d+)(?: (\S+))?")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)")


def write(text: Text, claims: list[Claim], path: Path, remarks: Remarks = NOTHING) -> list[str]:
    """Write PATH (.ann), the text beside it (.txt) and annotation.conf; return what the format could not hold."""
    lines: list[str] = []
    counts = dict.fromkeys("TRA#", 0)

    def number(kind: str) -> str:
        counts[kind] += 1
        return f"{kind}{counts[kind]}"

    def bound(kind: str, spans: list[Span]) -> str:
        fragments = [fragment for span in spans for fragment in _fragments(text.body, span)]
        places = ";".join(f"{start} {end}" for start, end in fragments)
        words = " ".join(text.body[start:end] for start, end in fragments)
        name = number("T")
        lines.append(f"{name}\t{kind} {places}\t{words}")
        return name

    for claim in claims:
        name = bound("Claim", claim.content)
        parts = [(part, [span]) for part in PARTS if (span := getattr(claim, part))]
        for part, spans in (*parts, *(("quotes", [span]) for span in claim.quotes)):
            lines.append(f"{number('R')}\t{TYPES[part]}-of Arg1:{bound(TYPES[part], spans)} Arg2:{name}\t")
        for choice in ("voice", "act", "stance"):
            lines.append(f"{number('A')}\t{choice.capitalize()} {name} {getattr(claim, choice)}")
        lines += [f"{number('A')}\t{flag.capitalize()} {name}" for flag in FLAGS if getattr(claim, flag)]
        remark = remarks.get(claim.claim_id, NO_REMARK)
        lines += [f"{number('A')}\t{each.capitalize()} {name}" for each in SAID if getattr(remark, each)]
        note: dict[str, Any] = {"claim_id": claim.claim_id, "issues": claim.issues}
        note |= {word: value for word in (*WORDS, *ORIGIN) if (value := getattr(claim, word)) is not None}
        note |= {each: value for each in ("comment", "made") if (value := getattr(remark, each))}
        lines.append(f"{number('#')}\tAnnotatorNotes {name}\t{json.dumps(note, ensure_ascii=False)}")
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    path.with_suffix(".txt").write_text(text.body, encoding="utf-8", newline="\n")
    (path.parent / "annotation.conf").write_text(_configuration(), encoding="utf-8")
    lost = [f"{path.with_suffix('.txt').name} and annotation.conf belong beside it; brat needs all three."]
    if any("+" in claim.coder for claim in claims) or len({claim.coder for claim in claims} - {"annotator"}) > 1:
        lost.append("brat knows no coders of an annotation; whose each claim is stands in its note.")
    return lost


def _fragments(body: str, span: Span) -> list[Span]:
    """Return a span cut at its line breaks, which brat's annotations cannot hold."""
    lines = re.finditer(r"[^\n]+", body[span[0] : span[1]])
    return [(span[0] + line.start(), span[0] + line.end()) for line in lines]


def _configuration() -> str:
    relations = [f"{kind}-of\tArg1:{kind}, Arg2:Claim" for kind in TYPES.values()]
    attributes = [
        f"{name}\tArg:Claim, Value:{'|'.join(values)}"
        for name, values in (("Voice", VOICES), ("Act", ACTS), ("Stance", STANCES))
    ]
    flags = [f"{name.capitalize()}\tArg:Claim" for name in (*FLAGS, *SAID)]
    # A nested claim lies in another, a quotation in its content: brat's verifier asks that this be said.
    relations.append("<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>")
    sections = {
        "entities": ["Claim", *TYPES.values()],
        "relations": relations,
        "events": [],
        "attributes": attributes + flags,
    }
    return "".join(f"[{name}]\n" + "".join(f"{line}\n" for line in lines) + "\n" for name, lines in sections.items())


@dataclass
class _Standoff:
    """What an .ann file holds, by the names of its annotations."""

    bounds: dict[str, tuple[str, list[Span], str]] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    attributes: dict[str, dict[str, str | None]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def read(text: Text, path: Path) -> Delivery:
    """Return the claims of an .ann file; annotations of other types than Claim and its parts are told, not taken."""
    standoff = _Standoff()
    delivery = Delivery()
    try:
        content = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ReadoutError(f"{path} is not in UTF-8, in which brat writes.") from None
    for number, line in enumerate(content.split("\n"), 1):
        if match := _BOUND.fullmatch(line):
            spans = [(int(start), int(end)) for start, end in re.findall(r"(\d+) (\d+)", match[3])]
            standoff.bounds[match[1]] = (match[2], spans, match[4])
        elif match := _RELATION.fullmatch(line):
            standoff.relations.append((match[1], match[2], match[3]))
        elif match := _ATTRIBUTE.fullmatch(line):
            standoff.attributes.setdefault(match[2], {})[match[1].lower()] = match[3]
        elif match := _NOTE.fullmatch(line):
            standoff.notes[match[1]] = match[2]
        elif line.startswith("T"):
            raise ReadoutError(f"Line {number} of {path.name} is no brat annotation: {line[:60]!r}.")
        elif line.strip():
            delivery.lost.append(f"Line {number} of {path.name} was left out: {line[:60]!r}.")
    others = sorted({kind for kind, _, _ in standoff.bounds.values()} - {"Claim", *TYPES.values()})
    if others:
        delivery.lost.append(f"Annotations of the types {', '.join(others)} were left out; claims have the type Claim.")
    for name, (kind, _, _) in standoff.bounds.items():
        if kind == "Claim":
            _take(text, standoff, name, delivery)
    return delivery


def _take(text: Text, standoff: _Standoff, name: str, delivery: Delivery) -> None:
    _, spans, words = standoff.bounds[name]
    parts: dict[str, list[Span]] = {}
    names = {f"{kind}-of": part for part, kind in TYPES.items()}
    for relation, part, claim in standoff.relations:
        if claim == name and relation in names and part in standoff.bounds:
            found = standoff.bounds[part][1]
            parts.setdefault(names[relation], []).append((found[0][0], found[-1][1]))
    set_ = standoff.attributes.get(name, {})
    note, comment = _note(standoff.notes.get(name, ""))
    values: dict[str, Any] = {choice: value for choice in ("voice", "act", "stance") if (value := set_.get(choice))}
    if note:
        values |= {word: note.get(word) for word in WORDS} | {each: note[each] for each in ORIGIN if each in note}
        issues = note.get("issues", [])
        values["issues"] = issues if isinstance(issues, list) else []
    values |= {flag: flag in set_ for flag in FLAGS}
    values |= {part: parts[part][0] if part in parts else None for part in PARTS} | {"quotes": parts.get("quotes", [])}
    # The words of all fragments stand together in the file: where they are in their places, so is each fragment.
    if " ".join(text.body[start:end] for start, end in spans) == words:
        content: list[tuple[Span, str | None]] = [(span, None) for span in _joined(text.body, spans)]
    else:
        content = [((spans[0][0], spans[-1][1]), words)]
    if isinstance(note.get("comment"), str):
        comment = "\n".join(filter(None, (note["comment"], comment)))
    unsure = ("unsure" in set_) if note or "unsure" in set_ else None
    said = {"comment": comment, "unsure": unsure, "rejected": "rejected" in set_}
    delivery.take(text, content, values, claim_id=note.get("claim_id"), **said)


def _note(note: str) -> tuple[dict[str, Any], str]:
    """Return the fields of a note that we wrote, and what somebody wrote around them, as a comment."""
    start, end = note.find('{"claim_id"'), note.rfind("}") + 1
    if start < 0:
        return {}, note
    try:
        found = json.loads(note[start:end])
    except (ValueError, RecursionError):
        return {}, note
    around = f"{note[:start].strip()} {note[end:].strip()}".strip()
    return (found, around) if isinstance(found, dict) else ({}, note)


def _joined(body: str, spans: list[Span]) -> list[Span]:
    """Join fragments that only a line break keeps apart."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and "\n" in body[joined[-1][1] : start] and not body[joined[-1][1] : start].strip("\n"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
