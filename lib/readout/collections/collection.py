"""A collection as a reader has it: what it is, its texts, its words, its claims, and what became of each text."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout import places
from readout.collections import claim_parts, parquet, text_rows
from readout.errors import ReadoutError
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd

    from readout.collections.asking import Answers
    from readout.compare.words.tokens import Words

ABOUT = "collection.json"
#: Raised by one where older collections must be collected again.
VERSION = 1
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


def check_name(name: str) -> None:
    """Raise ReadoutError where a name cannot be that of a collection."""
    if not _NAME.fullmatch(name):
        raise ReadoutError(
            f"{name!r} cannot name a collection; use small letters, digits and hyphens, as in general-debate."
        )


def folder_of(name: str, folder: Path | None = None) -> Path:
    """Return the folder of a collection."""
    return (folder or places.collections()) / name


def collection(name: str, folder: Path | None = None) -> "Collection":
    """Return a collection by its name. Raises ReadoutError with one sentence where there is none."""
    check_name(name)
    found = folder_of(name, folder)
    if not (found / ABOUT).is_file():
        there = ", ".join(names(folder)) or "none yet"
        raise ReadoutError(f"No collection {name!r}; there are: {there}. `readout collect {name} SOURCE` makes one.")
    return Collection(found)


def names(folder: Path | None = None) -> list[str]:
    """Return the names of the collections that there are."""
    return sorted(path.parent.name for path in (folder or places.collections()).glob(f"*/{ABOUT}"))


class Collection:
    """Many texts with their metadata and claims; nothing is read before it is asked for."""

    def __init__(self, folder: Path):
        self.folder = folder
        try:
            self.about: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise ReadoutError(f"{folder / ABOUT} cannot be read; collect the collection again.") from None
        if self.about.get("version") != VERSION:
            raise ReadoutError(f"{folder.name} was collected by another version of Readout; collect it again.")

    @property
    def name(self) -> str:
        """Return the name of the collection."""
        return self.folder.name

    @property
    def claims_folder(self) -> Path:
        """Return the folder of the claims."""
        return self.folder / "claims"

    @property
    def text_parts(self) -> list[Path]:
        """Return the parts of the texts, in order."""
        return sorted((self.folder / self.about["folder"]).glob("part-*.parquet"))

    def __len__(self) -> int:
        return int(self.about["texts"])

    def rows(self, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
        """Yield the rows of the table of texts (see `text_rows.schema`), a part in memory at a time."""
        for part in self.text_parts:
            yield from parquet.read(part, columns).to_pylist()

    def __iter__(self) -> Iterator[Text]:
        return (text_rows.to_text(row) for row in self.rows())

    @cached_property
    def table(self) -> "pd.DataFrame":
        """Return what is known of each text, without the texts themselves."""
        import pyarrow as pa

        columns = [name for name in text_rows.schema().names if name != "text"]
        return pa.concat_tables([parquet.read(part, columns) for part in self.text_parts]).to_pandas()

    def text(self, text_id: str) -> Text:
        """Return one text by its id."""
        import pyarrow.parquet as pq

        for part in self.text_parts:
            found = pq.read_table(part, filters=[("id", "=", text_id)], partitioning=None)
            if len(found):
                return text_rows.to_text(found.to_pylist()[0])
        raise ReadoutError(f"The collection {self.name} has no text {text_id!r}.")

    @cached_property
    def words(self) -> "Words":
        """Return the words of the collection with the texts in the order of `table`; split once, then on the disk."""
        from readout.compare.words.corpus_index import open_parts

        return open_parts(self.text_parts, self.folder / "index").words

    @property
    def answers(self) -> "Answers":
        """Return what can be asked of the claims (see `asking.Answers`)."""
        from readout.collections.asking import Answers

        return Answers(self.name, self.text_parts, claim_parts.parts(self.claims_folder))

    def done(self) -> "pd.DataFrame":
        """Return what became of each text that the annotator has been through: id, state, note, claims."""
        import pandas as pd

        found = [one for path in claim_parts.parts(self.claims_folder) for one in claim_parts.done_in(path)]
        waiting = [one for path in claim_parts.units(self.claims_folder) for one in claim_parts.done_in(path)]
        rows = {one.hash: one for one in [*waiting, *found]}
        table = pd.DataFrame(list(rows.values()), columns=list(claim_parts.Done._fields))
        return table[["id", "state", "note", "claims"]]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Return what is known of the collection, as pairs of a name and words for readers."""
        about, sheet = self.about, self.about["sheet"]
        states = Counter(self.done()["state"])
        through = ", ".join(f"{number:,} {state}" for state, number in states.most_common())
        years = f", {about['first']} to {about['last']}" if about.get("first") else ""
        return [
            ("what", sheet["what"]),
            ("texts", f"{about['texts']:,}, {about['words']:,} words{years}"),
            ("claims", through or f"none yet; `readout annotate --collection {self.name}` makes them"),
            ("from", sheet.get("source") or "not said"),
            ("licence", sheet.get("licence") or "not said"),
            ("to cite", sheet.get("citation") or "not said"),
            (
                "wrong with it",
                "; ".join([*sheet["known_faults"], *_counted(about["faults"])]) or "nothing that was found",
            ),
        ]

    def __repr__(self) -> str:
        return "\n".join([f"Collection {self.name}", *(f"  {name}: {value}" for name, value in self.facts)])

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in self.facts)
        return f'<table class="readout-card"><caption>Collection {escape(self.name)}</caption>{rows}</table>'


def _counted(faults: dict[str, int]) -> list[str]:
    return [f"{number:,} {kind}" for kind, number in faults.items()]
