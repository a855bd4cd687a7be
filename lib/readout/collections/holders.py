"""Holders: the state or body that stands behind a claim, by its usual name, whatever name or code a text gives it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from readout.annotator.who import gazetteer, parties
from readout.vocabulary import NOBODY

#: Kinds of entries of the gazetteer that are states or bodies; the rest are persons, outlets, groups and regions.
STATES = ("state",)
BODIES = (
    *("agency", "alliance", "armed forces", "court", "government", "ministry", "mission", "movement", "office"),
    *("organ", "organisation", "parliament"),
)


def holder(row: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return the state or body that a claim is held by, and its kind; nothing for anybody else.

    A person or a ministry counts as the state that it speaks for, a part of an organisation as the organisation. What
    the outlet says itself and what nobody named puts forward is held by nobody.
    """
    if row["voice"] in NOBODY or not row["actor"]:
        return None, None
    for name in (row["party"], row["affiliation"], row["actor"]):
        if name:
            found = resolved(name)
            if found[0]:
                return found
    return None, None


@lru_cache(maxsize=65_536)
def resolved(name: str) -> tuple[str | None, str | None]:
    """Return the state or body of a name or code, and its kind.

    >>> resolved("TJK"), resolved("mankind")
    (('Tajikistan', 'state'), (None, None))
    """
    known = gazetteer.load()
    entry = known.entries.get(name) or known.named(name)
    if entry is None or (entry.actor != name and not _is_all(name, entry.actor)):
        return None, None
    head = known.entries.get(parties.root(entry.actor, known), entry)
    return (head.actor, head.kind) if head.kind in (*STATES, *BODIES) else (None, None)


def _is_all(name: str, actor: str) -> bool:
    """Tell whether a name is the actor's whole name and not only begins with it, as in "Kenya and Uganda"."""
    found = list(gazetteer.load().find(name))
    return not found or (len(found) == 1 and found[0].end >= len(name.rstrip("'’s. ")))
