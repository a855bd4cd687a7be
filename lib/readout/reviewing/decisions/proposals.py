"""What the annotator makes of a text before anybody decides: the ground on which decisions stand."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from readout.annotator.api import annotated
from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.reviewing.decisions import store
from readout.reviewing.decisions.apply import View, fold
from readout.reviewing.decisions.decision import decide
from readout.reviewing.decisions.store import Kept
from readout.spans import Span
from readout.texts.text import Text
from readout.vocabulary import NOBODY

#: The annotator's name among coders.
ANNOTATOR = "annotator"


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

    @property
    def as_coder(self) -> Kept:
        """Return the annotator as a coder like the others: one who accepts every claim that it proposes."""
        accepted = [
            decide(self.text.id, self.text.body, ANNOTATOR, "accept", [claim], [claim], id=f"proposed-{number}")
            for number, claim in enumerate(self.claims)
            if claim.voice not in NOBODY
        ]
        return Kept(accepted, {"coder": ANNOTATOR, "text_id": self.text.id, "role": "annotator"})

    def coders(self, names: Iterable[str] | None) -> dict[str, Kept]:
        """Return the decisions of two or more coders, as `store.at_least_two` does; `annotator` may be one of them."""
        wanted = list(names) if names is not None else None
        if wanted is None or ANNOTATOR not in wanted:
            return store.at_least_two(self.text.id, wanted)
        others = [name for name in wanted if name != ANNOTATOR]
        if not others:
            raise ReadoutError("Agreement needs at least two coders; only the annotator was named.")
        kept = store.chosen(self.text.id, others, ())
        return {name: self.as_coder if name == ANNOTATOR else kept[name] for name in dict.fromkeys(wanted)}
