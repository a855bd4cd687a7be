"""The part that each speaker plays: who asks and who answers, who leads a meeting, who speaks for whom."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from readout.texts.layout.labels import Label, role_of
from readout.texts.layout.names import as_written, of_initials, plain
from readout.texts.layout.offices import Offices, introduced, is_media, words_of
from readout.texts.layout.speaker import Speaker
from readout.texts.layout.words import ASKING, HONORIFICS, MANNER, MEDIA_WORDS, OFFICE_HEADS

#: What whoever leads a meeting says.
_PROCEDURE = re.compile(
    r"\b(?:(?:gives?|have|has|had|take|yield) the floor|(?:now )?call (?:on|to order|the)|"
    r"(?:sitting|meeting|session|hearing|debate|item|vote|committee)"
    r"\b[^.\n]{0,40}\b(?:is|will|stands?|are)\b|next (?:item|speaker)|order[,.!]|speakers|agenda|adjourned?|"
    r"be seated)\b",
    re.I,
)
#: Parts of which a label alone names an office.
_OFFICIAL = ("chair", "official", "spokesperson", "staff", None)


def assigned(
    final: Mapping[str, Speaker],
    labels: Sequence[Label],
    spoken: Sequence[str],
    metadata: Mapping[str, Any],
    heading: str,
    offices: Offices,
) -> dict[str, Speaker]:
    """Return the speakers, by label, with the parts that their labels, their words and their turns show."""
    who = {key: _identity(key, one) for key, one in final.items()}
    asked = _questions(labels, spoken, who)
    chairs = _chairs(final, labels, spoken)
    record = _is_record(labels, final, chairs)
    guests = _guests(final, metadata, heading)
    asking = _askers(final, labels, who, asked, record, guests, offices)
    talk = _is_talk(final, labels, who, asking, record, str(metadata.get("form") or "").lower())
    out: dict[str, Speaker] = {}
    for key, one in final.items():
        role = one.role
        if role not in ASKING and who[key] in asking:
            role = "interviewer" if talk else "journalist"
        elif (role == "journalist" and talk and role_of(key) != "journalist") or (
            role == "journalist" and talk and key.split()[0] in ("q", "question")
        ):
            role = "interviewer"
        elif key in chairs and record:
            role = "chair"
        else:
            role = _other_part(one, role, record, bool(asking), talk)
        out[key] = _named(one, role, labels, heading)
    return _carried(out)


def _identity(key: str, one: Speaker) -> str:
    """Return what is the same for all labels of one speaker."""
    if one.name:
        return plain(one.name)
    return one.role if one.role in ASKING or one.role == "interviewee" else key


def _questions(labels: Sequence[Label], spoken: Sequence[str], who: Mapping[str, str]) -> dict[str, float]:
    """Return for each speaker the share of turns that end in a question, or hold one in their last words."""
    asked: dict[str, list[bool]] = defaultdict(list)
    for label, words in zip(labels, spoken, strict=True):
        asked[who[label.key]].append("?" in words[-160:])
    return {key: sum(values) / len(values) for key, values in asked.items()}


def _chairs(final: Mapping[str, Speaker], labels: Sequence[Label], spoken: Sequence[str]) -> set[str]:
    """Return the labels of whoever leads a meeting: an office alone, most of whose turns give the floor or the like."""
    leads: dict[str, list[bool]] = defaultdict(list)
    for label, words in zip(labels, spoken, strict=True):
        if label.role == "chair" or (final[label.key].role is None or final[label.key].role == "official"):
            leads[label.key].append(label.role == "chair" or bool(_PROCEDURE.search(words[:600])))
    return {
        key
        for key, values in leads.items()
        if sum(values) * 2 >= len(values)
        and (role_of(key) == "chair" or re.match(r"(?:the |acting )*\w*president$", key))
    }


def _is_record(labels: Sequence[Label], final: Mapping[str, Speaker], chairs: set[str]) -> bool:
    """Tell a record of a meeting, with a chair or with delegates, from a talk in which some ask."""
    if any(one.role in ASKING for one in final.values()):
        return False
    sent = [any(not MANNER.search(note) for note in label.notes) and not is_media(label) for label in labels]
    leads = any(re.match(r"(?:the|acting) .*president\b", label.key) for label in labels)
    return bool(chairs) or sum(sent) > 1 or (any(sent) and leads)


def _outlets(labels: Sequence[Label], who: Mapping[str, str]) -> set[str]:
    return {
        who[label.key]
        for label in labels
        if is_media(label) or (not label.role and not label.titled and MEDIA_WORDS.search(label.name))
    }


def _guests(final: Mapping[str, Speaker], metadata: Mapping[str, Any], heading: str) -> set[str]:
    """Return the names, in small letters, of whoever the metadata or the heading say is heard."""
    named = [metadata.get("speaker"), introduced(heading), introduced(str(metadata.get("title") or ""))]
    return {plain(str(name)) for name in named if name and isinstance(name, str)}


def _askers(
    final: Mapping[str, Speaker],
    labels: Sequence[Label],
    who: Mapping[str, str],
    asked: Mapping[str, float],
    record: bool,
    guests: set[str],
    offices: Offices,
) -> set[str]:
    """Return who asks: by label, by the body behind the name, by the words, or beside the one who is interviewed."""
    roles: dict[str, set[str | None]] = defaultdict(set)
    for key, one in final.items():
        roles[who[key]].add(one.role)
    found = {one for one, parts in roles.items() if parts & ASKING}
    outlets = _outlets(labels, who)
    for name, played in roles.items():
        if name in guests or played & {"chair", "delegate", "spokesperson", "interviewee", "interpreter", "staff"}:
            continue
        open_to = played <= {None, "participant"}
        if (name in outlets and played <= {None, "official"}) or (
            not record and open_to and asked[name] > 0.5 and any(share <= 0.5 for share in asked.values())
        ):
            found.add(name)
    if not found and not record and len(roles) == 2:
        found = _beside_guest(labels, who, asked, guests | offices.names, roles)
    return found if len(found) < len(roles) or len(roles) == 1 else {one for one in found if roles[one] & ASKING}


def _beside_guest(
    labels: Sequence[Label],
    who: Mapping[str, str],
    asked: Mapping[str, float],
    guests: set[str],
    roles: Mapping[str, set[str | None]],
) -> set[str]:
    """Return, of two who talk, the one who asks: who is no guest and no official, or is written as a body is."""
    answers = [one for one, parts in roles.items() if one in guests or parts & {"official", "interviewee"}]
    others = [one for one in roles if one not in answers]
    if len(answers) == 1 and asked[others[0]] >= asked[answers[0]]:
        return set(others)
    loud = {one: all(label.capitals for label in labels if who[label.key] == one) for one in roles}
    if not answers and sum(loud.values()) == 1:
        return {one for one, capitals in loud.items() if capitals and asked[one] >= max(asked.values())}
    return set()


def _is_talk(
    final: Mapping[str, Speaker],
    labels: Sequence[Label],
    who: Mapping[str, str],
    asking: set[str],
    record: bool,
    form: str,
) -> bool:
    """Tell an interview, in which one asks and one answers, from a briefing."""
    if record or not asking or re.search(r"briefing|conference", form):
        return False
    answering = {one for one in who.values() if one not in asking}
    notes = {label.notes for label in labels if who[label.key] in asking}
    opens = who[labels[0].key] in asking
    if "interview" in form:
        return len(answering) <= 1
    return len(answering) <= 1 and opens and len(asking) == 1 and len(notes) == 1


def _other_part(one: Speaker, role: str | None, record: bool, some_ask: bool, talk: bool) -> str | None:
    """Return the part of a speaker who does not ask."""
    office_only = one.name is None and role is None
    if record:
        if (
            office_only
            and not one.party
            and re.match(r"(?:the|mr|madam|mme|acting|president|chair)\b", one.label, re.I)
        ):
            return "chair"
        if role is None:
            leads = office_only and not one.party and words_of(one.label) & OFFICE_HEADS
            return "chair" if leads else "delegate"
        return "delegate" if role == "official" and one.party else role
    if role is None and some_ask:
        return "interviewee" if talk else "spokesperson"
    return "interviewee" if role == "official" and talk else "official" if office_only else role


def _named(one: Speaker, role: str | None, labels: Sequence[Label], heading: str) -> Speaker:
    """Return a speaker with a part, and with the office or the body for a name where it has no other."""
    name, body = one.name, one.party
    if name is None and role in (*_OFFICIAL, "delegate") and not (role == "delegate" and body):
        name = office(one.label)
    elif name is None and one.role == "participant" and re.search(r"\d", one.label):
        name = one.label
    if role in ASKING and name and name != body and _is_body(one, labels, heading):
        # A newspaper that asks is a body, no person.
        name, body = None, body or _spelled(one.label, labels, heading)
    return replace(one, name=name, role=role, party=body)


def _is_body(one: Speaker, labels: Sequence[Label], heading: str) -> bool:
    """Tell whether a label that asks names a newspaper or a station, and no person."""
    if one.role in ASKING or (one.name and plain(one.name) != plain(one.label)):
        return False
    if words_of(one.label) & OFFICE_HEADS:
        return False
    if MEDIA_WORDS.search(as_written(one.label)) or re.match(r"the\s", one.label, re.I):
        return True
    others = [label for label in labels if label.name != one.label and not label.role]
    loud = one.label.isupper() and bool(others) and not any(label.capitals for label in others)
    short = len(one.label) < 5 and one.label.isupper()
    return loud or short or bool(re.search(rf"\b(?:the|THE) {re.escape(one.label)}\b", heading, re.I))


def _spelled(label: str, labels: Sequence[Label], heading: str) -> str:
    """Return a body's name as it is written elsewhere in the text: CR as Coast Review."""
    if len(label) < 5 and label.isupper():
        names = {one.name: one.name for one in labels if len(one.words) > 1 and not one.role}
        return of_initials(label, names) or label
    found = re.search(rf"\b{re.escape(label)}\b", heading, re.I)
    written = found[0] if found else label
    return as_written(written) if len(written) > 5 else written


def _carried(out: dict[str, Speaker]) -> dict[str, Speaker]:
    """Return the speakers with the part and the body that one label of a person gives carried to the others."""
    known: dict[str, Speaker] = {}
    for one in sorted(out.values(), key=lambda one: one.role is None):
        if one.name and (one.role or one.party):
            before = known.setdefault(one.name, one)
            known[one.name] = replace(before, party=before.party or one.party)
    return {
        key: replace(one, role=one.role or known[one.name].role, party=one.party or known[one.name].party)
        if one.name in known
        else one
        for key, one in out.items()
    }


def office(label: str) -> str | None:
    """Return an office as a name: The President as President."""
    words = as_written(label.partition(",")[0].strip()).split()
    while words and words[0].casefold().strip(".") in HONORIFICS | {"the"} and len(words) > 1:
        words = words[1:]
    written = " ".join(words)
    return written[:1].upper() + written[1:] or None
