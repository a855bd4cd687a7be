"""The parse of one content: its head, and the parts of its clauses that a reading needs."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from readout.annotator.what.constructions import helper, spelled

if TYPE_CHECKING:
    from readout.parser import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
NEGATIVE = frozenset({"no", "nobody", "nothing", "none", "neither", "nor", "never", "hardly", "nowhere", "no-one"})

MUST = frozenset({"must", "should", "shall", "ought", "need"})
FUTURE = frozenset({"will", "'ll", "’ll", "wo", "would", "'d", "’d", "shall", "going"})
CAN = frozenset({"can", "could", "may", "might", "ca"})


class ContentTree:
    """The tokens of one content; `is_own` tells whether a noun phrase means the speaker, `is_agent` whether it acts."""

    def __init__(
        self,
        tokens: Sequence["Token"],
        is_own: Callable[["Token"], bool],
        acts: Callable[["Token"], bool],
        terms: bool = False,
        retold: bool = False,
    ):
        self.terms = terms
        #: Whether it is retold in the past, where "would" stands for "will": "said that it would send doctors".
        self.retold = retold
        self.tokens = [token for token in tokens if not token.is_space]
        self.inside = frozenset(token.i for token in self.tokens)
        self.is_own, self.is_agent = is_own, acts
        self.root = root(self.tokens, self.inside)

    def child(self, token: "Token", *relations: str) -> "Token | None":
        """Return the first child inside the content that stands in one of the relations, the first relation first."""
        found = [child for child in token.children if child.dep_ in relations and child.i in self.inside]
        return min(found, key=lambda child: (relations.index(child.dep_), child.i)) if found else None

    def on(self, token: "Token") -> "Token | None":
        """Return what a verb, noun or adjective of taking a stand takes it on."""
        clause = self.child(token, "ccomp", "xcomp", "acl")
        thing = self.child(token, "dobj")
        if clause is not None and clause.i > token.i:
            return clause
        prep = [
            child
            for child in token.children
            if child.dep_ in ("prep", "dative") and child.i in self.inside and child.i > token.i
        ]
        if prep and (thing is None or self.is_agent(thing)):
            return self.child(prep[0], "pobj", "pcomp") or thing
        return thing

    def modal(self, verb: "Token") -> str:
        """Return the modal verb of a clause in lower case, or nothing."""
        found = next((child.lower_ for child in verb.children if child.dep_ == "aux" and child.tag_ == "MD"), "")
        if not found and verb.dep_ == "xcomp" and verb.head.lower_ == "going":
            return "will"
        if not found and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not self.child(verb, *SUBJECTS):
            return ""
        return {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would"}.get(found, found)

    def is_past(self, verb: "Token") -> bool:
        """Tell whether a clause tells what was or has been done, and not what would be or can be."""
        group = [verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass"))]
        done = any(one.tag_ == "VBD" or (one.lemma_ == "have" and one.dep_ == "aux") for one in group)
        return done and not any(one.tag_ == "MD" for one in group)

    def is_to_come(self, verb: "Token", modal: str) -> bool:
        """Tell whether a clause says what will be done, and not what would be done if things were otherwise."""
        if modal != "would":
            return modal in FUTURE
        done = any(child.dep_ == "aux" and child.lower_ in ("have", "'ve", "’ve") for child in verb.children)
        return self.retold and not done

    def negated(self, verb: "Token") -> bool:
        """Tell whether the verb group of a clause is negated, or its subject or object is nobody or nothing."""
        for child in verb.children:
            if child.i not in self.inside and child.dep_ != "neg":
                continue
            if child.dep_ == "neg" or (
                child.lower_ in NEGATIVE and child.dep_ in ("advmod", "cc", "preconj", "det", "neg")
            ):
                return True
            if child.dep_ == "advmod" and child.lower_ == "longer" and any(t.lower_ == "no" for t in child.children):
                return True
            if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and self.negative_noun(child):
                return True
        return False

    def negative_noun(self, noun: "Token") -> bool:
        """Tell whether a noun phrase is negative: nobody, no ship, none of them."""
        return noun.lower_ in NEGATIVE or any(
            child.dep_ in ("det", "neg", "preconj") and child.lower_ in ("no", "neither", "not")
            for child in noun.children
        )

    def is_blamed(self, verb: "Token", subject: "Token | None") -> bool:
        """Tell whether somebody other than the speaker is said to do it."""
        if self.child(verb, "agent") is not None:
            return True
        return subject is not None and not self.is_own(subject) and self.is_agent(subject)

    def terms_stated(self, verb: "Token") -> bool:
        """Tell whether terms stand in the clause itself: an if-clause, "only after", "without"."""
        if self.terms:
            return True
        for child in verb.children:
            if child.i not in self.inside:
                continue
            if child.dep_ == "advcl" and any(
                t.lower_ in ("if", "unless", "once", "until", "provided", "before") for t in child.lefts
            ):
                return True
            if child.dep_ == "prep" and child.lower_ in ("without", "unless", "until"):
                return True
        return False

    def starts_bidding(self, verb: "Token", subject: "Token | None") -> bool:
        """Tell whether a verb bids: "stop the raids", "do not touch it"."""
        if subject is not None or verb.tag_ not in ("VB", "VBP") or verb.lower_ == "let":
            return False
        first = next((token for token in self.tokens if token.is_alpha or token.lower_ in ("n't",)), verb)
        opens = first.i == verb.i or (
            first.lower_ in ("do", "please", "never", "always", "and", "but", "so") and first.head.i == verb.i
        )
        return (
            opens and first.is_sent_start is not False and verb.dep_ == "ROOT" and verb.lemma_ not in ("thank", "see")
        )

    def time_has_come(self, verb: "Token", subject: "Token | None") -> "Token | None":
        """Return what it is time for: "the time has come (for the parties) to talk"."""
        if verb.lemma_ != "come" or subject is None or subject.lemma_.lower() not in ("time", "moment", "hour"):
            return None
        deed = self.child(subject, "relcl", "acl") or self.child(verb, "xcomp", "ccomp", "advcl")
        return deed if deed is not None and self.is_infinitive(deed) else None

    def is_formal(self, subject: "Token | None") -> bool:
        """Tell whether a subject stands for nothing: "it is clear that"."""
        return subject is not None and subject.lower_ in ("it", "this", "that", "there")

    def is_infinitive(self, verb: "Token") -> bool:
        """Tell whether a verb has "to" before it."""
        return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children) or any(
            child.lower_ == "to" for child in verb.lefts
        )

    def is_only(self, verb: "Token") -> bool:
        """Tell whether a verb says that something only does that."""
        return any(child.dep_ == "advmod" and child.lower_ in ("only", "merely") for child in verb.children)

    def is_too(self, said: "Token") -> bool:
        """Tell whether a judgement says "too"."""
        return any(child.dep_ == "advmod" and child.lower_ == "too" for child in said.children)

    def is_of(self, said: "Token", name: str) -> bool:
        """Tell whether a word or its adjective is in one of the helping lists."""
        return spelled(said.lemma_) in helper("adjectives", name) or any(
            spelled(child.lemma_) in helper("adjectives", name) for child in said.children if child.dep_ == "amod"
        )

    def is_passive(self, verb: "Token") -> bool:
        """Tell whether a verb is in the passive."""
        return any(child.dep_ in ("auxpass", "nsubjpass", "csubjpass") for child in verb.children)

    def clause_tokens(self, verb: "Token") -> list["Token"]:
        """Return the tokens of a clause without its subordinate ones."""
        kept, waiting = [verb], [verb]
        while waiting:
            for child in waiting.pop().children:
                if child.i in self.inside and not (
                    child.dep_ in ("relcl", "advcl", "ccomp", "parataxis", "csubj")
                    or (child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"))
                ):
                    kept.append(child)
                    waiting.append(child)
        return sorted(kept, key=lambda token: token.i)

    def main_words(self) -> str:
        """Return the words of the main clause."""
        return " ".join(token.text for token in self.clause_tokens(self.root)) if self.root is not None else ""

    def is_denied(self, verb: "Token", subject: "Token | None") -> bool:
        """Tell whether a clause denies by its subject: "no soldiers will be sent"."""
        return (
            subject is not None
            and subject.lower_ not in ("it", "that", "this")
            and self.negative_noun(subject)
            and bool(self.modal(verb))
        )


def root(tokens: Iterable["Token"], inside: frozenset[int]) -> "Token | None":
    """Return the head of a content: its first clause, else its first phrase."""
    roots = [
        token
        for token in tokens
        if (token.head.i == token.i or token.head.i not in inside) and any(map(str.isalnum, token.text))
    ]
    able = [
        token
        for token in roots
        if token.dep_ not in ("aux", "auxpass", "mark", "cc", "advmod", "neg", "punct", "intj", "det")
    ]
    heads = [token for token in able if token.dep_ != "prep"] or [
        child for token in able for child in token.children if child.dep_ in ("pobj", "pcomp") and child.i in inside
    ]
    clauses = [
        token
        for token in heads
        if token.pos_ in ("VERB", "AUX")
        or any(child.dep_ in SUBJECTS and child.i in inside for child in token.children)
    ]
    head = next(iter(clauses or heads or roots), None)
    # "They say that A, and we accept B": what the speaker does himself stands before what he reports.
    return head
