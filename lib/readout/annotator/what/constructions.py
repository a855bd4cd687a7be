"""The table of what each construction does to a claim's stance and act, and the words that make each construction.

lexicons/constructions.csv has a row a construction: the stance that it gives (`wanted` means: for what is wanted, and
against it where that is the end or the absence of something), the stance where it is negated, the act likewise, and
whether stated terms make the stance conditional. lexicons/sides.yml lists their words.
"""

import csv
from collections import defaultdict
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from readout.annotator import word_lists

if TYPE_CHECKING:
    from readout.parser import Token

#: Word lists that make no construction of their own, but tell how to read on.
_HELPERS = ("ends", "leads", "silent", "absent_but", "alternatives", "ending", "light_of", "being", "light", "reducing")


class Construction(NamedTuple):
    """One row of the table."""

    name: str
    plain: str
    negated: str
    act: str
    act_negated: str
    terms: bool


@cache
def table() -> dict[str, Construction]:
    """Return the constructions by name."""
    path = resources.files("readout.annotator") / "lexicons" / "constructions.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {
        row["construction"]: Construction(
            row["construction"], row["plain"], row["negated"], row["act"], row["act_negated"], row["terms"] == "yes"
        )
        for row in rows
    }


def spelled(word: str) -> str:
    """Return a word in the one spelling in which words are compared: -ise for -ize, -or for -our."""
    return word.lower().replace("iz", "is").replace("our", "or").replace("’", "'")


@cache
def _words(part: str) -> dict[str, str]:
    """Return the construction of each word of one part of speech; the first list that has a word wins."""
    found: dict[str, str] = {}
    for name, entries in word_lists.read("sides")[part].items():
        if name not in _HELPERS:
            for entry in entries:
                found.setdefault(spelled(str(entry)), name)
    return found


@cache
def helper(part: str, name: str) -> frozenset[str]:
    """Return one of the lists that tell how to read on."""
    return frozenset(spelled(str(entry)) for entry in word_lists.read("sides")[part][name])


@cache
def fought() -> frozenset[str]:
    """Return the nouns that turn what they govern: "the fight against terrorism"."""
    return frozenset(spelled(str(entry)) for entry in word_lists.read("sides")["fought"])


@cache
def _phrases() -> tuple[word_lists.Words, dict[str, str]]:
    by_phrase = {
        " ".join(str(entry).split()): name
        for name, entries in word_lists.read("sides")["phrases"].items()
        for entry in entries
    }
    return word_lists.pattern(by_phrase), by_phrase


def phrase(words: str) -> tuple[str, int] | None:
    """Return the construction of the first listed phrase in a text and where it begins, or None."""
    finder, by_phrase = _phrases()
    match = finder.search(words)
    return (by_phrase[" ".join(match[0].split()).replace("’", "'")], match.start()) if match else None


@cache
def _compound_verbs() -> dict[str, list[tuple[str, ...]]]:
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for word in [*_words("verbs"), *helper("verbs", "ends"), *helper("verbs", "leads"), *helper("verbs", "silent")]:
        head, *rest = word.split()
        if rest:
            found[head].append(tuple(rest))
    return {head: sorted(rests, key=len, reverse=True) for head, rests in found.items()}


def verb_name(verb: "Token") -> str:
    """Return a verb as it may be listed, with its particle or what follows it: "rule out", "call for"."""
    lemma = spelled(verb.lemma_)
    for rest in _compound_verbs().get(lemma, ()):
        following = [spelled(token.text) for token in verb.doc[verb.i + 1 : verb.i + 1 + len(rest)]]
        particles = {spelled(child.text) for child in verb.children if child.dep_ in ("prt", "prep", "advmod")}
        if following == list(rest) or (len(rest) == 1 and rest[0] in particles):
            return " ".join((lemma, *rest))
    return lemma


def of_verb(name: str) -> str | None:
    """Return the construction of a verb by the name that it is listed under, or None."""
    return _words("verbs").get(name)


def of_noun_name(name: str) -> str | None:
    """Return the construction of a noun by its name, or None."""
    return _words("nouns").get(name)


def of_adjective_name(name: str) -> str | None:
    """Return the construction of an adjective by its name, or None."""
    return _words("adjectives").get(name)


def of_noun(noun: "Token") -> str | None:
    """Return the construction of a noun, or None."""
    return _words("nouns").get(spelled(noun.lemma_)) or _words("nouns").get(spelled(noun.text))


def of_adjective(adjective: "Token") -> str | None:
    """Return the construction of an adjective or participle, or None."""
    words = _words("adjectives")
    found = words.get(spelled(adjective.lemma_)) or words.get(spelled(adjective.text))
    if found is None and adjective.tag_ in ("JJR", "JJS"):
        bare = adjective.lower_.removesuffix("er").removesuffix("est")
        found = next((words[form] for form in (bare, f"{bare}e", f"{bare[:-1]}y", bare[:-1]) if form in words), None)
    return found
