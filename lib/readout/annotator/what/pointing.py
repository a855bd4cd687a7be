"""Pointing words: what "it", "those", "such a move" and "the decision" point back to, and a claim put without them.

One place resolves them, for targets, matters, matching and the brief alike. What a word points back to is the nearest
phrase before it that fits in number and kind; things in dispute (the topics of the claims before) come first.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from readout.annotator import word_lists
from readout.annotator.claim_table import Span
from readout.annotator.what import phrases
from readout.annotator.what.places import Places

if TYPE_CHECKING:
    from readout.parser import Token

#: How far back an antecedent may stand, in sentences, and in claims for a topic.
SENTENCES, TOPICS = 3, 4
#: What speaks for an antecedent: to be in dispute, to have the pointing noun's head, to be a subject or object, to be
#: set against what was spoken of before.
IN_DISPUTE, SAME_HEAD, SUBJECT, OBJECT, CONTRAST = 1.5, 4.0, 1.0, 0.6, 2.5
_LEAST = -1.8


@dataclass(frozen=True, slots=True)
class Topic:
    """What an earlier claim was about: its place, its tokens and their head."""

    span: Span
    tokens: tuple["Token", ...]
    head: "Token"

    @property
    def many(self) -> bool:
        """Tell whether "they" rather than "it" takes it up."""
        return self.head.tag_ in ("NNS", "NNPS")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(str, word_lists.read("pointing")[name]))


def kind(tokens: Sequence["Token"], head: "Token") -> str | None:
    """Return how a noun phrase points back (`one`, `many`, `kind`, `noun`), or None where it names something itself."""
    low = head.lower_
    if head.pos_ in ("PRON", "DET", "NUM") or head.tag_ in ("DT", "PRP", "PDT"):
        if any(child.dep_ in ("prep", "relcl", "acl", "amod") and child.i > head.i for child in head.children):
            return None
        if low in _words("kind") and any(child.dep_ == "amod" for child in head.lefts):
            return None  # "the old one" is not the new one
        return next((name for name in ("one", "many", "kind") if low in _words(name)), None)
    if low in ("former", "latter", "same"):
        return "noun"
    first = next(
        (
            child
            for child in head.lefts
            if child.dep_ in ("det", "predet", "amod") and child.lower_ in _words("determiners")
        ),
        None,
    )
    own = [
        child
        for child in head.children
        if child.dep_ in ("prep", "relcl", "acl", "compound", "appos") and child in tokens
    ]
    if first is not None and not any(child.dep_ in ("relcl", "acl") for child in own):
        return "noun"
    determiner = next((child for child in head.lefts if child.dep_ == "det"), None)
    modified = any(child.dep_ in ("amod", "nummod", "poss") for child in head.lefts)
    if (
        determiner is not None
        and determiner.lower_ == "the"
        and not own
        and not modified
        and head.lemma_ in _words("bare")
    ):
        return "noun"
    return None


class Pointing:
    """Resolves pointing phrases of one text, its claims read in order."""

    def __init__(self, places: Places, is_agent: Callable[["Token"], bool]):
        self._places = places
        self._is_agent = is_agent
        self._topics: list[Topic] = []
        #: Who puts the claim forward that is being read, and is not meant by "them".
        self.speaker: Span | None = None
        #: On what terms it stands: these are not what it is about.
        self.barred: Span | None = None
        #: Whether it says what happens where a demand before it is not met.
        self.otherwise = False
        self._demands: set[Span] = set()

    def remember(self, topic: Topic, demanded: bool = False) -> None:
        """Keep what a claim is about for the pointing words after it, and whether the claim demands it."""
        self._topics.append(topic)
        if demanded:
            self._demands.add(topic.span)

    def last(self) -> Topic | None:
        """Return what the claim before is about."""
        return self._topics[-1] if self._topics else None

    def antecedent(self, head: "Token", how: str) -> Topic | None:
        """Return what a pointing phrase points back to, or None."""
        place = self._places.start(head.left_edge if how == "noun" else head)
        best: tuple[float, int] | None = None
        found = None
        for topic, score in self._candidates(head, place, how):
            if self._is_term(topic):
                continue
            ranked = (score, topic.span[0])
            if score > _LEAST and (best is None or ranked > best):
                best, found = ranked, topic
        return found

    def _is_term(self, topic: Topic) -> bool:
        """Tell whether a candidate is only a term of the claim: "without a mandate it would fail"."""
        start, end = topic.span
        if self.barred is not None and self.barred[0] <= start and end <= self.barred[1]:
            return True
        return self.otherwise and any(a <= start and end <= b for a, b in self._demands)

    def _candidates(self, head: "Token", place: int, how: str) -> list[tuple[Topic, float]]:
        document = self._places.document
        here = document.sentence_at(place)
        found = []
        recent = [topic for topic in self._topics if topic.span[1] <= place][-TOPICS:]
        for back, topic in enumerate(reversed(recent)):
            distance = min(3, here - document.sentence_at(topic.span[0]))
            found.append(
                (topic, IN_DISPUTE - 0.4 * back - 0.3 * distance + self._fit(head, topic.head, topic.many, how))
            )
        for distance in range(SENTENCES + 1):
            if here < distance:
                break
            for token in self._places.tokens(document.sentences[here - distance]):
                if token.pos_ != "NOUN" or not self._may_stand(token, how):
                    continue
                tokens = phrases.noun_phrase(token, frozenset())
                span = self._places.span(tokens)
                if span[1] > place or self._speaks(span) or kind(tokens, token):
                    continue
                fit = self._fit(head, token, token.tag_ == "NNS", how)
                found.append((Topic(span, tuple(tokens), token), fit + _role(token) - 1.0 * distance))
        if how == "noun" and head.lemma_ not in _words("shells"):
            found += self._verbs(head, place, here)
        return found

    def _may_stand(self, token: "Token", how: str) -> bool:
        if token.lemma_.lower() in phrases.words("times") or token.dep_ in ("npadvmod", "compound", "poss"):
            return False
        if _contrasts(token):
            return how == "many"
        return token.lemma_.lower() not in phrases.words("agents") if how == "many" else not self._is_agent(token)

    def _speaks(self, span: Span) -> bool:
        return self.speaker is not None and self.speaker[0] <= span[0] < self.speaker[1]

    def _verbs(self, head: "Token", place: int, here: int) -> list[tuple[Topic, float]]:
        """Return the clauses whose verb the pointing noun takes up: "both presidents meet", "such a meeting"."""
        found = []
        for distance in range(min(here, SENTENCES) + 1):
            for token in self._places.tokens(self._places.document.sentences[here - distance]):
                if token.pos_ == "VERB" and _same_stem(token.lemma_, head.lemma_):
                    tokens = phrases.clause(token, frozenset())
                    span = self._places.span(tokens)
                    if span[1] <= place:
                        found.append((Topic(span, tuple(tokens), token), SAME_HEAD - distance))
        return found

    def _fit(self, head: "Token", candidate: "Token", many: bool, how: str) -> float:
        """Return how well a candidate fits a pointing phrase in number and in its noun."""
        if how == "noun":
            if _same_stem(candidate.lemma_, head.lemma_):
                return SAME_HEAD
            such = any(child.lower_ == "such" for child in head.lefts)
            return (
                0.0 if head.lemma_.lower() in _words("shells") else -1.0 if such and candidate.pos_ != "PROPN" else -9.0
            )
        if how == "kind":
            return 0.0 if candidate.pos_ == "NOUN" else -9.0
        if how == "many" and _contrasts(candidate):
            return CONTRAST
        return 0.0 if many == (how == "many") else -2.5


def _contrasts(token: "Token") -> bool:
    """Tell whether a noun sets further things of a kind against one: "others that are discussed abroad"."""
    return token.lower_ == "others" and any(child.dep_ in ("relcl", "acl") for child in token.children)


def _role(token: "Token") -> float:
    if token.dep_ in ("nsubj", "nsubjpass"):
        return SUBJECT
    if token.dep_ in ("dobj", "attr", "ROOT"):
        return OBJECT
    return 0.0


def _same_stem(one: str, other: str) -> bool:
    """Tell whether two words have one stem: fill and filling, deploy and deployment."""
    return phrases.stem(one) == phrases.stem(other)


#: A content that begins with a word for something said before.
ANAPHOR = re.compile(
    r"^\W*(?:that\s+)?"
    r"(?:such|this|that|these|those|it|they|its|their|the (?:former|latter|same)|otherwise|in that case)\b",
    re.I,
)
_POINTS = re.compile(
    r"\b(?:(?:such|this|these|that|those)(?: an?)? [a-z]+|it|they|them|those|this|that|"
    r"the (?:decision|move|idea|step|suggestion|latter|former))\b",
    re.I,
)


def stand_alone(claim: Mapping[str, Any]) -> str:
    """Return a claim's content as it can be read alone: the pointing words give way to the target, in brackets.

    "such a move would poison relations" becomes "[the closure of the waters] would poison relations". `claim` is a row
    of the claim table; where its target stands in its own content, nothing is replaced.
    """
    return without_pointers(claim) or _plain(claim)


def without_pointers(claim: Mapping[str, Any], put: str = "[{}]") -> str | None:
    """Return a claim's content with its first pointing phrase replaced by its target, or None where it has none."""
    words, target, span = _plain(claim), claim.get("target_text"), claim.get("target")
    if not target or not span or target.lower() in words.lower():
        return None
    if any(start <= span[0] and span[1] <= end for start, end in claim.get("content") or ()):
        return None
    found = _POINTS.search(words)
    return words[: found.start()] + put.format(target) + words[found.end() :] if found else None


def _plain(claim: Mapping[str, Any]) -> str:
    return re.sub(r"^that\s+", "", str(claim["content_text"]))
