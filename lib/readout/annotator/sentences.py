"""The table of sentences: each with the voice and the actor of its widest claim."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from readout import spans
from readout.annotator.claim_table import Claim
from readout.spans import Span

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the sentence table with their pandas dtypes.
SENTENCE_COLUMNS: dict[str, str] = {
    "text_id": "string",
    "sentence": "int64",
    "start": "int64",
    "end": "int64",
    "voice": "string",
    "actor": "string",
}


def sentence_rows(text_id: str, places: Iterable[Span], claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """Return a row for each sentence: its place, and the voice and actor of its widest claim, or else the outlet's."""
    rows = []
    for number, (start, end) in enumerate(places):
        widest, width = None, 0
        for claim in claims:
            covered = spans.shared(claim.content, (start, end))
            if covered > width:
                widest, width = claim, covered
        rows.append(
            {
                "text_id": text_id,
                "sentence": number,
                "start": start,
                "end": end,
                "voice": widest.voice if widest else "outlet",
                "actor": widest.actor if widest else None,
            }
        )
    return rows


def to_sentence_table(rows: Iterable[dict[str, Any]]) -> "pd.DataFrame":
    """Return sentence rows as a table with the dtypes of SENTENCE_COLUMNS."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(SENTENCE_COLUMNS)).astype(SENTENCE_COLUMNS)
