"""What the tables of a report come to: the claims and positions by which two reports of a text can be compared."""

from pathlib import Path
from typing import Any

from readout.reports.plan.fingerprints import digest

#: The tables that a snapshot reads, where a report has them.
CLAIMS, POSITIONS = "claims", "positions"
#: A claim's properties whose change is told.
WATCHED = ("actor", "voice", "act", "stance", "issues", "condition", "coder")


def take(folder: Path, text_id: str, body: str) -> dict[str, Any]:
    """Return a snapshot of a report's tables.

    `claims`: claim_id, content_text and what is in WATCHED, the condition as its words in `body`; `positions`: actor,
    issue and stance in this text; `tables`: the content hash of every table; `actors`: who is behind the
    claims, those with most claims first.
    """
    claims = _claims(folder / "tables" / f"{CLAIMS}.parquet", body)
    counts: dict[str, int] = {}
    for claim in claims:
        if claim["actor"] and claim["voice"] != "outlet":
            counts[claim["actor"]] = counts.get(claim["actor"], 0) + 1
    return {
        "claims": claims,
        "positions": _positions(folder / "tables" / f"{POSITIONS}.parquet", text_id),
        "tables": {path.stem: digest(path.read_bytes()) for path in sorted((folder / "tables").glob("*.csv"))},
        "actors": sorted(counts, key=lambda actor: (-counts[actor], actor)),
    }


def _rows(path: Path, wanted: set[str]) -> list[dict[str, Any]]:
    """Return the rows of a Parquet table as plain values, none where it is missing or lacks a wanted column."""
    import pyarrow.parquet

    if not path.exists():
        return []
    table = pyarrow.parquet.read_table(path)
    return table.to_pylist() if wanted <= set(table.column_names) else []


def _claims(path: Path, body: str) -> list[dict[str, Any]]:
    found = []
    for row in _rows(path, {"claim_id", "content_text", "stance", *WATCHED}):
        span = row["condition"]
        condition = body[span[0] : span[1]] if isinstance(span, list) and len(span) == 2 else span
        keys = ("claim_id", "content_text", *WATCHED)
        issues = sorted(row["issues"] or [])
        found.append({**{key: row[key] for key in keys}, "condition": condition, "issues": issues})
    return found


def _positions(path: Path, text_id: str) -> list[dict[str, Any]]:
    rows = _rows(path, {"actor", "issue", "stance"})
    return [
        {key: row[key] for key in ("actor", "issue", "stance")}
        for row in rows
        if row.get("text_id", text_id) == text_id
    ]
