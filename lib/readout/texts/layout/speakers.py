"""Who a label names: a person by full name, or a body or part, resolved once and carried to later short forms."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from readout.texts.layout.labels import Label
from readout.texts.layout.words import (
    ASKING,
    HONORIFICS,
    MANNER,
    MEDIA,
    MEDIA_WORDS,
    OFFICE_HEADS,
    OFFICES,
    PARTICLES,
    ROLE_OF,
)

_NAME = re.compile(
    r"(?<![\w'’-])(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*[\w]|[A-Z]\.)"
    r"(?:[ ](?:(?:de|da|do|dos|du|van|von|der|den|bin|ibn|al|el|la|le|ter|di|del)[ ]){0,2}"
    r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*[\w]|[A-Z]\.)){1,5}"
)
_OFFICE_OF = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,4}of\s+(?:the\s+)?(?-i:[A-ZÀ-ÖØ-Þ])", re.I)
_OF_WHOM = re.compile(
    r"\b(?:interview|conversation|briefing|conference|remarks|statement|address|speech|q&a|spoke)\b[^\n.;:]{0,60}?"
    r"\b(?:with|by|of|to)\b ",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose a turn is: the person by name, else None; the state or body spoken for; the part played; the label."""

    name: str | None
    party: str | None
    role: str | None
    label: str

    @property
    def called(self) -> str | None:
        """Return the name that a table shows: the person, else the body; None where neither is known."""
        return self.name or self.party


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in one go: its characters from the label on, the label (None without), and the speaker."""

    start: int
    end: int
    label: tuple[int, int] | None
    speaker: Speaker

    @property
    def words_start(self) -> int:
        """Return where the words begin, after the label."""
        return self.label[1] if self.label else self.start


def people(heading: str, metadata: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the people whom metadata and the heading of a text name, by surname in small letters.

    None stands for a surname that several of them have.
    """
    found: dict[str, str | None] = {}
    named = [str(metadata["speaker"])] if isinstance(metadata.get("speaker"), str) and metadata["speaker"] else []
    where = "\n".join([str(metadata.get("title") or ""), str(metadata.get("occasion") or ""), heading])
    named += [name for name in map(_bare, (match[0] for match in _NAME.finditer(where))) if " " in name]
    for name in named:
        _know(found, name)
    return found


def _know(found: dict[str, str | None], name: str) -> None:
    surname = _plain(name.split()[-1])
    known = found.get(surname, name)
    if known is None:
        return
    same = known == name or _plain(known) == _plain(name) or known.split()[-1] == known
    found[surname] = (name if len(name) >= len(known) else known) if same else None


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


def _bare(name: str) -> str:
    """Return a name without the titles and offices before it."""
    words = name.split()
    while len(words) > 1 and (
        words[0].casefold().strip(".") in HONORIFICS
        or words[0].casefold().strip(".") in OFFICES
        or words[0].casefold() in ROLE_OF
    ):
        words = words[1:]
    return " ".join(words)


def as_written(name: str) -> str:
    """Return a name in capitals as it is usually written: O'BRIEN-MCKAY as O'Brien-McKay."""
    if any(letter.islower() for letter in name):
        return name

    def one(word: str) -> str:
        if word.casefold() in PARTICLES:
            return word.lower()
        if re.fullmatch(r"(?:[A-Z]\.)+", word):
            return word
        low = "".join(part.capitalize() if part.isalpha() else part for part in re.split(r"([^\w]+)", word))
        low = re.sub(r"(['’])([A-Z])$", lambda found: found[1] + found[2].lower(), low)
        return re.sub(r"^Mc([a-z])", lambda found: "Mc" + found[1].upper(), low)

    written = " ".join(one(word) for word in name.split())
    return written[:1].upper() + written[1:]


def resolve(
    labels: Sequence[Label], spoken: Sequence[str], heading: str, metadata: Mapping[str, Any], given: Mapping[str, str]
) -> list[Speaker]:
    """Return who speaks after each label.

    spoken: the words of each turn; heading: what stands before the first; given: the names that a person gave for
    labels, by label in small letters.
    """
    known = people(heading, metadata)
    by_key: dict[str, Speaker] = {}
    for label in labels:
        if label.key not in by_key or label.notes:
            speaker = _read(label, metadata, given)
            by_key.setdefault(label.key, speaker)
            if speaker.name and " " in speaker.name:
                _know(known, speaker.name)
    shares = _questions(labels, spoken)
    counts: dict[str, int] = defaultdict(int)
    for label in labels:
        counts[label.key] += 1
    delegates = sum(
        1 for label in labels if any(not MANNER.search(note) for note in label.notes) and not _is_media(label)
    )
    leads = any(re.match(r"(?:the|acting) .*president\b", label.key) for label in labels)
    chaired = any(label.role == "chair" for label in labels) or delegates > 1 or (delegates > 0 and leads)
    final: dict[str, Speaker] = {}
    for label in labels:
        if label.key not in final:
            final[label.key] = _settled(by_key[label.key], label, known, metadata, heading, given)
    final = _with_roles(final, labels, shares, counts, chaired, metadata)
    one_asks = _one_asks(labels)
    out = []
    for label in labels:
        speaker = final[label.key]
        party = _party(label)
        if party and party != speaker.party:
            # Another body behind the same word: QUESTION (Coast Daily), QUESTION (Northern Wire).
            role = "journalist" if _is_media(label) and speaker.role not in ASKING else speaker.role
            speaker = replace(speaker, party=party, role=role)
        elif label.role in ASKING and not party:
            speaker = replace(speaker, party=speaker.party if one_asks else None)
        out.append(speaker)
    return out


def _one_asks(labels: Sequence[Label]) -> bool:
    return not any(label.notes and label.role in ASKING for label in labels)


def _party(label: Label) -> str | None:
    """Return the body or state in brackets, or after a comma, of a label."""
    for note in label.notes:
        if not MANNER.search(note) and not _is_role(note):
            return as_written(note.strip()) if note.isupper() and len(note) > 5 else note.strip()
    _, comma, rest = label.name.partition(",")
    rest = rest.strip()
    if comma and rest and not any(word.casefold() in OFFICE_HEADS for word in rest.split()):
        return rest
    return None


def _is_role(note: str) -> bool:
    """Tell whether a note in brackets names a part or an office, not a body: (Spokesperson)."""
    return all(word.casefold() in ROLE_OF or word.casefold() in OFFICES for word in note.split())


def _is_media(label: Label) -> bool:
    party = _party(label)
    return bool(party and MEDIA.search(party) and not re.search(r"\b(?:UN|EU|US|UK|USA|NATO|UAE|DPRK)\b", party))


def _read(label: Label, metadata: Mapping[str, Any], given: Mapping[str, str]) -> Speaker:
    """Return what a label says by itself."""
    role = label.role
    party = _party(label)
    if label.key in given:
        name, _, body = given[label.key].partition("(")
        return Speaker(name.strip() or None, body.strip(" )") or party, role, label.name)
    name = label.name.partition(",")[0].strip()
    bare = _bare(name)
    role = role or next((ROLE_OF[note.casefold()] for note in label.notes if note.casefold() in ROLE_OF), None)
    of_whom = _OFFICE_OF.match(name)
    if of_whom and bare != name:
        # President of Norland, or President of Norland Viktor Arlen.
        words = as_written(bare).split()
        person = " ".join(words[-2:]) if len(words) > 2 else None
        home = " ".join(words[:-2]) if person else " ".join(words)
        if home:
            return Speaker(person, party or home, role or "official", label.name)
    office = any(word.casefold().strip(".") in OFFICE_HEADS for word in name.split())
    if label.role or all(word.casefold().strip(".") in OFFICES | HONORIFICS for word in bare.split()):
        # An office or a part, without a name.
        return Speaker(None, party, role, label.name)
    return Speaker(as_written(bare), party, role or ("official" if office else None), label.name)


def _settled(
    speaker: Speaker,
    label: Label,
    known: Mapping[str, str | None],
    metadata: Mapping[str, Any],
    heading: str,
    given: Mapping[str, str],
) -> Speaker:
    """Return a speaker with the full name that the text gives somewhere."""
    if label.key in given:
        return speaker
    guest = metadata.get("speaker") if isinstance(metadata.get("speaker"), str) else None
    if speaker.name:
        surname = _plain(speaker.name.split()[-1])
        full = known.get(surname)
        if full and _fits(speaker.name, full):
            return replace(speaker, name=full)
        return speaker
    if speaker.role == "interviewee":
        return replace(speaker, name=guest or introduced(heading) or introduced(str(metadata.get("title") or "")))
    if speaker.role is None or speaker.role == "spokesperson":
        words = [word for word in label.lower if word in OFFICE_HEADS]
        office = str(metadata.get("role") or "").casefold()
        if guest and (
            any(word in office for word in words) or (words and not office and _holds(words[0], guest, heading))
        ):
            return replace(speaker, name=guest, role=speaker.role or "official")
        named = _office_named(label, heading)
        if named:
            return replace(speaker, name=named, role=speaker.role or "official")
    return speaker


def _holds(office: str, name: str, heading: str) -> bool:
    surname = re.escape(name.split()[-1])
    return bool(
        re.search(rf"\b{office}\b[^.\n]{{0,40}}\b{surname}\b|\b{surname}\b[^.\n]{{0,40}}\b{office}\b", heading, re.I)
    )


def _office_named(label: Label, heading: str) -> str | None:
    """Return the name that the heading gives with the office of a label: PRESIDENT X, or X, Minister of Y."""
    words = [word for word in label.words if word.casefold() in OFFICES and word.casefold() not in ("the", "of")]
    if not words:
        return None
    office = r"\s+".join(map(re.escape, words))
    names = {
        _bare(found[1])
        for pattern in (
            rf"(?i:\b{office})(?-i:\s+)({_NAME.pattern})",
            rf"({_NAME.pattern}),\s+(?i:(?:the\s+)?{office}\b)",
        )
        for found in re.finditer(pattern, heading)
    }
    names = {name for name in names if " " in name}
    return as_written(names.pop()) if len(names) == 1 else None


def introduced(heading: str) -> str | None:
    """Return the one whom a heading says is interviewed: Interview with X."""
    for match in _OF_WHOM.finditer(heading):
        name = _NAME.search(heading, match.end(), match.end() + 120)
        if name and "\n" not in heading[match.end() : name.start()]:
            bare = _bare(name[0])
            if " " in bare and not MEDIA.search(bare):
                return as_written(bare)
    return None


def _fits(short: str, full: str) -> bool:
    """Tell whether a shorter name may be that of a full one: the same words, or the same first letters."""
    one, other = [[_plain(word).strip(".") for word in name.split()] for name in (short, full)]
    if len(one) > len(other):
        return False
    return all(any(a == b or (len(a) == 1 and b.startswith(a)) for b in other) for a in one)


def _questions(labels: Sequence[Label], spoken: Sequence[str]) -> dict[str, float]:
    """Return for each label the share of its turns that end in a question, or hold one in their last words."""
    asked: dict[str, list[bool]] = defaultdict(list)
    for label, words in zip(labels, spoken, strict=True):
        asked[label.key].append("?" in words[-160:])
    return {key: sum(values) / len(values) for key, values in asked.items()}


def _with_roles(
    final: dict[str, Speaker],
    labels: Sequence[Label],
    shares: Mapping[str, float],
    counts: Mapping[str, int],
    chaired: bool,
    metadata: Mapping[str, Any],
) -> dict[str, Speaker]:
    """Return the speakers with the parts that their words and their turns show."""
    asking = {key for key, one in final.items() if one.role in ASKING}
    guest = metadata.get("speaker")
    record = chaired and not asking
    named = [key for key, one in final.items() if one.role in (None, "official")]
    roles: dict[str, str | None] = {}
    outlets = {label.key for label in labels if _is_media(label)}
    officials = {one.name for one in final.values() if one.role == "official" and one.name}
    for key in named:
        one = final[key]
        if one.name in officials:
            continue
        if one.name and guest and _plain(one.name) == _plain(str(guest)):
            continue
        if key in outlets:
            roles[key] = "journalist"
        elif not record and shares[key] > 0.5 and one.role is None and any(shares[other] <= 0.5 for other in final):
            alone = len(final) <= 3 and counts[key] > 1 and not MEDIA_WORDS.search(one.label)
            roles[key] = "interviewer" if alone else "journalist"
    answering = {one.name or key for key, one in final.items() if {one.role, roles.get(key)}.isdisjoint(ASKING)}
    several = len(answering) > 1
    opens = final[labels[0].key].role in ASKING or roles.get(labels[0].key) in ASKING
    talk = not several and not record and opens and _is_talk(labels, asking, roles)
    out = {}
    for key, one in final.items():
        role = roles.get(key, one.role)
        office_only = one.name is None and role is None
        if office_only and record and re.match(r"(?:the|mr|madam|mme|acting)\b", one.label, re.I):
            role = "chair"
        elif role is None and record and one.party:
            role = "delegate"
        elif role is None and (asking or roles) and not record:
            role = "interviewee" if talk else "spokesperson"
        elif role is None and record:
            role = "delegate" if one.name else "chair"
        if role == "official" and record and one.party:
            role = "delegate"
        if role == "journalist" and talk and key in ("q", "question"):
            role = "interviewer"
        name = one.name
        if name is None and role in ("chair", "official", "spokesperson", None, "moderator", "participant", "staff"):
            name = _office(one.label) if role != "moderator" else None
        if name is None and role is None:
            name = _office(one.label)
        if one.name is None and role is None:
            role = "official"
        party = one.party
        if roles.get(key) in ASKING and name and MEDIA_WORDS.search(one.label):
            # A newspaper that asks is a body, no person.
            name, party = None, party or one.label
        out[key] = replace(one, name=name, role=role, party=party)
    known: dict[str, Speaker] = {}
    for one in out.values():
        if one.name and (one.role or one.party):
            known.setdefault(one.name, one)
    return {
        key: replace(one, role=one.role or known[one.name].role, party=one.party or known[one.name].party)
        if one.name in known
        else one
        for key, one in out.items()
    }


def _is_talk(labels: Sequence[Label], asking: set[str], roles: Mapping[str, str | None]) -> bool:
    """Tell an interview, in which one asks and one answers, from a briefing."""
    askers = asking | {key for key, role in roles.items() if role in ASKING}
    many = {label.notes for label in labels if label.key in askers}
    return len(askers) == 1 and len(many) == 1


def _office(label: str) -> str | None:
    """Return an office as a name: The President as President."""
    words = as_written(label.partition(",")[0].strip()).split()
    while words and words[0].casefold().strip(".") in HONORIFICS | {"the"} and len(words) > 1:
        words = words[1:]
    return " ".join(words) or None
