"""Tokens by their place in the body, and the place in the body of tokens."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from readout.annotator.claim_table import Span

if TYPE_CHECKING:
    from readout.parser import Block, Document, Token

#: Pairs of quotation marks; the closing single one is an apostrophe too, and counts only beside its partner.
QUOTES = (("“", "”"), ("‘", "’"), ("«", "»"), ("„", "“"))


class Marks(NamedTuple):
    """Where words of a claim stand by which its target is found."""

    #: The word by which it wants the end of something ("lift").
    ending: int | None = None
    #: The head of the later of joined clauses, where that one takes the side.
    clause: int | None = None


class Places:
    """Finds the tokens of a document that lie in a span of its body."""

    def __init__(self, document: "Document"):
        self.body = document.body
        self.document = document
        self._blocks = document.blocks
        self._ends = [block.end for block in document.blocks]
        self._block_of: dict[int, Block] = {id(block.doc): block for block in document.blocks}
        self._starts: dict[int, list[int]] = {}

    def tokens(self, span: Span) -> list["Token"]:
        """Return the tokens that begin in a span, in order."""
        found: list[Token] = []
        for number in range(bisect_left(self._ends, span[0] + 1), len(self._blocks)):
            block = self._blocks[number]
            if block.start >= span[1]:
                break
            starts = self._starts.get(number)
            if starts is None:
                starts = self._starts[number] = [block.offsets[token.idx] for token in block.doc]
            found += block.doc[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
        return found

    def span(self, tokens: Iterable["Token"]) -> Span:
        """Return the place in the body from the first to the last of some tokens of one block."""
        numbers = sorted(tokens, key=lambda token: token.i)
        return self._block_of[id(numbers[0].doc)].span(numbers[0].i, numbers[-1].i + 1)

    def quoted_whole(self, span: Span) -> Span:
        """Return a span with the quotation mark just outside it whose partner it holds."""
        start, end = span
        inside = self.body[start:end]
        for opening, closing in QUOTES:
            if inside.count(opening) > inside.count(closing) and self.body[end : end + 1] == closing:
                end += 1
            elif inside.count(closing) > inside.count(opening) and self.body[start - 1 : start] == opening:
                start -= 1
        return start, end

    def text(self, tokens: Iterable["Token"]) -> str:
        """Return the words of the body from the first to the last of some tokens."""
        start, end = self.span(tokens)
        return self.body[start:end]

    def start(self, token: "Token") -> int:
        """Return where in the body a token begins."""
        return self.span([token])[0]

    def sentence_before(self, token: "Token") -> "list[Token]":
        """Return the tokens of the sentence before that of a token, over the edges of paragraphs."""
        number = self.document.sentence_at(self.start(token))
        return self.tokens(self.document.sentences[number - 1]) if number else []
