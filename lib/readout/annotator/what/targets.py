"""Targets: what a claim is for or against, read from the parse of its content.

The content is followed from its head: a verb of taking a stand leads on to what the stand is taken on ("will not
accept any ruling"), a judgement to its subject ("the closure is lawful"), a demand or a promise to what is to be done,
an accusation or a denial to what is said to be so, a warning with "if" to what is not to happen. What only points back
gives way to what it points to.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readout.annotator.attribution import can_speak
from readout.annotator.claim_table import Claim
from readout.annotator.what import phrases, pointing
from readout.annotator.what.phrases import words
from readout.annotator.what.places import Places
from readout.annotator.what.pointing import Pointing, Topic
from readout.annotator.who.resolve import Cast

if TYPE_CHECKING:
    from readout.parser import Document, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_PERSONS = frozenset({"i", "we", "you", "he", "she", "who", "us", "me", "him", "her"})
_DEEPEST = 6


def _minds() -> frozenset[str]:
    return words("minded") | words("stand_nouns")


class Targets:
    """Finds what the claims of one text are about, in the order of the text."""

    def __init__(self, document: "Document", cast: Cast):
        self._places = Places(document)
        self._cast = cast
        self.pointing = Pointing(self._places, self.is_agent)
        self._claim: Claim | None = None
        self._inside: frozenset[int] = frozenset()
        #: Whether the cue says that the content is wrong or not so.
        self._said_so = False
        #: Who is urged to do what the content says, where the parser hangs both on the cue.
        self._urged: Token | None = None

    def text(self, topic: Topic) -> str:
        """Return the words of what a claim is about."""
        return self._places.body[topic.span[0] : topic.span[1]]

    def tokens(self, claim: Claim) -> list["Token"]:
        """Return the tokens of a claim's content."""
        return [token for span in claim.content for token in self._places.tokens(span)]

    def stays_open(self, claim: Claim) -> bool:
        """Tell whether a claim names what it does not refuse: "did not rule out a visit", "we do not oppose it"."""
        start = claim.content[0][0]
        tokens = self._places.tokens(claim.cue or (start, start))
        tokens = [
            *tokens,
            *(token for token in self._places.tokens(claim.content[0]) if token.dep_ in ("ROOT", "ccomp")),
        ]
        for token in tokens:
            if token.lemma_.lower() in words("refusing") and (
                self._negated(token) or any(child.lower_ in ("nothing", "nor", "never") for child in token.children)
            ):
                return True
        return False

    def read(self, claim: Claim) -> Topic | None:
        """Return what a claim is about, its pointing words resolved, and remember it for those after it."""
        topic = self._read(claim)
        if topic is not None:
            self.pointing.remember(topic)
        return topic

    def _read(self, claim: Claim) -> Topic | None:
        tokens = [token for span in claim.content for token in self._places.tokens(span)]
        tokens = [token for token in tokens if not token.is_space]
        if not tokens:
            return None
        self._claim = claim
        self._said_so = bool(claim.cue) and any(
            token.lemma_.lower() in words("events") for token in self._places.tokens(claim.cue or (0, 0))
        )
        first = tokens[0].doc
        tokens = [token for token in tokens if token.doc is first]
        self._inside = frozenset(token.i for token in tokens)
        root = self._root(tokens)
        if tokens[0].lower_ == "without":
            missed = self._child(tokens[0], "pobj", "pcomp")
            return self._follow(missed, 0) if missed is not None else None
        return self._follow(self._first_clause(root), 0) if root is not None else None

    def _first_clause(self, root: "Token") -> "Token":
        """Return the first of clauses that stand side by side, which the parser hangs on the last."""
        for child in root.children:
            apart = child.i < root.i and child.dep_ in ("ccomp", "parataxis") and child.i in self._inside
            if apart and self._child(child, *_SUBJECTS) is not None and self._child(root, *_SUBJECTS) is not None:
                return child
        return root

    def _root(self, tokens: Sequence["Token"]) -> "Token | None":
        """Return the head of a content: its first clause, else its first noun phrase."""
        self._urged = None
        roots = [token for token in tokens if token.head.i == token.i or token.head.i not in self._inside]
        roots = [
            token
            for token in roots
            if any(map(str.isalnum, token.text))
            and token.dep_ not in ("aux", "mark", "cc", "advmod", "neg", "prep", "punct")
        ] or [
            child
            for token in roots
            for child in token.children
            if child.dep_ in ("pobj", "pcomp") and child.i in self._inside
        ]
        clauses = [
            token
            for token in roots
            if token.pos_ in ("VERB", "AUX") or any(child.dep_ in _SUBJECTS for child in token.children)
        ]
        nominal = [token for token in roots if token.pos_ in phrases.NOMINAL and token not in clauses]
        if (
            nominal
            and clauses
            and nominal[0].i < clauses[0].i
            and nominal[0].dep_ == "dobj"
            and not any(child.dep_ in _SUBJECTS for child in clauses[0].children)
        ):
            self._urged = nominal[0]
            return clauses[0]
        return next(iter(clauses or nominal or roots), None)

    # Following

    def _follow(self, token: "Token", depth: int) -> Topic | None:
        if depth > _DEEPEST:
            return None
        subject = self._child(token, *_SUBJECTS)
        if token.pos_ in ("VERB", "AUX") or subject is not None:
            return self._clause(token, subject, depth)
        return self._noun(token, depth)

    def _noun(self, head: "Token", depth: int) -> Topic | None:
        """Return a noun phrase, or what it is a stand on: "concern at the flights", "readiness to sign"."""
        on = self._stood_on(head)
        if on is not None:
            return self._follow(on, depth + 1)
        tokens = phrases.noun_phrase(head, self._inside)
        return self._named(tokens, head)

    def _stood_on(self, head: "Token") -> "Token | None":
        """Return what a noun at the head of a content leads on to: a stand to its matter, a person to the deed."""
        if head.lemma_.lower() in words("stand_nouns"):
            on = self._led_to(head)
            beside = self._led_by(head.head) if on is None and head.dep_ == "dobj" else None
            return on if on is not None else beside
        if head.pos_ == "PRON" or not self.is_agent(head):
            return None
        deed = self._child(head, "relcl")
        if deed is not None:
            return deed
        praised = next((child for child in head.children if child.dep_ == "prep" and child.lower_ == "for"), None)
        return self._child(praised, "pobj", "pcomp") if praised is not None and praised.i in self._inside else None

    def _named(self, tokens: Sequence["Token"], head: "Token") -> Topic | None:
        tokens = [
            token for token in tokens if not (token.dep_ == "det" and token.lower_ == "no" and token.i == tokens[0].i)
        ]
        how = pointing.kind(tokens, head)
        if how is not None:
            found = self.pointing.antecedent(head, how)
            if found is not None or head.pos_ == "PRON":
                return found
        return Topic(self._places.span(tokens), tuple(tokens), head) if tokens else None

    def _clause(self, verb: "Token", subject: "Token | None", depth: int) -> Topic | None:
        assert self._claim is not None
        joined = self._own_after_report(verb, subject)
        if joined is not None and depth < 2:
            return self._follow(joined, depth + 1)
        feared = self._feared(verb)
        if feared is not None:
            return self._whole(feared)
        lemma = verb.lemma_.lower()
        if lemma == "be" or verb.pos_ not in ("VERB", "AUX"):
            return self._judgement(verb, subject, depth)
        agent = subject is None or self.is_agent(subject, verb)
        leads = lemma in words("stands") or (lemma in words("endings") and self._negated(verb))
        agent_like = agent or lemma in words("wanting") or (lemma in words("bearing") and self._negated(verb))
        on = self._led_to(verb) if (leads or lemma in words("bearing")) and agent_like else None
        if on is not None and lemma in words("siding") and on.pos_ in ("PRON", "PROPN") and self.is_agent(on):
            return self.pointing.last()
        if on is not None and not (lemma in words("light") and self._is_mere_object(on)):
            return self._follow(on, depth + 1)
        if agent:
            return self._done(verb, subject)
        assert subject is not None
        if subject.dep_ in ("csubj", "csubjpass"):
            return self._follow(subject, depth + 1)
        if self._said_so and pointing.kind([subject], subject) is None:
            return self._whole(verb)
        if self._claim.act == "demands" and subject.dep_ == "nsubjpass" and not self._negated(verb):
            return self._whole(verb)
        return self._noun_of(subject)

    def _is_mere_object(self, token: "Token") -> bool:
        return token.dep_ in ("dobj", "pobj") and token.lemma_.lower() not in words("stand_nouns")

    def _noun_of(self, subject: "Token") -> Topic | None:
        return self._named(phrases.noun_phrase(subject, self._inside), subject)

    def _judgement(self, verb: "Token", subject: "Token | None", depth: int) -> Topic | None:
        """Return what is judged: "A is illegal"; "it is vital to do A"; "there are no A"; "we are against A"."""
        said = self._child(verb, "attr", "acomp", "oprd", "prep", "xcomp", "ccomp")
        if self._child(verb, "expl") is not None and said is not None:
            clause = self._child(verb, "ccomp", "xcomp", "csubj")
            low = self._child(verb, "expl")
            if low is not None and low.lower_ == "it" and clause is not None:
                return self._follow(clause, depth + 1)
            return self._noun_of(said) if said.pos_ in phrases.NOMINAL else self._whole(verb)
        if subject is None:
            return self._noun(said, depth) if said is not None and said.pos_ in phrases.NOMINAL else self._whole(verb)
        if subject.dep_ in ("csubj", "csubjpass"):
            question = any(child.tag_ in ("WP", "WDT") for child in subject.children)
            if question and said is not None:
                return self._follow(said, depth + 1)
            return self._follow(subject, depth + 1)
        clause = self._child(verb, "ccomp", "xcomp", "advcl")
        if (
            subject.lower_ in ("it", "what")
            and clause is not None
            and not phrases.opens_terms(clause)
            and clause.i > verb.i
        ):
            return self._follow(clause, depth + 1)
        on = self._minded(verb)
        if on is not None:
            return self._follow(on, depth + 1)
        return self._whole(verb) if self.is_agent(subject, verb) else self._noun_of(subject)

    def _minded(self, verb: "Token") -> "Token | None":
        """Return what somebody is ready for, opposed to, in favour of."""
        for child in verb.children:
            if child.i not in self._inside:
                continue
            if child.dep_ in ("acomp", "attr") and {child.lower_, child.lemma_.lower()} & _minds():
                return self._led_to(child)
            if child.dep_ == "prep" and child.lower_ in ("against", "for", "behind", "in"):
                on = self._child(child, "pobj", "pcomp")
                if on is not None and on.lemma_.lower() in ("favour", "favor", "support"):
                    return self._led_to(on)
                return on if child.lower_ != "in" else None
        if verb.pos_ not in ("VERB", "AUX") and verb.lemma_.lower() in words("minded"):
            return self._led_to(verb)
        return None

    def _led_to(self, token: "Token") -> "Token | None":
        """Return what a verb, adjective or noun of taking a stand takes it on, or None."""
        clause = self._child(token, "ccomp", "xcomp")
        thing = self._child(token, "dobj")
        if clause is not None and (clause.i > token.i or thing is None):
            return clause
        on = self._led_by(token, thing)
        if on is not None:
            return on
        if thing is not None:
            return thing
        acl = (
            self._child(token, "acl", "advcl", "relcl")
            if token.pos_ in ("NOUN", "ADJ")
            else self._child(token, "advcl")
        )
        return acl if acl is not None and acl.i > token.i and not phrases.opens_terms(acl) else None

    def _led_by(self, token: "Token", thing: "Token | None" = None) -> "Token | None":
        """Return what a preposition of a verb, noun or adjective leads to, unless it has a `thing` for its object."""
        for prep in token.children:
            if prep.i not in self._inside or prep.dep_ not in ("prep", "agent", "dative"):
                continue
            on = self._child(prep, "pobj", "pcomp") if prep.lower_ in words("leads") else None
            if on is not None and not phrases.is_time(prep) and (thing is None or self.is_agent(thing)):
                return on
        return None

    def _done(self, verb: "Token", subject: "Token | None") -> Topic | None:
        """Return what somebody does or is to do: the verb with its objects, or the clause where it has none."""
        tokens = phrases.verb_phrase(verb, self._inside)
        short = sum(token.is_alpha for token in tokens) < 3
        if short and subject is not None and subject.pos_ != "PRON":
            return self._whole(verb)
        if short and subject is None and self._urged is not None and verb.head.i == self._urged.head.i:
            urged = phrases.noun_phrase(self._urged, self._inside)
            return Topic(self._places.span([*urged, *tokens]), (*urged, *tokens), verb)
        thing = self._child(verb, "dobj") or (subject if short else None)
        if len(tokens) <= 2 and thing is not None:
            how = pointing.kind([thing], thing)
            found = self.pointing.antecedent(thing, how) if how else None
            if found is not None:
                return found
        return Topic(self._places.span(tokens), tuple(tokens), verb)

    def _whole(self, verb: "Token") -> Topic:
        tokens = phrases.clause(verb, self._inside)
        if len(tokens) > phrases.LONG:
            tokens = phrases.verb_phrase(verb, self._inside)
        return Topic(self._places.span(tokens), tuple(tokens), verb)

    def _feared(self, verb: "Token") -> "Token | None":
        """Return the clause with "if" of a warning."""
        assert self._claim is not None
        if self._claim.act != "warns" and verb.lemma_ != "warn":
            return None
        for clause in verb.sent:
            marks = [child for child in clause.children if child.dep_ == "mark" and child.lower_ == "if"]
            if clause.i in self._inside and clause.dep_ == "advcl" and marks:
                return clause
        return None

    def _own_after_report(self, verb: "Token", subject: "Token | None") -> "Token | None":
        """Return the speaker's own clause that follows a report of others: "they say that A, and we accept B"."""
        if subject is None or subject.lower_ in ("i", "we"):
            return None
        if self.is_agent(subject) and verb.lemma_.lower() not in words("stands"):
            stands = [
                one
                for one in verb.conjuncts
                if one.i > verb.i and one.i in self._inside and one.lemma_.lower() in words("stands") - words("light")
            ]
            if stands and not any(child.dep_ in _SUBJECTS for child in stands[0].children):
                return stands[0]
        for joined in verb.conjuncts:
            mine = next((child for child in joined.children if child.dep_ in _SUBJECTS), None)
            if (
                joined.i in self._inside
                and joined.i > verb.i
                and mine is not None
                and mine.lower_ in ("i", "we")
                and self.is_agent(subject)
            ):
                return joined
        return None

    # Who acts

    def _child(self, token: "Token", *relations: str) -> "Token | None":
        found = [child for child in token.children if child.dep_ in relations and child.i in self._inside]
        return min(found, key=lambda child: (relations.index(child.dep_), child.i)) if found else None

    def _negated(self, verb: "Token") -> bool:
        return any(child.dep_ == "neg" for child in verb.children)

    def is_agent(self, token: "Token", verb: "Token | None" = None) -> bool:
        """Tell whether a noun phrase is a person, state or body, who acts and is no thing in dispute."""
        low = token.lower_
        if low in _PERSONS:
            return True
        if token.pos_ in ("PRON", "DET"):
            if verb is None or self._claim is None or low not in ("it", "they", "both"):
                return low in ("they", "both", "all", "nobody", "everyone", "neither", "none")
            if low == "it":
                return token.dep_ == "nsubj" and verb.lemma_ != "be" and self._it_acts(token)
            return token.dep_ == "nsubj"
        if token.pos_ == "PROPN" or (token.text[0].isupper() and not token.is_sent_start):
            return not any(child.dep_ == "det" for child in token.lefts) or self._is_known(token)
        lemma = token.lemma_.lower()
        if lemma in words("agents"):
            return True
        return can_speak.kind(token) == "person" or self._is_known(token)

    def _it_acts(self, token: "Token") -> bool:
        """Tell whether "it" is a state or body: the one that speaks, or the subject of the sentence before."""
        if self._claim is not None and self._claim.source is not None:
            return self._claim.actor_kind != "person"
        before = self._places.sentence_before(token)
        subjects = [one for one in before if one.dep_ in ("nsubj", "nsubjpass") and one.head.dep_ == "ROOT"]
        return any(self._is_known(one) for one in subjects[:1])

    def _is_known(self, token: "Token") -> bool:
        span = self._places.span([token])
        known = any(
            match.start <= span[0] and span[1] <= match.end and match.form != "adjectives"
            for match in self._cast.mentions
        )
        return known or any(start <= span[0] and span[1] <= end for start, end, _ in self._cast.people.mentions)
