"""Text: one document with its metadata and paragraphs."""

import re
from dataclasses import dataclass, field
from datetime import date as Day
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self, overload

from readout.errors import ReadoutError
from readout.texts import metadata as fields
from readout.texts.layout import reading
from readout.texts.layout.kinds import Kind
from readout.texts.readers.characters import notices
from readout.texts.which_language import Language, language_of, name_of
from readout.vocabulary import kind_of

#: A sentence ends at one of these marks, with its closing quotation mark, before a space and a new beginning.
SENTENCE_END = re.compile(r"[.!?…]+[\"'’”»)\]]*(?=\s+[\"'‘“«(\[]?[^\W\d_a-z]|\s*\Z)")
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


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
    def is_digest(self) -> bool:
        """Tell whether the text is a summary of provisions, whose wording is its maker's and is never compared."""
        return self.kind == "digest"

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
        return kind_of(self.kind).caution

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
    def n_words(self) -> int:
        """Return the number of words."""
        return sum(1 for _ in WORD.finditer(self.body))

    @cached_property
    def n_sentences(self) -> int:
        """Return about how many sentences there are, by their marks; `readout.sentences` draws them exactly."""
        return sum(max(1, len(SENTENCE_END.findall(paragraph.text))) for paragraph in self.paragraphs)

    @cached_property
    def taken_for(self) -> Kind:
        """Return what kind of text this is: as its metadata say, and as the text itself shows where they do not."""
        return reading.read(self.body, self.metadata).kind

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Return what is known of the text, as pairs of a name and words for readers; what is unknown is left out."""
        speaker = ", ".join(part for part in (self.speaker, self.role) if part)
        parties = self.parties if self.speaker is None or self.metadata.get("parties") else [self.party or ""]
        counts = ((self.n_words, "word"), (self.n_sentences, "sentence"), (len(self.paragraphs), "paragraph"))
        pairs = [
            ("kind", self.kind or f"not stated; {self.taken_for.in_short}"),
            ("form", self.form),
            ("speaker", speaker),
            ("for" if self.speaker else "parties", "; ".join(party for party in parties if party)),
            ("date", self.date),
            ("place", self.place),
            ("channel", self.channel),
            ("occasion", self.occasion),
            ("event", self.event),
            ("symbol", self.symbol),
            ("published", self.published),
            ("author", self.author),
            ("language", self._language_in_words()),
            ("source", self.source),
            ("size", ", ".join(f"{number:,} {name}{'' if number == 1 else 's'}" for number, name in counts)),
            ("checked", self._checked_in_words()),
            ("note", self.note),
        ]
        return [(name, value) for name, value in pairs if value]

    def _language_in_words(self) -> str:
        """Return the name of the language, and how it is known."""
        found = self.written_in
        if not found.known:
            return "unknown"
        return found.name if self.language else f"{found.name} (as the text looks; not stated)"

    def _checked_in_words(self) -> str | None:
        """Return how many paragraphs were seen on a page, partly seen, or written from general knowledge."""
        marks = [paragraph.checked for paragraph in self.paragraphs if paragraph.checked]
        if not marks:
            return None
        if len(self.metadata.get("checked") or "") == 1:
            return {"V": "the whole was seen", "P": "partly seen"}.get(marks[0] or "", "from general knowledge")
        names = (("V", "seen on a page"), ("P", "partly seen"), ("K", "from general knowledge"))
        counts = [f"{marks.count(mark)} {name}" for mark, name in names if mark in marks]
        return f"of {len(marks)} paragraphs {', '.join(counts)}"

    def __repr__(self) -> str:
        from readout.texts.cards import describe

        return describe(self)

    def _repr_html_(self) -> str:
        from readout.texts.cards import card

        return card(self)
