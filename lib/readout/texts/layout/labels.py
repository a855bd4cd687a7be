"""Labels of speakers: what at the head of a line, or of a sentence, may say who speaks next.

A label is recognised from its shape alone. Whether a shape that could be one is one, the text as a whole tells: see
`accept`.
"""

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from readout.texts.layout.names import bare, surname
from readout.texts.layout.words import (
    HONORIFICS,
    MONTH_NAMES,
    NO_SPEAKER,
    OFFICE_HEADS,
    OFFICES,
    PARTICLES,
    ROLE_OF,
    WITH_ROLES,
)

#: More words than these are a sentence, not somebody's name, and not the post after it.
MOST_WORDS, LONGEST_POST = 9, 14
_WORD = re.compile(r"[^\W_][\w.'’\-]*")
_POST = re.compile(r",\s+|\s+[–—-]\s+")
#: What a post does not begin with: after these a clause goes on.
_CLAUSE = re.compile(r"(?:who|which|that|when|where|because|if|and|but|or|as|is|was|has|had|he|she|it|we|they|I)\b")


class Label(NamedTuple):
    """What may be a label: its characters with its mark, its words, the notes in brackets, and how it is written."""

    start: int
    end: int
    #: The words before any comma or dash, and those after it: a post, a body.
    name: str
    post: str
    notes: tuple[str, ...]
    #: colon, letter, bare, bold, alone, dash, stop (a point and a dash), timed, point or inside
    style: str
    #: Whether nothing but the label stands on its line.
    line: bool
    #: Whether an empty line, or nothing, stands before it.
    first: bool

    @property
    def words(self) -> list[str]:
        """Return the words of the name."""
        return list(_words(self.name))

    @property
    def key(self) -> str:
        """Return the words in one form, so that the same label is known again."""
        return _key(self.name)

    @property
    def family(self) -> str:
        """Return the surname in small letters, by which a shorter label is known again; else the key."""
        if not self.shaped or self.role is not None:
            return self.key
        last = _key(surname(bare(self.name)))
        return last if last and last not in OFFICES else self.key

    @property
    def capitals(self) -> bool:
        """Tell whether it is written in capitals throughout."""
        letters = [letter for letter in self.name if letter.isalpha()]
        return len(letters) > 1 and not any(letter.islower() for letter in letters)

    @property
    def lower(self) -> list[str]:
        """Return the words in small letters, without their points."""
        return self.key.split()

    @property
    def role(self) -> str | None:
        """Return the part in the conversation that the words name, or None."""
        return role_of(self.key)

    @property
    def titled(self) -> bool:
        """Tell whether a title or an office stands before a name, or an office in its place."""
        words = self.lower
        if not words:
            return False
        if len(words) == 1:
            return words[0] in OFFICE_HEADS
        if words[0] in HONORIFICS and words[0] != "the":
            return True
        # On a line of its own a heading has words for offices as well: The Role of the General Assembly.
        plain = self.style not in ("alone", "bold") or words[0] in OFFICES | HONORIFICS
        return plain and any(word in OFFICE_HEADS for word in words)

    @property
    def shaped(self) -> bool:
        """Tell whether it is written as a name or an office: capitals at the head of each word, few words."""
        words = self.words
        if not words or len(words) > MOST_WORDS or any(letter.isdigit() for letter in self.name):
            return False
        if self.post and (_CLAUSE.match(self.post) or re.search(r"\d{2}", self.post)):
            return False
        named = [
            word for word in words if word.casefold() not in PARTICLES and word.casefold() not in ("the", "for", "to")
        ]
        upper = [word[0].isupper() or "-" in word[:4] for word in named]
        if all(upper):
            return bool(named)
        # The representative of Norland
        return words[0][0].isupper() and all(
            big or word.casefold() in OFFICES for big, word in zip(upper, named, strict=True)
        )

    @property
    def barred(self) -> bool:
        """Tell whether its words head notes, lists and forms rather than speech."""
        words = self.lower
        if len(words) in (2, 3) and words[0] in MONTH_NAMES:
            words = words[1:]
        return not words or words[0] in NO_SPEAKER or words[-1] in NO_SPEAKER

    @property
    def strong(self) -> bool:
        """Tell whether its words alone show that it names a speaker."""
        if self.style in ("letter", "bare"):
            return True
        if self.role is not None and (self.style in ("colon", "bold", "dash", "stop", "timed", "inside") or self.line):
            return self.style != "alone" or self.lower != ["a"]
        return self.shaped and self.titled and not self.barred


def parted(name: str) -> tuple[str, str]:
    """Return the name of a label, and the post or body that follows it after a comma or a dash."""
    found = _POST.search(name)
    if found is None or re.fullmatch(r"\s*(?:Jr|Sr)\.?", name[found.end() :]):
        return name, ""
    return name[: found.start()].rstrip(), name[found.end() :].strip()


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(name))


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return " ".join(word.strip(".").casefold().replace("’", "'") for word in _words(name))


@lru_cache(maxsize=4096)
def role_of(key: str) -> str | None:
    """Return the part in the conversation that words in small letters name, or None."""
    words = [word for word in key.split() if not word.isdigit()]
    words = [re.sub(r"\d+$", "", word) or word for word in words]
    if words[-1:] == ["speaker"] and len(words) > 1 and set(words[:-1]) <= {"mr", "madam", "madame", "the", "deputy"}:
        return "chair"
    kept = [word for word in words if word not in WITH_ROLES] or words
    if not kept or not all(word in ROLE_OF or word in OFFICES or word in PARTICLES for word in kept):
        return None
    if kept[-1] in OFFICE_HEADS and kept[-1] not in ROLE_OF:
        return None  # Press Secretary
    named = [ROLE_OF[word] for word in kept if word in ROLE_OF]
    return next((role for role in named if role != "participant"), named[0] if named else None)


class Lines:
    """The lines of a body, with what each begins with."""

    def __init__(self, body: str):
        self.body = body
        self.spans = [match.span() for match in re.finditer(r"[^\n]+", body) if not match[0].isspace()]

    @cached_property
    def starts_block(self) -> list[bool]:
        """Tell for each line whether an empty line, or nothing, stands before it."""
        return [
            number == 0 or self.body.count("\n", self.spans[number - 1][1], start) > 1
            for number, (start, _) in enumerate(self.spans)
        ]

    def goes_on(self, number: int) -> bool:
        """Tell whether a line goes on with the sentence of the line before."""
        if self.starts_block[number]:
            return False
        before = self.body[slice(*self.spans[number - 1])].rstrip("*_ \t")
        return len(before) > 45 and not re.search(r"[.?!…:;)\]”\"’—–-]$", before)
