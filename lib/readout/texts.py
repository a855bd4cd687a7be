"""Text and Library: one document with its metadata and paragraphs, and a folder of them."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self, overload

from readout import metadata as fields
from readout import places, readers
from readout.errors import ReadoutError
from readout.identify import Language, language_of, name_of
from readout.readers.characters import notices

if TYPE_CHECKING:
    import pandas as pd

KINDS = fields.KINDS

#: What a reader must know of each kind before using a text of it.
CAUTIONS: dict[str | None, str] = {
    "verbatim": "Verbatim: the words as they were spoken or signed.",
    "account": "An account: the words are the reporter's. Only what stands in quotation marks is the speaker's.",
    "digest": "A digest: the words are those of its maker. Compare positions and themes with it, never style.",
    None: "Kind not stated: nobody has said whether these are the speaker's words or a report of them.",
}

#: A sentence ends at one of these marks, with its closing quotation mark, before a space and a new beginning.
SENTENCE_END = re.compile(r"[.!?…]+[\"'’”»)\]]*(?=\s+[\"'‘“«(\[]?[^\W\d_a-z]|\s*\Z)")
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


#: In so many first characters of a file its id is looked for.
BEGINNING = 2_000


class Said:
    """A property of a text: what its metadata say under one name, None where they say nothing (see metadata.FIELDS)."""

    def __init__(self, name: str):
        self.name = name
        self.__doc__ = f"{fields.FIELDS[name]}; None where nobody said."

    @overload
    def __get__(self, text: None, owner: type) -> Self: ...

    @overload
    def __get__(self, text: "Text", owner: type) -> str | None: ...

    def __get__(self, text: "Text | None", owner: type) -> "Self | str | None":
        return self if text is None else text.metadata.get(self.name) or None


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
    of provisions), and None where nobody said; metadata that are not known stay out, never invented. Faulty
    metadata raise a ReadoutError with one sentence as the text is made.
    """

    id: str
    body: str
    metadata: dict[str, Any] = field(default_factory=dict)
    path: Path | None = None

    kind = Said("kind")
    form = Said("form")
    date = Said("date")
    speaker = Said("speaker")
    role = Said("role")
    party = Said("party")
    channel = Said("channel")
    occasion = Said("occasion")
    event = Said("event")
    place = Said("place")
    symbol = Said("symbol")
    source = Said("source")
    published = Said("published")
    author = Said("author")
    language = Said("language")
    note = Said("note")

    def __post_init__(self) -> None:
        name = str(self.path or self.id)
        fields.check_id(self.id, name)
        fields.check(self.metadata, name)
        fields.check_paragraphs(self.metadata, len(self.paragraphs), name)

    def __hash__(self) -> int:
        return hash((self.id, self.body))

    @property
    def title(self) -> str:
        """Return the title, or the id where there is none."""
        return self.metadata.get("title") or self.id

    @property
    def days(self) -> tuple[Day, Day] | None:
        """Return the first and last day that the date may mean, or None without a date."""
        return fields.date_range(self.date) if self.date else None

    @property
    def parties(self) -> list[str]:
        """Return the states or bodies of an instrument, or the speaker's own; empty where unknown."""
        return list(self.metadata.get("parties") or ([self.party] if self.party else []))

    @cached_property
    def written_in(self) -> Language:
        """Return the language: as the metadata say, else as the body shows, `und` where neither tells."""
        if self.language:
            code = self.language.split("-")[0].lower()
            return Language("en" if code == "eng" else code, name_of(code), 1.0)
        return language_of(self.body)

    def require_english(self) -> None:
        """Raise ReadoutError where the text says that it is not in English, or says nothing and is clearly not."""
        written = self.written_in
        if written.known and written.code != "en":
            raise ReadoutError(
                f"{self.path or self.id} is in {written.name} ({written.code}); only English texts can be annotated; "
                "where it is English all the same, say so in its front matter with language: en."
            )

    @property
    def caution(self) -> str:
        """Return the sentence that a reader of this kind of text must know."""
        return CAUTIONS[self.kind]

    @cached_property
    def notices(self) -> list[str]:
        """Return a sentence about each kind of character that cannot be seen, and about a foreign language."""
        found = notices(self.body)
        if self.written_in.known and self.written_in.code != "en":
            found.append(f"Written in {self.written_in.name}; claims are annotated in English texts only.")
        return found

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Return the paragraphs: runs of lines without an empty line between them."""
        found = [match.span() for match in re.finditer(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", self.body)]
        references = self.metadata.get("paragraphs") or []
        marks = self.metadata.get("checked") or ""
        if len(marks) == 1:
            marks *= len(found)
        return [
            Paragraph(
                start,
                end,
                self.body[start:end],
                references[number] if number < len(references) else None,
                marks[number] if number < len(marks) else None,
            )
            for number, (start, end) in enumerate(found)
        ]

    @cached_property
    def words(self) -> int:
        """Return the number of words."""
        return sum(1 for _ in WORD.finditer(self.body))

    @cached_property
    def sentences(self) -> int:
        """Return about how many sentences there are, by their marks; `readout.sentences` draws them exactly."""
        return sum(max(1, len(SENTENCE_END.findall(paragraph.text))) for paragraph in self.paragraphs)

    def __repr__(self) -> str:
        from readout.show import describe

        return describe(self)

    def _repr_html_(self) -> str:
        from readout.show import card

        return card(self)


def load(id_or_path: str | Path, metadata: Mapping[str, Any] | None = None) -> Text:
    """Return a text, by its id in data/texts or by the path of a file; `metadata` add to or replace what it says.

    Raises ReadoutError with one sentence where there is no such text or it cannot be read.
    """
    name = str(id_or_path)
    if "\0" in name or not name.strip():
        raise ReadoutError(f"{name!r} is no name of a text; `readout list` shows those there are.")
    if not isinstance(id_or_path, Path) and fields.VALID_ID.match(name):
        shipped = places.data() / "texts" / f"{name}.md"
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
    if isinstance(known.get("parties"), str):
        known["parties"] = [known["parties"]]
    return Text(known.get("id") or fields.make_id(path.stem), body, known, path)


def _check_only(name: str, found: str, path: Path) -> None:
    """Raise a sentence where a file's id is not its name, or where another file of the folder has the same id."""
    if found != name:
        raise ReadoutError(
            f"{path} has the id {found!r}, not {name!r}; give it that id, or name the file after its id."
        )
    same = re.compile(rf"^id:\s*([\"']?){re.escape(name)}\1\s*$", re.MULTILINE)
    for other in sorted(path.parent.glob("*.md")):
        if other != path:
            with other.open(encoding="utf-8", errors="replace") as file:
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
            if path.suffix.lower() not in readers.READERS or not path.suffix or path.name.startswith((".", "~$")):
                continue
            if path.stem.lower() == "readme":
                continue
            try:
                text = read(path)
            except ReadoutError as error:
                problems[path] = str(error)
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
                "sentences": text.sentences,
                "words": text.words,
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
        from readout.show import shelf

        return shelf(self)


def library(folder: str | Path | None = None) -> Library:
    """Return the texts of a folder, by default data/texts."""
    return Library(Path(folder) if folder else places.data() / "texts")
