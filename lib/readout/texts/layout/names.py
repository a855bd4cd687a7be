"""Names of people as texts write them: in capitals, with titles before them, surname first, short or as initials."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from readout.texts.layout.words import HONORIFICS, MEDIA_WORDS, OFFICE_HEADS, OFFICES, PARTICLES, ROLE_OF

_ONE = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*[\w]|[A-Z]\.)"
NAME = re.compile(
    rf"(?<![\w'’-]){_ONE}"
    rf"(?:[ ](?:(?:de|da|do|dos|du|van|von|der|den|bin|ibn|al|el|la|le|ter|di|del)[ ]){{0,2}}{_ONE}){{1,5}}"
)
#: What comes before a name in a line of capitals, besides a title.
_BEFORE = ("by", "with", "from", "and")


def plain(word: str) -> str:
    """Return a word in small letters, so that it can be compared."""
    return word.casefold().replace("’", "'")


def bare(name: str) -> str:
    """Return a name without the titles and offices before it."""
    words = name.split()
    while len(words) > 1 and _is_title(words[0]):
        words = words[1:]
    for number in range(len(words) - 2, 0, -1):
        # Norland Foreign Minister X: whatever stands before an office is no part of the name.
        if words[number].casefold().strip(".") in OFFICE_HEADS:
            return bare(" ".join(words[number + 1 :]))
    return " ".join(words)


def _is_title(word: str) -> bool:
    low = word.casefold().strip(".")
    return low in HONORIFICS or low in OFFICES or low in ROLE_OF


def surname(name: str) -> str:
    """Return the surname: the one word in capitals of a name that has others, else the last word."""
    words = name.split()
    loud = [word for word in words if len(word) > 2 and word.isupper() and "." not in word]
    return loud[0] if len(loud) == 1 and len(words) > 1 else words[-1] if words else ""


def as_written(name: str) -> str:
    """Return a name in capitals as it is usually written: O'BRIEN-MCKAY as O'Brien-McKay, Anna BRAND as Anna Brand."""

    def one(word: str) -> str:
        if any(letter.islower() for letter in word):
            return word
        if word.casefold() in PARTICLES:
            return word.lower()
        if re.fullmatch(r"(?:[A-Z]\.)+", word):
            return word
        low = "".join(part.capitalize() if part.isalpha() else part for part in re.split(r"([^\w]+)", word))
        low = re.sub(r"(['’])([A-Z])$", lambda found: found[1] + found[2].lower(), low)
        return re.sub(r"^Mc([a-z])", lambda found: "Mc" + found[1].upper(), low)

    words = name.split()
    if len(words) > 1 and any(letter.islower() for letter in name):
        return " ".join(one(word) if len(word) > 2 and word.isupper() else word for word in words)
    if words and any(letter.islower() for letter in name):
        return name
    written = " ".join(map(one, words))
    return written[:1].upper() + written[1:]


def fits(short: str, full: str) -> bool:
    """Tell whether a shorter name may be that of a full one: the same words, or the same first letters."""
    one, other = [[plain(word).strip(".") for word in name.split()] for name in (short, full)]
    if len(one) > len(other):
        return False
    return all(any(a == b or (len(a) == 1 and b.startswith(a)) for b in other) for a in one)


def initials(name: str) -> str:
    """Return the first letters of a name's words, in small letters."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_][\w'’]*", name) if word[0].isupper()).casefold()


def of_initials(letters: str, names: Mapping[str, str | None]) -> str | None:
    """Return the one of several names that begins with these letters, or None."""
    found = {name for name in names.values() if name and initials(name) == letters.casefold()}
    return found.pop() if len(found) == 1 and len(letters) > 1 else None


def people(heading: str, metadata: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the people whom metadata and the heading of a text name, by surname in small letters.

    None stands for a surname that several of them have.
    """
    found: dict[str, str | None] = {}
    named = [str(metadata["speaker"])] if isinstance(metadata.get("speaker"), str) and metadata["speaker"] else []
    where = "\n".join([str(metadata.get("title") or ""), str(metadata.get("occasion") or ""), heading])
    for line in where.split("\n"):
        named += list(_in_capitals(line) if _shouts(line) else _in_line(line))
    for name in named:
        know(found, name)
    return found


def know(found: dict[str, str | None], name: str) -> None:
    """Add a name to those known by surname."""
    last = plain(surname(name))
    name = as_written(name)
    known = found.get(last, name)
    if known is None:
        return
    same = known == name or plain(known) == plain(name) or known.split()[-1] == known
    found[last] = (name if len(name) >= len(known) else known) if same else None


def _shouts(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) > 8 and sum(map(str.isupper, letters)) > 0.9 * len(letters)


def _in_line(line: str) -> Iterator[str]:
    for match in NAME.finditer(line):
        name = bare(match[0])
        if " " in name:
            yield name


def _in_capitals(line: str) -> Iterator[str]:
    """Yield the names of a line in capitals: what follows a title, an office, or by and with, and ends before a word
    that is in no name."""
    words = re.findall(r"[^\W\d_][\w.'’-]*|[^\w\s]", line)
    number = 0
    while number < len(words):
        before = words[number - 1].casefold().strip(".") if number else ""
        if number == 0 or _is_title(before) or before in _BEFORE:
            end = number
            while end < len(words) and words[end][0].isalpha() and not _ends_name(words[end]):
                end += 1
            after = words[end : end + 2]
            office_after = after[:1] == [","] and len(after) > 1 and _is_title(after[1])
            if 2 <= end - number <= 4 and (number or office_after or end == len(words)):
                name = " ".join(words[number:end])
                if not MEDIA_WORDS.search(as_written(name)):
                    yield as_written(name)
            number = max(end, number)
        number += 1


def _ends_name(word: str) -> bool:
    low = word.casefold().strip(".")
    return _is_title(word) or low in _BEFORE or low in ("at", "on", "in", "before", "after", "to", "as", "ahead")
