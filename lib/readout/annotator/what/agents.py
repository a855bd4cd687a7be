"""Who acts: persons, states and bodies, which are themselves never what is disputed."""

from typing import TYPE_CHECKING

from readout.annotator.attribution import can_speak
from readout.annotator.claim_table import Claim
from readout.annotator.what.phrases import words
from readout.annotator.what.places import Places
from readout.annotator.who.resolve import Cast

if TYPE_CHECKING:
    from readout.parser import Token

_PERSONS = frozenset({"i", "we", "you", "he", "she", "who", "us", "me", "him", "her"})
_ALL = frozenset({"they", "both", "all", "nobody", "everyone", "neither", "none"}) | frozenset(
    {"somebody", "someone", "whoever", "anybody", "anyone", "everybody"}
)


#: What only somebody who acts can do: the subject "it" is then a state or a body.
_STANDING = frozenset(
    {"accept", "accuse", "condemn", "deny", "deplore", "denounce", "insist", "pledge", "propose", "refuse", "regret"}
    | {"reject", "support", "urge", "vow", "welcome", "decline", "demand", "oppose"}
)

#: Bodies of states, which may themselves be judged.
_JUDGED = frozenset({"organisation", "organ", "agency", "court", "alliance", "mission"})


class Agents:
    """Tells those who act from the things in dispute, in one text."""

    def __init__(self, places: Places, cast: Cast):
        self._places = places
        self._cast = cast
        #: The claim that is being read.
        self.claim: Claim | None = None

    def acts(self, token: "Token", verb: "Token | None" = None) -> bool:
        """Tell whether a noun phrase is a person, state or body; as the subject of a `verb` pronouns may be too."""
        low = token.lower_
        if low in _PERSONS:
            return True
        if token.tag_ in ("WDT", "WP"):
            owner = can_speak.relative_owner(token)
            return low == "who" or (owner is not None and owner.i != token.i and self.acts(owner, verb))
        if token.pos_ in ("PRON", "DET"):
            if verb is None or low not in ("it", "they", "both"):
                return low in _ALL
            return token.dep_ == "nsubj" and (
                low != "it" or (verb.lemma_ != "be" and (self._it_acts(token) or verb.lemma_ in _STANDING))
            )
        does = verb is not None and verb.pos_ == "VERB" and token.dep_ == "nsubj"
        if token.pos_ == "PROPN" or (token.text[0].isupper() and not token.is_sent_start):
            bare = not any(child.dep_ == "det" for child in token.lefts)
            if token.lower_.removesuffix("s") in words("agents"):
                return True
            return bare or self._is_known(token) or (does and can_speak.kind_of_word(token) == "group")
        if token.lemma_.lower() in words("agents"):
            return True
        kind = can_speak.kind(token)
        return kind == "person" or (kind == "group" and does) or self._is_known(token)

    def is_body(self, token: "Token") -> bool:
        """Tell whether a noun phrase names a body that may itself be judged: "the Council is the only forum"."""
        start, end = self._places.span([token])
        return any(
            match.start <= start and end <= match.end and match.entry.kind in _JUDGED for match in self._cast.mentions
        )

    def _it_acts(self, token: "Token") -> bool:
        """Tell whether "it" is a state or body: the one that speaks, or the subject of the sentence before."""
        if self.claim is not None and self.claim.source is not None:
            return self.claim.actor_kind != "person"
        before = self._places.sentence_before(token)
        subjects = [one for one in before if one.dep_ in ("nsubj", "nsubjpass") and one.head.dep_ == "ROOT"]
        return any(self._is_known(one) for one in subjects[:1])

    def _is_known(self, token: "Token") -> bool:
        start, end = self._places.span([token])
        named = any(
            match.start <= start and end <= match.end and match.form != "adjectives" for match in self._cast.mentions
        )
        return named or any(first <= start and end <= last for first, last, _ in self._cast.people.mentions)
