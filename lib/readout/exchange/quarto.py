"""Quarto: a project, zipped, with the text, each claim as a footnote on its words, and the claims as a table."""

import csv
import io
import itertools
import json
import re
import zipfile
from pathlib import Path

from readout.annotator.claim_table import Claim
from readout.exchange import cells
from readout.exchange.parcel import NOTHING, Remarks
from readout.texts.text import Text

#: What Markdown would take for a command.
SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~^$@:])")
COLUMNS = ("who", "claim", "act", "stance", "voice", "issues", "claim_id")


def write(text: Text, claims: list[Claim], path: Path, remarks: Remarks = NOTHING) -> list[str]:
    """Write the project: _quarto.yml, index.qmd and claims.csv; return what the format could not hold."""
    ordered = sorted(claims, key=lambda one: (one.content[0], one.claim_id))
    files = {"_quarto.yml": _project(text), "index.qmd": _document(text, ordered), "claims.csv": _table(ordered)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(f"{text.id}/{name}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content)
    return (
        ["Of a claim in pieces the footnote stands at its end."] if any(len(one.content) > 1 for one in claims) else []
    )


def _project(text: Text) -> str:
    # JSON strings are YAML strings.
    return (
        "project:\n  type: default\n"
        f"title: {json.dumps(str(text.title), ensure_ascii=False)}\n"
        "format:\n  html:\n    toc: true\n    embed-resources: true\n  pdf: default\n  docx: default\n"
    )


def _document(text: Text, claims: list[Claim]) -> str:
    facts = [str(fact) for fact in (text.kind, text.speaker, text.channel, text.date) if fact]
    ends: dict[int, list[int]] = {}
    for number, claim in enumerate(claims, 1):
        ends.setdefault(claim.content[-1][1], []).append(number)
    lines = ["---", f"title: {json.dumps(str(text.title), ensure_ascii=False)}", "---", "", _escaped(" · ".join(facts))]
    lines += ["", "## The text", ""]
    for paragraph in text.paragraphs:
        cuts = [paragraph.start, *sorted(end for end in ends if paragraph.start < end <= paragraph.end), paragraph.end]
        parts = []
        for start, end in itertools.pairwise(cuts):
            notes = "".join(f"[^{number}]" for number in ends.get(end, ())) if end > start else ""
            parts.append(_escaped(text.body[start:end]) + notes)
        lines += ["".join(parts), ""]
    lines += [
        f"[^{number}]: {_escaped(claim.actor or 'Nobody named')} {claim.act}; stance: {claim.stance}; "
        f"voice: {claim.voice}. `{claim.claim_id}`"
        for number, claim in enumerate(claims, 1)
    ]
    lines += ["", "## The claims", "", "| Who | Claim | Act | Stance |", "|:--|:-----|:--|:--|"]
    lines += [
        f"| {_escaped(claim.actor or 'nobody named')} | {_escaped(claim.content_text)} | {claim.act} | {claim.stance} |"
        for claim in claims
    ]
    return "\n".join(lines) + "\n"


def _table(claims: list[Claim]) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in claims:
        issues = "; ".join(one.issues)
        values = (one.actor or "", one.content_text, one.act, one.stance, one.voice, issues, one.claim_id)
        writer.writerow(map(cells.defuse, values))
    return target.getvalue()


def _escaped(words: str) -> str:
    return SPECIAL.sub(r"\\\1", " ".join(words.split(" ")).replace("\n", " "))
