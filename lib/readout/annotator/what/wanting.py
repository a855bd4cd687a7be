"""What a construction gives: the side of what is wanted, and the rows of the table applied."""

from typing import TYPE_CHECKING, NamedTuple

from readout.annotator.what import constructions, phrases
from readout.annotator.what.constructions import helper, spelled
from readout.annotator.what.content_tree import NEGATIVE, SUBJECTS, ContentTree

if TYPE_CHECKING:
    from readout.parser import Token


class Side(NamedTuple):
    """The side that a clause takes, the act it does, and the construction that says so."""

    stance: str
    act: str
    construction: str
    #: Whether terms that are stated make it conditional.
    terms: bool = False
    negated: bool = False


NONE = Side("neutral", "asserts", "")
#: What an adjective says against the noun that it stands with.
ILL = ("bad", "crimes", "barred", "against")


class Wanting(ContentTree):
    """Applies the table of constructions to the words of a content."""

    #: The word by which what is wanted is the end of a thing: who wants it to end is against the thing.
    ending: "Token | None" = None
    #: The later of joined clauses, where that one takes the side: "we are at a crossroads and must turn".
    decided: "Token | None" = None

    def wanted(self, token: "Token | None") -> str:
        """Return the side of wanting something: against it where it is the end or the absence of a thing."""
        if token is None:
            return "supports"
        if token.pos_ in ("VERB", "AUX") or self.child(token, *SUBJECTS) is not None:
            # Who asks somebody to stop the raids wants that: the stopping is the target, and not the raids.
            bare = (
                token.lemma_ not in phrases.taking_a_stand("verbs")
                and token.tag_ == "VB"
                and self.child(token, *SUBJECTS) is None
                and not self.negated(token)
            )
            return "supports" if bare else self.clause_wanted(token)
        if spelled(token.lemma_) in helper("nouns", "ending"):
            self.ending = token
            return "opposes"
        return "opposes" if self.negative_noun(token) else "supports"

    def clause_wanted(self, verb: "Token") -> str:
        """Return the side of wanting what a clause says: against it where it ends or denies something."""
        name = constructions.verb_name(verb)
        negated = self.negated(verb)
        subject = self.child(verb, *SUBJECTS)
        if subject is not None and self.negative_noun(subject):
            negated = True
        object_ = self.child(verb, "dobj")
        led = self.child(verb, "xcomp", "ccomp")
        if verb.lemma_ == "be" and led is None:
            said = self.child(verb, "acomp", "attr")
            ill = said is not None and self.predicate(said) in ("bad", "crimes", "barred")
            return "opposes" if negated != ill else "supports"
        if name in ("come", "bring", "put", "be brought") and any(
            t.lower_ in ("end", "halt", "stop") and t.i in self.inside
            for t in verb.subtree
            if t.i - verb.i in (1, 2, 3, 4)
        ):
            self.ending = verb
            return "supports" if negated else "opposes"
        ends = name in helper("verbs", "ends") and (
            object_ is not None
            or led is not None
            or " " in name
            or self.is_passive(verb)
            or self.child(verb, "prep") is not None
            or (subject is not None and not self.is_agent(subject))
        )
        if not ends and object_ is not None and self.negative_noun(object_):
            negated = True
        if ends:
            self.ending = verb
            return "supports" if negated else "opposes"
        if negated and (
            constructions.of_verb(name) in ("opposes", "denies")
            or name in ("forget", "ignore", "overlook", "neglect", "lose")
        ):
            return "supports"
        if negated:
            return "opposes"
        if (
            led is not None
            and name
            in (
                "work",
                "continue",
                "begin",
                "start",
                "do",
                "keep",
                "help",
                "try",
                "seek",
                "strive",
                "ensure",
                "see",
                "make",
                "agree",
                "commit",
                "go",
                "proceed",
                "remember",
            )
            and led.i > verb.i
        ):
            return self.clause_wanted(led)
        return "supports"

    def made(
        self,
        name: str,
        negated: bool,
        on: "Token | None",
        word: "Token",
        depth: int = 0,
        own: bool = True,
        subject: "Token | None" = None,
        modal: str = "",
    ) -> Side:
        """Return the side that a construction gives; `on` is what is wanted, where it wants something."""
        row = constructions.table()[name]
        stance = row.negated if negated else row.plain
        if stance == "wanted":
            if name in ("must", "bidding", "can", "cannot", "will", "invites"):
                stance = (
                    self.clause_wanted(on)
                    if on is not None and on.pos_ in ("VERB", "AUX")
                    else ("opposes" if negated else "supports")
                )
            else:
                stance = self.wanted(on)
        elif name in ("will", "promises", "cannot") and negated and on is not None and on.pos_ in ("VERB", "AUX"):
            stance = self.clause_wanted(on) if name in ("will", "cannot") else stance
        act = row.act_negated if negated else row.act
        if name == "promises" and negated:
            act = "rejects"
        return Side(stance, act, name, row.terms, negated)

    def turned(self, side: Side) -> Side:
        """Return a side with "I do not think that" before it."""
        row = constructions.table().get(side.construction)
        if row is None or side.negated:
            return NONE
        stance = {"supports": "opposes", "opposes": "neutral"}.get(side.stance, "neutral")
        return Side(stance, row.act_negated, side.construction, side.terms, True)

    def listed_phrase(self, verb: "Token") -> Side | None:
        """Return the side of a listed phrase in the clause of a verb."""
        tokens = self.clause_tokens(verb)
        if not tokens:
            return None
        words, starts = "", []
        for token in tokens:
            starts.append(len(words))
            words += token.text + " "
        found = constructions.phrase(words)
        if found is None:
            return None
        name, place = found
        before = [token for token, start in zip(tokens, starts, strict=True) if start < place][-4:]
        negated = any(token.dep_ == "neg" or token.lower_ in NEGATIVE for token in before)
        on = next((token for token, start in zip(tokens, starts, strict=True) if start >= place), None)
        side = self.made(name, negated, None, on or verb)
        if side.stance == "opposes" and name == "bad" and self.is_blamed(verb, self.child(verb, *SUBJECTS)):
            side = side._replace(act="accuses")
        return side

    def is_harming(self, noun: "Token") -> bool:
        """Tell whether a noun phrase names somebody or something by a harm: "attempts to distort", "those who loot"."""
        for child in noun.children:
            if (
                child.i in self.inside
                and child.dep_ in ("acl", "relcl")
                and not self.negated(child)
                and spelled(noun.lemma_) not in constructions.fought()
                and (
                    constructions.of_verb(constructions.verb_name(child)) in ("harms", "wounds")
                    or child.lemma_ == "threaten"
                )
                and not self.is_passive(child)
            ):
                return True
        return False

    def is_seen_ill(self, noun: "Token") -> bool:
        """Tell whether a noun phrase is a crime by its own words: "the illegal siege", "the occupation of"."""
        if spelled(noun.lemma_) in constructions.fought() or noun.pos_ not in ("NOUN", "PROPN"):
            return False
        if any(
            constructions.of_adjective(child) in ("crimes", "barred") for child in noun.children if child.dep_ == "amod"
        ):
            return True
        definite = any(
            child.dep_ in ("det", "poss") and child.lower_ not in ("a", "an", "any", "no") for child in noun.children
        )
        return (
            constructions.of_noun(noun) == "crimes"
            and definite
            and spelled(noun.lemma_) not in ("attack", "terrorism", "crime", "terror")
        )

    def predicate(self, said: "Token") -> str | None:
        """Return the construction of what somebody or something is said to be."""
        asked = constructions.of_noun(said) in ("promises", "proposes", "demands", "appeals")
        amods = [child for child in said.children if child.dep_ == "amod" and child.i in self.inside]
        if said.pos_ == "NOUN" and asked and amods:
            how = next((found for one in amods if (found := constructions.of_adjective(one)) is not None), None)
            if how in ("good", "bad", "crimes", "barred"):
                return how
        if said.pos_ == "NOUN" and constructions.of_noun(said) == "good":
            # "a wrong step", "a hostile act": the adjective says of which sort it is.
            how = next((found for one in amods if (found := constructions.of_adjective(one)) in ILL), None)
            if how is not None:
                return "bad" if how == "against" else how
        for token in [
            said,
            *(
                child
                for child in said.children
                if child.dep_ in ("amod", "compound", "acomp") and child.i in self.inside
            ),
        ]:
            found = (
                constructions.of_adjective(token)
                if token.pos_ in ("ADJ", "VERB", "ADV") or token.dep_ in ("amod", "acomp")
                else None
            )
            found = found or (constructions.of_noun(token) if token.pos_ in ("NOUN", "PROPN", "ADJ") else None)
            if found in ("harms", "wounds"):
                found = "bad"
            if (
                found == "good"
                and said.pos_ in ("NOUN", "PROPN")
                and any(constructions.of_noun(said) in ("bad", "crimes") for _ in (0,))
            ):
                found = constructions.of_noun(said)
            if found is not None:
                return found
        if spelled(said.lemma_) in helper("nouns", "light_of"):
            of = next(
                (
                    child
                    for child in said.children
                    if child.dep_ == "prep" and child.lower_ == "of" and child.i in self.inside
                ),
                None,
            )
            thing = self.child(of, "pobj") if of is not None else None
            if thing is not None:
                return self.predicate(thing)
        joined = self.child(said, "conj")
        if joined is not None and joined.pos_ == said.pos_:
            return self.predicate(joined)
        if said.pos_ == "VERB":
            found = constructions.of_verb(constructions.verb_name(said))
            return "bad" if found == "harms" else None
        return None
