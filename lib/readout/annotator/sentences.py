"""The table of sentences: each with the voice and the actor of its widest claim, and with who speaks it as what."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from readout.annotator.claim_table import Claim
from readout.spans import Span
from readout.texts.layout.courtesies import is_courtesy

if TYPE_CHECKING:
    import pandas as pd

    from readout.parser import Document

#: Columns of the sentence table with their pandas dtypes.
SENTENCE_COLUMNS: dict[str, str] = {
    "text_id": "string",
    "sentence": "int64",
    "start": "int64",
    "end": "int64",
    "voice": "string",
    "actor": "string",
    #: Whose sentence it is: the person by full name, else the office or body; null where the text names neither.
    "speaker": "string",
    #: As what: journalist, interviewer, moderator, interviewee, spokesperson, official, delegate, chair, participant;
    #: `furniture` for what belongs to nobody (headings, page lines, stage directions, greetings, thanks).
    "role": "string",
}


class Spoken(NamedTuple):
    """Whose a sentence is, and as what."""

    speaker: str | None
    role: str | None


def idle_sentences(document: "Document") -> set[int]:
    """Return the numbers of the sentences that belong to nobody: furniture, and greetings and thanks."""
    body = document.body
    return document.furniture | {
        number for number, (start, end) in enumerate(document.sentences) if is_courtesy(body[start:end])
    }


def sentence_rows(
    text_id: str, places: Iterable[Span], claims: Sequence[Claim], spoken: Sequence[Spoken] = ()
) -> list[dict[str, Any]]:
    """Return a row for each sentence: its place, the voice and actor of its widest claim, and who speaks it as what.

    A sentence without a claim has the voice `outlet` and no actor: a question, furniture, the words of a chair.
    """
    rows: list[dict[str, Any]] = []
    spans = list(places)
    widest: list[tuple[int, Claim | None]] = [(0, None)] * len(spans)
    starts = [start for start, _ in spans]
    for claim in claims:
        covered: dict[int, int] = {}
        for a, b in claim.content:
            for number in range(max(0, bisect_right(starts, a) - 1), len(spans)):
                start, end = spans[number]
                if start >= b:
                    break
                covered[number] = covered.get(number, 0) + max(0, min(end, b) - max(start, a))
        for number, width in covered.items():
            if width > widest[number][0]:
                widest[number] = (width, claim)
    for number, (start, end) in enumerate(spans):
        claim_or_none = widest[number][1]
        rows.append(
            {
                "text_id": text_id,
                "sentence": number,
                "start": start,
                "end": end,
                "voice": claim_or_none.voice if claim_or_none else "outlet",
                "actor": claim_or_none.actor if claim_or_none else None,
                "speaker": spoken[number].speaker if spoken else None,
                "role": spoken[number].role if spoken else None,
            }
        )
    return rows


def to_sentence_table(rows: Iterable[dict[str, Any]]) -> "pd.DataFrame":
    """Return sentence rows as a table with the dtypes of SENTENCE_COLUMNS."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(SENTENCE_COLUMNS)).astype(SENTENCE_COLUMNS)


def counted_from_one(table: "pd.DataFrame") -> "pd.DataFrame":
    """Return a table for people: its numbers of sentences (`sentence`, `sentence_a` …) count from one, not from zero.

    Files for programs keep the numbers as they are.
    """
    shown = table.copy()
    for name in table.columns:
        numbers = str(name) == "sentence" or str(name).startswith("sentence_")
        if numbers and getattr(table[name], "dtype", None) is not None and table[name].dtype.kind in "iuf":
            shown[name] = table[name] + 1
    return shown
