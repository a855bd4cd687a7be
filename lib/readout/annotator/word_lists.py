"""The word lists: data files that a linguist edits, read once, and turned into something that finds their words.

An entry is a word or phrase in any case; `*` at its end or inside stands for any further letters. Longer entries win
over shorter ones that begin at the same place.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def read(name: str) -> dict[str, Any]:
    """Return the word lists of one file of the lexicons folder, by name without its ending."""
    path = resources.files("readout.annotator") / "lexicons" / f"{name}.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


class Words:
    """Finds any entry of a word list as whole words, straight and curly apostrophes alike.

    One expression over lower-case text, its alternatives parted by their first two letters: a hundred times as quick
    as a plain alternation of some hundred entries that ignores case.
    """

    def __init__(self, entries: Iterable[str]):
        words: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        others: list[str] = []
        for entry in sorted({str(entry).lower() for entry in entries}, key=lambda entry: (-len(entry), entry)):
            if entry[0].isalnum():
                words[entry[0]][entry[1] if entry[1:2].isalpha() else ""].append(entry)
            else:
                others.append(_as_expression(entry))
        by_letter = []
        for first, seconds in sorted(words.items()):
            parts = [
                f"{second}(?:{'|'.join(_as_expression(entry[len(first + second) :]) for entry in found)})"
                for second, found in sorted(seconds.items(), reverse=True)
            ]
            by_letter.append(f"{first}(?:{'|'.join(parts)})")
        begun = rf"(?<![\w'’-])(?:{'|'.join(by_letter)})" if by_letter else "(?!)"
        #: The expression, for use inside another over lower-case text.
        self.expression = rf"(?:{'|'.join([begun, *others])})(?![\w-])"
        self._compiled = re.compile(self.expression)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first entry in a text, in lower case, or None."""
        return self._compiled.search(lower(text))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return all entries in a text from left to right, in lower case."""
        return self._compiled.finditer(lower(text))

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the entry that is the whole text, or None."""
        return self._compiled.fullmatch(lower(text))


def pattern(entries: Iterable[str]) -> Words:
    """Return what finds any of the entries in a text."""
    return Words(entries)


def lower(text: str) -> str:
    """Return a text in lower case with every character at its place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


def _as_expression(entry: str) -> str:
    expression = re.escape(entry).replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+")
    return re.sub("['’]", "['’]", expression)
