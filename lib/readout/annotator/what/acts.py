"""Acts: what a speaker does with a claim, read from the cue and, where that only says, from the content."""

import re
from functools import cache

from readout.annotator import word_lists
from readout.annotator.what import stance

_HEAD_NOUN = re.compile(
    r"^\W*(?:(?:the|a|an|his|her|its|their|our|any|strong|deep|grave|serious|great|full|[\w-]+['’]s|[a-z]+ed|growing)\s+){0,3}(\w+)"
    r"(?=\s+(?:that|about|over|at|for|to|of|with|in|on|against)\b)",
    re.I,
)
_NEGATION = re.compile(r"\b(?:not|never|no longer|cannot|neither|nor)\b|n['’]t\b", re.I)
#: In this order the content of a plain cue is looked through.
_ORDER = ("rejects", "warns", "demands", "commits", "proposes", "appeals")


@cache
def _cues() -> dict[str, str]:
    return {entry: act for act, entries in word_lists.read("acts")["cues"].items() for entry in entries}


@cache
def _phrases() -> word_lists.Words:
    return word_lists.pattern(entry for entry in _cues() if " " in entry)


@cache
def _contents() -> dict[str, word_lists.Words]:
    return {act: word_lists.pattern(entries) for act, entries in word_lists.read("acts")["content"].items()}


@cache
def _nouns() -> dict[str, str]:
    return {noun: act for act, nouns in word_lists.read("acts")["nouns"].items() for noun in nouns}


@cache
def plain() -> frozenset[str]:
    """Return the cues that only say that something was said."""
    return frozenset(word_lists.read("acts")["plain"])


def of_cue(cue: str, lemma: str | None) -> str | None:
    """Return the act that a cue names, or None where it only says that something was said."""
    known = _cues()
    whole = cue.lower().strip()
    for form in (lemma or "", whole):
        if form in known:
            return known[form]
    phrase = _phrases().search(f"{lemma or ''} {whole}")
    if phrase:
        return known.get(phrase[0].lower())
    noun, _, preposition = (lemma or "").partition(" ")
    if preposition and noun in _nouns() and noun not in known:
        return _nouns()[noun]
    for word in [*(lemma or "").split(), *whole.split()]:
        if word in plain():
            return None
        for form in _lemmas(word):
            if form in known:
                return known[form]
    return None


def _lemmas(word: str) -> list[str]:
    """Return the forms that an inflected cue may be listed under."""
    forms = [word]
    for ending, put in (
        ("s", ""),
        ("es", ""),
        ("ed", ""),
        ("ed", "e"),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ied", "y"),
        ("ies", "y"),
    ):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            forms.append(word[: len(word) - len(ending)] + put)
    return forms


def is_negated(words: str) -> bool:
    """Tell whether a cue with the words before it is negated."""
    return bool(_NEGATION.search(words))


def of_content(content: str) -> str:
    """Return the act that a content does by its own words; `asserts` where it does no other."""
    if stance.asks(content):
        return "asserts"
    head = _HEAD_NOUN.match(content)
    noun = _nouns().get(head[1].lower()) if head else None
    if noun:
        return noun
    for act in _ORDER:
        match = _contents()[act].search(content)
        if match and not (act == "rejects" and stance.concedes(content)):
            return act
    return "asserts"
