"""The side of judgements, of what is said to be or not to be, and of contents that are no clauses."""

from typing import TYPE_CHECKING

from readout.annotator.what import constructions
from readout.annotator.what.constructions import helper, spelled
from readout.annotator.what.content_tree import FUTURE, MUST
from readout.annotator.what.wanting import NONE, Side, Wanting

if TYPE_CHECKING:
    from readout.parser import Token


class Judgements(Wanting):
    """Reads judgements; the clauses inside them are read by the class that builds on it."""

    def clause(self, verb: "Token", depth: int) -> Side:
        """Return the side of the clause of a verb."""
        raise NotImplementedError

    def obliged(self, verb: "Token", negated: bool, own: bool, subject: "Token | None", depth: int) -> Side:
        """Return the side of what must be done."""
        raise NotImplementedError

    def judged(self, verb: "Token", subject: "Token | None", negated: bool, own: bool, depth: int) -> Side:
        """Return the side of a judgement: what somebody or something is."""
        if subject is not None:
            negated = negated or self.negative_noun(subject)
        modal = self.modal(verb)
        there = next((child for child in verb.children if child.dep_ == "expl" and child.lower_ == "there"), None)
        said = self.child(verb, "attr", "acomp", "oprd") or (
            self.child(verb, "dobj", "xcomp") if verb.lemma_ != "be" else None
        )
        clause = self.child(verb, "ccomp", "xcomp", "advcl", "csubj")
        if there is not None:
            return self.existing(
                verb, subject if subject is not None and subject.lower_ != "there" else said, negated, depth
            )
        if said is None and verb.lemma_ == "be" and clause is not None and self.is_infinitive(clause):
            return self.obliged(clause, negated, own, subject, depth) if not own else NONE
        if subject is not None and subject.lower_ in ("this", "that", "which") and clause is not None:
            asks = {
                child.lower_ for child in clause.children if child.dep_ in ("advmod", "mark") and child.i < clause.i
            }
            if asks & {"why", "because"} and not negated:
                return self.clause(clause, depth + 1)
        phrase = self.listed_phrase(verb)
        if said is None:
            if phrase is not None:
                return phrase
            prep = self.child(verb, "prep")
            if prep is not None and prep.lower_ in ("for", "behind", "with", "against"):
                name = "against" if prep.lower_ == "against" else "favours"
                if own:
                    return self.made(name, negated, self.child(prep, "pobj", "pcomp"), prep, depth)
            if modal in MUST:
                return self.made("must", negated, verb, verb, depth)
            return self.by_the_way(verb, subject, negated)
        stand = self.predicate(said)
        inner = (
            clause
            if clause is not None and clause.i != (subject.i if subject is not None else -1) and clause.dep_ != "advcl"
            else self.child(said, "ccomp", "xcomp", *(("acl", "relcl") if said.lemma_ == "time" else ()))
            or (clause if clause is not None and clause.dep_ == "advcl" and self.is_infinitive(clause) else None)
        )
        if stand == "leads" and inner is not None:
            return self.clause(inner, depth + 1)
        if (
            self.is_of(said, "vital")
            and inner is not None
            and not self.is_too(said)
            and (own or subject is None or subject.lower_ in ("it", "that"))
            and (modal in MUST or spelled(said.lemma_) in helper("adjectives", "vital"))
        ):
            return Side(
                "neutral" if negated else self.clause_wanted(inner), "asserts" if negated else "demands", "vital"
            )
        if self.is_too(said):
            stand = "bad"
        if phrase is not None and stand not in ("good", "bad", "crimes"):
            return phrase
        if modal in MUST:
            if stand in ("bad", "crimes", "barred"):
                return Side("supports" if negated else "opposes", "demands", "must")
            return Side("opposes" if negated else "supports", "demands", "must", True)
        if stand is None and negated and own and subject is not None and is_possessed(subject) and said.pos_ == "NOUN":
            return Side("opposes", "rejects", "denies", False, True)
        if stand is None or stand == "leads":
            return phrase or (self.by_the_way(verb, subject, negated) if verb.lemma_ == "be" else NONE)
        if stand in (
            "ready",
            "against",
            "favours",
            "regrets",
            "fears",
            "promises",
            "appeals",
            "demands",
            "proposes",
            "opposes",
            "condemns",
        ):
            if not own:
                return NONE
            return self.made(
                stand, negated or self.negative_noun(said), inner or self.on(said), said, depth, own, subject
            )
        person = subject is None or (self.is_agent(subject) and subject.lower_ not in ("it", "this", "that"))
        if stand in ("good", "possible") and own and person and said.pos_ == "ADJ":
            stand = "works" if stand == "good" and not negated else stand
            if stand == "works":
                return NONE
        side = self.made(stand, negated or self.negative_noun(said), None, said, depth, own, subject)
        if side.stance == "opposes" and stand == "bad" and self.is_blamed(verb, subject):
            side = side._replace(act="accuses")
        if modal in FUTURE and side.stance == "opposes":
            side = side._replace(act="warns")
        if side.act == "accuses" and subject is not None and subject.lower_ in ("it",) and inner is not None:
            side = side._replace(act="rejects")
        if subject is not None and self.is_seen_ill(subject) and side.stance == "neutral":
            return Side("opposes", "accuses", "crimes")
        return side

    def existing(self, verb: "Token", thing: "Token | None", negated: bool, depth: int) -> Side:
        """Return the side of a sentence that says that there is or is not something."""
        if thing is None:
            return NONE
        name = spelled(thing.lemma_)
        negated = negated or self.negative_noun(thing)
        wrong = next((child for child in thing.children if child.dep_ in ("amod", "acomp", "relcl")), None)
        if thing.lower_ == "nothing" and wrong is not None and self.predicate(wrong) in ("bad", "crimes", "barred"):
            return Side("supports", "asserts", "bad", False, True)
        if negated and name in helper("nouns", "alternatives"):
            return self.made("nothing_else", False, None, thing, depth)
        phrase = self.listed_phrase(verb)
        if phrase is not None:
            return phrase
        inner = self.child(thing, "acl", "ccomp", "relcl")
        if name in ("evidence", "proof") and inner is not None and not negated:
            return Side("opposes", "accuses", "crimes")
        if name in helper("nouns", "absent_but"):
            return (
                self.clause(inner, depth + 1)
                if negated and inner is not None and name in ("doubt", "question")
                else NONE
            )
        if negated:
            return self.made("absent", True, None, thing, depth)
        if self.modal(verb) in MUST:
            return self.made("must", False, thing, thing, depth)
        found = self.predicate(thing)
        return self.made(found, False, None, thing, depth) if found in ("bad", "crimes", "good") else NONE

    def phrase(self, head: "Token", depth: int) -> Side:
        """Return the side of a content that is no clause: a fragment or a noun phrase."""
        if head.dep_ in ("amod", "acomp", "oprd") or head.pos_ == "ADJ":
            found = self.predicate(head)
            if found in ("ready", "against", "favours", "regrets"):
                return self.made(
                    found, self.negated(head), self.child(head, "ccomp", "xcomp") or self.on(head), head, depth
                )
            if found in constructions.table():
                return self.made(found, self.negated(head), None, head, depth)
        if self.negative_noun(head) or (
            self.tokens and self.tokens[0].lower_ in ("no", "not") and self.tokens[0].head.i in self.inside
        ):
            return self.made("absent", True, None, head, depth)
        if self.is_harming(head):
            return Side("opposes", "accuses", "harms")
        found = constructions.of_noun(head)
        if (
            found in ("favours", "promises", "proposes", "demands", "appeals", "opposes", "condemns", "regrets")
            and self.on(head) is not None
        ):
            return self.made(found, False, self.on(head), head, depth)
        return NONE

    def noun_class(self, noun: "Token") -> str | None:
        """Return the construction that a noun makes as the object of a light verb: "express concern"."""
        if spelled(noun.lemma_) in constructions.fought():
            return None
        found = self.predicate(noun)
        return None if found in ("leads", "possible", "ready") else found

    def by_the_way(self, verb: "Token", subject: "Token | None", negated: bool) -> Side:
        """Return the side of a clause whose subject, object or adverb blames: "the illegal siege goes on"."""
        object_ = self.child(verb, "dobj", "attr")
        if subject is not None and self.is_seen_ill(subject):
            return Side("opposes", "accuses", "crimes", False, False) if not negated else NONE
        if object_ is not None and not negated:
            found = constructions.of_noun(object_)
            if constructions.verb_name(verb) in helper("verbs", "reducing") | helper("verbs", "ends"):
                return self.listed_phrase(verb) or NONE
            if (found == "crimes" and not (subject is not None and self.is_own(subject))) or self.is_harming(object_):
                return Side("opposes", "accuses", "crimes")
        return self.listed_phrase(verb) or NONE


def is_possessed(noun: "Token") -> bool:
    """Tell whether a noun phrase is a thing of the speaker's: "our sky"."""
    return any(child.dep_ == "poss" and child.lower_ in ("our", "my") for child in noun.children)
