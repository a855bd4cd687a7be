"""The codebook's file as it is changed: its entries, its comments kept, and the decisions that have its codes."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout import codebook, places
from readout.codebook import Code, Codebook
from readout.errors import ReadoutError
from readout.reviewing.decisions.decision import DecidedClaim
from readout.reviewing.decisions.store import Store

if TYPE_CHECKING:
    import pandas as pd

EFFECT_COLUMNS = ("text_id", "coder", "content_text", "before", "after")


def editor() -> Any:
    """Return what reads and writes the file without touching its comments and quotation marks."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 1_000_000
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=2, offset=0)
    return yaml


def check(content: bytes, path: Path) -> Codebook:
    """Return the codebook that some content of the file makes; raises ReadoutError where it makes none."""
    import yaml

    return codebook.parse_codebook(yaml.load(content, Loader=yaml.BaseLoader), f"The changed {path.name}")


def entry_of(fields: dict[str, Any]) -> dict[str, Any]:
    """Return a code as it is written: in the order of the file, empty lists left out."""
    unknown = set(fields) - set(Code.model_fields)
    if unknown:
        raise ReadoutError(
            f"{sorted(unknown)[0]!r} is no field of a code; the fields are {', '.join(Code.model_fields)}."
        )
    plain = {name: fields[name] for name in Code.model_fields if fields.get(name)}
    return {name: [*value] if isinstance(value, list | tuple) else value for name, value in plain.items()}


def find(lists: dict[str, Any], code: str) -> tuple[str, Any]:
    """Return the entry of a code, with the name of the list that it is in."""
    return next((name, entry) for name, entries in lists.items() for entry in entries if entry["code"] == code)


def extend(entry: Any, field: str, values: Iterable[str]) -> None:
    """Add the values that an entry does not have yet to one of its lists."""
    new = [value for value in values if value not in (entry.get(field) or [])]
    if new:
        entry[field] = [*(entry.get(field) or []), *new]


def decided_claims() -> Iterator[tuple[Path, DecidedClaim]]:
    """Yield every claim that a decision leaves, with the file of the decision."""
    for path in sorted(places.annotations().glob("*/*.jsonl")):
        for decision in Store(path).read().active:
            for claim in decision.claims:
                yield path, claim


def effect(renamed: dict[str, list[str]], book: Codebook) -> "pd.DataFrame":
    """Return the decided claims that have one of the codes, with their codes before and after."""
    import pandas as pd

    rows = []
    for path, claim in decided_claims() if renamed else ():
        issues = book.current(claim.issues)
        if set(issues) & set(renamed):
            after = list(dict.fromkeys(new for issue in issues for new in renamed.get(issue, [issue])))
            rows.append(
                {
                    "text_id": path.parent.name,
                    "coder": path.stem,
                    "content_text": " … ".join(piece.quote for piece in claim.content),
                    "before": ", ".join(issues),
                    "after": ", ".join(after),
                }
            )
    return pd.DataFrame(rows, columns=list(EFFECT_COLUMNS))
