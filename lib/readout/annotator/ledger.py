"""The claims of a text as they are made: each with a name of its own, no words twice for the same source and cue."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from readout import spans
from readout.annotator import measured
from readout.annotator.claim_table import Claim, content_text, make_claim_id
from readout.annotator.what import stance
from readout.annotator.who.resolve import Cast
from readout.annotator.who.roles import Actor
from readout.spans import Span

if TYPE_CHECKING:
    from readout.parser import Document


class Ledger:
    """The claims of one text so far, in the order in which they were made."""

    def __init__(self, text_id: str, body: str, cast: Cast):
        self.text_id = text_id
        self.body = body
        self.cast = cast
        self.claims: list[Claim] = []
        self._spans_of: dict[tuple[Span | None, Span | None], list[Span]] = {}
        self._ids: set[str] = set()

    def add(
        self,
        content: list[Span],
        source: Span | None,
        cue: Span | None,
        sentence: int,
        voice: str,
        actor: Actor,
        rule: str,
    ) -> Claim:
        """Make a claim of these characters, with what can be said of it from its words and its actor alone."""
        words = content_text(self.body, content)
        claim = Claim(
            claim_id=self._name(content, source, cue),
            text_id=self.text_id,
            sentence=sentence,
            voice=voice,
            content=content,
            content_text=words,
            source=source,
            source_text=self.body[slice(*source)] if source else None,
            actor=actor.name,
            actor_kind=actor.kind,
            affiliation=actor.affiliation,
            party=self.cast.party_of(actor),
            cue=cue,
            cue_text=self.body[slice(*cue)] if cue else None,
            modality=stance.modality(words),
            negated=stance.negated(words),
            rule=rule,
            confidence=measured.precision(rule),
        )
        self._spans_of.setdefault((source, cue), []).extend(content)
        self.claims.append(claim)
        return claim

    def _name(self, content: list[Span], source: Span | None, cue: Span | None) -> str:
        name = make_claim_id(self.text_id, content, source, cue)
        number = 2
        unique = name
        while unique in self._ids:
            unique, number = f"{name}-{number}", number + 1
        self._ids.add(unique)
        return unique

    def is_free(self, content: list[Span], source: Span | None, cue: Span | None) -> bool:
        """Tell whether no claim of the same source and cue covers any of these characters."""
        return not spans.any_overlap(content, self._spans_of.get((source, cue), []))


def covered(document: "Document", claims: Iterable[Claim]) -> set[int]:
    """Return the sentences in which claims have more than half of the characters."""
    inside = [0] * len(document.sentences)
    for claim in claims:
        for start, end in claim.content:
            for number in range(document.sentence_at(start), len(inside)):
                a, b = document.sentences[number]
                if a >= end:
                    break
                inside[number] += max(0, min(end, b) - max(start, a))
    return {number for number, (start, end) in enumerate(document.sentences) if inside[number] * 2 > end - start}
