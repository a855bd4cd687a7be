"""What a matter is called: the best phrase of two to five words among what its claims are about."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from readout.annotator.what import phrases
from readout.annotator.what.pointing import Topic

if TYPE_CHECKING:
    from readout.parser import Token

MOST_WORDS = 5
_VOWELS = "aeiou"


def name(topics: Sequence[Topic], taken: set[str]) -> str | None:
    """Return the name of the matter of these topics that no other matter of the text has, or None."""
    counts = Counter(
        stem
        for topic in topics
        for stem in {phrases.stem(token.lemma_) for token in topic.tokens if token.pos_ in ("NOUN", "VERB", "PROPN")}
    )
    best: tuple[tuple[float, int, int], str] | None = None
    for number, topic in enumerate(topics):
        short = _short(topic) if topic.head.pos_ != "PRON" else ""
        if not short or short in taken:
            continue
        shared = sum(counts[phrases.stem(token.lemma_)] for token in topic.tokens if token.i == topic.head.i)
        length = len(short.split())
        worth = min(3, shared) + 2.0 * (topic.head.pos_ == "NOUN") + 1.0 * (2 <= length <= MOST_WORDS)
        rank = (worth, min(length, 4), -number)
        if best is None or rank > best[0]:
            best = rank, short
    return best[1] if best else None


def _short(topic: Topic) -> str:
    """Return a topic in two to five words: "ban on drift nets" of "any ban on drift nets in the bay"."""
    head = topic.head
    inside = frozenset(token.i for token in topic.tokens)
    if head.pos_ not in ("VERB", "AUX"):
        return _noun(head, inside)
    thing = next(
        (child for child in head.children if child.dep_ in ("dobj", "nsubjpass", "attr") and child.i in inside), None
    )
    doer = next((child for child in head.children if child.dep_ == "nsubj" and child.i in inside), None)
    if head.lemma_ in ("be", "have"):
        owner = (thing or doer) if head.lemma_ == "have" else (doer or thing)
        return _noun(owner, inside) if owner is not None else _words(topic.tokens)
    particle = next((f" {child.lower_}" for child in head.children if child.dep_ == "prt" and child.i in inside), "")
    doing = gerund(head.lemma_.lower()) + particle
    if thing is not None:
        return f"{doing} {_words(_modified(thing, inside, keep_article=True)[-4:])}"
    if doer is not None and doer.pos_ != "PRON":
        return f"{doing} of {_words(_modified(doer, inside, keep_article=True)[-3:])}"
    return f"{doing}{_attached(head, inside, MOST_WORDS - 1)}"


def _noun(head: "Token", inside: frozenset[int]) -> str:
    own = _modified(head, inside)[-MOST_WORDS:]
    whole = _words(own) + _attached(head, inside, MOST_WORDS - len(own))
    the = next((child for child in head.lefts if child.lower_ == "the" and child.i in inside), None)
    return f"the {whole}" if the is not None and " " not in whole else whole


def _modified(head: "Token", inside: frozenset[int], keep_article: bool = False) -> list["Token"]:
    """Return a noun with what stands before it, its determiner left out unless it is "the"."""
    kept = []
    for token in head.doc[head.left_edge.i : head.i + 1]:
        if token.i not in inside or (token.is_punct and token.text not in "-–") or token.is_quote:
            continue
        weak = (
            token.dep_ in ("det", "predet")
            or (token.pos_ == "PRON" and token.i != head.i)
            or token.lower_ in ("such", "other")
        )
        if not weak or (
            keep_article and token.dep_ == "det" and token.lower_ not in ("this", "that", "these", "those", "such")
        ):
            kept.append(token)
    return kept or [head]


def _attached(head: "Token", inside: frozenset[int], room: int) -> str:
    """Return the first phrase with a preposition that a noun or verb has, cut to the room there is."""
    for prep in head.children:
        if prep.dep_ != "prep" or prep.i < head.i or prep.i not in inside:
            continue
        thing = next((child for child in prep.children if child.dep_ == "pobj" and child.i in inside), None)
        if thing is None or thing.pos_ == "PRON":
            continue
        words = _modified(thing, inside, keep_article=True)
        joined = [other for other in thing.conjuncts if other.i > thing.i and other.i in inside]
        if joined and prep.lower_ in ("between", "among", "by", "of"):
            # Half of "between A and B" names something else.
            words = [token for token in thing.doc[words[0].i : joined[-1].i + 1] if token.i in inside]
        words = words if len(words) < room else [word for word in words if word.dep_ != "det"]
        if len(words) < room:
            return f" {prep.lower_} {_words(words)}"
    deed = next(
        (child for child in head.children if child.dep_ == "acl" and child.i in inside and child.i > head.i), None
    )
    if deed is not None:
        words = [token for token in deed.subtree if token.i in inside and token.i <= deed.i + room - 1]
        return f" {_words(words)}" if words and len(words) <= room and deed.right_edge.i <= words[-1].i else ""
    return ""


def _words(tokens: Sequence["Token"]) -> str:
    """Return words with their spaces, names in capitals and all else small."""
    parts = [
        (token.lower_ if token.is_sent_start and token.pos_ != "PROPN" else token.text) + (token.whitespace_ and " ")
        for token in tokens
        if not token.is_quote
    ]
    return "".join(parts).strip()


def gerund(verb: str) -> str:
    """Return the form in -ing of a verb: close, closing; cut, cutting; die, dying."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    vowels = sum(letter in _VOWELS for letter in verb)
    if vowels == 1 and len(verb) > 2 and verb[-1] not in "wxy" + _VOWELS and verb[-2] in _VOWELS:
        return verb + verb[-1] + "ing"
    return verb + "ing"
