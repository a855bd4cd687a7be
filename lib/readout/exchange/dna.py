"""Discourse Network Analyzer: its database (.dna, SQLite, version 3), written and read; its event list, read as CSV.

A statement is a place with a speaker, a concept and a yes or no; a claim becomes one for each of its issues and coders.
A variable of ours beside the program's four says which claim a statement is of. Places are counted as Java counts them,
in UTF-16 units.
"""

import csv
import io
import json
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.exchange import dna_schema as schema
from readout.exchange.cells import defuse, restore
from readout.exchange.codes import issue_of
from readout.exchange.parcel import NO_REMARK, NOTHING, Delivery, Remarks, from_utf16, number, to_utf16
from readout.spans import Span
from readout.texts.text import Text
from readout.vocabulary import NOBODY

#: Whether the speaker agrees with the concept.
AGREEMENT = {"supports": 1, "opposes": 0}
SQLITE = b"SQLite format 3\0"
#: The names of the columns that are needed of an event list, in the program and in its package for R.
PLACES = {"start": ("start_position", "start"), "document": ("document_title", "docTitle", "docId", "document_id")}
#: The columns of the program's own event list.
LIST = (
    *("statement_id", "time", "person", "organization", "concept", "agreement", "start_position", "stop_position"),
    *("text", "coder", "document_id", "document_title", "document_author", "document_source"),
    *("document_section", "document_type"),
)
#: The longest value of a short field.
LONGEST = 190


def write(text: Text, claims: list[Claim], path: Path, remarks: Remarks = NOTHING) -> list[str]:
    """Write a database with the text and its statements; return which claims and fields it could not hold."""
    claims = [claim for claim in claims if not remarks.get(claim.claim_id, NO_REMARK).rejected]
    neither = [claim for claim in claims if claim.stance not in AGREEMENT]
    unspoken = [claim for claim in claims if claim.voice in NOBODY]
    held = [claim for claim in claims if claim.stance in AGREEMENT and claim.voice not in NOBODY]
    without = [claim for claim in held if not claim.issues]
    told = [
        f"{count} claims were left out: they {sentence}."
        for count, sentence in (
            (len(neither), "are neutral or conditional, and DNA's agreement is yes or no"),
            (len(unspoken), "are nobody's or the outlet's, and a statement in DNA has a speaker"),
            (len(without), "have no issue, and a statement in DNA has a concept"),
        )
        if count
    ] + ["Act, target, condition, cue, hedging, doubts, dates and rejections have no place in DNA."]
    if path.suffix == ".csv":
        _write_list(text, held, path)
        return [*told, "This is its event list, for R; the program itself opens databases (.dna) and imports no table."]
    coders = list(dict.fromkeys(["Admin", *sorted({name for claim in held for name in claim.coder.split("+")})]))
    with closing(sqlite3.connect(path)) as database, database:
        _make(database, text, coders)
        made = 0
        for claim in held:
            note = {"claim": claim.claim_id, "content": [to_utf16(text.body, span) for span in claim.content]}
            if comment := remarks.get(claim.claim_id, NO_REMARK).comment:
                note["comment"] = comment
            start, stop = to_utf16(text.body, (claim.content[0][0], claim.content[-1][1]))
            for coder in claim.coder.split("+"):
                for issue in claim.issues:
                    made += 1
                    database.execute(
                        "INSERT INTO STATEMENTS VALUES (?, 1, 1, ?, ?, ?)", (made, start, stop, coders.index(coder) + 1)
                    )
                    words = {**_speaker(claim), "concept": issue}
                    _values(database, made, words, AGREEMENT[claim.stance], json.dumps(note, ensure_ascii=False))
    return [
        *told,
        f"Open it in Discourse Network Analyzer as any coder ({', '.join(coders)}), password {schema.PASSWORD!r}.",
    ]


def _speaker(claim: Claim) -> dict[str, str]:
    """Return who speaks as the program has it: a person, and the organization they are of."""
    person = claim.actor if claim.actor_kind == "person" else None
    return {"person": person or "", "organization": (claim.affiliation if person else claim.actor) or ""}


def _write_list(text: Text, claims: list[Claim], path: Path) -> None:
    """Write the statements with the columns of the program's own event list."""
    rows: list[dict[str, Any]] = []
    for claim in claims:
        start, stop = to_utf16(text.body, (claim.content[0][0], claim.content[-1][1]))
        for coder in claim.coder.split("+"):
            for issue in claim.issues:
                row = {"statement_id": len(rows) + 1, "time": text.date or "", **_speaker(claim), "concept": issue}
                row |= {"agreement": AGREEMENT[claim.stance], "start_position": start, "stop_position": stop}
                row |= {"text": claim.content_text, "coder": coder, "document_id": 1, "document_title": text.title}
                row |= {"document_author": str(text.speaker or ""), "document_source": _source(text)}
                rows.append(row | {"document_section": "", "document_type": text.kind or ""})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, LIST, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows({name: defuse(str(value)) for name, value in row.items()} for row in rows)


def _source(text: Text) -> str:
    return str(text.metadata.get("channel") or text.metadata.get("source") or "")


def _make(database: sqlite3.Connection, text: Text, coders: list[str]) -> None:
    for name, columns in schema.TABLES.items():
        database.execute(f"CREATE TABLE {name} ({columns})")
    database.executemany("INSERT INTO SETTINGS VALUES (?, ?)", [("version", schema.VERSION), ("date", "2024-01-01")])
    for number_, coder in enumerate(coders, 1):
        red, green, blue = 255 - 60 * (number_ % 4), 255 - 40 * (number_ % 5), 80 * (number_ % 3)
        database.execute(
            "INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?, ?, ?, ?, ?, ?)",
            (number_, coder, red, green, blue, schema.password(coder)),
        )
    types = [(1, "DNA Statement", 239, 208, 51), *schema.OTHER_TYPES]
    database.executemany("INSERT INTO STATEMENTTYPES VALUES (?, ?, ?, ?, ?)", types)
    variables = [(place, name, kind, 1) for name, (place, kind) in schema.VARIABLES.items()]
    database.executemany("INSERT INTO VARIABLES VALUES (?, ?, ?, ?)", [*variables, *schema.OTHER_VARIABLES])
    of_entities = [(schema.VARIABLES[name][0], each) for each in schema.ATTRIBUTES for name in schema.SHORT]
    database.executemany("INSERT INTO ATTRIBUTEVARIABLES (VariableId, AttributeVariable) VALUES (?, ?)", of_entities)
    database.execute(
        "INSERT INTO DOCUMENTS VALUES (1, ?, ?, 1, ?, ?, '', ?, ?, ?)",
        (
            text.title[:LONGEST],
            text.body,
            str(text.speaker or "")[:LONGEST],
            _source(text)[:LONGEST],
            text.id,
            (text.kind or "")[:LONGEST],
            _seconds(text.date),
        ),
    )


def _seconds(date: Any) -> int:
    """Return a date as seconds since 1970, or 0 where it is none; of an uncertain one the year, month and day."""
    with suppress(ValueError):
        parts = [int(part) for part in str(date or "").split("/")[0].strip("~?%").split("-")]
        year, month, day = [*parts, 1, 1][:3]
        return int(datetime(year, month, day, tzinfo=UTC).timestamp())
    return 0


def _values(database: sqlite3.Connection, statement: int, words: dict[str, str], agreement: int, note: str) -> None:
    for name, value in words.items():
        variable = schema.VARIABLES[name][0]
        key = (variable, value[:LONGEST])
        database.execute(
            "INSERT OR IGNORE INTO ENTITIES (VariableId, Value, Red, Green, Blue) VALUES (?, ?, 0, 0, 0)", key
        )
        (entity,) = database.execute("SELECT ID FROM ENTITIES WHERE VariableId = ? AND Value = ?", key).fetchone()
        database.execute(
            "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)",
            (statement, variable, entity),
        )
    for table, name, given in (("DATABOOLEAN", "agreement", agreement), ("DATALONGTEXT", "readout", note)):
        database.execute(
            f"INSERT INTO {table} (StatementId, VariableId, Value) VALUES (?, ?, ?)",
            (statement, schema.VARIABLES[name][0], given),
        )


def read(text: Text, path: Path) -> Delivery:
    """Return the claims of a database or an event list: statements about the same words and speaker are one claim."""
    delivery = Delivery()
    with path.open("rb") as file:
        database = file.read(len(SQLITE)) == SQLITE
    rows = _from_database(text, path, delivery) if database else _from_table(text, path, delivery)
    claims: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        key = tuple(row[name] for name in ("claim", "place", "words", "person", "organization", "agreement"))
        claim = claims.setdefault(key, {**row, "issues": []})
        if row["concept"] and (issue := issue_of(row["concept"])) not in claim["issues"]:
            claim["issues"].append(issue)
    for claim in claims.values():
        _take(text, claim, delivery)
    return delivery


def _from_database(text: Text, path: Path, delivery: Delivery) -> list[dict[str, Any]]:
    """Return the statements of the document that is this text."""
    found = []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            documents = database.execute("SELECT ID, Title, Text, Notes FROM DOCUMENTS").fetchall()
            words = text.body.split()
            same = [each for each in documents if str(each[2]).split() == words]
            same = same or [each for each in documents if text.id in (each[3], each[1])]
            if not same:
                raise ReadoutError(f"None of the {len(documents)} documents in {path.name} is {text.id}.")
            if len(documents) > 1:
                delivery.lost.append(f"{len(documents) - 1} other documents of {path.name} were left out.")
            document, body = same[0][0], str(same[0][2])
            places = database.execute("SELECT ID, Start, Stop FROM STATEMENTS WHERE DocumentId = ?", [document])
            for statement, start, stop in places.fetchall():
                values = _said(database, statement)
                if "concept" not in values and "agreement" not in values:
                    continue  # a statement of another type
                at = from_utf16(body, (start, stop)) or (-1, -1)
                row = {
                    "place": at,
                    "words": body[slice(*at)] if at[0] >= 0 else "",
                    **_noted(values.get("readout"), body),
                }
                found.append(row | {name: str(values.get(name) or "") for name in schema.SHORT} | _agreed(values))
    except sqlite3.Error as error:
        raise ReadoutError(f"{path} is no database of Discourse Network Analyzer 3 ({error}).") from None
    return found


def _said(database: sqlite3.Connection, statement: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for table, value in (("DATABOOLEAN", "d.Value"), ("DATALONGTEXT", "d.Value"), ("DATASHORTTEXT", "e.Value")):
        joined = "JOIN ENTITIES e ON e.ID = d.Entity" if table == "DATASHORTTEXT" else ""
        values |= database.execute(
            f"SELECT v.Variable, {value} FROM {table} d JOIN VARIABLES v ON v.ID = d.VariableId {joined} "
            "WHERE d.StatementId = ?",
            [statement],
        ).fetchall()
    return values


def _noted(note: Any, body: str) -> dict[str, Any]:
    """Return what our own variable says of a statement: its claim, its pieces and the comment on it."""
    found: Any = None
    with suppress(ValueError, TypeError, RecursionError):
        found = json.loads(note)
    if not isinstance(found, dict):
        return {"claim": None, "pieces": [], "comment": ""}
    pieces = [from_utf16(body, (start, stop)) for start, stop in found.get("content") or []]
    return {"claim": found.get("claim"), "pieces": pieces, "comment": found.get("comment") or ""}


def _agreed(values: dict[str, Any]) -> dict[str, str]:
    return {"agreement": str(values.get("agreement", "")).strip().lower().replace("true", "1").replace("false", "0")}


def _from_table(text: Text, path: Path, delivery: Delivery) -> list[dict[str, Any]]:
    """Return the statements of an event list about this text."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ReadoutError(f"{path} is neither a database of DNA 3 nor a table in UTF-8.") from None
    separator = ";" if content.partition("\n")[0].count(";") else ","
    table = csv.DictReader(io.StringIO(content, newline=""), delimiter=separator)
    missing = [name for name in ("concept", "agreement", "text") if name not in (table.fieldnames or ())]
    if missing:
        raise ReadoutError(f"{path} has no column {missing[0]!r}; export the event list with the text of statements.")
    names = {text.id, text.title, ""}
    found = []
    for line in table:
        row = {name: restore(value or "") for name, value in line.items() if name and not isinstance(value, list)}
        document = next((row[name] for name in PLACES["document"] if row.get(name)), "")
        if document not in names and not document.isdecimal():
            delivery.lost.append(f"Statements about {document!r} were left out; it is another document.")
            continue
        start = next((row[name] for name in PLACES["start"] if row.get(name)), "0")
        place = number(start, f"The start of a statement in {path.name}")
        made: dict[str, Any] = {name: row.get(name, "") for name in schema.SHORT}
        made |= {"place": (place, place + len(row["text"])), "words": row["text"]}
        found.append(made | {"claim": None, "pieces": [], "comment": ""} | _agreed(row))
    return found


def _take(text: Text, claim: dict[str, Any], delivery: Delivery) -> None:
    stances = {str(agreement): stance for stance, agreement in AGREEMENT.items()}
    values: dict[str, Any] = {"issues": claim["issues"]}
    if stance := stances.get(claim["agreement"]):
        values["stance"] = stance
    if claim["person"]:
        values |= {"actor": claim["person"], "actor_kind": "person", "affiliation": claim["organization"] or None}
    elif claim["organization"]:
        values["actor"] = claim["organization"]
    content: list[tuple[Span, str | None]] = []
    if claim["pieces"] and all(claim["pieces"]):
        content = [(span, None) for span in claim["pieces"]]
    else:
        start = claim["place"][0]
        for words in claim["words"].split(" … "):
            content.append(((start, start + len(words)), words))
            start += len(words) + 1
    name = claim["claim"] if isinstance(claim["claim"], str) else None
    delivery.take(text, content, values, claim_id=name, comment=claim["comment"], inside=name is None)
