"""Polarity: whether two claims that share their words affirm and deny the same thing.

Every word of a claim is affirmed or denied: a negation, "no", "without" or a verb of denying turns whatever it governs
in the parse, and two of them leave it as it was. It needs shared words: "reopen" and "leave as it is" are not seen to
be opposites. `denied_in` takes two claims that are known to tell the same thing, and asks whether more of their words
are turned than stand alike; `contradicts` takes any two claims, and asks for one predicate of one subject or object.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from readout import parser
from readout.compare.meaning import matching
from readout.compare.meaning.negation import DENYING, turned_by, turns

if TYPE_CHECKING:
    from readout.parser import Token

#: Names show whom a claim is about, not what it says of them.
_TOLD = frozenset({"VERB", "ADJ", "NOUN", "ADV"})
_PREFIXES = ("un", "in", "im", "il", "ir", "dis")
#: Verbs too common to show what a claim says; what they take says it.
_COMMON = "be have do make take get go become remain will would can could may might shall should must"
_LIGHT = frozenset(_COMMON.split())
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "pobj", "attr", "dative", "oprd")
_GOES_ON = ("xcomp", "ccomp", "acomp", "attr", "oprd", "conj", "pcomp")


class Predicate(NamedTuple):
    """What a claim says: the word for it, whether it is affirmed, and of whom and of what it says it."""

    word: str
    affirmed: bool
    subjects: frozenset[str]
    objects: frozenset[str]


class Polarity(NamedTuple):
    """A claim's words with whether each is affirmed (none that is both), its predicates, and whether it affirms.

    The main predicate comes first and decides whether the claim affirms; where there is none ("NATO" in "renounce
    NATO"), the words that mark the saying do.
    """

    words: dict[str, bool]
    predicates: tuple[Predicate, ...]
    affirms: bool


def denied_in(one: dict[str, Any], other: dict[str, Any]) -> int | None:
    """Return which of two tellings of one thing denies it, 0 or 1; None where both do or neither, as far as words tell.

    Both are rows of the claim table, of which `content_text` and `cue_text` are read.
    """
    ours, theirs = polarity_of(one).words, polarity_of(other).words
    alike, against, denied_first = _compared(ours, theirs)
    if not against or against < alike:
        return None
    return 0 if denied_first * 2 >= against else 1


def contradicts(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether one claim says of the same subject or object what the other denies of it, in the same words."""
    ours, theirs = polarity_of(one), polarity_of(other)
    alike, against, _ = _compared(ours.words, theirs.words)
    return against >= alike and any(
        counterpart == their.word and our.affirmed == (their.affirmed == turned) and _of_the_same(our, their)
        for our in ours.predicates
        for their in theirs.predicates
        for counterpart, turned in _counterparts(our.word)
    )


def agree(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two claims both affirm or both deny what they say, as far as words tell."""
    ours, theirs = polarity_of(one), polarity_of(other)
    alike, against, _ = _compared(ours.words, theirs.words)
    return ours.affirms == theirs.affirms or alike > against


def share_words(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two claims share words that show whether one denies what the other affirms."""
    alike, against, _ = _compared(polarity_of(one).words, polarity_of(other).words)
    return alike + against > 0


def polarity_of(row: dict[str, Any]) -> Polarity:
    """Return what a claim affirms and denies."""
    return _polarity(matching.plain(row["content_text"]), row.get("cue_text") or "")


def prepare(rows: Iterable[dict[str, Any]]) -> None:
    """Parse the contents of many claims at once, which is quicker than one by one."""
    contents = sorted({matching.plain(row["content_text"]) for row in rows} - _parsed.keys())
    while len(_parsed) > _MOST_KEPT:
        _parsed.pop(next(iter(_parsed)))
    _parsed.update(zip(contents, parser.parse_many(contents), strict=True))


_parsed: dict[str, parser.Document] = {}
_MOST_KEPT = 4096


def _compared(ours: dict[str, bool], theirs: dict[str, bool]) -> tuple[int, int, int]:
    """Return how many words stand alike in both, how many are turned in one, and how many of these the first denies."""
    alike = against = denied_first = 0
    for word, affirmed in ours.items():
        for counterpart, turned in _counterparts(word):
            if counterpart in theirs:
                same = affirmed == (theirs[counterpart] != turned)
                alike, against = alike + same, against + (not same)
                denied_first += not same and not affirmed
                break
    return alike, against, denied_first


def _of_the_same(one: Predicate, other: Predicate) -> bool:
    """Return whether two predicates are said of the same object or, where either has none, of the same subject."""
    if one.objects and other.objects:
        return bool(one.objects & other.objects)
    return bool(one.subjects & other.subjects) or not (one.subjects and other.subjects)


@lru_cache(maxsize=_MOST_KEPT)
def _polarity(content: str, cue: str) -> Polarity:
    turned = sum(turns(token) for block in parser.parse(cue).blocks for token in block.doc)
    seen: dict[str, set[bool]] = {}
    predicates: list[Predicate] = []
    parsed = _parsed.get(content) or parser.parse(content)
    for block in parsed.blocks:
        times = [turned] * len(block.doc)
        for token in block.doc:
            for place in turned_by(token):
                times[place] += 1
        for token in block.doc:
            if token.pos_ in _TOLD and token.lemma_.lower() not in _LIGHT | DENYING:
                seen.setdefault(_key(token), set()).add(times[token.i] % 2 == 0)
        for root in (token for token in block.doc if token.head.i == token.i):
            predicates += _predicates(root, times, frozenset())
    words = {word: signs.pop() for word, signs in seen.items() if len(signs) == 1}
    return Polarity(words, tuple(predicates), predicates[0].affirmed if predicates else turned % 2 == 0)


def _predicates(token: "Token", times: list[int], above: frozenset[str]) -> Iterator[Predicate]:
    """Yield what a word and those that carry it on say: "plans to join" says both."""
    subjects = _named(token, _SUBJECTS) or above
    if token.pos_ in _TOLD and token.lemma_.lower() not in _LIGHT | DENYING:
        yield Predicate(_key(token), times[token.i] % 2 == 0, subjects, _named(token, _OBJECTS))
    for child in token.children:
        light = token.lemma_.lower() in _LIGHT | DENYING
        if child.dep_ in _GOES_ON or (light and child.dep_ == "dobj"):
            yield from _predicates(child, times, subjects)
        elif light and child.dep_ == "prep":
            for taken in child.children:
                yield from _predicates(taken, times, subjects)


def _named(token: "Token", roles: tuple[str, ...]) -> frozenset[str]:
    """Return the words that stand in such a role to a word, directly or behind a preposition."""
    heads = [child for child in token.children if child.dep_ in roles]
    if "pobj" in roles:
        heads += [taken for child in token.children if child.dep_ == "prep" for taken in child.children]
    joined = [each for head in heads for each in (head, *head.conjuncts)]
    # A pronoun stands for something unknown, which is the same as nothing else.
    return frozenset(_key(each) if each.pos_ != "PRON" else f"pronoun {each.i}" for each in joined)


def _key(token: "Token") -> str:
    """Return by what a word is known: nouns and verbs by their stem, which joins them, others by their lemma."""
    lemma = token.lemma_.lower()
    return matching.stem(lemma) if token.pos_ in ("NOUN", "VERB", "PROPN") else lemma


def _counterparts(word: str) -> Iterator[tuple[str, bool]]:
    """Yield a word itself, then its opposites by prefix, each with whether it is turned: legal and illegal."""
    yield word, False
    for prefix in _PREFIXES:
        yield prefix + word, True
        if word.startswith(prefix) and len(word) > len(prefix) + 3:
            yield word.removeprefix(prefix), True
