"""Whose side a noun phrase is on in one claim: whether it means the speaker, and whether it is somebody who acts."""

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from readout.annotator import list_form
from readout.annotator.attribution import can_speak
from readout.annotator.claim_table import Claim
from readout.annotator.what import phrases
from readout.annotator.what.places import Places
from readout.annotator.who.resolve import Cast

if TYPE_CHECKING:
    from readout.parser import Token

_OWN = frozenset({"i", "we", "us", "me"})
_OWN_NOUNS = frozenset({"country", "government", "delegation", "ministry", "army"})
#: What a state's own text calls the state.
_OWN_OFFICES = frozenset({"government", "delegation", "ministry", "cabinet", "embassy"})
_ACTS = frozenset(
    {
        "they",
        "he",
        "she",
        "you",
        "who",
        "i",
        "we",
        "everybody",
        "everyone",
        "nobody",
        "someone",
        "somebody",
        "those",
        "whoever",
    }
)
_JOINED = re.compile(r", | and ")


class Whose:
    """Tells the speaker and those who act from the things in dispute, for the claim that is being read."""

    def __init__(self, places: Places, cast: Cast):
        self._places = places
        self._mentions = sorted((match.start, match.end, match.entry.actor, match.form) for match in cast.mentions)
        self._people = sorted((start, end, person.name) for start, end, person in cast.people.mentions)
        self._own: frozenset[str] = frozenset()
        self._claim: Claim | None = None

    def read(self, claim: Claim) -> None:
        """Take the claim that is being read."""
        self._claim = claim
        names = {name for name in (claim.actor, claim.affiliation) if name}
        if claim.voice == "own" and claim.actor_kind == "parties" and claim.actor:
            names |= set(_JOINED.split(claim.actor))
        self._own = frozenset(names)

    def is_own(self, token: "Token", deep: bool = True) -> bool:
        """Tell whether a noun phrase means the speaker."""
        claim = self._claim
        assert claim is not None
        low = token.lower_
        if low in _OWN:
            return True
        owners = {child.lower_ for child in token.children if child.dep_ in ("poss", "det")}
        if owners & {"my", "our"}:
            return True
        bare = not any(child.dep_ in ("amod", "compound") for child in token.children)
        if claim.voice == "own":
            together = list_form.is_together(low) or list_form.is_together(f"the {low}")
            if claim.actor_kind == "parties" and (together or low == "they"):
                return True
            state = claim.affiliation is not None or claim.actor_kind not in (None, "person", "chair")
            if state and token.lemma_.lower() in _OWN_OFFICES and "the" in owners:
                return bare or token.pos_ == "PROPN"
            if deep and low == "it" and token.dep_ == "nsubj" and token.head.pos_ == "VERB":
                before = self._places.sentence_before(token)
                subject = next(
                    (one for one in before if one.dep_ in ("nsubj", "nsubjpass") and one.head.dep_ == "ROOT"), None
                )
                return subject is not None and self.is_own(subject, False)
        told = claim.voice in ("indirect", "mixed", "hearsay")
        if told and token.pos_ == "PRON":
            if low in ("he", "she"):
                return True
            if low == "it":
                return token.dep_ in ("nsubj", "nsubjpass")
            return low == "they" and claim.actor_kind != "person"
        if told and token.lemma_.lower() in _OWN_NOUNS and owners & {"the", "his", "her", "its", "their"}:
            return bare
        speaks_for = told and "spokes" in (claim.source_text or "").lower() and can_speak.kind(token) == "group"
        if speaks_for and bare and owners & {"the", "his", "her", "its", "their"}:
            return True
        named = self._named(token)
        if told and named and claim.affiliation is None and claim.actor_kind not in ("state", "body"):
            return True
        return any(name in self._own for name in named)

    def is_agent(self, token: "Token") -> bool:
        """Tell whether a noun phrase is a person, state or body."""
        if token.lower_ in _ACTS:
            return True
        if token.pos_ == "PROPN" and self._named(token):
            return True
        if token.lemma_.lower() in phrases.words("agents"):
            return True
        return can_speak.kind(token) in ("person", "body") or bool(self._named(token))

    def names_other(self, start: int, end: int) -> bool:
        """Tell whether somebody other than the speaker is named in a stretch of the body."""
        return any(start <= a and b <= end and actor not in self._own for a, b, actor, _ in self._mentions) or any(
            start <= a and b <= end and name not in self._own for a, b, name in self._people
        )

    def _named(self, token: "Token") -> list[str]:
        place = self._places.start(token)
        found = []
        for spans in (self._mentions, self._people):
            number = bisect_right(spans, (place + 1,)) - 1
            for start, end, name, *form in spans[max(0, number - 2) : number + 1]:
                if start <= place < end and (not form or form[0] != "adjectives"):
                    found.append(name)
        return found
