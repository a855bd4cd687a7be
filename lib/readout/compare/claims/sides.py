"""Sides: the claims that count for somebody's position, each with who holds it, on what, and on which side."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from readout import codebook
from readout.annotator.claim_table import to_records
from readout.compare.claims.directions import stance_on, stance_toward
from readout.compare.claims.matters import common_names
from readout.compare.inputs import check_claims
from readout.errors import ReadoutError
from readout.texts.text import Text
from readout.vocabulary import NOBODY

if TYPE_CHECKING:
    import pandas as pd

By = Literal["actor", "party"]
On = Literal["issue", "matter"]
Row = dict[str, Any]
NEEDED = ("claim_id", "text_id", "actor", "voice", "stance", "issues", "act")


def said(claims: "pd.DataFrame", by: By, texts: Iterable[Text] = ()) -> list[Row]:
    """Return the claims of actors as rows, with `who` holds each and who tells it where that is another (`told_by`).

    By party the state or body counts that the actor speaks for, else the actor. What a digest of an agreement or a
    draft provides is the document's proposal, and not the position of a state that it names: `who` is its title.
    """
    check_claims(claims, NEEDED, "positions")
    if by not in ("actor", "party"):
        raise ReadoutError(f"Positions go by actor or by party, not by {by!r}.")
    documents = {text.id: text for text in texts if text.is_digest}
    everything = to_records(claims)
    by_id = {row["claim_id"]: row for row in everything}
    rows = []
    book = codebook.load()
    for row in everything:
        if row["voice"] in NOBODY or not row["actor"]:
            continue
        document = documents.get(row["text_id"])
        row["who"] = document.title if document and not _is_author(row, document) else _holder(row, by)
        teller = by_id.get(row.get("parent") or "")
        told = teller is not None and bool(teller["actor"]) and teller["voice"] not in NOBODY
        row["told_by"] = _holder(teller, by) if told and teller is not None else None
        if row["told_by"] == row["who"]:
            row["told_by"] = None
        row["issues"] = book.issues_among(row["issues"] or [])
        rows.append(row)
    return rows


def on(rows: list[Row], what: On) -> dict[str, list[Row]]:
    """Return the rows by issue or by matter, each with its `side` on it: its stance turned to it."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    if what == "issue":
        book = codebook.load()
        for row in rows:
            for issue in row["issues"]:
                found[issue].append({**row, "side": stance_on(row, issue, book)})
        return dict(found)
    on_it = [(row, matter) for row in rows if (matter := matter_of(row))]
    names = common_names((row["text_id"], matter) for row, matter in on_it)
    for row, matter in on_it:
        name = names[row["text_id"], matter]
        found[name].append({**row, "side": stance_toward(row, name)})
    return dict(found)


def matter_of(row: Row) -> str | None:
    """Return what a claim is on: its matter, or, where a person added it without one, its target or its first issue."""
    return row.get("matter") or row.get("target_text") or next(iter(row["issues"]), None)


def _holder(row: Row, by: By) -> str:
    return str((row.get("party") or row.get("affiliation") or row["actor"]) if by == "party" else row["actor"])


def _is_author(row: Row, document: Text) -> bool:
    """Tell whether a claim of a digest is that of whoever speaks or wrote it, rather than of a state it names."""
    parties = [str(party) for party in document.metadata.get("parties") or []]
    own = document.speaker or (parties[0] if len(parties) == 1 and "draft" not in parties[0].lower() else None)
    names = {row["actor"], row.get("party"), row.get("affiliation")} - {None}
    return bool(own) and any(name in str(own) or str(own) in name for name in names)
