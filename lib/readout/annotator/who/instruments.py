"""Papers as sources: an article, a plan or a preamble that "says" something speaks for those who issued it."""

import re
from typing import Any

from readout.annotator.who.gazetteer import Entry, Gazetteer
from readout.annotator.who.roles import NOBODY, Actor, as_named, heads, together

#: More parties than this have no name together.
MOST_PARTIES = 4
#: Kinds of actors that one word of their name may stand for.
_BODIES = frozenset({"body", "organisation", "organ", "agency", "court"})
#: What numbers a provision: "Article 2", "Principle VI", "Annex B".
_NUMBER = re.compile(r"\s+(?:\d[\w./-]*|[IVXLC]+|[A-Z])$")


def is_provision(head: str) -> bool:
    """Tell whether the head of a mention is an instrument or a part of one."""
    last = _NUMBER.sub("", head).split()[-1:]
    return bool(last and heads()["provisions"].fullmatch(last[0]))


def issuers(metadata: dict[str, Any], gazetteer: Gazetteer) -> list[Entry]:
    """Return the parties of an instrument; none where one is unknown or where they are many."""
    named = metadata.get("parties")
    parties = [named] if isinstance(named, str) else list(named or [])
    known = []
    for party in parties:
        first = next(gazetteer.find(str(party)), None)
        if first is None or first.start > 0 or first.form == "adjectives" or first.entry in known:
            return []
        known.append(first.entry)
    return known if len(known) <= MOST_PARTIES else []


def as_one(entries: list[Entry]) -> Actor:
    """Return the parties of an instrument as one actor, nobody where there are none."""
    if len(entries) == 1:
        return as_named(entries[0])
    return Actor(together([entry.actor for entry in entries]), "group") if entries else NOBODY


def body_called(word: str, names: list[tuple[str, Entry]]) -> Entry | None:
    """Return the body whose longer name ends in a word: "the Assembly" after "the General Assembly".

    names: the names that the text and its metadata give, with their actors.
    """
    if not word[:1].isupper() or " " in word:
        return None
    return next(
        (
            entry
            for name, entry in names
            if name.endswith(f" {word}") or (entry.kind in _BODIES and word in name.split())
        ),
        None,
    )
