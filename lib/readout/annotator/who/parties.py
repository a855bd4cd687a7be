"""Parties: the state or body that an actor speaks for, so that an envoy and a government are on one side."""

import re
from collections.abc import Iterable

from readout.annotator.who.gazetteer import Gazetteer
from readout.annotator.who.people import Person
from readout.annotator.who.roles import Actor, together

#: Kinds of entries that speak for themselves alone, whoever set them up.
_OF_THEIR_OWN = frozenset({"court"})
#: Kinds of actors that speak for no state and no body.
_FOR_NOBODY = frozenset({"outlet", "document", "other", "chair"})
_BETWEEN = re.compile(r", (?:and )?| and ")


def party(actor: Actor, gazetteer: Gazetteer, people: Iterable[Person] = ()) -> str | None:
    """Return the state or body that an actor speaks for, several as one phrase ("A and B"), or None.

    Who belongs to a state counts for the state, a part of an organisation for the organisation; a person without an
    affiliation speaks for nobody else. `people` are those whom the text names.
    """
    name = actor.name or ""
    if actor.kind in _FOR_NOBODY or not (name or actor.affiliation):
        return None
    entry = gazetteer.entries.get(name)
    if entry is not None and entry.kind in _OF_THEIR_OWN:
        return name
    if actor.affiliation:
        return root(actor.affiliation, gazetteer)
    if actor.kind in ("party", "parties"):
        return name
    if entry is not None:
        return None if entry.kind in ("person", "outlet") else root(name, gazetteer)
    return _of_several(name, gazetteer, people) if actor.kind == "group" else None


def _of_several(name: str, gazetteer: Gazetteer, people: Iterable[Person]) -> str | None:
    """Return the parties of actors named side by side, None where one of them has none."""
    known = {match.entry.actor: match.entry.actor for match in gazetteer.find(name) if match.entry.kind != "person"}
    known |= {person.name: person.affiliation for person in people if person.affiliation and person.name in name}
    sides: list[str] = []
    rest = name
    for one in sorted(known, key=name.find):
        rest = rest.replace(one, "", 1)
        sides.append(root(known[one], gazetteer))
    return together(list(dict.fromkeys(sides))) if sides and not _BETWEEN.sub("", rest).strip(" ,") else None


def root(name: str, gazetteer: Gazetteer) -> str:
    """Return the state or body at the head of all that a name belongs to: a council's organisation, a navy's state."""
    for _ in range(5):
        entry = gazetteer.entries.get(name)
        if entry is None or not entry.affiliation or entry.kind in _OF_THEIR_OWN:
            break
        name = entry.affiliation
    return name
