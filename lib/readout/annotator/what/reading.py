"""Which side a clause takes: the one place where verb, judgement, negation and concession are read together.

A clause is read from its governing word down: "we think that" leads on, "must", "will" and "let us" say that what
follows is wanted, a verb of taking a stand, a harm or a judgement decides. What the constructions do stands in
lexicons/constructions.csv. Words that stand deeper than the governing one do not count.
"""

from typing import TYPE_CHECKING

from readout.annotator.what import constructions
from readout.annotator.what.constructions import helper
from readout.annotator.what.content_tree import CAN, FUTURE, MUST, NEGATIVE, SUBJECTS
from readout.annotator.what.idioms import Idioms, words
from readout.annotator.what.wanting import NONE, Side

if TYPE_CHECKING:
    from readout.parser import Token

_QUESTIONS = frozenset({"what", "whether", "which", "how", "when", "where", "why", "who"})
#: What nobody can do without taking a side thereby: "we cannot ignore the facts".
_NOT_KEPT_FROM = frozenset({"ignore", "forget", "overlook", "pretend"})
_DEEPEST = 8


class Reader(Idioms):
    """Reads the tokens of one content."""

    def read(self) -> Side:
        """Return the side that the content takes by itself."""
        if self.root is None:
            return NONE
        first = next((token for token in self.tokens if token.is_alpha), None)
        if self.tokens[-1].text == "?" or (
            first is not None and first.lower_ in _QUESTIONS and first.dep_ != "det" and not self._asserted(first)
        ):
            return NONE
        side = self.clause(self._first(self.root), 0)
        if side.stance == "neutral" and side.act == "concedes" and self._first(self.root).i != self.root.i:
            later = self.clause(self.root, 0)
            side = later if later.stance != "neutral" else side
        if not side.construction:
            for joined in self.root.conjuncts:
                if joined.i in self.inside and joined.i > self.root.i and joined.pos_ in ("VERB", "AUX"):
                    side = self.clause(joined, 0)
                    if side.construction:
                        self.decided = joined
                        break
        return side

    def _first(self, head: "Token") -> "Token":
        """Return the first of clauses that the parser hangs on the last: "we do not deny it; they came late"."""
        if constructions.verb_name(head) in helper("verbs", "leads"):
            return head
        for child in head.lefts:
            if child.dep_ == "ccomp" and child.i in self.inside and self.child(child, *SUBJECTS) is not None:
                return child
        return head

    def _asserted(self, first: "Token") -> bool:
        """Tell whether a clause that opens with a word of asking says something: "what we will not accept is"."""
        assert self.root is not None
        return any(
            clause.dep_ == "csubj" or (clause.dep_ == "nsubj" and clause.head.i == self.root.i)
            for clause in (first, *first.ancestors)
            if clause.i in self.inside
        )

    def clause(self, verb: "Token", depth: int) -> Side:
        """Return the side of the clause of a verb, or of a noun phrase that stands for one."""
        if depth > _DEEPEST:
            return NONE
        subject = self.child(verb, *SUBJECTS)
        if verb.pos_ not in ("VERB", "AUX") and subject is None:
            return self.phrase(verb, depth)
        if subject is not None and subject.dep_ == "csubj":
            wanted = self.child(subject, *SUBJECTS)
            if wanted is not None and self.is_own(wanted) and any(c.tag_ in ("WP", "WDT") for c in subject.children):
                return self.clause(subject, depth + 1)
        negated = self.negated(verb)
        own = subject is None or self.is_own(subject)
        name = constructions.verb_name(verb)
        if self.starts_bidding(verb, subject):
            if name in words("rhetorical"):
                return NONE
            stand = constructions.of_verb(name)
            if stand not in ("denies", "opposes", "condemns", "favours", "regrets"):
                return self.made("bidding", negated, verb, verb, depth)
        turned = self.turn_of_phrase(verb, subject, negated, own, self.modal(verb), depth)
        if turned is not None:
            return turned
        if name == "let" and (subject is None) and self.child(verb, "ccomp", "xcomp") is not None:
            action = self.child(verb, "ccomp", "xcomp")
            assert action is not None
            return self.made("invites", negated, action, action, depth)
        if (
            verb.lemma_ == "be"
            or name in helper("verbs", "being")
            or (name == "stand" and self.child(verb, "acomp"))
            or (verb.pos_ not in ("VERB", "AUX"))
        ):
            return self.judged(verb, subject, negated, own, depth)
        modal = self.modal(verb)
        led = self.child(verb, "ccomp", "xcomp")
        if name in ("have", "need", "ought") and led is not None and led.i > verb.i and self.is_infinitive(led):
            return self.obliged(led, negated, own, subject, depth)
        if (
            own
            and negated
            and verb.lemma_ == "go"
            and verb.tag_ == "VBG"
            and led is not None
            and self.is_infinitive(led)
        ):
            if constructions.verb_name(led) in words("unsaid"):
                return NONE
            refused = "supports" if self.clause_wanted(led) == "opposes" else "opposes"
            return Side(refused, "rejects", "will", True, True)
        stand = constructions.of_verb(name)
        moved = constructions.of_adjective(verb) if own and self.is_passive(verb) else None
        if moved in ("favours", "regrets", "ready", "against"):
            return self.made(moved, negated, self.on(verb), verb, depth, own, subject, modal)
        if own and name in _NOT_KEPT_FROM:
            return NONE
        if own and negated and modal and self.is_passive(verb):
            return self.made("will", True, verb, verb, depth)
        if modal in MUST and not (modal == "shall" and own):
            return self.obliged(verb, negated, own, subject, depth)
        object_ = self.child(verb, "dobj", "attr", "oprd")
        if name in helper("verbs", "light") and object_ is not None:
            noun = self.noun_class(object_)
            if noun is not None and (own or noun not in ("appeals", "demands", "promises", "proposes")):
                on = self.on(object_)
                return self.made(noun, negated or self.negative_noun(object_), on, object_, depth, own, subject)
        if stand == "harms" and modal in CAN and self.is_passive(verb) and name in helper("verbs", "ends"):
            return NONE  # "The disease can be prevented."
        if stand in ("harms", "wounds", "helps", "solves", "works", "fears", "suffers"):
            return self.happening(stand, verb, subject, negated, own, modal, depth)
        if stand == "favours" and not own and self.is_only(verb):
            return Side("opposes", "asserts", "harms")
        if own and self.is_passive(verb) and (name in words("driven") or stand in ("demands", "appeals")):
            return NONE  # "We are required to": others want it.
        if stand is not None and (own or self.is_passive(verb)):
            if name in ("refuse", "decline") and led is not None:
                inner = self.clause_wanted(led)
                return Side("supports" if inner == "opposes" else "opposes", "rejects", "opposes", True)
            passive = self.is_passive(verb) and not own
            if not passive or stand in ("opposes", "condemns", "denies") or (negated and modal):
                if passive and not modal and not negated:
                    return NONE
                return self.made(stand, negated, self.on(verb), verb, depth, own, subject, modal)
        phrase = self.listed_phrase(verb)
        if phrase is not None:
            return phrase
        if modal in FUTURE and not negated and self.terms and name not in helper("verbs", "leads"):
            return self.made("will" if own else "can", False, verb, verb, depth)
        if name in helper("verbs", "silent") and not (
            modal and own and name not in ("ignore", "forget", "deny", "remain silent", "abstain")
        ):
            return NONE
        if name in helper("verbs", "leads") and led is not None and led.i > verb.i and (own or self.is_formal(subject)):
            said = self.clause(led, depth + 1)
            return (
                self.turned(said)
                if negated and name in ("think", "believe", "consider", "say", "see", "find")
                else said
            )
        if led is not None and name in helper("verbs", "leads") and not own:
            return NONE
        if stand is not None and not own and not (modal in CAN and self.terms_stated(verb)):
            return self._of_others(stand, negated, verb, subject)
        if modal in FUTURE and own and (self.is_to_come(verb, modal) or negated or self.terms_stated(verb)):
            return self.made("will", negated, verb, verb, depth)
        if modal in FUTURE and negated and self.is_passive(verb):
            return self.made("will", True, verb, verb, depth)
        if modal in CAN and (negated or self.terms_stated(verb)):
            return self.made("cannot" if negated else "can", negated, verb, verb, depth)
        if self.terms_stated(verb) and modal in FUTURE:
            return self.made("can", negated, verb, verb, depth)
        if self.is_denied(verb, subject):
            return self.made("absent", True, verb, verb, depth)
        return self.by_the_way(verb, subject, negated)

    def obliged(self, verb: "Token", negated: bool, own: bool, subject: "Token | None", depth: int) -> Side:
        """Return the side of what must be done."""
        name = constructions.verb_name(verb)
        stand = constructions.of_verb(name)
        if name in ("be",):
            pass
        if own and stand in ("condemns", "opposes", "denies", "favours", "regrets") and not self.is_passive(verb):
            return self.made(stand, negated, self.on(verb), verb, depth, own, subject)
        led = self.child(verb, "ccomp", "xcomp")
        if own and name in helper("verbs", "leads") and led is not None:
            return self.clause(led, depth + 1)
        if subject is not None and subject.lower_ == "it" and self.is_passive(verb) and led is not None:
            return self.clause(led, depth + 1)
        if own and name in helper("verbs", "silent") and negated:
            return NONE
        return self.made("must", negated or self.negated(verb), verb, verb, depth)

    def happening(
        self, stand: str, verb: "Token", subject: "Token | None", negated: bool, own: bool, modal: str, depth: int
    ) -> Side:
        """Return the side of a clause that says that something harms or helps."""
        if stand == "suffers":
            if not (modal in FUTURE or modal in CAN or self.terms) or negated:
                return NONE
            return Side("opposes", "warns", "fears")
        if (
            modal in FUTURE
            and own
            and not self.is_passive(verb)
            and stand != "fears"
            and not (subject is not None and subject.lower_ in ("it", "that", "this"))
        ):
            return self.made("will", negated, verb, verb, depth)
        if (
            stand == "wounds"
            and (subject is None or self.is_passive(verb))
            and self.child(verb, "agent") is None
            and not (negated and modal)
        ):
            return NONE
        if stand == "wounds" and own and not negated:
            return NONE
        if stand == "fears" and not own:
            if subject is not None and self.is_agent(subject) and not self.is_passive(verb):
                return NONE
            stand = "harms"
        if (
            stand == "works"
            and subject is not None
            and self.is_agent(subject)
            and verb.lemma_ not in ("deserve", "merit", "belong")
        ):
            return NONE
        if stand in ("helps", "solves") and self.is_passive(verb) and not negated and not modal:
            # "The dam was built": a report, where nobody says that it helps.
            return NONE
        if stand in ("helps", "works", "solves") and own and not self.is_passive(verb):
            return NONE if not negated else Side("neutral", "asserts", stand)
        side = self.made(stand, negated, self.on(verb), verb, depth, own, subject)
        if stand in ("harms", "wounds") and side.stance == "opposes":
            blamed = self.is_blamed(verb, subject)
            act = "warns" if modal in FUTURE or modal in CAN else "accuses" if blamed else "asserts"
            side = side._replace(act=act)
        return side

    def _of_others(self, stand: str, negated: bool, verb: "Token", subject: "Token | None") -> Side:
        """Return the side of a clause in which somebody else takes a stand: a report, unless it is a reproach."""
        if subject is not None and subject.lower_ in NEGATIVE and stand in ("favours", "appeals"):
            return Side("opposes", "rejects", stand)
        if (
            subject is not None
            and subject.lower_ in ("everybody", "everyone", "all")
            and stand in ("favours", "appeals")
        ):
            return Side("supports", "asserts", stand)
        if verb.lemma_ == "refuse" and self.is_agent(subject or verb):
            return Side("opposes", "accuses", stand)
        if subject is not None and not self.is_agent(subject) and stand in ("favours",):
            return Side("opposes" if negated else "supports", "asserts", stand)
        return NONE
