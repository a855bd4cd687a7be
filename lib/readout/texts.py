"""Text and Library: one document with its metadata and paragraphs, and a folder of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from readout import places
from readout.errors import ReadoutError
from readout.readers import markdown

KINDS = ("verbatim", "account", "digest")


class Paragraph(NamedTuple):
    """One paragraph: its characters in the body, and in a digest its provision and how far it was checked."""

    start: int
    end: int
    text: str
    reference: str | None
    checked: str | None


@dataclass(frozen=True)
class Text:
    """One document: an id, a body whose characters all offsets count, and metadata.

    `kind` is `verbatim` (the words as spoken or signed), `account` (somebody's report of them) or `digest` (a summary
    of provisions), and None where nobody said; metadata that are not known stay out, never invented.
    """

    id: str
    body: str
    metadata: dict[str, Any] = field(default_factory=dict)
    path: Path | None = None

    @property
    def kind(self) -> str | None:
        """Return verbatim, account, digest, or None where unknown."""
        return self.metadata.get("kind")

    @property
    def title(self) -> str:
        """Return the title, or the id where there is none."""
        return self.metadata.get("title") or self.id

    @property
    def date(self) -> str | None:
        """Return the date as in the metadata, in EDTF, or None."""
        return self.metadata.get("date") or None

    @property
    def speaker(self) -> str | None:
        """Return the speaker's name, or None."""
        return self.metadata.get("speaker")

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Return the paragraphs: runs of lines without an empty line between them."""
        found = [match.span() for match in re.finditer(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", self.body)]
        references = self.metadata.get("paragraphs") or []
        checked = self.metadata.get("checked") or ""
        return [
            Paragraph(
                start,
                end,
                self.body[start:end],
                references[number] if number < len(references) else None,
                checked[number] if number < len(checked) else None,
            )
            for number, (start, end) in enumerate(found)
        ]


def load(id_or_path: str | Path) -> Text:
    """Return a text, by its id in data/texts or by the path of a file."""
    path = Path(id_or_path)
    if not path.suffix:
        path = places.data() / "texts" / f"{id_or_path}.md"
    if not path.is_file():
        raise ReadoutError(f"No text {str(id_or_path)!r}; `readout list` shows those there are.")
    metadata, body = markdown.read(path)
    return Text(str(metadata.get("id") or path.stem), body, metadata, path)


class Library:
    """A folder of texts, by id."""

    def __init__(self, folder: Path):
        self.folder = folder

    def __iter__(self) -> Iterator[Text]:
        return (load(path) for path in sorted(self.folder.glob("*.md")))

    def __getitem__(self, text_id: str) -> Text:
        return load(self.folder / f"{text_id}.md")


def library(folder: str | Path | None = None) -> Library:
    """Return the texts of a folder, by default data/texts."""
    return Library(Path(folder) if folder else places.data() / "texts")
