"""Roles: who an actor is, and the words for people and bodies that tell it."""

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from readout.annotator import word_lists

if TYPE_CHECKING:
    from readout.annotator.who.gazetteer import Entry
    from readout.annotator.who.people import Person

#: People rather than bodies.
HUMAN = re.compile(r"\b(?:official|officer|source|spokes\w+|commander|general|aide|adviser|advisor)s?\b", re.I)


class Actor(NamedTuple):
    """Who is behind a mention: canonical name, kind, the state or body they belong to, and whether left unnamed."""

    name: str | None
    kind: str | None = None
    affiliation: str | None = None
    unnamed: bool = False


NOBODY = Actor(None)


def as_named(entry: "Entry") -> Actor:
    """Return the actor that an entry of the gazetteer names."""
    return Actor(entry.actor, entry.kind, entry.affiliation)


def as_person(person: "Person") -> Actor:
    """Return a person of the text as an actor."""
    return Actor(person.name, person.kind, person.affiliation)


@cache
def heads() -> dict[str, word_lists.Words]:
    """Return the words for groups, bodies, papers and anonymous sources, by the name of their list."""
    roles = word_lists.read("roles")
    names = (
        "documents",
        "provisions",
        "groups",
        "ministries",
        "bodies",
        "anonymous",
        "anonymity",
        "titles",
        "no_actors",
    )
    return {name: word_lists.pattern(roles[name]) for name in names}


def together(names: list[str]) -> str:
    """Return names as one phrase: "A, B and C"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def kind_of_group(word: str) -> str:
    """Return the kind of many people by the word for them: officials, or a group."""
    return (
        "officials"
        if word in ("officials", "diplomats", "aides", "advisers", "advisors", "sources", "envoys", "negotiators")
        else "group"
    )


def without_title(name: str) -> str:
    """Return a name without the title before it."""
    words = name.split()
    return (
        " ".join(words[1:])
        if len(words) > 1 and words[0].rstrip(".").lower() in word_lists.read("roles")["titles"]
        else name
    )
