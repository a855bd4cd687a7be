"""The table of a collection's texts: its columns, a row from what an importer found, and a Text from a row."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from readout.annotator.who import gazetteer
from readout.errors import ReadoutError
from readout.texts import metadata as fields
from readout.texts.text import WORD, Text
from readout.texts.which_language import language_of, name_of

if TYPE_CHECKING:
    import pyarrow as pa

#: What may be said of a text that the annotator must know; whatever else is said is kept in `more`.
NAMED = ("title", "kind", "form", "date", "speaker", "role", "party", "language", "source", "note")
#: What becomes of a text: it is annotated, or why not.
ANNOTATED, EMPTY, FOREIGN, FAILED = "annotated", "empty", "in another language", "failed"
#: It was not asked for.
LEFT_OUT = "left out"
#: Fewer letters than this tell nothing of a language.
_FEW = 80


@dataclass(slots=True)
class Found:
    """What an importer found: an id (made usable later), the body, and what is said of the text."""

    id: str
    body: str
    metadata: dict[str, Any] = field(default_factory=dict)


def schema() -> "pa.Schema":
    """Return the columns of the table of texts.

    `year` is the first that the date may mean; `written_in` the code of the language that the text says or shows;
    `words` their number; `hash` that of all that the claims depend on; `state` empty, or why it is not annotated;
    `more` what else the source says, as JSON.
    """
    import pyarrow as pa

    text = pa.string()
    return pa.schema(
        [
            ("id", text),
            ("year", pa.int16()),
            *((name, text) for name in NAMED),
            ("written_in", text),
            ("words", pa.int32()),
            ("hash", text),
            ("state", text),
            ("more", text),
            ("text", pa.large_string()),
        ]
    )


def row_of(found: Found, taken: set[str], faults: dict[str, list[str]]) -> dict[str, Any]:
    """Return the row of a text; what is wrong with it is added to `faults`, by its kind, and nothing is thrown away.

    taken: the ids that are used already; a text whose id is another's gets a number after it.
    """
    known = {str(name): value for name, value in found.metadata.items() if value not in (None, "", [])}
    name = found.id if fields.VALID_ID.match(found.id) and ".." not in found.id else fields.make_id(found.id)
    unique, number = name, 2
    while unique in taken:
        unique, number = f"{name}-{number}", number + 1
    if unique != name:
        faults.setdefault("ids that several texts have; the later ones got a number after it", []).append(unique)
    taken.add(unique)
    said = {key: str(known.pop(key)).strip() for key in NAMED if key in known}
    said, known = _checked(unique, said, known, faults)
    body = found.body.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    body = fields.HALF.sub("\ufffd", body)
    row: dict[str, Any] = {key: said.get(key) for key in NAMED}
    year = re.match(r"\d{4}", said.get("date") or "")
    row |= {"id": unique, "year": int(year.group()) if year else None, "text": body}
    row["words"] = sum(1 for _ in WORD.finditer(body))
    row["more"] = json.dumps(known, ensure_ascii=False, sort_keys=True, default=str) if known else None
    row["written_in"] = _language(said, body)
    row["state"] = ""
    if not body.strip():
        row["state"] = EMPTY
        faults.setdefault("empty texts; kept and not annotated", []).append(unique)
    elif row["written_in"] not in ("en", "und"):
        row["state"] = FOREIGN
        language = name_of(row["written_in"])
        faults.setdefault(f"texts in {language}; kept and not annotated", []).append(unique)
    row["hash"] = _hash(row)
    return row


def to_text(row: Mapping[str, Any]) -> Text:
    """Return a row of the table as a text, as the annotator takes it."""
    said = {name: row[name] for name in NAMED if row.get(name)}
    more = json.loads(row["more"]) if row.get("more") else {}
    kept = {name: value for name, value in more.items() if name in fields.FIELDS and name not in said}
    return Text(row["id"], row["text"], {**kept, **said})


def _checked(
    name: str, said: dict[str, str], known: dict[str, Any], faults: dict[str, list[str]]
) -> tuple[dict[str, str], dict[str, Any]]:
    """Return what is said of a text with a party by its usual name, and without what cannot be used.

    That is kept under another name: a date that is none, a code that is no language.
    """
    party = said.get("party")
    if party:
        entry = gazetteer.load().named(party)
        if entry is not None and entry.actor != party:
            known["party_as_given"], said["party"] = party, entry.actor
    for key in ("date", "language", "kind", "title", "note", "source", "speaker", "role", "party", "form"):
        if key not in said:
            continue
        try:
            fields.check({key: said[key]}, name)
        except ReadoutError:
            known[f"{key}_as_given"] = said.pop(key)
            faults.setdefault(f"texts whose {key} cannot be used as it is; kept as {key}_as_given", []).append(name)
    for key in [key for key in known if key in fields.FIELDS]:
        try:
            fields.check({key: known[key]}, name)
        except ReadoutError:
            known[f"{key}_as_given"] = known.pop(key)
    known.pop("paragraphs_as_given", None)
    return said, known


def _language(said: Mapping[str, str], body: str) -> str:
    """Return the code of the language, as it is said, else as the text shows it; `und` where neither tells."""
    if said.get("language"):
        code = said["language"].split("-")[0].lower()
        return "en" if code == "eng" else code
    return language_of(body).code if len(body) >= _FEW else "und"


def _hash(row: Mapping[str, Any]) -> str:
    """Return the hash of all of a row that its claims depend on."""
    whole = json.dumps([row[name] for name in ("id", *NAMED, "more", "text")], ensure_ascii=False)
    return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
