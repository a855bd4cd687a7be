"""Library: the texts of a folder, by their ids; and loading a text by its id or path."""

import difflib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date as Day
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout import places
from readout.errors import ReadoutError
from readout.texts import metadata as fields
from readout.texts import readers
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd

#: In so many first characters of a file its id is looked for.
BEGINNING = 2_000


def load(id_or_path: str | Path, metadata: Mapping[str, Any] | None = None) -> Text:
    """Return a text, by its id in data/texts or by the path of a file; `metadata` add to or replace what it says.

    Raises ReadoutError with one sentence where there is no such text or it cannot be read.
    """
    name = str(id_or_path)
    if "\0" in name or not name.strip():
        raise ReadoutError(f"{name!r} is no name of a text; `readout list` shows those there are.")
    if not isinstance(id_or_path, Path) and fields.VALID_ID.match(name):
        shipped = places.texts() / f"{name}.md"
        if shipped.is_file():
            text = read(shipped)
            _check_only(name, text.id, shipped)
            return read(shipped, metadata) if metadata else text
        if not Path(name).exists():
            known = library().get(name)
            if not known:
                raise ReadoutError(_unknown(name))
            return read(known.path, metadata) if metadata and known.path else known
    return read(Path(name), metadata)


def read(path: Path, metadata: Mapping[str, Any] | None = None) -> Text:
    """Return the text of a file; its id is the one that its metadata give, else one made of the file's name."""
    declared, body = readers.read(path)
    known = {**declared, **{key: value for key, value in (metadata or {}).items() if value}}
    for field in ("parties", "speakers"):
        if isinstance(known.get(field), str):
            known[field] = [known[field]]
    return Text(known.get("id") or fields.make_id(path.stem), body, known, path)


def _check_only(name: str, found: str, path: Path) -> None:
    """Raise a sentence where a file's id is not its name, or where another file of the folder has the same id."""
    if found != name:
        raise ReadoutError(
            f"{path} has the id {found!r}, not {name!r}; give it that id, or name the file after its id."
        )
    same = re.compile(rf"^id:\s*([\"']?){re.escape(name)}\1\s*$", re.MULTILINE)
    for other in sorted(path.parent.glob("*.md")):
        if other != path and other.is_file():  # no folder, no pipe, and no link to nothing
            with suppress(OSError), other.open(encoding="utf-8", errors="replace") as file:
                if same.search(file.read(BEGINNING)):
                    raise ReadoutError(f"{other} has the id {name!r} too, like {path}; give each an id of its own.")


def _unknown(name: str) -> str:
    """Return the sentence about an id that no text has, with the nearest one that there is."""
    near = difflib.get_close_matches(name, [text.id for text in library()], n=1)
    guess = f"did you mean {near[0]}? " if near else ""
    return f"No text {name!r} and no file of that name; {guess}`readout list` shows the texts there are."


class Library:
    """A folder of texts, by id: iterate over its texts, or take one with `library["id"]`.

    One bad file hides none of the others: `problems` has a sentence for each file that cannot be used, and for each id
    that two files claim (the first in the order of file names keeps it).
    """

    def __init__(self, folder: Path):
        if not folder.is_dir():
            raise ReadoutError(f"No folder {folder}; name a folder of texts.")
        self.folder = folder

    @cached_property
    def _read(self) -> tuple[dict[str, Text], dict[Path, str]]:
        texts: dict[str, Text] = {}
        problems: dict[Path, str] = {}
        for path in sorted(self.folder.iterdir()):
            if path.suffix.lower() not in readers.READERS or path.name.startswith((".", "~$")):
                continue
            if path.stem.lower() == "readme":
                continue
            try:
                text = read(path)
            except ReadoutError as error:
                problems[path] = str(error)
                continue
            except Exception as error:  # a fault of ours in reading one file hides none of the others
                problems[path] = f"{path} cannot be read ({type(error).__name__}); please report this fault."
                continue
            if text.id in texts:
                problems[path] = (
                    f"{path} has the id {text.id!r}, which {texts[text.id].path} has already; give it one of its own."
                )
            else:
                texts[text.id] = text
        return texts, problems

    @property
    def name(self) -> str:
        """Return the folder as readers know it: from the project's folder on, where it lies in that."""
        folder, home = self.folder.resolve(), places.home()
        return str(folder.relative_to(home) if folder.is_relative_to(home) else self.folder)

    @property
    def problems(self) -> list[str]:
        """Return a sentence for each file that cannot be used, in the order of file names."""
        return list(self._read[1].values())

    @property
    def ids(self) -> list[str]:
        """Return the ids, in the order of file names."""
        return list(self._read[0])

    def __iter__(self) -> Iterator[Text]:
        return iter(self._read[0].values())

    def __len__(self) -> int:
        return len(self._read[0])

    def __contains__(self, text_id: object) -> bool:
        return text_id in self._read[0]

    def __getitem__(self, text_id: str) -> Text:
        text = self.get(text_id)
        if text:
            return text
        for path, problem in self._read[1].items():
            if path.stem == text_id:
                raise ReadoutError(problem)
        raise ReadoutError(f"No text {text_id!r} in {self.folder}; it has {len(self)} others.")

    def get(self, text_id: str) -> Text | None:
        """Return the text of an id, or None."""
        return self._read[0].get(text_id)

    def table(self) -> "pd.DataFrame":
        """Return the texts, one row each, by date, undated ones last.

        Columns: id, date (EDTF), kind, form, title, speaker, parties (joined by semicolons), channel, event, language,
        paragraphs, sentences and words (counts).
        """
        import pandas as pd

        rows = [
            {
                "id": text.id,
                "date": text.date,
                "kind": text.kind,
                "form": text.form,
                "title": text.title,
                "speaker": text.speaker,
                "parties": "; ".join(text.parties) or None,
                "channel": text.channel,
                "event": text.event,
                "language": text.written_in.code,
                "paragraphs": len(text.paragraphs),
                "sentences": text.n_sentences,
                "words": text.n_words,
            }
            for text in sorted(self, key=lambda text: (text.days or (Day.max, Day.max), text.id))
        ]
        counts = {"paragraphs": "int64", "sentences": "int64", "words": "int64"}
        names = ["id", "date", "kind", "form", "title", "speaker", "parties", "channel", "event", "language", *counts]
        return pd.DataFrame(rows, columns=names).astype({name: counts.get(name, "string") for name in names})

    def __repr__(self) -> str:
        faults = f", {len(self.problems)} files that cannot be used" if self.problems else ""
        return f"Library({len(self)} texts in {self.name}{faults})"

    def _repr_html_(self) -> str:
        from readout.texts.cards import shelf

        return shelf(self.table(), self.name, self.problems)


def library(folder: str | Path | None = None) -> Library:
    """Return the texts of a folder, by default data/texts."""
    return Library(Path(folder) if folder else places.texts())
