"""Verbatim texts: who is speaking where, in speeches, treaties, interviews, briefings and meeting records.

The layout says where turns are and whom their labels name; here each gets its actor, and what in it puts forward
nothing is told: questions, what a chair says to lead a meeting, greetings and thanks.
"""

import re
from bisect import bisect_right
from typing import Any, NamedTuple

from readout.annotator.who.resolve import Cast
from readout.annotator.who.roles import NOBODY, Actor, as_person
from readout.spans import Span
from readout.texts.layout.reading import Layout
from readout.texts.layout.speaker import Speaker
from readout.texts.layout.words import ASKING, SILENT

#: A chair who speaks for a country and not for the meeting.
_IN_CAPACITY = re.compile(
    r"\b(?:in my (?:national )?capacity as|(?:speak|statement)\b[^.]{0,40}\bin my (?:national )?capacity)\b"
)
_SECOND_PERSON = frozenset(("you", "your", "yours"))
_FIRST_PERSON = frozenset(("i", "we", "my", "our"))
#: The beginning of a question whose own verb is turned round, so that it says nothing of what was said.
_TURNED_ROUND = re.compile(
    r"(?:[\w' ’,-]{0,30}[,:] )?(?:(?:and|so|but|then|now|well|also|or|what|why|when|how|where|who|whom),? )*"
    r"(?:do|does|did|is|are|was|were|will|would|has|have|had|can|could|should|shall|may|might|don't|doesn't|didn't|isn't|"
    r"aren't|won't|wouldn't|hasn't|haven't)(?:n['’]t)? (?:not )?",
    re.I,
)


class Turn(NamedTuple):
    """A stretch of a verbatim text spoken by one actor; `label` is where the text says so, or None.

    `silent` tells that it puts nothing forward itself (a question, the words of a chair), `answers` who is asked.
    """

    start: int
    end: int
    label: Span | None
    actor: Actor
    speaker: str | None = None
    role: str | None = None
    silent: bool = False
    answers: Actor = NOBODY


def turns(body: str, layout: Layout, cast: Cast, metadata: dict[str, Any], verbatim: bool) -> list[Turn]:
    """Return who speaks from where to where; none in a text that is nobody's own words.

    What stands before the first turn belongs to whoever made the transcript, and is in no turn.
    """
    parties = [str(party) for party in metadata.get("parties") or []]
    if not layout.turns:
        if not verbatim:
            return []
        author = _author(cast, parties)
        return [Turn(0, len(body), None, author, author.name)]
    home = _home(cast, metadata, parties)
    actors: dict[Speaker, Actor] = {}
    found: list[Turn] = []
    answers = [turn.speaker for turn in layout.turns if turn.speaker.role not in SILENT]
    next_answer = iter([*answers, *answers[-1:]])
    asked = next(next_answer, None)
    for turn in layout.turns:
        speaker = turn.speaker
        for one in (speaker, asked):
            if one is not None and one not in actors:
                actors[one] = _actor(cast, one, home)
        actor = actors[speaker]
        silent = speaker.role in SILENT and not turn.told
        label = _named_in(body, turn.label) if turn.label else None
        start = turn.words_start
        shown = actor.name or actor.affiliation or speaker.called
        answer = actors[asked] if silent and asked is not None else NOBODY
        if speaker.role == "chair" and (own := _IN_CAPACITY.search(body, start, turn.end)):
            begin = body.find(". ", own.end(), turn.end) + 1 or turn.end
            found.append(Turn(start, begin, label, actor, shown, speaker.role, True, answer))
            found.append(Turn(begin, turn.end, label, actor, shown, speaker.role))
            continue
        found.append(Turn(start, turn.end, label, actor, shown, speaker.role, silent, answer))
        if not silent:
            asked = next(next_answer, asked)
    return found


def _home(cast: Cast, metadata: dict[str, Any], parties: list[str]) -> str | None:
    """Return the state or body for which those who answer speak, where the metadata name one."""
    if metadata.get("party"):
        return cast.named(str(metadata["party"])).name
    return cast.named(parties[0]).name if len(parties) == 1 else None


def _actor(cast: Cast, speaker: Speaker, home: str | None) -> Actor:
    """Return the actor of a turn: the person, else the office or body that a label names."""
    party = cast.named(speaker.party).name if speaker.party else None
    if speaker.role in ASKING and (not speaker.name or speaker.name.lower() == speaker.role):
        return Actor(None, "person", party) if speaker.role != "moderator" else Actor(None, "moderator", party)
    if party is None and speaker.role not in ("chair", "participant", "interpreter", *ASKING):
        party = home
    if speaker.name is None:
        return Actor(party, "group", party) if party else Actor(None, speaker.role)
    if speaker.role == "chair":
        return Actor(speaker.name, "chair", party)
    metadata_speaker = cast.people.speaker
    if metadata_speaker is not None and speaker.name in (metadata_speaker.name, cast.speaker.name):
        return cast.speaker._replace(affiliation=cast.speaker.affiliation or party)
    named = cast.named(speaker.name)
    if named.kind == "person":
        return named._replace(affiliation=party or named.affiliation)
    known = next((one for _, _, one in cast.people.mentions if one.name == speaker.name), None)
    if known is not None:
        person = as_person(known)
        return person._replace(affiliation=party or person.affiliation)
    return Actor(speaker.name, "person", party)


def _named_in(body: str, label: Span) -> Span:
    """Return the words of a label that name somebody, without its brackets and its mark."""
    words = re.match(r"[\s*_>]*(?P<name>[^\n:：(\[*_]*[^\s:：(\[*_])", body[label[0] : label[1]])
    return (label[0] + words.start("name"), label[0] + words.end("name")) if words else label


def _author(cast: Cast, parties: list[str]) -> Actor:
    """Return whose words an unlabelled verbatim text is: its speaker's, or its parties' together."""
    if cast.speaker.name:
        return cast.speaker
    names = [cast.named(re.sub(r"\s*\(.*\)$", "", party)).name or party for party in parties]
    if len(names) == 1:
        return cast.named(names[0])
    return Actor(", ".join(names[:-1]) + " and " + names[-1], "parties") if names else NOBODY


def is_asked(sentence: str, place: int) -> bool:
    """Tell whether words at a place of a sentence are themselves what is asked: Did the minister say that ...?

    Such a sentence says nothing of what the minister said; "Why has he said so" does.
    """
    if not sentence.rstrip("”\"'’) ").endswith("?"):
        return False
    match = _TURNED_ROUND.match(sentence)
    return match is not None and 0 <= place - match.end() < 3 and not re.search(r"\bwh\w+|\bhow\b", match[0], re.I)


def is_question(sentence: str) -> bool:
    """Tell whether a sentence asks, so that it puts nothing forward; a tag after a statement does not make it ask."""
    words = sentence.rstrip("”\"'’) ")
    return words.endswith("?") and not re.search(
        r", (?:\w+n['’]t|is|are|was|were|do|does|did|will) (?:it|he|she|they|we|you|I)\?$", words
    )


def person_of(words: str) -> str | None:
    """Return first or second where the words of a source name whoever speaks or is spoken to, else None."""
    found = set(words.lower().split())
    return "first" if found & _FIRST_PERSON else "second" if found & _SECOND_PERSON else None


class Turns:
    """The turns of a text, found by place."""

    def __init__(self, found: list[Turn]):
        self.found = found
        self._starts = [turn.start for turn in found]

    def __bool__(self) -> bool:
        return bool(self.found)

    def at(self, place: int) -> Turn | None:
        """Return the turn that holds a place of the body, or None between turns."""
        number = bisect_right(self._starts, place) - 1
        return self.found[number] if number >= 0 and place < self.found[number].end else None
