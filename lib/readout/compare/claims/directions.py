"""Directions: on which side of an issue a claim stands, which is not always the side it takes on its target.

Each issue of the codebook says in one proposition what being for it means. Who is for the lifting of sanctions is
against sanctions: a target that names the contrary of the proposition, or turns it round with a word of
lexicons/reversals.yml, turns the stance. Two turns leave it as it was.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from readout import codebook
from readout.annotator import word_lists
from readout.codebook import Code, Codebook
from readout.terms import Finder

TURNED = {"supports": "opposes", "opposes": "supports"}


def stance_on(row: Mapping[str, Any], issue: str, book: Codebook | None = None) -> str:
    """Return the stance of a claim, a row of the claim table, on an issue: its stance, turned to the issue.

    A claim on several issues takes its side on those that its target names; on the others it takes none. Who asks of
    many claims gives the codebook, which is looked up anew otherwise.
    """
    book = codebook.load() if book is None else book
    stance, target = str(row["stance"]), row.get("target_text")
    if stance == "neutral" or not target or issue not in book:
        return stance
    named = {one for one in row["issues"] if one in book and names(book[one], str(target))}
    if named and issue not in named:
        return "neutral"
    read = bool(row.get("negated"))
    return TURNED.get(stance, stance) if turns(book[issue], str(target), read) else stance


def names(code: Code, target: str) -> bool:
    """Tell whether a target has words for a code."""
    return bool(_finder((*code.terms, *code.hints)).find(target))


def stance_toward(row: Mapping[str, Any], matter: str) -> str:
    """Return the stance of a claim on a matter: turned where its target is the contrary of what the matter names."""
    stance, target = str(row["stance"]), row.get("target_text")
    if stance not in TURNED or not target:
        return stance
    if _is_turned(str(target), bool(row.get("negated"))) == _is_turned(matter):
        return stance
    return TURNED[stance]


@lru_cache(maxsize=4096)
def _is_turned(words: str, read: bool = False) -> bool:
    return sum(1 for _ in _turning(words, read)) % 2 == 1


def _turning(words: str, read: bool) -> Iterator[re.Match[str]]:
    """Yield the words that turn others round; `read` leaves out negations, which the stance was read through."""
    harmless = [match.span() for match in _list("harmless").finditer(words)]
    for match in _list("reversals").finditer(words):
        if not any(start <= match.start() < end for start, end in harmless):
            yield match
    for match in () if read else _list("negations").finditer(words):
        if not any(start <= match.start() < end for start, end in harmless):
            yield match


@lru_cache(maxsize=4096)
def turns(code: Code, target: str, read: bool = False) -> bool:
    """Tell whether who is for the target is against what the code's proposition says.

    `read` says that the stance was read through the negation that the target may hold.
    """
    named = _finder((*code.terms, *code.hints)).find(target)
    contrary = _finder(code.contrary).find(target) if code.contrary else []
    taken = [part for match in (*named, *contrary) for part in match.parts]
    turned = bool(contrary)
    first = min((start for start, _ in taken), default=0)
    for match in _turning(target, read):
        if match[0].lower() == "without" and match.start() > first:
            continue  # "talk of security without us": what is spoken of stands before it
        if not any(start < match.end() and match.start() < end for start, end in taken):
            turned = not turned
    return turned


@lru_cache(maxsize=256)
def _finder(terms: tuple[str, ...]) -> Finder:
    return Finder(terms)


@lru_cache(maxsize=3)
def _list(name: str) -> word_lists.Words:
    return word_lists.pattern(word_lists.read("reversals")[name])
