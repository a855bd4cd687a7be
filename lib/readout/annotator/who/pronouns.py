"""Pronouns: whom "he", "it", "they", "we" and "I" mean at a place of a text, and whose own side is speaking there."""

import re

from readout.annotator.who import instruments, people
from readout.annotator.who.context import Scene
from readout.annotator.who.roles import NOBODY, Actor, as_named, as_person
from readout.annotator.who.speaker_thread import HE, IT, THEY
from readout.spans import Span

FIRST_PERSON = re.compile(
    r"^(?:i|we|me|us|my|our|mine|ours|myself|ourselves|we all|all of us|(?:my|our) own|(?:my|our|this) (?:own )?"
    r"(?:country|delegation|government|side|nation|administration|people|party|ministry|office|state|republic))$",
    re.I,
)
CONJUNCTION = re.compile(r"(?:(?:and|but|while|as|that|so|yet)\s+)?", re.I)
#: Whoever is spoken to, at the head of a sentence that is the speaker's own.
_ADDRESSED = re.compile(
    r"^(?:sir|madam|your excellency|excellencies|ladies and gentlemen|"
    r"(?:mr|madam|mrs|ms)\.? (?:president|chair\w*|speaker|secretary.general|prime minister))\b",
    re.I,
)
#: Sources whose name the text leaves open, but who are somebody.
_SOMEBODY = re.compile(r"^(?:he|she|they|him|her|them|his|their|some|many|others|those|these|it)\b", re.I)


class Pronouns(Scene):
    """A scene that knows whom its pronouns mean; `Cast` resolves all other mentions."""

    def resolve(self, span: Span) -> Actor:
        """Return the actor of a mention."""
        raise NotImplementedError

    def _pronoun(self, pronoun: str, place: int) -> Actor:
        own = self._own_side(place)
        if pronoun in THEY:
            for actor in self.discourse.plurals_before(place, self.resolve):
                if actor.name and actor.kind not in ("other", "person") and actor.name not in own:
                    return actor
        if own and pronoun in IT and self._own_subject(place):
            return self._first_person(place)
        if pronoun in IT or pronoun in THEY:
            number = "it" if pronoun in IT else "they"
            seen = [one for one in self.discourse.seen if one.number != "person" and one.actor.name not in own]
            same = [one.actor for one in seen if one.number == number]
            near = [match.entry for match in self.governing if match.start < place and match.entry.actor not in own]
            if same or seen:
                return same[-1] if same else seen[-1].actor
            body = self._unknown_body(place) if pronoun in IT else None
            if body is not None:
                return body
            return as_named(near[-1]) if near else NOBODY
        wanted = "he" if pronoun in HE else "she"
        for actor in self.discourse.candidates(place, self.resolve):
            if actor.name and actor.name not in own and self._is_somebody(actor) and self._fits(actor.name, wanted):
                self._learn(actor.name, wanted)
                return actor
        begin = self._document.sentences[max(0, self._document.sentence_at(place) - 2)][0]
        if not any(begin <= start < place and person.name not in own for start, _, person in self.people.mentions):
            for span in self.discourse.persons_before(place, lambda word: bool(people.offices_in(word))):
                actor = self.resolve(span)
                if actor.name not in own and self._is_somebody(actor):
                    return actor
        for start, _, candidate in reversed(self.people.mentions):
            if start < place and candidate.pronoun in (None, wanted) and candidate.name not in own:
                self._learn(candidate.name, wanted)
                return as_person(candidate)
        return self.speaker if self.speaker.kind == "person" and not self.spoken else NOBODY

    def _unknown_body(self, place: int) -> Actor | None:
        """Return the last who spoke under one name that is no known person's: "Eurocontrol", which "it" takes up."""
        last = next((seen.actor for seen in reversed(self.discourse.seen) if seen.place < place), None)
        if last is None or last.kind != "person" or not last.name or " " in last.name or last.affiliation:
            return None
        known = any(person.name == last.name for _, _, person in self.people.mentions)
        return None if known else last._replace(kind="body")

    def _own_subject(self, place: int) -> bool:
        """Tell whether the sentence before is of the speaker's own side: "My country welcomes that. It hopes ..."."""
        subject = self.discourse.subjects()[max(0, self._document.sentence_at(place) - 1)]
        return subject is not None and subject[1] <= place and self.is_first_person(subject)

    def _own_side(self, place: int) -> set[str]:
        """Return the names of those who speak at a place of a verbatim text, whom no "he", "it" or "they" can mean."""
        speaking = self.speaking(place)
        return self.speaks_for(speaking) if speaking is not None and not self.is_quoted(place) else set()

    def _is_somebody(self, actor: Actor) -> bool:
        return actor.kind == "person" or actor.kind in people.office_families()

    def _learn(self, name: str, pronoun: str) -> None:
        for _, _, person in self.people.mentions:
            if person.name == name:
                person.pronoun = person.pronoun or pronoun

    def _fits(self, name: str | None, wanted: str) -> bool:
        person = next((p for _, _, p in self.people.mentions if p.name == name), None)
        return person is None or person.pronoun in (None, wanted)

    def is_first_person(self, span: Span) -> bool:
        """Tell whether a mention is one of the speaker's own side: "we", "my government"."""
        words = " ".join(self.body[span[0] : span[1]].split()).strip(" ,")
        return bool(_ADDRESSED.match(words)) or bool(FIRST_PERSON.match(words[len(CONJUNCTION.match(words)[0]) :]))  # type: ignore[index]

    def is_somebody(self, span: Span, actor: Actor) -> bool:
        """Tell whether a source is anybody who can say a thing: somebody named or meant, no mere thing."""
        words = self.body[span[0] : span[1]].strip(" ,")
        return actor.name is not None or actor.affiliation is not None or bool(_SOMEBODY.match(words))

    def _first_person(self, place: int) -> Actor:
        """Return whose "I" or "we" stands at a place: the speaker's; in an account only inside quotation marks."""
        quoted = self.is_quoted(place)
        speaking = self.speaking(place)
        if speaking is not None:
            last = self.discourse.last() if quoted else None
            return last or speaking
        if quoted:
            return self.last_source()
        return instruments.as_one(self.issuers)
