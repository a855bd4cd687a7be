"""The claims of a collection on the disk: a part for each part of the texts, and units while a part is made.

A unit holds what one worker made of some texts. When all texts of a part have been through, the part is put together
from its units, in the order of the texts, so that it is the same file however the work was cut and however often it
was broken off. Each file carries with it which texts it answers for, by their hashes, and what became of each.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from readout.collections import parquet
from readout.errors import ReadoutError

if TYPE_CHECKING:
    import pyarrow as pa

UNITS = "units"
_NOTE = b"readout"


class Done(NamedTuple):
    """What became of a text: its id and hash, by which library, its state, a note, and the number of its claims."""

    id: str
    hash: str
    library: str
    state: str
    note: str
    claims: int


def schema() -> "pa.Schema":
    """Return the columns of the claims of a collection: those of the claim table, and what asking needs besides.

    `sides` has for each of the `issues` the stance turned to what being for the issue means; `holder` is the state or
    body that the claim's actor is or speaks for (null for anybody else), `holder_kind` its kind; `told` says that the
    claim is told of its actor by another; `sentence_start` and `sentence_end` are the characters of the sentence;
    `date` and `year` are those of the text.
    """
    import pyarrow as pa

    text, number = pa.string(), pa.int32()
    span, words = pa.list_(number), pa.list_(text)
    kinds = {
        **{name: pa.list_(span) for name in ("content", "quotes")},
        **dict.fromkeys(("source", "cue", "target", "condition"), span),
        **{name: pa.bool_() for name in ("hedged", "negated", "unnamed", "told")},
        **dict.fromkeys(("sentence", "sentence_start", "sentence_end"), number),
        **dict.fromkeys(("issues", "sides"), words),
        "confidence": pa.float64(),
        "year": pa.int16(),
    }
    from readout.annotator.claim_table import CLAIM_COLUMNS

    more = ("sides", "holder", "holder_kind", "told", "sentence_start", "sentence_end", "date", "year")
    return pa.schema([(name, kinds.get(name, text)) for name in (*CLAIM_COLUMNS, *more)])


def with_done(table: "pa.Table", done: Iterable[Done]) -> "pa.Table":
    """Return a table that says of itself for which texts it answers."""
    said = json.dumps([list(one) for one in done], ensure_ascii=False)
    return table.replace_schema_metadata({_NOTE: said.encode()})


def done_in(path: Path) -> list[Done]:
    """Return for which texts a file answers; one that is damaged answers for none and is thrown away."""
    try:
        said = parquet.notes(path).get(_NOTE, b"[]")
        return [Done(*one) for one in json.loads(said)]
    except (ReadoutError, ValueError, TypeError):
        with suppress(OSError):
            path.unlink()
        return []


def parts(claims: Path) -> list[Path]:
    """Return the parts that are whole, in order."""
    return sorted(claims.glob("part-*.parquet"))


def units(claims: Path) -> list[Path]:
    """Return the units that wait to be put together."""
    return sorted((claims / UNITS).glob("*.parquet"))


def wanted(texts_part: Path) -> list[tuple[str, str]]:
    """Return id and hash of each text of a part, in order."""
    table = parquet.read(texts_part, ["id", "hash"])
    return list(zip(table["id"].to_pylist(), table["hash"].to_pylist(), strict=True))


def fit(claims: Path, texts: Path) -> None:
    """Make the parts of the claims fit the texts: one whose texts changed becomes a unit, of which some may serve."""
    if not claims.is_dir():
        return
    for path in parts(claims):
        there = texts / path.name
        if there.is_file() and [(one.id, one.hash) for one in done_in(path)] == wanted(there):
            continue
        if path.exists():
            (claims / UNITS).mkdir(exist_ok=True)
            path.replace(claims / UNITS / f"kept-{path.name}")


def put_together(
    claims: Path, name: str, order: Sequence[tuple[str, str]], where: Mapping[str, tuple[Path, Done]]
) -> None:
    """Write a part from its units; `where` has for each text's hash the file with its claims, and what it says."""
    import pyarrow as pa

    by_file: dict[Path, set[str]] = {}
    for text, hash in order:
        by_file.setdefault(where[hash][0], set()).add(text)
    rows: dict[str, pa.Table] = {}
    for path, names in by_file.items():
        table = parquet.read(path)
        of_text = table["text_id"].to_pylist()
        start = 0
        for place in range(1, len(of_text) + 1):
            if place == len(of_text) or of_text[place] != of_text[start]:
                if of_text[start] in names:
                    rows[of_text[start]] = table.slice(start, place - start)
                start = place
    pieces = [rows[text].replace_schema_metadata(None) for text, _ in order if text in rows]
    whole = pa.concat_tables([schema().empty_table(), *pieces]).combine_chunks()
    parquet.whole(claims / name, with_done(whole, [where[hash][1] for _, hash in order]))


def keep_nothing(path: Path) -> None:
    """Write a file without claims, from which parts take those of texts that have none."""
    if not path.exists():
        parquet.whole(path, schema().empty_table())
