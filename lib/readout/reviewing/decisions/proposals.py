"""What the annotator makes of a text before anybody decides: the ground on which decisions stand."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from readout.annotator.api import annotated
from readout.annotator.claim_table import Claim
from readout.reviewing.decisions.apply import View, fold
from readout.reviewing.decisions.store import Kept
from readout.spans import Span
from readout.texts.text import Text


@dataclass(frozen=True)
class Machine:
    """A text with the annotator's claims and sentences, worked out once."""

    text: Text
    claims: list[Claim]
    sentences: list[dict[str, Any]]

    @classmethod
    def on(cls, text: Text) -> "Machine":
        """Annotate a text."""
        return cls(text, *annotated(text))

    @cached_property
    def _starts(self) -> list[int]:
        return [row["start"] for row in self.sentences]

    @property
    def places(self) -> list[Span]:
        """Return where each sentence begins and ends."""
        return [(row["start"], row["end"]) for row in self.sentences]

    def sentence_at(self, at: int) -> int:
        """Return the number of the sentence at a character, or of the last that begins before it."""
        return max(0, bisect_right(self._starts, at) - 1)

    def view(self, kept: Kept) -> View:
        """Return what one coder's decisions make of the claims."""
        return fold(self.text.body, self.claims, kept, self.sentence_at, self.text.id)

    def views(self, kept: dict[str, Kept]) -> dict[str, View]:
        """Return what each coder's decisions make of the claims, by coder."""
        return {name: self.view(each) for name, each in kept.items()}
