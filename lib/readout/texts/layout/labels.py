"""Labels of speakers: what at the head of a line, or of a sentence, may say who speaks next.

A label is recognised from its shape alone. Whether a shape that could be one is one, the text as a whole tells: see
`turns`.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from readout.texts.layout.words import HONORIFICS, NO_SPEAKER, OFFICE_HEADS, OFFICES, PARTICLES, ROLE_OF

#: More words than these are a sentence, not somebody's name.
MOST_WORDS = 9
_WORD = re.compile(r"[^\W_][\w.'’\-]*")

_NOTES = r"(?P<notes>(?:[ \t]*[(\[][^()\[\]\n]{1,90}[)\]]){0,3})"
#: NAME (notes): words; the name in bold or not. Bold may close before or after the colon.
_COLON = re.compile(
    r"[ \t>]*(?:\d{1,3}[.)][ \t]+)?(?P<open>[*_]{0,3})(?P<name>[^\W_][^\n:：*_()\[\]?!;“”\"–—]{0,90}?)"
    rf"{_NOTES}[ \t]*(?P<shut>[*_]{{0,3}})[ \t]*[:：][ \t]*[*_]{{0,3}}[ \t]*"
)
#: Q. / A. / Question. / Q – / Q1. / Q 1) and the like.
_LETTER = re.compile(
    r"[ \t>]*(?P<open>[*_]{0,3})(?P<name>Q|A|Question|Answer|QUESTION|ANSWER)(?:[ ]?\d{1,3})?"
    rf"{_NOTES}(?P<shut>[*_]{{0,3}})[ \t]*(?:[.)](?=[ \t*_])|[–—-](?=\s))[*_]{{0,3}}[ \t]*"
)
#: Q Thank you. — the letter alone, as in the transcripts of some governments.
_BARE = re.compile(
    r"[ \t]*(?P<name>Q|A)(?P<notes>(?:[ \t]*\([^()\n]{1,90}\))?)(?:[ \t\u00a0]+)(?=[^\W\d_a-z]|[“\"‘'(\[])"
)
#: **Name** words, or a name in bold on a line of its own.
_BOLD = re.compile(
    rf"[ \t>]*(?P<open>\*{{2,3}}|__)(?P<name>[^\W_][^\n:*_()\[\]?!;.]{{0,60}}?){_NOTES}(?:\*{{2,3}}|__)"
    r"[ \t]*"
)
#: A name on a line of its own, without a mark.
_ALONE = re.compile(rf"[ \t]*(?P<name>[^\W\d_][^\n:*()\[\]?!;\"“”]{{0,60}}?){_NOTES}[ \t]*$")
#: A name with a dash after it: ANNA BECKER — We are ready.
_DASH = re.compile(rf"[ \t]*(?P<name>[^\W\d_a-z][^\n:*()\[\]?!;.\"“”–—]{{1,60}}?){_NOTES}[ \t]*[–—][ \t]*(?=\S)")
#: Inside a paragraph, after the end of a sentence: a label in capitals, with a title, or Q: and A:.
_INSIDE = re.compile(
    r"(?<=[.?!…)\]”\"’])[ \t]+(?P<name>(?:[QA]|Question|Answer|"
    r"(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]*[A-ZÀ-ÖØ-Þ.](?:[ ][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]*){0,5})|"
    r"(?:(?:The[ ])?[A-ZÀ-ÖØ-Þ][\w'’-]*\.?(?:[ ][A-ZÀ-ÖØ-Þ][\w'’.-]*){0,4})))"
    rf"{_NOTES}[ ]?:[ \t]+(?=\S)"
)


class Label(NamedTuple):
    """What may be a label: its characters with its mark, its words, the notes in brackets, and how it is written."""

    start: int
    end: int
    name: str
    notes: tuple[str, ...]
    #: colon, letter, bare, bold, alone, dash or inside
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
        words = self.lower
        return words[-1] if words and self.shaped and self.role is None and words[-1] not in OFFICES else self.key

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
        return _role(self.key)

    @property
    def titled(self) -> bool:
        """Tell whether a title or an office stands before a name, or an office in its place."""
        words = self.lower
        if not words:
            return False
        if len(words) == 1:
            return words[0] in OFFICE_HEADS
        return (
            (words[0] in HONORIFICS or words[0] in OFFICES)
            and (words[0] != "the" or any(word in OFFICE_HEADS for word in words))
            and (words[0] in HONORIFICS or any(word in OFFICE_HEADS for word in words))
        )

    @property
    def shaped(self) -> bool:
        """Tell whether it is written as a name or an office: capitals at the head of each word, few words."""
        words = self.words
        if not words or len(words) > MOST_WORDS or any(letter.isdigit() for letter in self.name):
            return False
        named = [
            word for word in words if word.casefold() not in PARTICLES and word.casefold() not in ("the", "for", "to")
        ]
        return bool(named) and all(word[0].isupper() or "-" in word[:4] for word in named)

    @property
    def barred(self) -> bool:
        """Tell whether its words head notes, lists and forms rather than speech."""
        words = self.lower
        return not words or words[0] in NO_SPEAKER or words[-1] in NO_SPEAKER

    @property
    def strong(self) -> bool:
        """Tell whether its words alone show that it names a speaker."""
        if self.style in ("letter", "bare"):
            return True
        if self.role is not None and (self.style in ("colon", "bold") or self.style == "inside" or self.line):
            return self.style != "alone" or self.lower != ["a"]
        return self.shaped and self.titled and not self.barred


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(name))


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return " ".join(word.strip(".").casefold().replace("’", "'") for word in _words(name))


@lru_cache(maxsize=4096)
def _role(key: str) -> str | None:
    words = [word for word in key.split() if not word.isdigit() and word not in ("the", "mr", "madam", "an")]
    words = [re.sub(r"\d+$", "", word) or word for word in words]
    if not words or not all(word in ROLE_OF or word in OFFICES or word in PARTICLES for word in words):
        return None
    if "deputy" in words and "speaker" in words:
        return "chair"
    return next((ROLE_OF[word] for word in words if word in ROLE_OF), None)


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


def candidates(body: str, lines: Lines) -> Iterator[Label]:
    """Yield what at the head of a line may be a label, at most one a line and style, in the order of the text."""
    for number, (start, end) in enumerate(lines.spans):
        if lines.goes_on(number) and not _in_capitals(body, start, end):
            continue
        first = lines.starts_block[number]
        line = body[start:end]
        for style, pattern in (
            ("letter", _LETTER),
            ("colon", _COLON),
            ("bold", _BOLD),
            ("bare", _BARE),
            ("dash", _DASH),
            ("alone", _ALONE),
        ):
            match = pattern.match(line)
            if match is None or not match["name"].strip():
                continue
            label = _label(match, style, start, end, first)
            if label is None or (style == "alone" and re.search(r"[.,;]\s*$", line)):
                continue
            yield label
            if style in ("letter", "colon", "bold"):
                break


def inside(body: str, start: int, end: int) -> Iterator[Label]:
    """Yield what between two places may be a label in the middle of a paragraph."""
    for match in _INSIDE.finditer(body, start, end):
        notes = tuple(re.findall(r"[(\[]([^()\[\]]+)[)\]]", match["notes"]))
        label = Label(match.start("name"), match.end(), match["name"].strip(), notes, "inside", False, False)
        if label.shaped or label.role:
            yield label


def _label(match: re.Match[str], style: str, start: int, end: int, first: bool) -> Label | None:
    name = re.sub(r"^(?:From|FROM)\s+(?=[^\W\d_a-z])", "", match["name"].strip(" \t,."))
    if match["name"].strip().endswith(".") and name and name.split()[-1].lower() in ("jr", "sr"):
        name += "."
    notes = tuple(re.findall(r"[(\[]([^()\[\]]+)[)\]]", match["notes"]))
    stop = start + match.end()
    alone = stop >= end or not match.string[match.end() :].strip()
    label = Label(start + len(match.string) - len(match.string.lstrip()), stop, name, notes, style, alone, first)
    if len(label.words) > MOST_WORDS or not label.words:
        return None
    return label


def _in_capitals(body: str, start: int, end: int) -> bool:
    match = _COLON.match(body[start:end])
    return (
        match is not None and not any(letter.islower() for letter in match["name"]) and len(match["name"].strip()) > 1
    )
