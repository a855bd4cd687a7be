"""Actors: from a mention in the text to the canonical person, state, body or unnamed party behind it."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from readout.annotator.claim_table import Span
from readout.annotator.who import instruments, people
from readout.annotator.who.descriptions import described
from readout.annotator.who.gazetteer import Entry
from readout.annotator.who.mentions import is_state
from readout.annotator.who.pronouns import CONJUNCTION, FIRST_PERSON, Pronouns
from readout.annotator.who.roles import NOBODY, Actor, as_named, as_person, heads, together
from readout.annotator.who.speaker_thread import HE, IT, PRONOUNS, SHE, THEY

if TYPE_CHECKING:
    from readout.parser import Document

_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|his|her|its|their|our|my|both|all|some)\s+", re.I)
_POSSESSIVE = re.compile(r"(his|her|its|their|our|my)\s", re.I)
_UTTERANCE = re.compile(
    r"(?P<owner>.+?)['’]s?\s+(?:[\w-]+\s+){0,2}?(?:remarks|words|comments?|speech|statements?|address|announcement|"
    r"declaration|message|letter|answer|reply|response|testimony|account|claim|warning|appeal|view|position|proposal)$"
)
#: Words that stand for somebody named elsewhere in the sentence, whom nothing here could find.
NO_REFERENCE = frozenset(
    {
        "neither",
        "either",
        "other",
        "the other",
        "others",
        "none",
        "one",
        "some",
        "many",
        "most",
        "few",
        "several",
        "all",
    }
    | {"those", "these", "you", "many others", "some others", "some people", "many people", "people"}
)
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_TOGETHER = re.compile(
    r"(?:the |all )?(two|both|three|four|five)(?: of)?(?: the)? "
    r"(sides|countries|parties|states|governments|nations|neighbours|neighbors|powers|capitals|delegations|allies)$"
)
_PERSONS_TOGETHER = re.compile(
    r"(?:the |all )?(?:(?P<number>two|both|three|four|five)(?: of)?(?: the)? (?:[\w-]+ )?(?P<noun>leaders|presidents|"
    r"(?:prime )?ministers|premiers|chancellors|envoys|ambassadors|diplomats|negotiators|counterparts|officials|men|"
    r"women|spokesmen|chiefs|heads of state|monarchs|colleagues|politicians|officers)|pair)$"
)


class Cast(Pronouns):
    """Who takes part in one text; sources are to be resolved in the order of the text."""

    def __init__(self, document: "Document", metadata: dict[str, Any], retold: Iterable[Span] = ()):
        super().__init__(document, metadata, retold)
        self.speaker = self._speaker(metadata)

    def _speaker(self, metadata: dict[str, Any]) -> Actor:
        person = self.people.speaker
        if person:
            return as_person(person)
        if metadata.get("speaker"):
            name = str(metadata["speaker"])
            entry = self.gazetteer.named(name)
            if entry and len(entry.actor) >= len(name) - 8:
                return as_named(entry)
            return described(self, name, (0, 0), list(self.gazetteer.find(name)), self._owner)
        return self.party

    def named(self, name: str) -> Actor:
        """Return the actor of a name that stands outside the body, as in the label of a speaker."""
        entry = self.gazetteer.named(name.strip())
        return as_named(entry) if entry else Actor(name.strip() or None)

    def source(self, span: Span, parent: Actor | None = None) -> Actor:
        """Return the actor of a source and remember it, so that later pronouns can take it up.

        `parent` is who speaks where the source stands inside another's words.
        """
        mention = self.body[span[0] : span[1]]
        low = mention.lower().strip(" ,")
        if parent is not None and low in HE | SHE and parent.kind == "person" and self._fits(parent.name, low):
            actor = parent
        else:
            actor = self.resolve(span)
        if actor.name or actor.affiliation:
            self.discourse.remember(span[0], actor, self._number(actor, mention), parent is not None)
        return actor

    def of_whom_they_speak(self, actor: Actor, content: Span) -> Actor:
        """Return an anonymous source without a state as that of the one of whom it speaks first.

        "Japan is thinking about it, a government source said."
        """
        if not actor.unnamed or actor.affiliation or actor.kind != "official":
            return actor
        begins = (content[0], content[0] + len("The "))
        entry = next((match.entry for match in self.governing if match.start in begins), None)
        return Actor(entry.actor, actor.kind, entry.actor, True) if entry else actor

    def _number(self, actor: Actor, mention: str) -> str:
        """Return by which kind of pronoun an actor can be taken up: person, they or it."""
        last = mention.lower().split()[-1] if mention.split() else ""
        if last in PRONOUNS:
            return "person" if last in HE | SHE else "they" if last in THEY else "it"
        groups = heads()["groups"].search(mention)
        if actor.kind == "person" or (actor.kind in people.office_families() and not groups):
            return "person"
        return "they" if groups or " and " in mention else "it"

    def resolve(self, span: Span) -> Actor:
        """Return the actor of a mention."""
        start, end = span
        start += len(CONJUNCTION.match(self.body[start:end])[0])  # type: ignore[index]
        span = (start, end)
        mention = " ".join(self.body[start:end].split()).strip(" ,.;:‘’“”\"'()")
        bare = _ARTICLE.sub("", mention)
        low = mention.lower()
        if not mention:
            return NOBODY
        if low in PRONOUNS:
            return self._pronoun(low, start)
        if low in ("who", "which", "that"):
            antecedent = self.discourse.antecedent(start)
            return self.resolve(antecedent) if antecedent and antecedent[1] <= start else NOBODY
        if low in NO_REFERENCE:
            return NOBODY
        if FIRST_PERSON.match(mention):
            return self._first_person(start)
        utterance = _UTTERANCE.match(self.body[start:end].rstrip(" ,"))
        if utterance:
            return self.resolve((start, start + utterance.end("owner")))
        named = (
            self._person_in(span)
            or self._beside(span)
            or self._persons_together(low, start)
            or self._together(low, start)
        )
        if named:
            return named
        return described(self, bare, span, self.matches_within(span), self._owner)

    def _person_in(self, span: Span) -> Actor | None:
        inside = [m for m in self.people.mentions if span[0] <= m[0] and m[1] <= span[1]]
        for start, end, person in inside:
            rest = self.body[end : span[1]]
            before = self.body[span[0] : start]
            if people.KIN.search(before):
                continue
            if not re.match(r"['’]s?\s+\w", rest) and not re.search(r"\b(?:of|to|for|by|with)\s+$", before[-5:]):
                others = {other.name for _, _, other in inside}
                second = next((first for first, _, other in inside if first >= end and other.name != person.name), end)
                beside = people.BESIDE.fullmatch(self.body[end:second]) is not None
                if len(others) > 1 and re.match(r"\s*(?:,|and\b)", rest) and (beside or not people.offices_in(rest)):
                    return Actor(together(list(dict.fromkeys(other.name for _, _, other in inside))), "group")
                self._learn_owner(person, span)
                return as_person(person)
        return None

    def _learn_owner(self, person: people.Person, span: Span) -> None:
        """Learn for whom somebody speaks from "their spokesman, X", where nothing else tells it."""
        possessive = _POSSESSIVE.match(self.body[span[0] : span[1]])
        if person.affiliation or not possessive:
            return
        owner = self._owner(span)
        if owner is not None:
            person.affiliation = owner.actor
        elif possessive[1].lower() in IT | THEY:
            group = self._pronoun(possessive[1].lower(), span[0])
            person.affiliation = self.party_of(group) or (group.name if group.kind == "group" else None)

    def _beside(self, span: Span) -> Actor | None:
        """Return the person whose name follows an office: "Pyongyang's envoy, Kim Song Nam,"."""
        if not people.offices_in(self.body[span[0] : span[1]]):
            return None
        following = re.compile(r",? ").match(self.body, span[1])
        place = following.end() if following else span[1]
        return next((as_person(person) for start, _, person in self.people.mentions if start == place), None)

    def _together(self, low: str, place: int) -> Actor | None:
        """Return the states that are meant by "both sides" or "the three governments": those named last before."""
        match = _TOGETHER.match(low)
        if not match:
            return None
        number = _NUMBERS.get(match[1], 2)
        if number == len(self.issuers) and match[2] != "sides":
            return instruments.as_one(self.issuers)
        states = match[2] not in ("sides", "parties", "delegations", "allies")
        before = [found for found in self.governing if found.end <= place and (is_state(found) or not states)]
        names: list[str] = []
        for found in reversed(before):
            if found.entry.actor not in names:
                names.append(found.entry.actor)
            if len(names) == number:
                return Actor(together(names[::-1]), "group")
        return None

    def _persons_together(self, low: str, place: int) -> Actor | None:
        """Return the persons meant by "the two leaders" or "both ministers", those named last, or else their states."""
        match = _PERSONS_TOGETHER.match(low)
        if not match:
            return None
        number = _NUMBERS.get(match["number"] or "two", 2)
        before = [person for start, _, person in self.people.mentions if start < place]
        offices = people.offices_in((match["noun"] or "").removesuffix("s"))
        holders = [person for person in before if person.offices & offices]
        for persons in (holders, before):
            names = list(dict.fromkeys(person.name for person in reversed(persons)))[:number]
            if len(names) == number:
                return Actor(together(sorted(names, key=lambda name: self._first_named(name))), "group")
        return self._together(f"{match['number'] or 'two'} countries", place)

    def _first_named(self, name: str) -> int:
        return next(start for start, _, person in self.people.mentions if person.name == name)

    def _owner(self, span: Span) -> Entry | None:
        """Return the state or body that a mention belongs to by its "its" or "their", or by its paragraph."""
        possessive = _POSSESSIVE.match(self.body[span[0] : span[1]])
        if not possessive:
            inside = [p for start, end, p in self.people.mentions if span[0] <= start and end <= span[1]]
            return self.gazetteer.entries.get(inside[0].affiliation or "") if inside else None
        word = possessive[1].lower()
        if word in ("our", "my"):
            owner = self._first_person(span[0])
            return self.gazetteer.entries.get(self.party_of(owner) or owner.name or "")
        if word in IT | THEY:
            begin = max(self.body.rfind(". ", 0, span[0]), self.body.rfind("\n", 0, span[0])) + 1
            own = self._own_side(span[0])
            same = [match.entry for match in self.governing if begin <= match.start < span[0]]
            same = [entry for entry in same if entry.actor not in own]
            if same:
                return same[0]
            paragraph = self.body.rfind("\n", 0, span[0]) + 1
            if (word in IT or own) and begin > paragraph:
                subjects = self.discourse.subjects_before(span[0], self.governed)
                subject = next((entry for entry in subjects if entry.actor not in own), None)
                if subject:
                    return subject
        owner = self._pronoun(word, span[0])
        return self.gazetteer.entries.get((owner.affiliation if owner.kind == "person" else owner.name) or "")

    def name_of(self, span: Span) -> str | None:
        """Return the canonical name of an addressee or object, or its words without the article."""
        actor = self.resolve(span)
        return actor.name or None
