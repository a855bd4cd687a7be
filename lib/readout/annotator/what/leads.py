"""Where a word of taking a stand leads to: the thing or the deed that the stand is taken on."""

from typing import TYPE_CHECKING

from readout.annotator.what import phrases
from readout.annotator.what.agents import Agents
from readout.annotator.what.phrases import words

if TYPE_CHECKING:
    from readout.parser import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


class Leads:
    """Follows the words of one content; only tokens inside it are led to."""

    def __init__(self, inside: frozenset[int], agents: Agents):
        self.inside = inside
        self._agents = agents

    def child(self, token: "Token", *relations: str) -> "Token | None":
        """Return the first child inside the content that stands in one of the relations, in their order."""
        found = [child for child in token.children if child.dep_ in relations and child.i in self.inside]
        return min(found, key=lambda child: (relations.index(child.dep_), child.i)) if found else None

    def reaches(self, token: "Token", head: "Token") -> bool:
        """Tell whether all that stands between two tokens is content as well."""
        return all(number in self.inside for number in range(min(token.i, head.i), max(token.i, head.i)))

    def of_stand(self, token: "Token") -> "Token | None":
        """Return what a verb, adjective or noun of taking a stand takes it on, or None."""
        clause = self.child(token, "ccomp", "xcomp")
        thing = self.child(token, "dobj")
        if thing is not None and thing.lower_.endswith(("self", "selves")):
            thing = None  # "We associate ourselves with the appeal."
        if clause is not None and (clause.i > token.i or thing is None):
            return clause
        on = self.by_preposition(token, thing)
        if on is not None or thing is not None:
            return on if on is not None else thing
        shared = next((one for one in token.conjuncts if one.i > token.i and one.i - token.i < 4), None)
        if token.pos_ == "VERB" and shared is not None and not any(child.dep_ in SUBJECTS for child in shared.children):
            return self.of_stand(shared)  # "We welcome and support the mission."
        further = ("acl", "advcl", "relcl") if token.pos_ in ("NOUN", "ADJ") else ("advcl",)
        deed = self.child(token, *further)
        return deed if deed is not None and deed.i > token.i and not phrases.opens_terms(deed) else None

    def by_preposition(self, token: "Token", thing: "Token | None" = None) -> "Token | None":
        """Return what a preposition leads to, unless the verb has a `thing` for its object ("accuse them of lying")."""
        for prep in token.children:
            if prep.i not in self.inside or prep.dep_ not in ("prep", "agent", "dative"):
                continue
            on = self.child(prep, "pobj", "pcomp") if prep.lower_ in words("leads") else None
            if on is not None and not phrases.is_time(prep) and (thing is None or self._agents.acts(thing)):
                favour = on.lemma_.lower() in words("favour") and self.by_preposition(on)
                return favour or on
        return None

    def of_noun(self, head: "Token") -> "Token | None":
        """Return what a noun at the head of a content leads on to: a stand to its matter, a person to the deed."""
        if head.lower_ in ("nothing", "anything", "none"):
            return next(
                (one for one in head.subtree if one.dep_ == "pobj" and one.head.lower_ in ("than", "but")), None
            )
        if head.lemma_.lower() in phrases.taking_a_stand("nouns"):
            on = self.of_stand(head)
            beside = self.by_preposition(head.head) if on is None and head.dep_ == "dobj" else None
            return on if on is not None else beside
        if head.pos_ == "PRON" or not self._agents.acts(head):
            return None
        deed = self.child(head, "relcl")
        if deed is not None:
            return deed
        # The parser hangs what somebody is praised or blamed for on the person or on the cue.
        for owner in (head, head.head):
            for prep in owner.children:
                if prep.dep_ == "prep" and prep.i > head.i and prep.i in self.inside and prep.lower_ in ("for", "over"):
                    return self.child(prep, "pobj", "pcomp")
        return None

    def of_mind(self, verb: "Token") -> "Token | None":
        """Return what somebody is ready for, opposed to, in favour of."""
        for child in verb.children:
            if child.i not in self.inside:
                continue
            stands = phrases.taking_a_stand("adjectives") | phrases.taking_a_stand("nouns")
            minds = {child.lower_, child.lemma_.lower()} & stands
            if child.dep_ in ("acomp", "attr", "oprd") and minds:
                return self.of_stand(child)
            beside_be = verb.lemma_ in ("be", "remain", "stand") and child.dep_ == "prep" and not phrases.is_time(child)
            if beside_be and child.lower_ in ("against", "for", "behind", "in"):
                on = self.child(child, "pobj", "pcomp")
                if on is not None and on.lemma_.lower() in words("favour"):
                    return self.of_stand(on)
                return on if child.lower_ != "in" else None
        minded, passive = phrases.taking_a_stand("adjectives"), self.child(verb, "auxpass") is not None
        if verb.lower_ in minded if passive else verb.pos_ not in ("VERB", "AUX") and verb.lemma_.lower() in minded:
            return self.of_stand(verb)
        return None
