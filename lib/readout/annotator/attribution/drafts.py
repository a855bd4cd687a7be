"""What the rules work on, and what they make: a scene (one parsed block with its quotations) and drafts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readout import spans
from readout.annotator.quotations import Quotation
from readout.parser import Block
from readout.spans import Span

if TYPE_CHECKING:
    from readout.parser import Doc, Token

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: what is said, by whom, and the words that mark the saying; spans are code points of the body.

    `content` is in order, non-empty and without overlaps. `sentence` is the index of the sentence where the cue (else
    the content) stands, `quotes` the quotations inside the content as somebody's words, `parent` the index of the
    attribution it is nested in, `continues` that of the attribution whose speaker goes on without a cue.
    """

    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    voice: str
    rule: str
    sentence: int
    quotes: tuple[Span, ...]
    parent: int | None
    continues: int | None
    cue_lemma: str | None


@dataclass(slots=True)
class Draft:
    """An attribution in tokens of its block: ranges (first, last + 1)."""

    rule: str
    anchor: int
    content: list[Range]
    source: Range | None
    cue: Range | None
    lemma: str | None
    hearsay: bool = False
    continues: "Draft | None" = None
    #: Whether the source is a mere pronoun: he, it, who.
    pronoun_source: bool = False
    #: Where source and cue stand, if not in the block of the content.
    cue_scene: "Scene | None" = None


class Scene:
    """One parsed block, with its quotations as token ranges and the drafts made so far."""

    def __init__(self, block: Block, quotations: Iterable[Quotation]):
        self.block = block
        self.doc: Doc = block.doc
        self.tokens: list[Token] = list(block.doc)
        self.quotations = list(quotations)
        self.quotes = [self._tokens_of(quotation.span) for quotation in self.quotations]
        #: For each token, the number of the quotation it stands in, or -1.
        self.quote_of = [-1] * len(self.tokens)
        for number, (first, last) in enumerate(self.quotes):
            for place in range(first, last):
                self.quote_of[place] = number
        self.sentence_of: list[Range] = []
        for sentence in self.doc.sents:
            self.sentence_of += [(sentence.start, sentence.end)] * (sentence.end - sentence.start)
        self.drafts: list[Draft] = []
        self.used: set[int] = set()
        #: Verbs that share the subject of an earlier cue, whatever the parser says: He said that X, and urged Y.
        self.shares: dict[int, Token] = {}

    def _tokens_of(self, span: Span) -> Range:
        """Return the tokens that lie in a span of the body, at least partly."""
        offsets = self.block.offsets
        first = last = None
        for token in self.tokens:
            start = offsets[token.idx]
            end = offsets[token.idx + len(token.text) - 1] + 1
            if spans.overlaps((start, end), span):
                first = token.i if first is None else first
                last = token.i + 1
        return (first or 0, last or first or 0)

    def add(self, draft: Draft) -> None:
        """Keep a draft and mark its cue as used."""
        if draft.source and draft.source[1] - draft.source[0] == 1:
            draft.pronoun_source = self.tokens[draft.source[0]].pos_ in ("PRON", "DET")
        self.drafts.append(draft)
        self.used.add(draft.anchor)

    def free(self) -> Iterator["Token"]:
        """Yield the tokens that no draft uses as its cue yet."""
        return (token for token in self.tokens if token.i not in self.used)
