"""Scope: which words of a sentence a negation or a word of denying turns."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readout.parser import Token

_DENIALS = """deny denial reject rejection refuse refusal oppose opposed opposition dismiss decline exclude forbid
prohibit prohibition ban prevent avoid refute disagree dispute contradict lack fail failure stop cease block veto
renounce abandon unwilling unable against without"""
#: Verbs, nouns, adjectives and prepositions that turn what they govern.
DENYING = frozenset(_DENIALS.split())
_PHRASES = frozenset({"rule out", "turn down", "brush aside", "give up", "hold back"})
_NONE = frozenset({"no", "none", "nobody", "nothing", "neither", "nowhere"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor"})
_NOT_ONLY = frozenset({"only", "just", "merely", "simply"})
#: "Not without" and "not until" say on what terms, and deny nothing.
_SAVING = frozenset({"without", "until", "unless"})
_SIDE_CLAUSES = ("advcl", "parataxis", "punct", "cc")


def turns(token: "Token") -> bool:
    """Return whether a word is a negation or a word of denying."""
    lemma = token.lemma_.lower()
    if lemma == "without" and _is_negated(token.head):
        return False
    particles = (child.lower_ for child in token.children if child.dep_ in ("prt", "advmod"))
    return (
        token.lower_ in _NEGATIONS | _NONE
        or lemma in DENYING
        or any(f"{lemma} {particle}" in _PHRASES for particle in particles)
    )


def turned_by(token: "Token") -> list[int]:
    """Return the places of the words that a word turns; none where it turns nothing."""
    if not turns(token):
        return []
    if token.lower_ in _NEGATIONS or (token.lower_ in _NONE and token.dep_ in ("neg", "advmod")):
        return _negated(token)
    if token.lower_ in _NONE:
        return list(dict.fromkeys(_without_any(token)))
    return list(_governed(token, but=token))


def _negated(token: "Token") -> list[int]:
    """Return what "not", "never" or "no longer" turns."""
    head = token.head
    if head.lower_ in _NOT_ONLY or (token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in _NOT_ONLY):
        return []
    while head.pos_ == "ADV" and head.head.i != head.i:
        head = head.head
    if _is_saved(head):
        return []
    return [head.i, *_governed(head, but=token)]


def _is_saved(verb: "Token") -> bool:
    return any(
        child.lower_ in _SAVING or (child.dep_ == "advcl" and any(each.lower_ in _SAVING for each in child.children))
        for child in verb.children
    )


def _is_negated(verb: "Token") -> bool:
    return any(
        child.dep_ == "neg" or child.lower_ in _NONE or any(each.lower_ in _NONE for each in child.children)
        for child in verb.children
    )


def _without_any(token: "Token") -> Iterator[int]:
    """Yield what "no", "none" or "nobody" turns: the noun, and the verb that it stands to."""
    noun = token.head if token.dep_ == "det" else token
    inside = [each.i for each in noun.subtree if each.i != token.i]
    verb = noun.head
    while verb.pos_ in ("ADP", "NOUN", "PRON") and verb.head.i != verb.i:
        verb = verb.head
    if verb.pos_ in ("VERB", "AUX"):
        if _is_saved(verb):
            return
        yield verb.i
        yield from _governed(verb, but=token)
    yield from inside


def _governed(head: "Token", *, but: "Token") -> Iterator[int]:
    """Yield what a word governs: all that hangs on it except its subject, side clauses and what is joined to it."""
    for child in head.children:
        if child.i == but.i or child.dep_ in ("nsubj", "csubj", "expl", *_SIDE_CLAUSES):
            continue
        if child.dep_ == "conj" and not any(each.lower_ in ("or", "nor") for each in head.children):
            continue
        yield from (each.i for each in child.subtree)
