"""Verbatim texts: who is speaking where, in speeches, treaties and meeting records with changing speakers."""

import re
from typing import NamedTuple

from readout.annotator.who.resolve import Cast
from readout.annotator.who.roles import NOBODY, Actor
from readout.spans import Span

#: "The President: ...", "Mr. Nebenzia (Russian Federation) (spoke in Russian): ...", "Mrs. Thomas-Greenfield: ...".
_LABEL = re.compile(
    r"^[ \t]*(?P<name>(?:(?:The|Mr|Mrs|Ms|Miss|Sir|Dame|Dr|Lord|Lady|Baroness|Sheikh|Prince|President)\b\.?[ ]?)"
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*(?:[ ](?:de|da|van|von|der|den|bin|al|el|la)\b)*[ ]?){0,5})"
    r"(?P<party>\([^()\n]{2,70}\))?[ ]?(?:\((?:spoke|interpretation)[^()\n]{2,40}\))?[ ]?:[ ]",
    re.MULTILINE,
)


class Turn(NamedTuple):
    """A stretch of a verbatim text spoken by one actor; `label` is where the text says so, or None."""

    start: int
    end: int
    label: Span | None
    actor: Actor


def turns(body: str, cast: Cast, parties: list[str], speaker_known: bool) -> list[Turn]:
    """Return who speaks from where to where; what stands before the first label belongs to the text's author."""
    labels = list(_LABEL.finditer(body))
    author = _author(cast, parties)
    if not labels or (len(labels) == 1 and speaker_known):
        return [Turn(0, len(body), None, author)]
    found = [Turn(0, labels[0].start(), None, author)] if body[: labels[0].start()].strip() else []
    for number, label in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(body)
        span = (label.start("name"), label.start("name") + len(label["name"].rstrip()))
        found.append(Turn(label.end(), end, span, _labelled(cast, label)))
    return found


def _author(cast: Cast, parties: list[str]) -> Actor:
    """Return whose words an unlabelled verbatim text is: its speaker's, or its parties' together."""
    if cast.speaker.name:
        return cast.speaker
    names = [cast.named(re.sub(r"\s*\(.*\)$", "", party)).name or party for party in parties]
    if len(names) == 1:
        return cast.named(names[0])
    return Actor(", ".join(names[:-1]) + " and " + names[-1], "parties") if names else NOBODY


def _labelled(cast: Cast, label: re.Match[str]) -> Actor:
    name = label["name"].strip()
    party = cast.named(label["party"].strip("()")) if label["party"] else NOBODY
    full = re.sub(r"^(?:Mr|Mrs|Ms|Miss|Sir|Dame|Dr|Lord|Lady|Baroness|Ambassador)\b\.?\s*", "", name)
    kind = "chair" if name.startswith("The ") else "person"
    return Actor(full if kind == "person" else name, kind, party.name)


def turn_at(found: list[Turn], place: int) -> Turn | None:
    """Return the turn that holds a place of the body, or None between turns."""
    return next((turn for turn in found if turn.start <= place < turn.end), None)
