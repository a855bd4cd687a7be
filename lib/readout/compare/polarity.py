"""Polarity: whether two claims that share their words affirm and deny the same thing.

Every word of a claim is affirmed or denied: a negation, "no", "without" or a verb of denying turns whatever it governs
in the parse, and two of them leave it as it was. Claims are opposed where more of the words they share are turned in
one of them than stand alike in both. It needs shared words: "reopen" and "leave as it is" are not seen to be opposites.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from readout import language
from readout.compare import matching

if TYPE_CHECKING:
    from readout.language import Token

#: Verbs, nouns, adjectives and prepositions that turn what they govern.
_DENIALS = """deny denial reject rejection refuse refusal oppose opposed opposition dismiss decline exclude forbid
prohibit prohibition ban prevent avoid refute disagree dispute contradict lack fail failure stop cease block veto
renounce abandon unwilling unable against without"""
_DENYING = frozenset(_DENIALS.split())
_DENYING_PHRASES = frozenset({"rule out", "turn down", "brush aside", "give up", "hold back"})
_NONE = frozenset({"no", "none", "nobody", "nothing", "neither", "nowhere"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor"})
#: "Not without" and "not until" say on what terms, and deny nothing.
_SAVING = frozenset({"without", "until", "unless"})
_SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
_TOLD = frozenset({"VERB", "ADJ", "NOUN", "PROPN", "AUX"})
_PREFIXES = ("un", "in", "im", "il", "ir", "dis")
#: Verbs too common to show what a claim is about.
_VERBS = "be have do make take get go will would can could may might shall should must"
_LIGHT = frozenset(_VERBS.split())

Signs = dict[str, bool]


def opposed(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether one claim (a row of the claim table) denies what the other affirms."""
    return denied_in(one, other) is not None


def denied_in(one: dict[str, Any], other: dict[str, Any]) -> int | None:
    """Return which of two opposed claims denies, 0 or 1; None where they are not opposed or it cannot be told."""
    ours, theirs = signs_of(one), signs_of(other)
    alike = against = denied_first = 0
    for word, affirmed in ours.items():
        for counterpart, turned in _counterparts(word):
            if counterpart in theirs:
                same = affirmed == (theirs[counterpart] != turned)
                alike, against = alike + same, against + (not same)
                denied_first += not same and not affirmed
                break
    if not against or against < alike:
        return None
    return 0 if denied_first * 2 >= against else 1


def signs_of(row: dict[str, Any]) -> Signs:
    """Return the stems of a claim's words, each with whether it is affirmed."""
    return _signs(matching.plain(row["content_text"]), row.get("cue_text") or "")


def prepare(rows: Iterable[dict[str, Any]]) -> None:
    """Parse the contents of many claims at once, which is quicker than one by one."""
    contents = sorted({matching.plain(row["content_text"]) for row in rows})
    for content, document in zip(contents, language.parse_many(contents), strict=True):
        _parsed[content] = document
    while len(_parsed) > 4096:
        _parsed.pop(next(iter(_parsed)))


_parsed: dict[str, language.Document] = {}


def _document(content: str) -> language.Document:
    found = _parsed.get(content)
    return found if found is not None else language.parse(content)


@lru_cache(maxsize=4096)
def _signs(content: str, cue: str) -> Signs:
    turned = _denies(cue)
    seen: dict[str, set[bool]] = {}
    for block in _document(content).blocks:
        covered: list[int] = [0] * len(block.doc)
        for token in block.doc:
            for place in _scope(token):
                covered[place] += 1
        for token in block.doc:
            if token.pos_ in _TOLD and token.lemma_.lower() not in _LIGHT | _DENYING:
                seen.setdefault(matching.stem(token.lemma_.lower()), set()).add((covered[token.i] + turned) % 2 == 0)
    return {word: signs.pop() for word, signs in seen.items() if len(signs) == 1}


def _denies(cue: str) -> int:
    """Return how many times the words that mark the saying turn what is said."""
    return sum(
        token.lower_ in _NEGATIONS or _is_denying(token) for block in language.parse(cue).blocks for token in block.doc
    )


def _is_denying(token: "Token") -> bool:
    lemma = token.lemma_.lower()
    particles = (child.lower_ for child in token.children if child.dep_ in ("prt", "advmod"))
    return lemma in _DENYING or any(f"{lemma} {particle}" in _DENYING_PHRASES for particle in particles)


def _scope(token: "Token") -> Iterator[int]:
    """Yield the places of the words that a word turns; none where it is no negation."""
    if token.lower_ in _NEGATIONS | _NONE and any(
        each.lower_ in _SAVING for each in token.doc[token.i + 1 : token.sent.end]
    ):
        return
    if token.lower_ in _NEGATIONS:
        yield from _governed(token.head, itself=True, but=token)
    elif token.lower_ in _NONE:
        noun = token.head if token.dep_ == "det" else token
        yield from (each.i for each in noun.subtree if each.i != token.i)
        verb = noun.head
        while verb.pos_ in ("ADP", "NOUN", "PRON") and verb.head.i != verb.i:
            verb = verb.head
        if verb.pos_ in ("VERB", "AUX"):
            inside = {each.i for each in noun.subtree}
            yield from (place for place in _governed(verb, itself=True, but=token) if place not in inside)
    elif _is_denying(token):
        yield from _governed(token, itself=False, but=token)


def _governed(head: "Token", *, itself: bool, but: "Token") -> Iterator[int]:
    """Yield what a word governs: all that hangs on it except its subject, side clauses and what is joined to it."""
    if itself:
        yield head.i
    for child in head.children:
        if child.i == but.i or child.dep_ in _SUBJECTS or child.dep_ in ("advcl", "parataxis", "punct", "cc"):
            continue
        if child.dep_ == "conj" and not any(each.lower_ in ("or", "nor") for each in head.children):
            continue
        yield from (each.i for each in child.subtree)


def _counterparts(word: str) -> Iterator[tuple[str, bool]]:
    """Yield a word itself, then its opposites by prefix, each with whether it is turned: legal and illegal."""
    yield word, False
    for prefix in _PREFIXES:
        yield prefix + word, True
        if word.startswith(prefix) and len(word) > len(prefix) + 3:
            yield word.removeprefix(prefix), True
