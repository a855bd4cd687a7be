"""A unit of work: the claims of a few texts, as a worker makes them; one bad text never stops the others."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout.annotator import cache as claims_cache
from readout.collections import claim_parts, text_rows
from readout.collections.claim_parts import Done
from readout.errors import ReadoutError, in_one_sentence

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Unit:
    """Some texts for a worker: their rows, and the library by which they are to be annotated."""

    rows: tuple[dict[str, Any], ...]
    library: str


class AnotherVersion(Exception):
    """A worker has another state of the library, the model or the codebook than the one who gave it the work."""


@cache
def library() -> str:
    """Return the hash of all that the claims of a collection depend on besides the texts."""
    package = Path(__file__).resolve().parents[2]
    total = hashlib.blake2b(claims_cache.state().encode(), digest_size=8)
    for name in ("collections/holders.py", "collections/annotating/unit.py", "compare/claims/directions.py"):
        total.update((package / name).read_bytes())
    return total.hexdigest()


def make(unit: Unit) -> bytes:
    """Return the claims of a unit's texts as a Parquet file that says what became of each text.

    Raises AnotherVersion where this machine would annotate otherwise than the one that gave the work.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    if library() != unit.library:
        import platform

        raise AnotherVersion(platform.node() or "a worker")
    tables, done = [claim_parts.schema().empty_table()], []
    for row in unit.rows:
        try:
            made = _claims(row)
            tables.append(made)
            done.append(Done(row["id"], row["hash"], unit.library, text_rows.ANNOTATED, "", len(made)))
        except MemoryError:
            raise
        except Exception as error:  # whatever a text does to the annotator, the others are annotated
            known = isinstance(error, ReadoutError)
            note = in_one_sentence(str(error) if known else f"{type(error).__name__}: {error}")
            done.append(Done(row["id"], row["hash"], unit.library, text_rows.FAILED, note, 0))
    stream = io.BytesIO()
    pq.write_table(claim_parts.with_done(pa.concat_tables(tables), done), stream, compression="zstd")
    return stream.getvalue()


def _claims(row: dict[str, Any]) -> "pa.Table":
    """Return the claims of one text as rows of `claim_parts.schema`."""
    import pyarrow as pa

    from readout.annotator.api import annotated
    from readout.collections.holders import holder
    from readout.compare.claims.directions import stance_on
    from readout.vocabulary import NOBODY

    claims, sentences = annotated(text_rows.to_text(row))
    bounds = {one["sentence"]: (one["start"], one["end"]) for one in sentences}
    by_id = {claim.claim_id: claim for claim in claims}
    rows = []
    for claim in claims:
        known = asdict(claim)
        known["sides"] = [stance_on(known, issue) for issue in claim.issues]
        known["holder"], known["holder_kind"] = holder(known)
        teller = by_id.get(claim.parent or "")
        known["told"] = bool(teller and teller.actor and teller.voice not in NOBODY and teller.actor != claim.actor)
        known["sentence_start"], known["sentence_end"] = bounds.get(claim.sentence, (None, None))
        known["date"], known["year"] = row["date"], row["year"]
        rows.append(known)
    return pa.Table.from_pylist(rows, schema=claim_parts.schema())


def size(rows: Sequence[dict[str, Any]]) -> int:
    """Return the number of words of some texts."""
    return sum(int(row["words"]) for row in rows)
