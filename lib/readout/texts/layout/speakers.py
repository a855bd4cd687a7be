"""Who a label names: a person by full name, or a body or part, resolved once and carried to later short forms."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from readout.texts.layout import parts
from readout.texts.layout.labels import Label, role_of
from readout.texts.layout.names import as_written, fits, know, of_initials, people, plain, surname
from readout.texts.layout.offices import Offices, credited, introduced, is_media, noted_person, party, person_and_home
from readout.texts.layout.speaker import Speaker
from readout.texts.layout.words import ASKING, HONORIFICS, OFFICE_HEADS, ROLE_OF, WITH_ROLES


def resolve(
    labels: Sequence[Label], spoken: Sequence[str], heading: str, metadata: Mapping[str, Any], given: Mapping[str, str]
) -> list[Speaker]:
    """Return who speaks after each label.

    spoken: the words of each turn; heading: what stands before the first; given: the names that a person gave for
    labels, by label in small letters.
    """
    known = people(heading, metadata)
    named = [label for label in labels if not label.role]
    loud = sum(label.capitals for label in named) * 2 > len(named)
    by_key: dict[str, Speaker] = {}
    for label in sorted(labels, key=lambda one: -len(one.words)):
        if label.key not in by_key or label.notes or label.post:
            speaker = _read(label, known, given, loud)
            old = by_key.get(label.key)
            if old is None or (not old.party and speaker.party) or (not old.name and speaker.name):
                by_key[label.key] = replace(speaker, role=speaker.role or (old.role if old else None))
            if speaker.name and " " in speaker.name:
                know(known, speaker.name)
    offices = Offices(heading, labels, known)
    final: dict[str, Speaker] = {}
    for label in labels:
        if label.key not in final:
            final[label.key] = _settled(by_key[label.key], label, known, metadata, heading, given, offices)
    final = parts.assigned(final, labels, spoken, metadata, heading, offices)
    one_asks = not any(label.notes and label.role in ASKING for label in labels)
    credit = credited(heading)
    out = []
    for label in labels:
        speaker = final[label.key]
        body = party(label)
        if body and body != speaker.party:
            # Another body behind the same word: QUESTION (Coast Daily), QUESTION (Northern Wire).
            role = "journalist" if is_media(label) and speaker.role not in ASKING else speaker.role
            speaker = replace(speaker, party=body, role=role)
        elif label.role in ASKING and not body and not speaker.name:
            speaker = replace(speaker, party=speaker.party if one_asks else None)
            if speaker.role == "interviewer":
                speaker = replace(speaker, name=credit)
        out.append(speaker)
    return out


def _read(label: Label, known: Mapping[str, str | None], given: Mapping[str, str], loud: bool) -> Speaker:
    """Return what a label says by itself."""
    role, body = label.role, party(label)
    if label.key in given:
        called, _, spoken_for = given[label.key].partition("(")
        return Speaker(called.strip() or None, spoken_for.strip(" )") or body, role, label.name)
    role = role or _role_beside(label)
    if label.role:
        return Speaker(noted_person(label), body, role, label.name)
    led = _part_before_name(label)
    if led:
        return Speaker(led[1], body, led[0], label.name)
    short = len(label.words) == 1 and label.capitals and len(label.name) <= (4 if not loud else 2)
    if short and label.key not in known:
        return Speaker(label.name, body, role, label.name)  # initials, and bodies known by their letters
    person, home = person_and_home(label.name, known)
    if person is None and home is None:
        noted = noted_person(label)
        return Speaker(noted, body, role or ("official" if noted else None), label.name)
    noted = noted_person(label)
    if noted and person and " " not in person and not label.titled:
        return Speaker(noted, as_written(label.name), role, label.name)  # NORLAND (Ms. Brand)
    if label.titled and role is None and any(word in OFFICE_HEADS for word in label.lower):
        spokes = any(ROLE_OF.get(word) == "spokesperson" for word in label.lower)
        role = "spokesperson" if spokes else "official"
    return Speaker(person, body or home, role, label.name)


def _role_beside(label: Label) -> str | None:
    """Return the part that a note or a post names: Pia Holm, Moderator."""
    for words in (*label.notes, *label.post.split(",")):
        low = [word.casefold().strip(".") for word in words.split()]
        if not low:
            continue
        if role_of(" ".join(low)):
            return role_of(" ".join(low))
        if low[-1] in ("correspondent", "reporter"):
            return "journalist"
        if low[-1] in ("anchor", "host", "presenter") and len(low) < 4:
            return "interviewer"
        if low[-1] in ROLE_OF and ROLE_OF[low[-1]] == "spokesperson":
            return "spokesperson"
    return None


def _part_before_name(label: Label) -> tuple[str, str] | None:
    """Return the part and the name of a label that has both: QUESTION VOSS, Moderator Pia Holm."""
    words = label.words
    number = 0
    while number < len(words) and words[number].casefold().strip(".") in WITH_ROLES | {"and"}:
        number += 1
    if number >= len(words) - 1 or not label.shaped or label.barred:
        return None
    role = ROLE_OF.get(words[number].casefold())
    rest = words[number + 1 :]
    if role is None or any(word.casefold().strip(".") in OFFICE_HEADS for word in rest) or role == "participant":
        return None
    rest = [word for word in rest if word.casefold().strip(".") not in HONORIFICS]
    return (role, as_written(" ".join(rest))) if rest else None


def _settled(
    speaker: Speaker,
    label: Label,
    known: Mapping[str, str | None],
    metadata: Mapping[str, Any],
    heading: str,
    given: Mapping[str, str],
    offices: Offices,
) -> Speaker:
    """Return a speaker with the full name that the text gives somewhere."""
    if label.key in given:
        return speaker
    guest = metadata.get("speaker") if isinstance(metadata.get("speaker"), str) else None
    if speaker.name:
        full = known.get(plain(surname(speaker.name)))
        if full and fits(speaker.name, full):
            return replace(speaker, name=full)
        if len(label.words) == 1 and label.capitals and len(label.name) < 5:
            return replace(speaker, name=of_initials(label.name, known) or speaker.name)
        return speaker
    if speaker.role == "interviewee":
        return replace(speaker, name=guest or introduced(heading) or introduced(str(metadata.get("title") or "")))
    if speaker.role in (None, "spokesperson", "moderator", "chair"):
        words = [word for word in label.lower if word in OFFICE_HEADS]
        office = str(metadata.get("role") or "").casefold()
        if guest and words and speaker.role in (None, "spokesperson"):
            beside = _holds(words[0], guest, heading) if not office else any(word in office for word in words)
            if beside:
                return replace(speaker, name=guest, role=speaker.role or "official")
        named = offices.holder(label)
        if named:
            return replace(speaker, name=named, role=speaker.role or "official")
    return speaker


def _holds(office: str, name: str, heading: str) -> bool:
    last = re.escape(name.split()[-1])
    return bool(re.search(rf"\b{office}\b[^.\n]{{0,40}}\b{last}\b|\b{last}\b[^.\n]{{0,40}}\b{office}\b", heading, re.I))
