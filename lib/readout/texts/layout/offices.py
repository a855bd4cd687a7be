"""Offices in labels and headings: what of a label is an office and what a name, and who holds an office."""

import re
from collections.abc import Iterable, Mapping

from readout.texts.layout.labels import Label
from readout.texts.layout.names import NAME, as_written, bare, plain, surname
from readout.texts.layout.words import HONORIFICS, MANNER, MEDIA, OFFICE_HEADS, OFFICES, PARTICLES, ROLE_OF

_OFFICE_OF = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,4}of\s+(?:the\s+)?(?-i:[A-ZÀ-ÖØ-Þ])", re.I)
_OF_WHOM = re.compile(
    r"\b(?:(?:interview|conversation|talks?|talking|speaking|spoke|sat down|q&a|meeting)\b[^\n.;:]{0,60}?"
    r"\b(?:with|to|of)|(?:briefing|conference|remarks|statement|address|speech|answers|interview given)\b"
    r"[^\n.;:]{0,60}?\b(?:by|of|with))\b ",
    re.I,
)
_FOR_WHOM = re.compile(
    r"(?:observer|representative|speaking|delegation|permanent observer)\s+(?:for|of)\s+(?:the\s+)?", re.I
)
#: A title that says whose words follow: X: "We will not go".
_QUOTED_TITLE = re.compile(rf"\s*[#*\s]*({NAME.pattern}):\s+[“\"‘«]")
_ORDINARY = HONORIFICS | PARTICLES | {"for", "to", "the"}
_LISTED = re.compile(
    r"^[ \t]*(?P<office>[^\n:,]{4,40}):[ \t]+(?P<title>(?:[^\W\d_][\w]*\.?[ ])?)(?P<rest>[^\n]+)$", re.M
)


def person_and_home(name: str, known: Mapping[str, str | None]) -> tuple[str | None, str | None]:
    """Return the person and the state or body that a label with an office names; both None for an office alone.

    known: people by surname, who tell "President of Norland Arlen" from "President of West Norland".
    """
    rest = bare(name)
    if all(word.casefold().strip(".") in OFFICES | HONORIFICS for word in rest.split()):
        return None, None
    of_whom = _OFFICE_OF.match(name)
    if of_whom is None or rest == name or _is_subject(name, rest):
        return as_written(rest), None
    # President of Norland, or President of Norland Viktor Arlen.
    words = as_written(rest).split()
    if len(words) > 2:
        return " ".join(words[-2:]), " ".join(words[:-2])
    if len(words) == 2 and plain(words[-1]) in known:
        return words[-1], words[0]
    return None, " ".join(words)


def _is_subject(name: str, rest: str) -> bool:
    """Tell whether what stands before a name, after "of", is what an office is for: Minister of Water X."""
    before = name[: len(name) - len(rest)].split()
    return bool(before) and before[-1].casefold() not in ("of", "the") and before[-1].casefold() in OFFICES


class Offices:
    """Who holds which office, as the labels and the heading of a text say."""

    def __init__(self, heading: str, labels: Iterable[Label], known: Mapping[str, str | None]):
        self._held: list[tuple[frozenset[str], str]] = []
        for name in {one for one in known.values() if one}:
            for match in re.finditer(rf"\b{re.escape(name)}\b", heading, re.I):
                after = re.match(r"\s*(?:,|\n|\(|[–—-]\s)\s*([^,.;\n()]{3,80})", heading[match.end() :])
                before = re.search(r"([^,.;:\n()]{3,80})\s$", heading[: match.start()])
                for phrase in (after and re.split(r"\s(?:and|AND)\s", after[1])[0], before and _last(before[1])):
                    self._add(phrase or "", name)
        for match in _LISTED.finditer(heading):
            if words_of(match["office"]) & OFFICE_HEADS and len(match["office"].split()) < 4:
                titled = match["title"].strip(" .").casefold() in HONORIFICS
                listed = re.match(r"(?:[A-ZÀ-Þ][\w'’-]+ ?){1,4}", match["rest"])
                if listed and (titled or " " in listed[0].strip()):
                    self._add(match["office"], bare(listed[0].strip()))
        for label in labels:
            person, _ = person_and_home(label.name, known)
            if person is None and (noted := noted_person(label)):
                self._add(label.name, noted)
            elif person is not None:
                full = known.get(plain(surname(person))) or person
                rest = bare(label.name)
                self._add(label.name[: len(label.name) - len(rest)], full)
                self._add(label.post, full)
                for note in label.notes:
                    self._add(note, full)

    def _add(self, phrase: str, name: str) -> None:
        words = words_of(phrase)
        if words & OFFICE_HEADS and words:
            self._held.append((frozenset(words), name))

    @property
    def names(self) -> set[str]:
        """Return everybody who holds an office, in small letters."""
        return {plain(name) for _, name in self._held}

    def holder(self, label: Label) -> str | None:
        """Return the one who holds the office that a label names, or None: nobody, or more than one."""
        words = words_of(label.name)
        if not words & OFFICE_HEADS:
            return None
        exactly = {plain(name): name for office, name in self._held if office == words}
        within = {plain(name): name for office, name in self._held if office >= words}
        found = exactly or within
        return next(iter(found.values())) if len(found) == 1 else None


def words_of(phrase: str) -> set[str]:
    """Return the words of an office in small letters, without those that any office may have."""
    words = {word.casefold().strip(".") for word in re.findall(r"[^\W\d_][\w.'’-]*", phrase)}
    return {re.sub(r"['’]s?$", "", word) for word in words} - _ORDINARY


def _last(phrase: str) -> str:
    """Return what stands before a name after the last word that joins: with the Minister of Trade."""
    return re.split(r"\b(?:with|by|and|from|to|WITH|BY|AND|FROM)\s", phrase)[-1]


def noted_person(label: Label) -> str | None:
    """Return the person whom a note in brackets names after an office or a state: The Minister of Trade (Dr. Vey)."""
    for note in label.notes:
        words = note.split()
        if len(words) > 1 and words[0].casefold().strip(".") in HONORIFICS - {"the"}:
            return as_written(bare(note))
        office = words_of(label.name) & OFFICE_HEADS
        if office and NAME.fullmatch(note) and not MEDIA.search(note) and not words_of(note) & OFFICES:
            return as_written(note)
    return None


_CREDIT = re.compile(
    r"^[ \t*_(]*(?:(?i:interview(?:ed|er)?(?: conducted)?|questions?|conducted)(?i: by)?:?)[ \t]+"
    rf"({NAME.pattern})(?=[ \t*_.)]*(?:$|[.,]))",
    re.M,
)


def credited(body: str) -> str | None:
    """Return the one whom a line of credit at the head or the foot of a text names as having asked: Interview: X."""
    names = {match[1] for part in (body[:1500], body[-600:]) for match in _CREDIT.finditer(part)}
    return as_written(names.pop()) if len(names) == 1 else None


def introduced(heading: str) -> str | None:
    """Return the one whom a heading says is interviewed: Interview with X."""
    for match in _OF_WHOM.finditer(heading):
        name = NAME.search(heading, match.end(), match.end() + 120)
        if name and "\n" not in heading[match.end() : name.start()]:
            person = bare(name[0])
            if " " in person and not MEDIA.search(person):
                return as_written(person)
    titled = _QUOTED_TITLE.match(heading)
    return as_written(bare(titled[1])) if titled else None


def party(label: Label) -> str | None:
    """Return the body or state that a label names beside the person: in brackets, after a comma or a dash."""
    for note in label.notes:
        if _names_body(note) and note != noted_note(label):
            if words_of(note) & OFFICE_HEADS and not MEDIA.search(note):
                continue
            note = _FOR_WHOM.sub("", note.strip())
            return as_written(note) if note.isupper() and len(note) > 5 else note
    behalf = re.match(r"on behalf of (?:the )?(.+)", label.post, re.I)
    if behalf:
        return behalf[1]
    for piece in reversed(label.post.split(",")):
        words = piece.split()
        if not words or MANNER.search(piece):
            continue
        if not words_of(piece) & OFFICE_HEADS and not _is_role(piece):
            return as_written(piece.strip()) if piece.strip().isupper() and len(piece.strip()) > 5 else piece.strip()
        if words[-1].casefold() in ROLE_OF or words[-1].casefold() in ("anchor", "correspondent"):
            # CNB ANCHOR, Coast Daily correspondent
            body = [word for word in words if word.casefold() not in OFFICES and word.casefold() not in ROLE_OF]
            if body:
                return " ".join(body)
    return None


def _names_body(note: str) -> bool:
    """Tell whether a note in brackets names a body or a state: no part, no manner of speaking, not (freelance)."""
    return not MANNER.search(note) and not _is_role(note) and any(map(str.isupper, note))


def noted_note(label: Label) -> str | None:
    """Return the note in brackets that names a person, or None."""
    person = noted_person(label)
    return next((note for note in label.notes if person and plain(note).endswith(plain(person))), None)


def _is_role(note: str) -> bool:
    """Tell whether a note names a part or an office, not a body: (Spokesperson)."""
    return all(word.casefold() in ROLE_OF or word.casefold() in OFFICES for word in note.split())


def is_media(label: Label) -> bool:
    """Tell whether the body that a label names is one that asks."""
    if any(_FOR_WHOM.match(note) for note in label.notes):
        return False
    body = party(label)
    return bool(body and MEDIA.search(body) and not re.search(r"\b(?:UN|EU|US|UK|USA|NATO|UAE|DPRK)\b", body))
