"""The scene of a text: who is named in it, who spoke so far, and what its metadata say of those who take part."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from readout import spans
from readout.annotator import quotations
from readout.annotator.claim_table import Span
from readout.annotator.who import gazetteer, instruments, new_names, parties, people
from readout.annotator.who.gazetteer import Entry, Match
from readout.annotator.who.mentions import is_occasion, is_place
from readout.annotator.who.roles import NOBODY, Actor, as_named
from readout.annotator.who.speaker_thread import Discourse

if TYPE_CHECKING:
    from readout.parser import Document


class Scene:
    """What is known of one text before its sources are resolved: names, people, parties, and the thread of speakers."""

    def __init__(self, document: "Document", metadata: dict[str, Any], retold: Iterable[Span] = ()):
        body = document.body
        self.body = body
        self.discourse = Discourse(document, retold)
        known = gazetteer.load()
        self.gazetteer = known.extended(new_names.learn(body, metadata, known))
        self.mentions: list[Match] = [match for match in self.gazetteer.find(body) if not is_occasion(body, match)]
        #: Mentions that stand for a government or body, not for a place.
        self.governing = [
            match
            for match in self.mentions
            if match.entry.kind not in ("person", "outlet", "region") and not is_place(body, match)
        ]
        self.people = people.People(body, self.mentions, self.gazetteer, metadata)
        self.party = self._party(metadata)
        #: The parties of an instrument, where they are known and few.
        self.issuers = instruments.issuers(metadata, self.gazetteer)
        #: The names that the text and its metadata give, with their actors.
        self.names = [
            *((body[match.start : match.end], match.entry) for match in self.mentions if match.form == "names"),
            *self._names_of(metadata),
        ]
        #: Who speaks in the text as a whole, as far as its metadata say.
        self.speaker = NOBODY
        #: Stretches of a verbatim text, each with who speaks there; none in an account.
        self.spoken: list[tuple[int, int, Actor]] = []
        self._document = document
        self._quoted: list[Span] | None = None

    def _party(self, metadata: dict[str, Any]) -> Actor:
        entry = self.gazetteer.named(str(metadata.get("party") or ""))
        if entry:
            return as_named(entry)
        return Actor(str(metadata["party"]), "party") if metadata.get("party") else NOBODY

    def _names_of(self, metadata: dict[str, Any]) -> list[tuple[str, Entry]]:
        """Return the names in the metadata with their actors."""
        named = " | ".join(str(metadata.get(key) or "") for key in ("speaker", "party", "parties", "occasion"))
        return [(named[match.start : match.end], match.entry) for match in self.gazetteer.find(named)]

    def party_of(self, actor: Actor) -> str | None:
        """Return the state or body that an actor speaks for, or None."""
        return parties.party(actor, self.gazetteer, self.people.known())

    def text_at(self, span: Span) -> str:
        """Return the words of a span of the body."""
        return self.body[span[0] : span[1]]

    def matches_within(self, span: Span) -> list[Match]:
        """Return the mentions of the gazetteer that lie in a span."""
        return [match for match in self.mentions if spans.contains(span, (match.start, match.end))]

    def governed(self, span: Span) -> Entry | None:
        """Return the state or body that a grammatical subject names first, or None."""
        return next((match.entry for match in self.matches_within(span) if match in self.governing), None)

    def speaking(self, place: int) -> Actor | None:
        """Return whose own words stand at a place of a verbatim text, or None."""
        return next((actor for start, end, actor in self.spoken if start <= place < end), None)

    def is_quoted(self, place: int) -> bool:
        """Tell whether a place of the body stands in quotation marks."""
        if self._quoted is None:
            self._quoted = [mark.span for mark in quotations.find(self.body, self._document.paragraphs)]
        return any(start <= place < end for start, end in self._quoted)

    def speaks_for(self, actor: Actor) -> set[str]:
        """Return the names that stand for an actor's own side: their own and that of their party."""
        return {name for name in (actor.name, actor.affiliation, self.party_of(actor)) if name}

    def last_source(self) -> Actor:
        """Return who spoke last, or the text's speaker where nobody has yet."""
        return self.discourse.last() or self.speaker

    def sentence_start(self, place: int) -> int:
        """Return where the sentence of a place begins."""
        return self._document.sentences[self._document.sentence_at(place)][0]

    def sentence_of(self, span: Span) -> str:
        """Return the sentence around a span."""
        start = max(self.body.rfind(". ", 0, span[0]) + 1, self.body.rfind("\n", 0, span[0]) + 1)
        ends = [end for end in (self.body.find(". ", span[1]), self.body.find("\n", span[1])) if end >= 0]
        return self.body[start : min(ends, default=len(self.body))]
