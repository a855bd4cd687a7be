"""Actors: from a mention in the text to the canonical person, state, body or unnamed party behind it."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from readout.annotate import gazetteer, people, unnamed
from readout.annotate.discourse import HE, IT, PRONOUNS, SHE, THEY, Discourse
from readout.annotate.gazetteer import Match
from readout.annotate.mentions import is_occasion, is_place, is_state
from readout.annotate.people import Person
from readout.annotate.record import Span
from readout.annotate.roles import HUMAN, NOBODY, Actor, heads, kind_of_group, together, without_title

if TYPE_CHECKING:
    from readout.language import Document

_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|his|her|its|their|our|my|both|all|some)\s+", re.I)
_FIRST_PERSON = re.compile(
    r"^(?:i|we|me|us|myself|ourselves|(?:my|our) (?:country|delegation|government|side|own))$",
    re.I,
)
_AFTER_HEAD = re.compile(
    r"\s(?:to|of|for|at|in|on|from|with|who|whose|which|that|familiar|close|speaking|and|briefed)\s|,"
)


_CONJUNCTION = re.compile(r"(?:(?:and|but|while|as|that|so|yet)\s+)?", re.I)
_POSSESSIVE = re.compile(r"(his|her|its|their)\s", re.I)
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_TOGETHER = re.compile(
    r"(?:the |all )?(two|both|three|four|five)(?: of)?(?: the)? "
    r"(?:sides|countries|parties|states|governments|nations|neighbours|neighbors|powers|capitals|delegations|allies)$"
)


class Cast:
    """Who takes part in one text; sources are to be resolved in the order of the text."""

    def __init__(self, document: "Document", metadata: dict[str, Any], retold: Iterable[Span] = ()):
        body = document.body
        self._body = body
        self.discourse = Discourse(document, retold)
        self._gazetteer = gazetteer.load()
        self.mentions: list[Match] = [match for match in self._gazetteer.find(body) if not is_occasion(body, match)]
        #: Mentions that stand for a government or body, not for a place.
        self.governing = [
            match
            for match in self.mentions
            if match.entry.kind not in ("person", "outlet", "region") and not is_place(body, match)
        ]
        self.people = people.People(body, self.mentions, self._gazetteer, metadata)
        self.party = self._party(metadata)
        self.speaker = self._speaker(metadata)

    def _party(self, metadata: dict[str, Any]) -> Actor:
        entry = self._gazetteer.named(str(metadata.get("party") or ""))
        if entry:
            return Actor(entry.actor, entry.kind, entry.affiliation)
        return Actor(str(metadata["party"]), "party") if metadata.get("party") else NOBODY

    def _speaker(self, metadata: dict[str, Any]) -> Actor:
        person = self.people.speaker
        if person:
            return _as_actor(person)
        if metadata.get("speaker"):
            name = str(metadata["speaker"])
            entry = self._gazetteer.named(name)
            if entry and len(entry.actor) >= len(name) - 8:
                return Actor(entry.actor, entry.kind, entry.affiliation)
            return self._described(name, (0, 0), self._matches_in_text(name))
        return self.party

    def _matches_in_text(self, text: str) -> list[Match]:
        return list(self._gazetteer.find(text))

    def named(self, name: str) -> Actor:
        """Return the actor of a name that stands outside the body, as in the label of a speaker."""
        entry = self._gazetteer.named(name.strip())
        return _as_named(entry) if entry else Actor(name.strip() or None)

    def text_at(self, span: Span) -> str:
        """Return the words of a span of the body."""
        return self._body[span[0] : span[1]]

    def matches_within(self, span: Span) -> list[Match]:
        """Return the mentions of the gazetteer that lie in a span."""
        return [match for match in self.mentions if span[0] <= match.start and match.end <= span[1]]

    def source(self, span: Span, parent: Actor | None = None) -> Actor:
        """Return the actor of a source and remember it, so that later pronouns can take it up.

        `parent` is who speaks where the source stands inside another's words.
        """
        mention = self._body[span[0] : span[1]]
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
        start += len(_CONJUNCTION.match(self._body[start:end])[0])  # type: ignore[index]
        span = (start, end)
        mention = self._body[start:end].strip(" ,.;:‘’“”\"'()")
        bare = _ARTICLE.sub("", mention)
        low = mention.lower()
        if not mention:
            return NOBODY
        if low in PRONOUNS:
            return self._pronoun(low, start)
        if _FIRST_PERSON.match(mention):
            return self._first_person(low)
        named = self._person_in(span) or self._beside(span) or self._together(low, start)
        if named:
            return named
        return self._described(bare, span, self.matches_within(span))

    def last_source(self) -> Actor:
        """Return who spoke last, or the text's speaker where nobody has yet."""
        return self.discourse.last() or self.speaker

    def _person_in(self, span: Span) -> Actor | None:
        inside = [m for m in self.people.mentions if span[0] <= m[0] and m[1] <= span[1]]
        for start, end, person in inside:
            rest = self._body[end : span[1]]
            before = self._body[span[0] : start]
            if people.KIN.search(before):
                continue
            if not re.match(r"['’]s?\s+\w", rest) and not re.search(r"\b(?:of|to|for|by|with)\s+$", before[-5:]):
                others = {other.name for _, _, other in inside}
                if len(others) > 1 and re.match(r"\s*(?:,|and\b)", rest) and not people.offices_in(rest):
                    return Actor(together(list(dict.fromkeys(other.name for _, _, other in inside))), "group")
                return _as_actor(person)
        return None

    def _beside(self, span: Span) -> Actor | None:
        """Return the person whose name follows an office: "Pyongyang's envoy, Kim Song Nam,"."""
        if not people.offices_in(self._body[span[0] : span[1]]):
            return None
        following = re.compile(r",? ").match(self._body, span[1])
        place = following.end() if following else span[1]
        return next((_as_actor(person) for start, _, person in self.people.mentions if start == place), None)

    def _together(self, low: str, place: int) -> Actor | None:
        """Return the states that are meant by "both sides" or "the three governments": those named last before."""
        match = _TOGETHER.match(low)
        if not match:
            return None
        number = _NUMBERS.get(match[1], 2)
        before = [match for match in self.governing if match.end <= place]
        names: list[str] = []
        for found in reversed(before):
            if found.entry.actor not in names:
                names.append(found.entry.actor)
            if len(names) == number:
                return Actor(together(names[::-1]), "group")
        return None

    def _owner(self, span: Span) -> gazetteer.Entry | None:
        """Return the state or body that a mention belongs to by its "its" or "their", or by its paragraph."""
        possessive = _POSSESSIVE.match(self._body[span[0] : span[1]])
        if not possessive:
            inside = [p for start, end, p in self.people.mentions if span[0] <= start and end <= span[1]]
            return self._gazetteer.entries.get(inside[0].affiliation or "") if inside else None
        word = possessive[1].lower()
        if word in IT | THEY:
            begin = max(self._body.rfind(". ", 0, span[0]), self._body.rfind("\n", 0, span[0])) + 1
            same = [match.entry for match in self.governing if begin <= match.start < span[0]]
            if same:
                return same[0]
            paragraph = self._body.rfind("\n", 0, span[0]) + 1
            if word in IT and begin > paragraph:
                subject = next(self.discourse.subjects_before(span[0], self._governed), None)
                if subject:
                    return subject
        owner = self._pronoun(word, span[0])
        return self._gazetteer.entries.get((owner.affiliation if owner.kind == "person" else owner.name) or "")

    def _described(self, bare: str, span: Span, matches: list[Match]) -> Actor:
        """Return the actor of a mention without a person's name: a state, a body, an office, a group."""
        states = [match for match in matches if match.entry.kind != "person"]
        if states and states[0].end - states[0].start >= len(bare) and states[0].form != "adjectives":
            return _as_named(states[0].entry)
        full = self._body[span[0] : span[1]] if span[1] else bare
        head = re.split(r"['’]s\s+", _AFTER_HEAD.split(bare)[0])[-1]
        last = head.split()[-1].lower() if head.split() else ""
        belongs = self._owned_by(states[0].entry if states else self._owner(span), head)
        ends_in_name = bool(states) and states[-1].form == "names" and states[-1].end == span[1]
        offices = people.offices_in(head)
        lists = heads()
        joined = self._joined(states, full)
        if joined:
            return joined
        if lists["documents"].fullmatch(last):
            return _as_named(belongs) if belongs else self.last_source()
        if lists["ministries"].search(bare) and re.match(r"(?:a|an|one|another)\s.*\bofficial\b", full, re.I):
            office = self._belonging(belongs, "ministry", head, span)
            return Actor(office.name, "official", office.affiliation, True)
        if lists["ministries"].search(head):
            return self._belonging(belongs, "ministry", head, span)
        if lists["groups"].fullmatch(last):
            return self._group(belongs, bare, last, span)
        if offices and (not ends_in_name or " of " in full):
            return self._office(offices, bare, full, belongs, span)
        if lists["bodies"].search(head) and not ends_in_name:
            return self._belonging(belongs, last if lists["bodies"].fullmatch(last) else "body", head, span)
        if belongs and states:
            return (
                Actor(belongs.actor, "group", belongs.actor) if states[0].form == "adjectives" else _as_named(belongs)
            )
        if lists["anonymous"].search(head):
            return Actor(bare, "official", None, True)
        person = re.fullmatch(r"(?:[A-Z][a-z]{0,3}\.? )?[A-ZÀ-Þ][\w'’-]+", bare) is not None
        return Actor(without_title(bare), "person" if person else "other", None, unnamed.as_source(full))

    def _owned_by(self, owner: gazetteer.Entry | None, head: str) -> gazetteer.Entry | None:
        """Return the state for which the people of an army, a parliament or an office speak, else the owner itself."""
        if owner and owner.kind in ("armed forces", "parliament", "ministry", "office") and HUMAN.search(head):
            return self._gazetteer.entries.get(owner.affiliation or "", owner)
        return owner

    def _group(self, belongs: gazetteer.Entry | None, bare: str, last: str, span: Span) -> Actor:
        """Return the state or body of many people ("Russian officials"), or their description."""
        anonymous = last == "sources" or bool(heads()["anonymity"].search(self._sentence_of(span)))
        if belongs:
            return Actor(belongs.actor, kind_of_group(last), belongs.actor, anonymous)
        return Actor(bare, kind_of_group(last), None, anonymous or last in ("officials", "diplomats", "people"))

    def _joined(self, states: list[Match], full: str) -> Actor | None:
        """Return several states named side by side as one group: "France and Germany"."""
        names = [match for match in states if match.form != "adjectives"]
        if len(names) < 2:
            return None
        between = [self._body[a.end : b.start] for a, b in pairwise(names)]
        first = names[0].start - (self._body.find(full, max(0, names[0].start - len(full))))
        if all(re.fullmatch(r"\s*(?:,|and|,\s*and|&)\s*(?:the\s+)?", part) for part in between) and first <= 4:
            return Actor(together(list(dict.fromkeys(match.entry.actor for match in names))), "group")
        return None

    def _office(self, offices: set[str], bare: str, full: str, belongs: gazetteer.Entry | None, span: Span) -> Actor:
        """Return the person who holds the office that is mentioned, or the office's state or body."""
        affiliation = belongs.actor if belongs else None
        kind = next(iter(sorted(offices)))
        if re.match(r"(?:a|an|one|another)\s", full, re.I) or (
            heads()["anonymity"].search(self._sentence_of(span)) and not re.match(r"the\s", full, re.I)
        ):
            return Actor(affiliation or bare, "official", affiliation, True)
        holders = [
            person
            for start, _, person in self.people.mentions
            if start < span[0] and person.offices & offices and (not affiliation or person.affiliation == affiliation)
        ]
        speakers = [actor.name for actor in self.discourse.speakers()]
        spoken = [person for person in holders if person.name in speakers]
        if spoken:
            return _as_actor(max(spoken, key=lambda person: _last_index(speakers, person.name)))
        speaker = self.people.speaker
        if speaker and speaker.offices & offices and (not affiliation or speaker.affiliation == affiliation):
            return _as_actor(speaker)
        if holders:
            return _as_actor(holders[-1])
        if not affiliation and speakers and re.match(r"the\s", full, re.I):
            return self.discourse.speakers()[-1]
        return Actor(affiliation or bare, kind, affiliation)

    def _belonging(self, belongs: gazetteer.Entry | None, kind: str, head: str, span: Span) -> Actor:
        """Return the state or body that a ministry, delegation or government speaks for."""
        if belongs:
            return Actor(belongs.actor, kind, belongs.actor)
        paragraph = self._body.rfind("\n", 0, span[0]) + 1
        spoke = [seen.actor for seen in self.discourse.seen if seen.actor.kind == kind]
        spoke_here = [seen.actor for seen in self.discourse.seen if seen.actor.kind == kind and seen.place >= paragraph]
        scene = [match.entry for match in self.mentions if paragraph <= match.start < span[0] and is_state(match)]
        subject = next(self.discourse.subjects_before(span[0], self._governed), None)
        if spoke_here or (spoke and not scene):
            return (spoke_here or spoke)[-1]._replace(kind=kind)
        entry = scene[0] if scene else subject
        if entry is None and self.party.name:
            return Actor(self.party.name, kind, self.party.name)
        return Actor(entry.actor, kind, entry.actor) if entry else Actor(head, kind)

    def _governed(self, span: Span) -> gazetteer.Entry | None:
        """Return the state or body that a grammatical subject names first, or None."""
        return next((match.entry for match in self.matches_within(span) if match in self.governing), None)

    def _pronoun(self, pronoun: str, place: int) -> Actor:
        if pronoun in IT or pronoun in THEY:
            number = "it" if pronoun in IT else "they"
            others = [seen.actor for seen in self.discourse.seen if seen.number != "person"]
            found = self.discourse.last_of(number) or (others[-1] if others else None)
            near = [match.entry for match in self.governing if match.start < place]
            return found or (Actor(near[-1].actor, near[-1].kind, near[-1].affiliation) if near else NOBODY)
        wanted = "he" if pronoun in HE else "she"
        for actor in self.discourse.candidates(place, self.resolve):
            if actor.name and self._is_somebody(actor) and self._fits(actor.name, wanted):
                self._learn(actor.name, wanted)
                return actor
        for start, _, candidate in reversed(self.people.mentions):
            if start < place and candidate.pronoun in (None, wanted):
                return _as_actor(candidate)
        return self.speaker if self.speaker.kind == "person" else NOBODY

    def _is_somebody(self, actor: Actor) -> bool:
        return actor.kind == "person" or actor.kind in people.office_families()

    def _learn(self, name: str, pronoun: str) -> None:
        for _, _, person in self.people.mentions:
            if person.name == name:
                person.pronoun = person.pronoun or pronoun

    def _fits(self, name: str | None, wanted: str) -> bool:
        person = next((p for _, _, p in self.people.mentions if p.name == name), None)
        return person is None or person.pronoun in (None, wanted)

    def _first_person(self, low: str) -> Actor:
        if self.speaker.name and (low.startswith(("i", "my", "me")) or self.speaker.affiliation is None):
            return self.speaker
        return self.last_source()

    def _sentence_of(self, span: Span) -> str:
        start = max(self._body.rfind(". ", 0, span[0]) + 1, self._body.rfind("\n", 0, span[0]) + 1)
        ends = [end for end in (self._body.find(". ", span[1]), self._body.find("\n", span[1])) if end >= 0]
        return self._body[start : min(ends, default=len(self._body))]

    def name_of(self, span: Span) -> str | None:
        """Return the canonical name of an addressee or object, or its words without the article."""
        actor = self.resolve(span)
        return actor.name or None


def _last_index(names: list[str | None], name: str) -> int:
    return max(number for number, known in enumerate(names) if known == name)


def _as_named(entry: gazetteer.Entry) -> Actor:
    return Actor(entry.actor, entry.kind, entry.affiliation)


def _as_actor(person: Person) -> Actor:
    return Actor(person.name, person.kind, person.affiliation)
