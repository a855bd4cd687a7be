"""The words of a target: the shortest phrase that names it, or what a pointing word in it points back to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readout.annotator.what import phrases, pointing
from readout.annotator.what.agents import Agents
from readout.annotator.what.leads import Leads
from readout.annotator.what.places import Places
from readout.annotator.what.pointing import Pointing, Topic
from readout.annotator.who.resolve import Cast

if TYPE_CHECKING:
    from readout.parser import Document, Token

#: A content is followed over no more words than this.
DEEPEST = 6


class TargetPhrases:
    """Words targets: noun phrases, what is done, whole clauses; what leads to them is followed elsewhere."""

    def __init__(self, document: "Document", cast: Cast):
        self.places = self._places = Places(document)
        self.agents = Agents(self._places, cast)
        self.pointing = Pointing(self._places, self.agents.acts)
        self._leads = Leads(frozenset(), self.agents)
        #: Who is urged to do what the content says, where the parser hangs both on the cue.
        self._urged: Token | None = None

    def text(self, topic: Topic) -> str:
        """Return the words of what a claim is about."""
        return self._places.body[topic.span[0] : topic.span[1]]

    def _follow(self, token: "Token", depth: int) -> Topic | None:
        """Return what a word leads to."""
        raise NotImplementedError

    def _thing(self, head: "Token") -> Topic | None:
        """Return a noun phrase, or what it points back to."""
        tokens = self._in_one_piece(phrases.noun_phrase(head, self._leads.inside), head)
        if tokens[0].lower_ == "no" and len(tokens) > 1:
            tokens = tokens[1:]
        if head.tag_ in ("WP", "WDT", "WRB") and head.head.i in self._leads.inside and head.head.pos_ == "VERB":
            return self._whole(head.head)
        how = pointing.kind(tokens, head)
        found = self.pointing.antecedent(head, how) if how else None
        if found is not None or (how and head.pos_ == "PRON"):
            return found
        return self._topic(tokens, head)

    def _done(self, verb: "Token", subject: "Token | None") -> Topic | None:
        """Return what somebody does or is to do: the verb with its objects, or the clause where it has none."""
        if verb.lemma_ == "do" and any(
            child.lower_ in ("so", "likewise") and child.dep_ == "advmod" for child in verb.rights
        ):
            before = self.pointing.last()
            if before is not None:
                return before
        if subject is not None and subject.dep_ == "nsubjpass" and subject.pos_ != "PRON":
            return self._whole(verb)  # "No soldiers will be sent": what is done to them, and to whom
        tokens = self._in_one_piece(phrases.verb_phrase(verb, self._leads.inside), verb)
        short = sum(token.is_alpha for token in tokens) < 3
        urged = (
            self._urged if subject is None and self._urged is not None and verb.head.i == self._urged.head.i else None
        )
        doer = subject if subject is not None else urged
        thing = self._leads.child(verb, "dobj") or (doer if short else None)
        ahead = thing is not None and thing.i < verb.i and thing.dep_ == "dobj"
        beside = self._by_preposition_only(verb, tokens) if self._leads.child(verb, "dobj") is None else None
        if beside is not None:
            found = self.pointing.antecedent(beside, "many" if beside.lower_ in ("them", "those", "these") else "one")
            if found is not None:
                return found
        named = self._named_by_its_verb(thing) if thing is not None else None
        if named is not None:
            return self._follow(named, DEEPEST)
        if thing is not None and (len(tokens) <= 2 or ahead):
            how = pointing.kind([thing], thing)
            found = self.pointing.antecedent(thing, how) if how else None
            if found is not None:
                return found
        if short and doer is not None and doer.pos_ != "PRON":
            if urged is None:
                return self._whole(verb)
            tokens = [*phrases.noun_phrase(urged, self._leads.inside), *tokens]
        return self._topic(tokens, verb)

    def _named_by_its_verb(self, noun: "Token") -> "Token | None":
        """Return what was proposed where a noun only says that it was: "X proposed A, and Y examines the proposal"."""
        if [child.lower_ for child in noun.children] != ["the"]:
            return None
        stem = phrases.stem(noun.lemma_)
        verbs = (one for one in noun.sent if one.i < noun.i and one.pos_ == "VERB" and one.i in self._leads.inside)
        proposed = next((one for one in verbs if phrases.stem(one.lemma_) == stem), None)
        return self._leads.of_stand(proposed) if proposed is not None else None

    def _by_preposition_only(self, verb: "Token", tokens: list["Token"]) -> "Token | None":
        """Return what a verb points back to that has nothing else beside it: "accede to it", "live with that"."""
        last = tokens[-1]
        alone = last.dep_ == "pobj" and last.pos_ in ("PRON", "DET") and last.head.head.i == verb.i and len(tokens) <= 3
        alone = alone and last.head.lower_ in ("to", "with", "into")
        return last if alone and pointing.kind([last], last) in ("one", "many") else None

    def _whole(self, verb: "Token") -> Topic:
        """Return a clause as it stands, or its verb and objects where it is long."""
        tokens = phrases.clause(verb, self._leads.inside)
        if len(tokens) > phrases.LONG:
            tokens = phrases.verb_phrase(verb, self._leads.inside)
        kept = self._in_one_piece(tokens, verb)
        denied = kept[0].lower_ == "no" and any(child.tag_ == "MD" for child in verb.children)
        return self._topic(kept[1:] if denied else kept, verb)

    def _topic(self, tokens: Sequence["Token"], head: "Token") -> Topic:
        return Topic(self._places.quoted_whole(self._places.span(tokens)), tuple(tokens), head)

    def _in_one_piece(self, tokens: list["Token"], head: "Token") -> list["Token"]:
        """Return the tokens around the head up to where something that is no content stands between them."""
        kept = [token for token in tokens if self._leads.reaches(token, head)]
        return phrases.trimmed(kept)
