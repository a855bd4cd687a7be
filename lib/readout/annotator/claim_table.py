"""The claim record: one row of the claim table, and how it is written as a table or as JSON Lines."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from readout.spans import Span

if TYPE_CHECKING:
    import pandas as pd


@dataclass(slots=True)
class Claim:
    """One proposition put forward in a text, tied to character spans (code points into the body, end exclusive)."""

    claim_id: str
    text_id: str
    sentence: int
    voice: str
    content: list[Span]
    content_text: str
    source: Span | None = None
    source_text: str | None = None
    actor: str | None = None
    actor_kind: str | None = None
    affiliation: str | None = None
    cue: Span | None = None
    cue_text: str | None = None
    act: str = "asserts"
    #: What the claim is for or against, and its words resolved; None where the claim takes no side.
    target: Span | None = None
    target_text: str | None = None
    stance: str = "neutral"
    matter: str | None = None
    issues: list[str] = field(default_factory=list)
    #: Why it has these issues: the words of each, and its nearness in meaning where that was asked for.
    evidence: str | None = None
    #: The state or body that the actor speaks for.
    party: str | None = None
    condition: Span | None = None
    addressee: str | None = None
    object: str | None = None
    modality: str | None = None
    hedged: bool = False
    negated: bool = False
    quotes: list[Span] = field(default_factory=list)
    unnamed: bool = False
    parent: str | None = None
    rule: str = ""
    confidence: float = 0.0
    coder: str = "annotator"


#: Columns of the claim table with their pandas dtypes; lists of spans and codes are Python lists.
CLAIM_COLUMNS: dict[str, str] = {
    "claim_id": "string",
    "text_id": "string",
    "sentence": "int64",
    "voice": "string",
    "content": "object",
    "content_text": "string",
    "source": "object",
    "source_text": "string",
    "actor": "string",
    "actor_kind": "string",
    "affiliation": "string",
    "cue": "object",
    "cue_text": "string",
    "act": "string",
    "target": "object",
    "target_text": "string",
    "stance": "string",
    "matter": "string",
    "issues": "object",
    "evidence": "string",
    "party": "string",
    "condition": "object",
    "addressee": "string",
    "object": "string",
    "modality": "string",
    "hedged": "bool",
    "negated": "bool",
    "quotes": "object",
    "unnamed": "bool",
    "parent": "string",
    "rule": "string",
    "confidence": "float64",
    "coder": "string",
}


def make_claim_id(text_id: str, content: Iterable[Span], source: Span | None, cue: Span | None) -> str:
    """Return the stable name of a claim: the text's id and a short hash of its spans."""
    spans = json.dumps([list(map(list, content)), source, cue])
    return f"{text_id}-{hashlib.blake2b(spans.encode(), digest_size=4).hexdigest()}"


def content_text(body: str, content: Iterable[Span]) -> str:
    """Return the body at the spans of a content, its pieces joined by an ellipsis."""
    return " … ".join(body[start:end] for start, end in content)


def to_table(claims: Iterable[Claim]) -> "pd.DataFrame":
    """Return claims as a table with the columns and dtypes of CLAIM_COLUMNS, one row a claim."""
    import pandas as pd

    rows = [asdict(claim) for claim in claims]
    return pd.DataFrame(rows, columns=list(CLAIM_COLUMNS)).astype(CLAIM_COLUMNS)


def from_table(table: "pd.DataFrame") -> list[Claim]:
    """Return the rows of a claim table as claims, missing values as None and spans as pairs."""

    def pair(value: Any) -> Span | None:
        return (value[0], value[1]) if value else None

    claims = []
    for row in to_records(table):
        spans = {name: pair(row[name]) for name in ("source", "cue", "target", "condition")}
        lists = {name: [(start, end) for start, end in row[name] or []] for name in ("content", "quotes")}
        claims.append(Claim(**{**row, **spans, **lists, "issues": list(row["issues"] or [])}))
    return claims


def to_json_lines(table: "pd.DataFrame") -> str:
    """Return a claim or sentence table as JSON Lines: missing values are null, spans are two-item lists."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in to_records(table))


def to_records(table: "pd.DataFrame") -> list[dict[str, Any]]:
    """Return the rows of a table as plain Python values, missing ones as None."""
    import pandas as pd

    def plain(value: Any) -> Any:
        if hasattr(value, "tolist"):  # a number of numpy, or the list that a Parquet file gave back as an array
            value = value.tolist()
        if isinstance(value, list | tuple):
            return [plain(part) for part in value]
        return None if value is None or value is pd.NA or value != value else value

    return [{str(key): plain(value) for key, value in row.items()} for row in table.to_dict("records")]
