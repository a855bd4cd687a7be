"""One text, annotated: from its attributions to its claims, with actor, act, stance, issues, conditions and the rest.

Accounts: a claim for each attribution, and one in the outlet's voice for each sentence without one. Digests are read
like accounts: what they report of others is attributed, and the other sentences are in the digest's own voice. In
verbatim texts each sentence is a claim of its speaker, and what the speaker reports of others is nested in it.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from readout import codebook, parser, spans
from readout.annotator import attribution, list_form, outlets, own_voice, silence
from readout.annotator.claim_table import Claim, content_text
from readout.annotator.ledger import Ledger, covered
from readout.annotator.own_voice import Turn, Turns
from readout.annotator.sentences import Spoken, idle_sentences, sentence_rows
from readout.annotator.what import about, addressees, conditions, evaluations, issues, pointing, stance
from readout.annotator.what.evaluations import Evaluation
from readout.annotator.what.places import Places
from readout.annotator.what.sides import Sides
from readout.annotator.who import unnamed
from readout.annotator.who.resolve import Cast
from readout.annotator.who.roles import NOBODY, Actor
from readout.annotator.who.speaker_thread import HE, SHE
from readout.spans import Span
from readout.texts.layout import reading as layout_of
from readout.texts.text import Text

if TYPE_CHECKING:
    from readout.annotator.attribution import Attribution
    from readout.parser import Document


class Annotation:
    """One text, annotated: its parse, its cast and its claims."""

    def __init__(self, text: Text):
        self.text = text
        self.body = text.body
        self.layout = layout_of.read(text.body, text.metadata)
        self.document: Document = parser.parse(text.body, self.layout.pieces)
        #: The sentences that belong to nobody: furniture, and greetings and thanks.
        self._idle = idle_sentences(self.document)
        self._found = attribution.find(self.document)
        self.cast = Cast(self.document, text.metadata, [span for one in self._found for span in one.content])
        self.codebook = codebook.load()
        self._sides = Sides(Places(self.document), self.cast)
        self._ledger = Ledger(text.id, text.body, self.cast)
        kind = self.layout.kind
        turns = own_voice.turns(self.body, self.layout, self.cast, text.metadata, kind.kind == "verbatim")
        told = any(turn.told for turn in self.layout.turns)
        #: Whose words stand where: as spoken, and as retold in a summary record.
        self._turns, self._told = Turns([] if told else turns), Turns(turns if told else [])
        self.cast.spoken = [(turn.start, turn.end, turn.actor) for turn in self._turns.found]
        #: Whether the text is in the voice of its parties together.
        self._joint = bool(self._turns) and not self.layout.turns and kind.is_instrument
        self._read()

    @property
    def claims(self) -> list[Claim]:
        """Return the claims, in the order of the text."""
        return self._ledger.claims

    # Reading

    def _read(self) -> None:
        found = self._found
        order = sorted(
            range(len(found)), key=lambda number: (found[number].content[0][0], -found[number].content[-1][1])
        )
        made: dict[int, Claim] = {}
        own = self._own_claims() if self._turns else {}
        author = self.cast.speaker
        for number in order:
            if found[number].sentence in self._idle:
                continue
            turn = self._turns.at(found[number].content[0][0])
            self.cast.speaker = turn.actor if turn and self.layout.turns else author
            actor = self._actor(found, number, made)
            if turn and turn.silent and own_voice.person_of(self._words_of(found[number].source)) == "second":
                actor = turn.answers
            if turn and actor == turn.actor and self._words_of(found[number].source).lower() in HE | SHE:
                # Nobody speaks of himself as he: it is whoever was spoken of before.
                others = (one for one in reversed(self.cast.discourse.speakers()) if one.name != turn.actor.name)
                actor = next(others, NOBODY)
            told = self._told.at(found[number].content[0][0])
            if told and self._is_told_own(found[number], told):
                continue
            if told and self._is_told_by(found[number], told):
                actor = told.actor
            goes_on = found[number].continues
            if turn and goes_on is not None and goes_on in made:
                # In a speech the sentence is the speaker's own besides: the source tells whose the inner claim is.
                found[number] = replace(found[number], source=made[goes_on].source)
            elif turn and self._is_own(found[number], actor, turn):
                continue
            claim = self._claim(found[number], actor)
            if claim is not None:
                made[number] = claim
        for number, claim in made.items():
            parent = found[number].parent
            if parent is not None and parent in made:
                claim.parent = made[parent].claim_id
            elif claim.sentence in own:
                around = [one for one in own[claim.sentence] if one.content[-1][1] > claim.content[0][0]]
                claim.parent = (around or own[claim.sentence])[0].claim_id
        self.cast.speaker = author
        taken = {claim.sentence for claim in made.values()} | covered(self.document, made.values())
        self._outlet_claims(taken | self._retold_claims(taken))
        self._settle()

    def _actor(self, found: "Sequence[Attribution]", number: int, made: dict[int, Claim]) -> Actor:
        one = found[number]
        if one.voice == "hearsay":
            return NOBODY
        if one.source is not None:
            parent = made.get(one.parent) if one.parent is not None else None
            actor = self.cast.source(one.source, _actor_of(parent) if parent else None)
            return self.cast.of_whom_they_speak(actor, one.content[0]) if parent is None else actor
        goes_on = one.continues
        if goes_on is not None and goes_on in made:
            claim = made[goes_on]
            return Actor(
                claim.actor, claim.actor_kind, claim.affiliation, claim.unnamed and claim.actor_kind == "official"
            )
        return self.cast.last_source()

    def _is_own(self, one: "Attribution", actor: Actor, turn: Turn) -> bool:
        """Tell whether an attribution in a turn is the speaker's own ("we believe that"), or a question after it."""
        if one.source is None:
            return one.voice != "hearsay" or (self._joint and list_form.is_agreed(self._words_of(one.cue)))
        if self._joint and list_form.is_together(self._words_of(one.source)):
            return True
        if turn.label and one.source[0] < turn.label[1] <= one.source[1]:
            return True
        sentence = self._sentence(one.sentence)
        person = own_voice.person_of(self._words_of(one.source))
        if turn.silent and (
            own_voice.is_asked(self._text_at(sentence), one.source[0] - sentence[0])
            or (person == "second" and (self.body[sentence[1] - 1] == "?" or not turn.answers.name))
        ):
            return True
        if self.cast.is_first_person(one.source):
            return not self.cast.is_quoted(one.source[0])
        if not self.cast.is_somebody(one.source, actor) or one.cue_lemma in ("seem", "appear"):
            return True
        return actor.name is not None and actor.name in self.cast.speaks_for(turn.actor)

    def _words_of(self, span: Span | None) -> str:
        return self._text_at(span) if span else ""

    def _claim(self, one: "Attribution", actor: Actor) -> Claim | None:
        content = self.layout.without_gaps(spans.apart(one.content, len(self.body)))
        if not content or self._is_silent(content, one) or not self._ledger.is_free(content, one.source, one.cue):
            return None
        sentence = self._sentence(one.sentence)
        words = content_text(self.body, content)
        claim = self._ledger.add(content, one.source, one.cue, one.sentence, one.voice, actor, one.rule)
        around = self._around(one.cue)
        cue = self._text_at(one.cue) if one.cue else ""
        marks = [span for span in (one.cue, one.source) if span and sentence[0] <= span[0] < sentence[1]]
        claim.condition = conditions.find(self.body, content, sentence, marks=marks)
        self._sides.judge(claim, cue, one.cue_lemma, around)
        claim.addressee = addressees.addressee(self.cast, self.body, one.cue, one.cue_lemma, content, sentence)
        claim.object = addressees.aimed_at(self.cast, self.body, claim.act, one.cue, content, sentence, actor.name)
        claim.hedged = stance.hedged(around, words)
        claim.quotes = [quote for quote in one.quotes if 0 <= quote[0] < quote[1] <= len(self.body)]
        blamed = claim.act == "accuses" or claim.stance == "opposes"
        aimed = self.body[one.cue[0] : content[0][0]] if one.cue else ""
        claim.unnamed = actor.unnamed or unnamed.in_words(f"{aimed} {words}", self._text_at(sentence), blamed)
        return claim

    def _is_silent(self, content: list[Span], one: "Attribution") -> bool:
        words = content_text(self.body, content)
        if silence.is_empty(words) or silence.is_kept(self._around(one.cue), words):
            return True
        cue = self._text_at(one.cue) if one.cue else ""
        judged = one.rule in ("judgement", "passive-with-as") or words.lower().startswith("no ")
        return bool(cue) and not one.quotes and not judged and self._sides.only_names(content, cue, one.cue_lemma)

    def _own_claims(self) -> dict[int, list[Claim]]:
        """Make a claim of every sentence of a verbatim text, in list form of each part, and return them by sentence."""
        made: dict[int, list[Claim]] = {}
        parts = list_form.parts(self.document) if self._joint else []
        inside: dict[Turn, list[tuple[int, Span]]] = {}
        for number, span in enumerate(self.document.sentences):
            turn = self._turns.at(span[0])
            if turn and not turn.silent and number not in self._idle:
                inside.setdefault(turn, []).append((number, span))
        for turn, places in inside.items():
            own = {turn.actor.name, turn.actor.affiliation}
            found = evaluations.evaluate(self.body, [span for _, span in places], self.cast.mentions, own)
            for (number, span), evaluation in zip(places, found, strict=True):
                if parts:
                    made[number] = self._joint_claims(number, parts[number], turn, evaluation)
                elif not own_voice.is_question(self._text_at(span)) and not self._sides.is_label(span):
                    made[number] = [self._own_claim(number, span, turn, evaluation)]
        return made

    def _joint_claims(self, number: int, parts: list[Span], turn: Turn, evaluation: Evaluation) -> list[Claim]:
        """Make the claims of one sentence of a joint text; later parts are read with the subject of the first."""
        actor = list_form.apart(self.cast, self.body, parts[0], turn.actor)
        turn = turn._replace(actor=actor) if actor else turn
        if len(parts) > 1:
            evaluation = evaluation._replace(weight=0.0)
        subject = "We " if own_voice.person_of(self._text_at(parts[0])) == "first" else ""
        return [
            self._own_claim(number, span, turn, evaluation, subject if place else "")
            for place, span in enumerate(parts)
        ]

    def _own_claim(self, number: int, span: Span, turn: Turn, evaluation: Evaluation, subject: str = "") -> Claim:
        words = subject + self._text_at(span)
        rule = "own-evaluation" if evaluation.negative else "own-sentence"
        content = self.layout.without_gaps([span])
        claim = self._ledger.add(content, turn.label, None, number, "own", turn.actor, rule)
        claim.condition = conditions.find(self.body, [span], span)
        self._sides.judge(claim, "", None, "")
        if evaluation.negative:
            claim.object = evaluation.target
        else:
            claim.object = addressees.aimed_at(self.cast, self.body, claim.act, None, [span], span, turn.actor.name)
        claim.hedged = stance.hedged("", words)
        claim.unnamed = turn.actor.unnamed or unnamed.in_words(words, words, evaluation.negative)
        return claim

    def _is_told_by(self, one: "Attribution", turn: Turn) -> bool:
        """Tell whether a summary record retells the speaker of a turn: at its head by name, later as he or she."""
        if one.source is None or one.parent is not None:
            return False
        return one.source[0] < turn.start + 8 or self._words_of(one.source).lower() in HE | SHE

    def _is_told_own(self, one: "Attribution", turn: Turn) -> bool:
        """Tell whether a record retells in a whole sentence what the speaker says of the own country: it opposed X."""
        if one.source is None or one.parent is not None or one.rule == "clause-of-verb" or one.quotes:
            return False
        words = self._words_of(one.source).lower()
        return words.split()[0] in ("his", "her", "their", "its") or words in (
            str(turn.actor.affiliation).lower(),
            "it",
        )

    def _retold_claims(self, taken: set[int]) -> set[int]:
        """Make a claim of each sentence of a summary record that says by itself of nobody whose it is."""
        made = set()
        for number, span in enumerate(self.document.sentences):
            turn = self._told.at(span[0])
            if turn is None or turn.silent or number in taken or number in self._idle:
                continue
            content = self.layout.without_gaps([span])
            made.add(number)
            if own_voice.is_question(self._text_at(span)) or not self._ledger.is_free(content, None, None):
                continue
            claim = self._ledger.add(content, None, None, number, "indirect", turn.actor, "record-goes-on")
            claim.condition = conditions.find(self.body, content, span)
            self._sides.judge(claim, "", None, "")
            claim.hedged = stance.hedged("", self._text_at(span))
        return made

    def _outlet_claims(self, taken: set[int]) -> None:
        outlet = outlets.outlet(self.text.metadata, self.cast)
        for number, span in enumerate(self.document.sentences):
            if number in taken or number in self._idle or self._turns.at(span[0]):
                continue
            if self._ledger.is_free([span], None, None):
                claim = self._ledger.add(
                    self.layout.without_gaps([span]), None, None, number, "outlet", outlet, "outlet-sentence"
                )
                claim.hedged = stance.hedged("", self._text_at(span))
                claim.condition = conditions.find(self.body, [span], span)
                claim.unnamed = unnamed.in_words(
                    self._text_at(span), self._text_at(span), stance.polarity(self._text_at(span)) == "opposes"
                )

    # Parts

    def _text_at(self, span: Span) -> str:
        return self.body[span[0] : span[1]]

    def _sentence(self, number: int) -> Span:
        return self.document.sentences[number]

    def _around(self, cue: Span | None) -> str:
        """Return the cue with the words before it that may turn it round: "did not" before "rule out"."""
        if cue is None:
            return ""
        before = re.split(r"[,.;:]", self.body[max(0, cue[0] - 25) : cue[0]])[-1].split()[-3:]
        return " ".join([*before, self._text_at(cue)])

    # Second pass

    def _settle(self) -> None:
        """Put the claims in order, give them their issues, and let a later claim tell what an earlier one left open."""
        self.claims.sort(key=lambda claim: (claim.content[0][0], -claim.content[-1][1], claim.claim_id))
        starts = [start for start, _ in self.document.paragraphs]
        paragraphs = [bisect_right(starts, claim.content[0][0]) for claim in self.claims]
        for number in range(1, len(self.claims)):
            before, claim = self.claims[number - 1], self.claims[number]
            if (
                paragraphs[number] == paragraphs[number - 1]
                and before.actor == claim.actor
                and before.stance == "neutral"
                and claim.stance == "opposes"
                and pointing.ANAPHOR.match(claim.content_text)
            ):
                before.stance = "opposes"
        about.give(self.claims, self.document, self.cast, self._sides.marks)
        issues.code(self.claims, self.document, self.codebook)

    def sentence_rows(self) -> list[dict[str, Any]]:
        """Return a row for each sentence: its place, and the voice and actor of its widest claim."""
        spoken = []
        for number, (start, _) in enumerate(self.document.sentences):
            turn = self._turns.at(start) or self._told.at(start)
            if number in self._idle:
                spoken.append(
                    Spoken(None if number in self.document.furniture or not turn else turn.speaker, "furniture")
                )
            else:
                spoken.append(Spoken(turn.speaker, turn.role) if turn else Spoken(None, None))
        return sentence_rows(self.text.id, self.document.sentences, self.claims, spoken)


def _actor_of(claim: Claim) -> Actor:
    return Actor(claim.actor, claim.actor_kind, claim.affiliation, claim.unnamed and claim.actor_kind == "official")
