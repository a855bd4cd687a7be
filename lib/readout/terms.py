"""Terms: the words by which a code is recognised, and how they are found in a text.

A term is written as a researcher would write it for a dictionary:

    ceasefire                a word, in any case; a word in CAPITALS counts in capitals only
    sanction*                any word that begins so
    security guarantee*      words in a row; hyphens and possessives make no difference
    deploy* & troops|forces  both sides within eight words of each other, in either order; | parts alternatives
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from readout.errors import ReadoutError
from readout.spans import Span

#: How many words apart the two sides of `&` may stand.
REACH = 8

#: How many different words a finder remembers.
MOST_WORDS = 50_000

WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"(?<=\w)['’]s?\b")
WRITTEN_PART = re.compile(r"[^\W_]+\*?")
WRITTEN = re.compile(r"[^\W_]+\*?(?:[\s\-'’]+[^\W_]+\*?)*\Z")


class Match(NamedTuple):
    """One finding of a term: the term as written, and where it stands (code points, end exclusive).

    `parts` are the words themselves: one span, or two where the term has an `&`, with other words between them.
    """

    term: str
    start: int
    end: int
    parts: tuple[Span, ...]

    @property
    def places(self) -> Iterator[int]:
        """Return the places of its characters."""
        return chain.from_iterable(range(start, end) for start, end in self.parts)


class _Words(NamedTuple):
    """The words of a text: as written, in lower case, and where each begins and ends."""

    written: list[str]
    lower: list[str]
    spans: list[Span]


Phrase = tuple[str, ...]


def parse(term: str) -> list[list[Phrase]]:
    """Return the sides of a term, each a list of alternative phrases, each a tuple of words.

    Raises ReadoutError, with a sentence that says what a term looks like, where it cannot be read.
    """
    sides = []
    for side in str(term).split("&"):
        alternatives = [POSSESSIVE.sub("", alternative).strip() for alternative in side.split("|")]
        if not all(map(WRITTEN.match, alternatives)):
            raise ReadoutError(
                f"The term {term!r} cannot be read; write words, with * at the end of a word, | between alternatives "
                "and & between what must stand near each other."
            )
        sides.append([tuple(WRITTEN_PART.findall(alternative)) for alternative in alternatives])
    if len(sides) > 2:
        raise ReadoutError(f"The term {term!r} has more than one &; write it as several terms.")
    return sides


def _same(pattern: str, written: str, lower: str) -> bool:
    """Tell whether a word of a text is what a word of a term means."""
    if pattern.endswith("*"):
        return lower.startswith(pattern[:-1].lower())
    return written == pattern if pattern.isupper() and len(pattern) > 1 else lower == pattern.lower()


class Finder:
    """Finds many terms at once, in one pass over the words of a text."""

    def __init__(self, terms: Iterable[str]):
        self._sides = {term: parse(term) for term in terms}
        self._exact: dict[str, list[Phrase]] = defaultdict(list)
        self._stems: dict[str, list[Phrase]] = defaultdict(list)
        self._terms: dict[Phrase, list[str]] = defaultdict(list)
        for term, sides in self._sides.items():
            for phrase in dict.fromkeys(phrase for side in sides for phrase in side):
                self._terms[phrase].append(term)
        for phrase in self._terms:
            first = phrase[0].lower()
            if first.endswith("*"):
                self._stems[first[:-1]].append(phrase)
            else:
                self._exact[first].append(phrase)
        self._lengths = sorted({len(stem) for stem in self._stems})
        self._seen: dict[str, tuple[Phrase, ...]] = {}

    def find(self, text: str) -> list[Match]:
        """Return every finding of every term, in the order of the text."""
        words = _words(text)
        places = self._phrases(words)
        matches: list[Match] = []
        for term in dict.fromkeys(term for phrase in places for term in self._terms[phrase]):
            sides = self._sides[term]
            found = [sorted(place for phrase in side for place in places.get(phrase, ())) for side in sides]
            for pieces in [(place,) for place in found[0]] if len(found) == 1 else _near(*found):
                parts = tuple((words.spans[first][0], words.spans[last][1]) for first, last in sorted(set(pieces)))
                matches.append(Match(term, parts[0][0], max(end for _, end in parts), parts))
        return sorted(matches, key=lambda match: (match.start, match.end, match.term))

    def _phrases(self, words: _Words) -> dict[Phrase, list[Span]]:
        """Return where each phrase stands, as numbers of its first and last word."""
        places: dict[Phrase, list[Span]] = defaultdict(list)
        for number, word in enumerate(words.lower):
            for phrase in self._beginning_with(word):
                end = number + len(phrase)
                here = words.written[number:end], words.lower[number:end]
                if end <= len(words.lower) and all(map(_same, phrase, *here)):
                    places[phrase].append((number, end - 1))
        return places

    def _beginning_with(self, word: str) -> tuple[Phrase, ...]:
        """Return the phrases that may begin with a word of a text; remembered, since texts repeat most words."""
        found = self._seen.get(word)
        if found is None:
            stems = (self._stems.get(word[:length], ()) for length in self._lengths if length <= len(word))
            found = (*self._exact.get(word, ()), *chain.from_iterable(stems))
            if len(self._seen) > MOST_WORDS:
                self._seen.clear()
            self._seen[word] = found
        return found


def _words(text: str) -> _Words:
    """Return the words of a text; a possessive ending is no word."""
    plain = POSSESSIVE.sub(lambda match: " " * len(match[0]), text)
    found = list(WORD.finditer(plain))
    written = [match[0] for match in found]
    return _Words(written, [word.lower() for word in written], [match.span() for match in found])


def _near(left: list[Span], right: list[Span]) -> list[tuple[Span, Span]]:
    """Return each left side, as numbers of words, that has a right side within reach, with the nearest one."""
    starts = [first for first, _ in right]
    near = []
    for first, last in left:
        close = right[bisect_left(starts, first - REACH) : bisect_right(starts, last + REACH)]
        apart = [place for place in close if place[1] < first or place[0] > last]
        if apart:
            near.append(((first, last), min(apart, key=lambda place: (abs(place[0] - first), place))))
    return near
