"""Turns of phrase by which a clause takes a side that its verb alone does not: see lexicons/idioms.yml."""

from functools import cache
from typing import TYPE_CHECKING

from readout.annotator import word_lists
from readout.annotator.what import constructions
from readout.annotator.what.constructions import helper, spelled
from readout.annotator.what.content_tree import CAN, FUTURE, MUST, SUBJECTS
from readout.annotator.what.judgements import Judgements
from readout.annotator.what.wanting import NONE, Side

if TYPE_CHECKING:
    from readout.parser import Token

_ONLY = frozenset({"only", "merely", "just", "simply"})
_TERMS = frozenset({"if", "when", "once", "after", "with", "until", "where"})


@cache
def words(name: str) -> frozenset[str]:
    """Return one of the lists of lexicons/idioms.yml."""
    return frozenset(spelled(str(entry)) for entry in word_lists.read("idioms")[name])


def is_needed(verb: "Token") -> bool:
    """Tell whether a verb says of its subject that it is needed: "is urgently required"."""
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    return passive and constructions.verb_name(verb) in words("needed")


class Idioms(Judgements):
    """Reads the turns of phrase, each before the governing verb is looked at by itself."""

    def turn_of_phrase(
        self, verb: "Token", subject: "Token | None", negated: bool, own: bool, modal: str, depth: int
    ) -> Side | None:
        """Return the side of a clause with a listed turn of phrase, or None where it has none."""
        name = constructions.verb_name(verb)
        if subject is not None and subject.dep_ == "csubj":
            side = self._clause_for_subject(verb, subject, depth)
            if side is not None:
                return side
        if verb.pos_ not in ("VERB", "AUX"):
            return None
        if subject is not None and subject.lower_ == "it" and self.is_passive(verb) and name in words("passed_on"):
            return NONE
        if name == "let" and subject is None:
            return self._let_me(verb, depth)
        due = self.time_has_come(verb, subject)
        if due is not None and not negated:
            return Side(self.clause_wanted(due), "demands", "vital")
        thing = subject is not None and not own and (subject.dep_ == "csubj" or not self.is_agent(subject))
        if thing and subject is not None and subject.lower_ != "it" and is_needed(verb) and not negated and not modal:
            return Side("supports", "demands", "vital")
        if own and name in words("intending"):
            talk = self._own_talk(verb, depth)
            if talk is not None:
                return talk
        return (
            (
                self._of_a_thing(verb, name, negated, modal)
                if thing
                else self._of_somebody(verb, name, negated, own, modal)
            )
            or (self._threat(verb, name, subject, modal) if own or not thing else None)
            or self._denied_deed(verb, name, subject, negated, own, modal)
        )

    def _own_talk(self, verb: "Token", depth: int) -> Side | None:
        """Return the side of what the speaker wants to say: "we wish to stress that A"; "to share a point" has none."""
        said = self.child(verb, "xcomp")
        if said is None or constructions.verb_name(said) not in words("own_talk"):
            return None
        led, thing = self.child(said, "ccomp"), self.child(said, "dobj", "npadvmod")
        if led is not None:
            return self.clause(led, depth + 1)
        noun = self.noun_class(thing) if thing is not None else None
        return self.clause(said, depth + 1) if noun is not None else NONE

    def _clause_for_subject(self, verb: "Token", subject: "Token", depth: int) -> Side | None:
        """Return the side of "what worries me is A", "what I will say is that A", "to do A would be to do B"."""
        asks = any(child.tag_ in ("WP", "WDT") for child in subject.children)
        said = self.child(verb, "attr", "ccomp", "xcomp")
        name = constructions.verb_name(subject)
        if asks:
            if said is None:
                return None
            if name in words("moved_ill") or constructions.of_verb(name) in ("fears", "regrets"):
                return Side("opposes", "asserts", "regrets")
            if name in words("moved_well"):
                return Side("supports", "asserts", "favours")
            if name in helper("verbs", "leads") and said.dep_ in ("ccomp", "xcomp"):
                return self.clause(said, depth + 1)
            return None
        if verb.lemma_ == "be" and said is not None and said.dep_ == "xcomp" and self.modal(verb) in ("would", "will"):
            return Side("opposes", "rejects", "bad")
        return None

    def _let_me(self, verb: "Token", depth: int) -> Side | None:
        """Return the side of "let me say that A", and none of "let me be clear"."""
        action = self.child(verb, "ccomp", "xcomp")
        if action is None or constructions.verb_name(action) not in words("own_talk"):
            return None
        if self.child(action, *SUBJECTS) is None or self.child(action, *SUBJECTS).lower_ != "me":  # type: ignore[union-attr]
            return None
        led = self.child(action, "ccomp")
        return self.clause(led, depth + 1) if led is not None else NONE

    def _of_a_thing(self, verb: "Token", name: str, negated: bool, modal: str) -> Side | None:
        """Return the side of what a thing only does, does for nobody, or does too much."""
        act = "warns" if modal in FUTURE or modal in CAN else "asserts"
        only = any(child.dep_ == "advmod" and child.lower_ in _ONLY and child.i < verb.i for child in verb.children)
        terms = any(child.lower_ in _TERMS and child.dep_ in ("prep", "mark") for child in verb.children)
        does = not negated and not self.is_passive(verb) and (name.split()[0] in words("only") or modal in FUTURE)
        if only and does and not terms:
            return Side("opposes", act, "harms")
        object_ = self.child(verb, "dobj")
        vain = (object_ is not None and self.negative_noun(object_)) or (negated and modal in FUTURE)
        if vain and name in words("vain"):
            return Side("opposes", act, "helps", False, True)
        if name in words("making"):
            led = self.child(verb, "ccomp", "xcomp", "oprd")
            found = self.predicate(led) if led is not None else None
            if found in ("good", "bad", "crimes", "barred", "possible", "impossible"):
                well = (found in ("good", "possible")) != negated
                return Side("supports" if well else "opposes", "asserts" if well else act, "good" if well else "bad")
        if not negated and any(
            self.is_too(child) for child in verb.children if child.dep_ in ("advmod", "acomp", "oprd")
        ):
            return Side("opposes", act, "bad")
        if negated and name == "mean" and modal in CAN:
            return Side("opposes", "rejects", "denies", False, True)
        if name in words("needed") and not negated and object_ is not None and _is_deed(object_):
            return Side(self.wanted(object_), "demands", "must")
        if constructions.of_verb(name) == "accepts" and not modal and not self.is_passive(verb):
            return Side("opposes" if negated else "supports", "asserts", "works", False, negated)
        return None

    def _of_somebody(self, verb: "Token", name: str, negated: bool, own: bool, modal: str) -> Side | None:
        """Return the side of what the speaker sees no ground for, notes with regret, will not stand in the way of."""
        led = self.child(verb, "xcomp", "ccomp")
        object_ = self.child(verb, "dobj")
        if own and name == "fail" and led is not None and led.lemma_ in ("see", "understand", "grasp"):
            return Side("opposes", "rejects", "opposes", False, True)
        none_of_it = own and object_ is not None and (negated or self.negative_noun(object_))
        if (
            none_of_it
            and object_ is not None
            and name in words("perceiving")
            and spelled(object_.lemma_) in words("grounds")
        ):
            return Side("opposes", "rejects", "opposes", True, True)
        if negated and name == "mean":
            return Side("opposes", "rejects", "denies", False, True)
        if own and negated and name == "owe":
            return Side("opposes", "rejects", "opposes", False, True)
        if none_of_it and object_ is not None and name in ("have", "find") and _is_objection(object_):
            return Side("neutral", "concedes", "opposes", False, True)
        seen_in_it = own and not negated and object_ is not None and name in words("perceiving")
        if seen_in_it and object_ is not None and spelled(object_.lemma_) in words("merits"):
            return Side("opposes" if self.negative_noun(object_) else "supports", "asserts", "favours")
        if own and negated and name == "hesitate" and led is not None and self.is_infinitive(led):
            return Side(self.clause_wanted(led), "commits", "will", True)
        if own and not negated:
            for prep in verb.children:
                how = self.child(prep, "pobj") if prep.dep_ == "prep" and prep.lower_ == "with" else None
                if how is not None and spelled(how.lemma_) in words("with_regret"):
                    return Side("opposes", "asserts", "regrets")
                if how is not None and spelled(how.lemma_) in words("with_pleasure"):
                    return Side("supports", "asserts", "favours")
        if own and negated and name in words("unsaid") and (modal or verb.head.lower_ == "going"):
            return NONE
        if own and negated and name in words("hindering"):
            return Side("neutral", "concedes", "opposes", True, True)
        if own and negated and name in words("neglect"):
            on = next((t for t in verb.subtree if t.dep_ in ("pobj", "pcomp") and t.i in self.inside), self.on(verb))
            ill = on is not None and (
                self.predicate(on) in ("bad", "crimes") or constructions.of_noun(on) in ("harms",)
            )
            ill = ill or (on is not None and on.lemma_.lower().startswith(("mis", "ab")))
            return Side("opposes" if ill else "supports", "asserts", "opposes" if ill else "favours", False, True)
        if own and not negated and name in words("finding") and led is not None and led.pos_ not in ("VERB", "AUX"):
            found = self.predicate(led)
            if found in constructions.table():
                return self.made(found, self.negated(led), None, led)
        led = led or (object_ if object_ is not None and object_.lower_ == "convincing" else None)
        if (
            own
            and negated
            and name in words("finding")
            and led is not None
            and led.tag_ not in ("VB", "VBD", "VBZ", "VBP")
        ):
            found = self.predicate(led)
            if found in ("good", "works", "possible") or led.lower_ in (
                "convince",
                "convincing",
                "persuasive",
                "plausible",
            ):
                return Side("opposes", "rejects", "good", False, True)
            if found in ("bad", "crimes", "barred"):
                return Side("supports", "asserts", "bad", False, True)
        return None

    def _threat(self, verb: "Token", name: str, subject: "Token | None", modal: str) -> Side | None:
        """Return the side of what the speaker does if something happens that he does not want."""
        if modal not in FUTURE or subject is None or not self.is_own(subject):
            return None
        opening = next(
            (
                t.lower_
                for child in verb.children
                if child.dep_ == "advcl" and child.i in self.inside
                for t in child.lefts
                if t.lower_ in ("if", "should")
            ),
            "",
        )
        object_ = self.child(verb, "dobj")
        driven = (name in words("driven") and self.is_passive(verb)) or (
            object_ is not None
            and object_.lemma_ in ("choice", "option", "alternative")
            and self.negative_noun(object_)
        )
        if opening and (driven or self._is_listed(verb, "answers")):
            return Side("opposes", "warns", "threatens")
        return None

    def _is_listed(self, verb: "Token", name: str) -> bool:
        """Tell whether a verb stands in a list, with its particle or without one."""
        beside = {child.lower_ for child in verb.children if child.dep_ in ("prt", "advmod", "prep")}
        lemma = spelled(verb.lemma_)
        return any(
            entry == lemma or (entry.split()[0] == lemma and set(entry.split()[1:]) <= beside) for entry in words(name)
        )

    def _denied_deed(
        self, verb: "Token", name: str, subject: "Token | None", negated: bool, own: bool, modal: str
    ) -> Side | None:
        """Return the side of a deed that is denied, or that nobody does: "no doctor sells organs"."""
        if subject is None or modal in MUST or modal in FUTURE or verb.lemma_ == "be" or (own and modal):
            return None
        stand = constructions.of_verb(name)
        agent = own or self.is_agent(subject)
        denied = Side("opposes", "rejects", "denies", False, True)
        none_such = any(child.dep_ == "det" and child.lower_ == "no" for child in subject.children)
        object_ = self.child(verb, "dobj")
        if (
            subject.lower_ in ("nobody", "no-one", "none")
            and verb.tag_ in ("VBD", "VBN")
            and object_ is not None
            and self.is_own(object_)
            and stand is None
            and name not in helper("verbs", "silent")
        ):
            return denied
        gnomic = (
            subject.lower_ in ("you", "one") and negated and not modal and verb.tag_ == "VB" and object_ is not None
        )
        if gnomic and stand is None and name not in helper("verbs", "leads") and name not in helper("verbs", "silent"):
            return denied
        at_no_time = any(
            child.lower_ == "at" and any(t.lower_ == "time" and self.negative_noun(t) for t in child.children)
            for child in verb.children
        )
        if at_no_time or (none_such and any(c.lower_ == "ever" for c in verb.children) and not modal):
            return denied
        if (
            none_such
            and agent
            and not modal
            and not self.is_passive(verb)
            and stand not in ("helps", "favours", "accepts")
        ):
            return None if name in helper("verbs", "leads") or name in helper("verbs", "silent") else denied
        never = any(child.lower_ == "never" for child in verb.children)
        past = verb.tag_ in ("VBD", "VBN")
        if never and own and past and stand is None and not modal:
            return None if name in helper("verbs", "leads") or name in helper("verbs", "silent") else denied
        if (
            negated
            and agent
            and stand in ("harms", "wounds")
            and not self.is_passive(verb)
            and name not in ("fail", "lack")
        ):
            if any(child.dep_ == "dobj" and self.negative_noun(child) for child in verb.children):
                return None
            return denied
        return None


def _is_deed(noun: "Token") -> bool:
    return spelled(noun.lemma_) in words("deeds") or noun.lemma_.lower().endswith(("tion", "sion", "ment"))


def _is_objection(noun: "Token") -> bool:
    return constructions.of_noun(noun) == "opposes" or spelled(noun.lemma_) in ("quarrel", "difficulty", "problem")
