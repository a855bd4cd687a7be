"""The gazetteer: which actors there are, and by which names, adjectives and seats texts mention them.

States are the 193 members of the United Nations and its two observers; then the main international bodies and armed
movements; then what the user adds in data/actors.csv, which wins over the rest. Being listed says nothing about
anybody's status. All three files have the same columns: `actor` (the name that claims carry), `kind`, `affiliation`
(the state or body that it belongs to), `names`, `adjectives` (of the state and its people) and `seats` (places and
buildings that stand for a government), several parted by `|`; data/actors.csv has `pronoun` besides.
`states.csv` has the `code` of a state besides (ISO 3166-1, three letters): it stands for the state in metadata and
labels, not in running text, where many of them are words.
"""

import re
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from readout import places, tables
from readout.annotator import word_lists
from readout.errors import ReadoutError

COLUMNS = ("actor", "kind", "affiliation", "names", "adjectives", "seats")
FORMS = ("names", "adjectives", "seats")
_SURNAME = re.compile(r" [A-ZÀ-Þ][a-zß-ÿ]")
WORD = re.compile(r"\w+(?:[.'’&+-]\w+)*(?:\.(?=\w\.)|(?<=\b\w\.\w)\.|\+)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of the gazetteer."""

    actor: str
    kind: str
    affiliation: str | None = None
    pronoun: str | None = None


class Match(NamedTuple):
    """A mention of an actor: its characters, the actor, and whether by name, adjective or seat."""

    start: int
    end: int
    entry: Entry
    form: str


class Gazetteer:
    """Names looked up by their first word, the longest first; one pass over the words of a text."""

    def __init__(self, rows: Iterable[dict[str, str]]):
        self.entries: dict[str, Entry] = {}
        self._by_first_word: dict[str, dict[tuple[str, ...], tuple[Entry, str]]] = {}
        self._codes: dict[str, Entry] = {}
        self._take(rows)

    def _take(self, rows: Iterable[dict[str, str]]) -> None:
        for row in rows:
            entry = Entry(row["actor"], row["kind"], row["affiliation"] or None, row.get("pronoun") or None)
            self.entries[entry.actor] = entry
            self._add(entry.actor, entry, "names")
            if row.get("code"):
                self._codes[row["code"]] = entry
            for form in FORMS:
                for name in filter(None, row[form].split("|")):
                    self._add(name, entry, form)
                    if form == "adjectives" and not re.search(r"(?:s|sh|ch|men|\.)$", name):
                        self._add(name + "s", entry, form)
        self._longest = {first: max(map(len, phrases)) for first, phrases in self._by_first_word.items()}

    def _add(self, name: str, entry: Entry, form: str) -> None:
        words = tuple(_key(word) for word in WORD.findall(name))
        if words:
            known = self._by_first_word.setdefault(words[0], {})
            if form == "names" or words not in known or known[words][0].actor != entry.actor:
                known[words] = (entry, form)

    def extended(self, rows: Iterable[dict[str, str]]) -> "Gazetteer":
        """Return the gazetteer with further rows, itself unchanged; itself where there are none."""
        rows = list(rows)
        if not rows:
            return self
        other = copy(self)
        other.entries = dict(self.entries)
        other._by_first_word = dict(self._by_first_word)
        for row in rows:
            for form in ("actor", *FORMS):
                for name in row[form].split("|"):
                    for word in WORD.findall(name)[:1]:
                        other._by_first_word[_key(word)] = dict(self._by_first_word.get(_key(word), {}))
        other._take(rows)
        return other

    def find(self, text: str, offset: int = 0) -> Iterator[Match]:
        """Yield the mentions in a text from left to right, none inside another; `offset` is added to their places."""
        words = [(match.start(), match.end(), _key(match[0])) for match in WORD.finditer(text)]
        number = 0
        while number < len(words):
            phrases = self._by_first_word.get(words[number][2])
            step = 1
            if phrases:
                for length in range(min(self._longest[words[number][2]], len(words) - number), 0, -1):
                    found = phrases.get(tuple(word[2] for word in words[number : number + length]))
                    if found and not (found[1] == "seats" and length == 1 and _is_given_name(text, words[number])):
                        start, last = words[number][0], words[number + length - 1]
                        end = last[1] - (len(text[last[0] : last[1]]) - _bare_length(text[last[0] : last[1]]))
                        yield Match(start + offset, end + offset, *found)
                        step = length
                        break
            number += step

    def named(self, name: str) -> Entry | None:
        """Return the actor of a name, adjective, seat or country code, or None where the gazetteer does not know it."""
        if name.strip() in self._codes:
            return self._codes[name.strip()]
        match = next(self.find(name), None)
        return match.entry if match and match.start == 0 and match.end >= len(name.rstrip("'’s")) else None


def _is_given_name(text: str, word: tuple[int, int, str]) -> bool:
    """Return whether a seat is somebody's first name here: "Sofia Marsh"."""
    names = word_lists.read("names")
    return any(word[2] in names[list_] for list_ in ("she", "he")) and bool(_SURNAME.match(text, word[1]))


def _bare_length(word: str) -> int:
    """Return the length of a word without a possessive ending."""
    return len(word) - 2 if word[-2:] in ("'s", "’s") else len(word)


def _key(word: str) -> str:
    return word[: _bare_length(word)].replace("’", "'").replace(".", "")


def _rows(text: str, name: str) -> list[dict[str, str]]:
    return tables.parse(text, name, COLUMNS) if text.strip() else []


@lru_cache(maxsize=4)
def _build(own: str, name: str) -> Gazetteer:
    folder = resources.files("readout.annotator") / "lexicons"
    rows = [row for file in ("states.csv", "bodies.csv") for row in _rows((folder / file).read_text("utf-8"), file)]
    return Gazetteer([*rows, *_rows(own, name)])


def load() -> Gazetteer:
    """Return the gazetteer with the user's data/actors.csv in it; read anew when that file changes."""
    try:
        path = places.data() / "actors.csv"
    except ReadoutError:
        return _build("", "")
    return _build(tables.read(path) if path.exists() else "", str(path))
