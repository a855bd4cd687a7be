"""The statement table of Discourse Network Analyzer: person, organisation, concept, agreement, one row a statement.

The columns are those of the event list of rDNA (Leifeld, Gruber and Bossner, Discourse Network Analyzer Manual, 2018),
with the text of the statement and its place after them. A claim becomes a row for each of its issues.
"""

import csv
import io
from pathlib import Path
from typing import Any

from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.exchange.cells import defuse, restore
from readout.exchange.codes import issue_named
from readout.exchange.parcel import Delivery
from readout.texts.text import Text
from readout.vocabulary import NOBODY

COLUMNS = (
    *("id", "time", "docId", "docTitle", "docAuthor", "docSource", "docSection", "docType"),
    *("person", "organization", "concept", "agreement", "text", "start", "stop"),
)
#: The binary qualifier of DNA: whether the speaker agrees with the concept.
AGREEMENT = {"supports": "1", "opposes": "0"}


def write(text: Text, claims: list[Claim], path: Path) -> list[str]:
    """Write the table; return which claims and fields it could not hold."""
    rows: list[dict[str, str]] = []
    neither = [claim for claim in claims if claim.stance not in AGREEMENT]
    unspoken = [claim for claim in claims if claim.voice in NOBODY]
    held = [claim for claim in claims if claim.stance in AGREEMENT and claim.voice not in NOBODY]
    without = [claim for claim in held if not claim.issues]
    for claim in held:
        person = claim.actor if claim.actor_kind == "person" else None
        for issue in claim.issues:
            rows.append(
                {
                    "id": str(len(rows) + 1),
                    "time": text.date or "",
                    "docId": text.id,
                    "docTitle": text.title,
                    "docAuthor": str(text.speaker or ""),
                    "docSource": str(text.metadata.get("channel") or text.metadata.get("source") or ""),
                    "docSection": "",
                    "docType": text.kind or "",
                    "person": person or "",
                    "organization": (claim.affiliation if person else claim.actor) or "",
                    "concept": issue,
                    "agreement": AGREEMENT[claim.stance],
                    "text": claim.content_text,
                    "start": str(claim.content[0][0]),
                    "stop": str(claim.content[-1][1]),
                }
            )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows({name: defuse(value) for name, value in row.items()} for row in rows)
    return [
        sentence
        for count, sentence in (
            (len(neither), "are neutral or conditional, and DNA's agreement is yes or no"),
            (len(unspoken), "are nobody's or the outlet's, and a statement in DNA has a speaker"),
            (len(without), "have no issue, and a statement in DNA has a concept"),
        )
        if count
        for sentence in [f"{count} claims were left out: they {sentence}."]
    ] + ["Act, condition, cue, hedging and the other fields have no place in DNA's table."]


def read(text: Text, path: Path) -> Delivery:
    """Return the claims of a statement table: rows about the same words and speaker are one claim."""
    delivery = Delivery()
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ReadoutError(f"{path} is not in UTF-8.") from None
    separator = ";" if content.partition("\n")[0].count(";") else ","
    table = csv.DictReader(io.StringIO(content, newline=""), delimiter=separator)
    missing = [name for name in ("concept", "agreement", "text") if name not in (table.fieldnames or ())]
    if missing:
        raise ReadoutError(f"{path} has no column {missing[0]!r}; export the statements with their text.")
    claims: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in table:
        row = {name: restore(value or "") for name, value in row.items() if name}
        if row.get("docId") not in (None, "", text.id):
            delivery.lost.append(f"Statement {row.get('id')} is about {row['docId']}; it was left out.")
            continue
        key = (row["text"], row.get("person", ""), row.get("organization", ""), row["agreement"], row.get("start", ""))
        claim = claims.setdefault(key, {**row, "issues": []})
        issue = issue_named(row["concept"])
        if issue is None:
            delivery.lost.append(f"The concept {row['concept']!r} is no issue of the codebook here; it was left out.")
        elif issue not in claim["issues"]:
            claim["issues"].append(issue)
    for claim in claims.values():
        _take(text, claim, delivery)
    return delivery


def _take(text: Text, claim: dict[str, Any], delivery: Delivery) -> None:
    stances = {agreement: stance for stance, agreement in AGREEMENT.items()}
    values: dict[str, Any] = {"issues": claim["issues"]}
    if stance := stances.get(claim["agreement"].strip().lower().replace("true", "1").replace("false", "0")):
        values["stance"] = stance
    person, organization = claim.get("person", ""), claim.get("organization", "")
    if person:
        values |= {"actor": person, "actor_kind": "person", "affiliation": organization or None}
    elif organization:
        values["actor"] = organization
    start = int(claim["start"]) if str(claim.get("start", "")).isdigit() else 0
    content = []
    for words in claim["text"].split(" … "):
        found = text.body.find(words, start)
        start = found + len(words) if found >= 0 else start
        content.append(((found, found + len(words)), words))
    delivery.take(text, content, values)
