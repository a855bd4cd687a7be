"""Targets: what a claim is for or against, read from the parse of its content.

The content is followed from its head: a verb of taking a stand leads on to what the stand is taken on ("will not
accept any ruling"), a judgement to its subject ("the closure is lawful"), a demand or a promise to what is to be done,
an accusation or a denial to what is said to be so, a warning with "if" to what is not to happen. What only points back
gives way to what it points to.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from readout.annotator.claim_table import Claim, Span
from readout.annotator.what import constructions, content_head, phrases, pointing
from readout.annotator.what.idioms import is_needed
from readout.annotator.what.leads import SUBJECTS, Leads
from readout.annotator.what.phrases import words
from readout.annotator.what.places import Marks
from readout.annotator.what.pointing import Topic
from readout.annotator.what.target_phrases import DEEPEST, TargetPhrases
from readout.annotator.who.resolve import Cast

if TYPE_CHECKING:
    from readout.parser import Document, Token


class Targets(TargetPhrases):
    """Finds what the claims of one text are about, in the order of the text."""

    def __init__(self, document: "Document", cast: Cast, marks: Mapping[str, Marks]):
        super().__init__(document, cast)
        self._marks = marks
        #: Whether the cue says that the content is wrong, not so, hoped or feared: then all of it is the target.
        self._all_of_it = False
        self._demanded = self._warned = False

    def tokens(self, claim: Claim) -> list["Token"]:
        """Return the tokens of a claim's content."""
        return [token for span in claim.content for token in self._places.tokens(span) if not token.is_space]

    def stays_open(self, claim: Claim) -> bool:
        """Tell whether a claim names what it does not refuse: "did not rule out a visit", "we do not oppose it"."""
        cue = self._places.tokens(claim.cue) if claim.cue else []
        heads = [token for token in self.tokens(claim) if token.dep_ in ("ROOT", "ccomp")]
        return any(
            token.lemma_.lower() in words("refusing")
            and (_negated(token) or any(child.lower_ in ("nothing", "nor", "never") for child in token.children))
            for token in [*cue, *heads]
        ) or (
            claim.stance == "neutral"
            and claim.act == "concedes"
            and any(map(_not_against, [*heads, *(one for head in heads for one in head.conjuncts)]))
        )

    def read(self, claim: Claim) -> Topic | None:
        """Return what a claim is about, its pointing words resolved, and remember it for those after it."""
        topic = self._read(claim)
        if topic is None and claim.stance != "neutral" and claim.voice != "outlet":
            topic = self.pointing.last()
        if topic is not None:
            self.pointing.remember(topic, claim.act == "demands")
        return topic

    def _read(self, claim: Claim) -> Topic | None:
        tokens = self.tokens(claim)
        tokens = [token for token in tokens if token.doc is tokens[0].doc]
        self.agents.claim = claim
        cue = self._places.tokens(claim.cue) if claim.cue else []
        self._all_of_it = any(token.lemma_.lower() in words("events") for token in cue)
        self._demanded, self._warned = claim.act == "demands", claim.act == "warns"
        self._leads = Leads(frozenset(token.i for token in tokens), self.agents)
        if tokens and tokens[0].lower_ == "without":
            missed = self._leads.child(tokens[0], "pobj", "pcomp")
            return self._follow(missed, 0) if missed is not None else None
        head = content_head.find(tokens, self._leads)
        self._urged = head.urged if head else None
        self.pointing.speaker = claim.source
        self.pointing.barred = claim.condition
        opening = self._places.body[claim.condition[0] : claim.condition[1]].lower() if claim.condition else ""
        self.pointing.otherwise = opening.startswith(("otherwise", "if not", "failing", "or else"))
        decided = self._marks.get(claim.claim_id, Marks()).clause
        if decided is not None:
            return self._follow(self._places.tokens((decided, decided + 1))[0], 2)
        return self._follow(head.token, 0) if head else None

    def answering(self, claim: Claim, question: Span | None, answered: Claim | None) -> Topic | None:
        """Return what a short answer is about: what was asked, else what somebody else said, else the last topic."""
        topic = self._asked(question) if question is not None else None
        if topic is None and answered is not None:
            self._leads = Leads(frozenset(token.i for token in self.tokens(answered)), self.agents)
            head = content_head.find(self.tokens(answered), self._leads)
            if head is not None and head.token.pos_ in ("VERB", "AUX"):
                topic = self._whole(head.token)
        topic = topic or self.pointing.last()
        if topic is not None:
            self.pointing.remember(topic)
        return topic

    def _asked(self, question: Span) -> Topic | None:
        """Return what a question asks about."""
        tokens = [token for token in self._places.tokens(question) if not token.is_space]
        tokens = [token for token in tokens if token.doc is tokens[0].doc]
        self._leads = Leads(frozenset(token.i for token in tokens), self.agents)
        self._all_of_it = self._demanded = self._warned = False
        self._urged = None
        head = content_head.find(tokens, self._leads)
        topic = self._follow(head.token, 0) if head else None
        return topic if topic is not None and (len(topic.tokens) > 1 or topic.head.pos_ in ("NOUN", "PROPN")) else None

    # Following

    def _follow(self, token: "Token", depth: int) -> Topic | None:
        if depth > DEEPEST:
            return None
        subject = self._leads.child(token, *SUBJECTS)
        if token.pos_ in ("VERB", "AUX") or subject is not None:
            return self._clause(token, subject, depth)
        on = self._leads.of_noun(token)
        return self._follow(on, depth + 1) if on is not None else self._thing(token)

    def _clause(self, verb: "Token", subject: "Token | None", depth: int) -> Topic | None:
        main = content_head.main_clause(verb, subject, self._leads, self.agents) if depth < 2 else verb
        if main is not verb:
            return self._follow(main, depth + 2)
        feared = self._feared(verb)
        if feared is not None:
            bare = feared.lemma_ == "be" and self._leads.child(feared, "attr", "acomp", "prep", "advmod") is None
            named = self._leads.child(feared, *SUBJECTS) if bare else None
            return self._thing(named) if named is not None else self._whole(feared)
        minded = self._leads.of_mind(verb)
        if minded is not None and (subject is None or verb.lemma_ != "be" or self._leads.child(verb, "expl") is None):
            return self._follow(minded, depth + 1)
        if verb.lemma_ == "be" or verb.pos_ not in ("VERB", "AUX"):
            return self._judgement(verb, subject, depth)
        due = self._time_for(verb, subject)
        if due is not None:
            return self._follow(due, depth + 1)
        deed = self._deed_ahead(verb) if subject is None else None
        if deed is not None:
            return self._follow(deed, depth + 1)
        agent = subject is None or self.agents.acts(subject, verb)
        if not agent and subject is not None and subject.dep_ == "nsubjpass" and is_needed(verb):
            return self._thing(subject)
        on = self._taken_on(verb, agent)
        if on is not None:
            if verb.lemma_.lower() in words("siding") and self.agents.acts(on):
                return self.pointing.last()
            self._all_of_it = self._all_of_it or verb.lemma_.lower() in words("events")
            return self._follow(on, depth + 1)
        if agent:
            return self._done(verb, subject)
        assert subject is not None
        if subject.dep_ in ("csubj", "csubjpass"):
            who = next((part for part in subject.children if part.tag_ in ("WP", "WDT") and part.i < subject.i), None)
            if who is not None:
                return self._done(verb, None) if who.lower_.startswith("who") else self._whole(verb)
            return self._follow(subject, depth + 1)
        bare = subject.left_edge.i == subject.right_edge.i and subject.pos_ == "NOUN"
        to_be_done = (self._demanded or bare) and subject.dep_ == "nsubjpass" and not _negated(verb)
        is_named = subject.pos_ == "NOUN" if self._all_of_it else pointing.kind([subject], subject) is None
        if (self._all_of_it or to_be_done) and is_named:
            return self._whole(verb)
        return self._thing(subject)

    def _deed_ahead(self, verb: "Token") -> "Token | None":
        """Return the infinitive that is a verb's subject, though parsed as a purpose: "to do A harms B"."""
        if verb.tag_ not in ("VBD", "VBZ") and not any(child.tag_ == "MD" for child in verb.children):
            return None
        deed = self._leads.child(verb, "advcl")
        if deed is None or deed.i > verb.i or not any(child.lower_ == "to" for child in deed.lefts):
            return None
        comma = any(one.text == "," for one in verb.doc[deed.left_edge.i : verb.i])
        return None if comma or any(child.dep_ == "mark" for child in deed.lefts) else deed

    def _time_for(self, verb: "Token", subject: "Token | None") -> "Token | None":
        """Return what it is time for: "the time has come to talk"."""
        if verb.lemma_ != "come" or subject is None or subject.lemma_.lower() not in ("time", "moment", "hour"):
            return None
        return self._leads.child(subject, "relcl", "acl") or self._leads.child(verb, "xcomp", "ccomp", "advcl")

    def _taken_on(self, verb: "Token", agent: bool) -> "Token | None":
        """Return what a stand is taken on by this verb, or None where it only tells what somebody does."""
        lemma = verb.lemma_.lower()
        negated = _negated(verb)
        led = negated and (lemma in words("bearing") or (agent and constructions.verb_name(verb) in words("endings")))
        if not led and not (lemma in phrases.taking_a_stand("verbs") and (agent or lemma in words("wanting"))):
            return None
        on = self._leads.of_stand(verb)
        if on is not None and lemma in words("light") and on.dep_ in ("dobj", "pobj"):
            return on if on.lemma_.lower() in phrases.taking_a_stand("nouns") else None
        if on is not None and on.dep_ == "dobj" and self.agents.acts(on) and self._leads.of_noun(on) is None:
            return on if lemma in words("siding") else None
        return on

    def _judgement(self, verb: "Token", subject: "Token | None", depth: int) -> Topic | None:
        """Return what is judged: "A is illegal"; "it is vital to do A"; "there are no A"; "what I refuse is A"."""
        child = self._leads.child
        said = child(verb, "attr", "acomp", "oprd", "prep", "xcomp", "ccomp")
        dummy = child(verb, "expl") or (subject if subject is not None and subject.lower_ in ("it", "what") else None)
        deed = child(verb, "ccomp", "xcomp", "csubj", "advcl") or (
            child(said, "acl", "relcl", "xcomp", "ccomp") if said else None
        )
        if deed is not None and (deed is said or deed.i < verb.i or phrases.opens_terms(deed)):
            deed = None
        pointing_back = subject is not None and subject.lower_ in ("this", "that", "which")
        if deed is not None and pointing_back and any(one.lower_ in ("why", "because") for one in deed.lefts):
            return self._follow(deed, depth + 1)  # "That is why we support it."
        if dummy is not None and dummy.lower_ != "there" and deed is not None and deed.pos_ in ("VERB", "AUX"):
            return self._follow(deed, depth + 1)
        if subject is None or (dummy is not None and dummy.dep_ == "expl"):
            if said is None or said.pos_ not in phrases.NOMINAL:
                return self._whole(verb)
            there_are = subject is None and dummy is not None and dummy.lower_ == "there"
            who = self._leads.child(said, "relcl") if there_are and self.agents.acts(said) else None
            who = who or (self._leads.of_noun(said) if said.lemma_.lower() in words("stand_nouns") else None)
            return self._follow(who, depth + 1) if who is not None else self._thing(said)
        if (
            said is not None
            and _negated(verb)
            and said.dep_ == "attr"
            and said.pos_ == "NOUN"
            and any(one.dep_ == "poss" and one.lower_ in ("our", "my") for one in subject.children)
            and constructions.of_noun(said) is None
        ):
            return self._thing(said)
        if said is not None and said.dep_ == "xcomp" and said.pos_ in ("VERB", "AUX") and subject.dep_ == "nsubj":
            return self._follow(said, depth + 1)  # "Part of our duty is to protect them."
        if subject.dep_ in ("csubj", "csubjpass"):
            asks = any(part.tag_ in ("WP", "WDT") for part in subject.children)
            return self._follow(said if asks and said is not None else subject, depth + 1)
        judged = self.agents.is_body(subject) and said is not None and said.dep_ == "attr"
        return self._whole(verb) if self.agents.acts(subject, verb) and not judged else self._thing(subject)

    def _feared(self, verb: "Token") -> "Token | None":
        """Return the clause with "if" of a warning."""
        if not self._warned and verb.lemma_ != "warn":
            return None
        for clause in verb.sent:
            marked = any(child.dep_ == "mark" and child.lower_ == "if" for child in clause.children)
            if marked and clause.dep_ == "advcl" and clause.i in self._leads.inside:
                return clause
        return None


def _not_against(verb: "Token") -> bool:
    """Tell whether a clause says that somebody is not against something: "have no quarrel with", "not opposed to"."""
    negated = _negated(verb)
    for child in verb.children:
        denied = negated or any(one.lower_ == "no" and one.dep_ == "det" for one in child.children)
        if denied and child.lemma_.lower() in words("not_against"):
            return True
    return False


def _negated(verb: "Token") -> bool:
    return any(child.dep_ == "neg" for child in verb.children)
