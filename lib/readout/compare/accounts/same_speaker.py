"""Speakers: whether two accounts put a claim in the mouth of the same person, body or party."""

import re
from collections.abc import Iterable
from typing import Any

#: Letters between a name and the office that goes with it: "the fisheries minister of Norland, Ada Brown".
_BESIDE = 60
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+")


def same_speaker(one: dict[str, Any], other: dict[str, Any], bodies: Iterable[str]) -> bool:
    """Return whether two tellings (as `tellings.tellings_of` gives them) have the same speaker.

    They do where any of those who say them, or report them in turn, is the same person, speaks for the same party, or
    holds the office that one of the texts (`bodies`) names beside the person. A state that speaks in one account and is
    the subject of its envoy's words in the other is one speaker, where nothing is known of the envoy's party.
    """
    texts = list(bodies)
    return any(_same(ours, theirs, texts) for ours in one["sayers"] for theirs in other["sayers"]) or (
        _stands_for(one, other) or _stands_for(other, one)
    )


def _same(one: dict[str, Any], other: dict[str, Any], bodies: list[str]) -> bool:
    ours, theirs = str(one["actor"]), str(other["actor"])
    if ours == theirs:
        return True
    if one["actor_kind"] == other["actor_kind"] == "person" and ours.split()[-1] == theirs.split()[-1]:
        return True
    if _is_named(one) and _is_named(other):
        return False
    if (one["affiliation"] or ours) == (other["affiliation"] or theirs):
        return True
    if one["affiliation"] and other["affiliation"]:
        return False
    if _is_named(one) or _is_named(other):
        person, office = (ours, theirs) if _is_named(one) else (theirs, ours)
        return any(_holds(body, person.split()[-1], office) for body in bodies)
    names = set(_NAME.findall(ours)), set(_NAME.findall(theirs))
    alike = _office(ours).casefold() == _office(theirs).casefold()
    return alike and (not all(names) or bool(names[0] & names[1]))


def _is_named(row: dict[str, Any]) -> bool:
    return row["actor_kind"] == "person" and len(str(row["actor"]).split()) > 1


def _office(name: str) -> str:
    """Return the word for what somebody is: "doctor" of "doctor at the hospital in Marend"."""
    before = re.split(r"\s+(?:of|for|at|in|from|on|to|with)\s+", name, maxsplit=1)[0].split()
    return before[-1] if before else name


def _holds(body: str, name: str, office: str) -> bool:
    word = re.escape(_office(office))
    if not _office(office)[:1].islower():
        return False
    beside = rf"\b{word}\b[^.]{{0,{_BESIDE}}}\b{re.escape(name)}\b|\b{re.escape(name)}\b[^.]{{0,{_BESIDE}}}\b{word}\b"
    return re.search(beside, body) is not None


def _stands_for(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether one claim is a state's or a body's own, and the other a person's about what that state does."""
    if not _is_named(other) or other["affiliation"] or _is_named(one):
        return False
    names = set(_NAME.findall(f"{one['source_text'] or ''} {one['actor']}"))
    return bool(names & set(_NAME.findall(" ".join(other["told"].split()[:3]))))
