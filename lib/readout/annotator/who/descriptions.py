"""Actors by description: from "the Russian foreign ministry" or "the third article" to the state or body meant."""

import re
from collections.abc import Callable
from itertools import pairwise

from readout.annotator.attribution import can_speak, cue_frames
from readout.annotator.claim_table import Span
from readout.annotator.who import instruments, people, unnamed
from readout.annotator.who.context import Scene
from readout.annotator.who.gazetteer import Entry, Match
from readout.annotator.who.mentions import is_state
from readout.annotator.who.roles import (
    HUMAN,
    NOBODY,
    Actor,
    as_named,
    as_person,
    heads,
    kind_of_group,
    together,
    without_title,
)

Owner = Callable[[Span], Entry | None]

_AFTER_HEAD = re.compile(
    r"\s(?:to|of|for|at|in|on|from|with|who|whose|which|that|familiar|close|speaking|and|briefed)\s|,"
)
#: What follows the name of a group and is no part of it: "allies, among them ...", "those who ...".
_WITHOUT = re.compile(r"\s*[,;—–(]|\s(?:including|who|which|that|whose|along|as well as|with|such as)\s")
_SURNAME = re.compile(r"(?:[A-Z][a-z]{0,3}\.? )?[A-ZÀ-Þ][\w'’-]+")


def described(scene: Scene, bare: str, span: Span, matches: list[Match], owner: Owner) -> Actor:
    """Return the actor of a mention without a person's name: a state, a body, an office, a group.

    bare: the words of the mention without its article; matches: the names of the gazetteer in it; owner: tells the
    state or body that a mention belongs to where it does not name it.
    """
    states = [match for match in matches if match.entry.kind != "person"]
    if states and states[0].end - states[0].start >= len(bare) and states[0].form != "adjectives":
        return as_named(states[0].entry)
    full = scene.body[span[0] : span[1]] if span[1] else bare
    head = re.split(r"['’]s\s+", _AFTER_HEAD.split(bare)[0])[-1]
    last = head.split()[-1].lower() if head.split() else ""
    belongs = _owned_by(scene, states[0].entry if states else owner(span), head)
    ends_in_name = bool(states) and states[-1].form == "names" and states[-1].end == span[1]
    offices = people.offices_in(head)
    lists = heads()
    joined = _joined(scene, states, full)
    if joined:
        return joined
    if lists["documents"].fullmatch(last):
        return as_named(belongs) if belongs else _issuer(scene, span)
    if instruments.is_provision(head):
        issuers = [belongs] if belongs else scene.issuers
        return instruments.as_one(issuers) if issuers else Actor(bare, "document")
    called = instruments.body_called(bare.removesuffix(" itself"), scene.names)
    if called:
        return as_named(called)
    if lists["ministries"].search(bare) and re.match(r"(?:a|an|one|another)\s.*\bofficial\b", full, re.I):
        office = _belonging(scene, belongs, "ministry", head, span)
        return Actor(office.name, "official", office.affiliation, True)
    if lists["ministries"].search(head):
        return _belonging(scene, belongs, "ministry", head, span)
    if lists["groups"].fullmatch(last):
        return _group(scene, belongs, bare, last, span)
    if offices and (not ends_in_name or " of " in full):
        return _office(scene, offices, bare, full, belongs, span)
    if lists["bodies"].search(head) and not ends_in_name:
        kind = last if lists["bodies"].fullmatch(last) else "body"
        return _belonging(scene, belongs, kind, _with_of(bare, head), span)
    if belongs and states:
        return Actor(belongs.actor, "group", belongs.actor) if states[0].form == "adjectives" else as_named(belongs)
    if lists["anonymous"].search(head):
        return Actor(bare, "official", None, True)
    capital = not full.lower().startswith("the ") and _SURNAME.fullmatch(bare) is not None
    # A sentence begins with a capital too: a word that the text writes small elsewhere is nobody's name.
    person = (
        capital
        and not heads()["no_actors"].fullmatch(last)
        and re.search(rf"\b{re.escape(bare.lower())}\b", scene.body) is None
    )
    if not person and not _may_act(head, last):
        return NOBODY
    bare = _WITHOUT.split(bare)[0].strip() or bare
    return Actor(without_title(bare), "person" if person else "other", None, unnamed.as_source(full))


def _may_act(head: str, last: str) -> bool:
    """Tell whether the head of a mention can be an actor: a name, or people and bodies of some kind; no mere thing."""
    if heads()["no_actors"].fullmatch(last):
        return False
    forms = (
        last,
        last.removesuffix("s"),
        last.removesuffix("es"),
        re.sub("ies$", "y", last),
        re.sub("men$", "man", last),
    )
    known = cue_frames.frames("speakers")
    human = any(form in known or form.endswith(can_speak.ROLE_ENDINGS) for form in forms)
    return human or any(word[:1].isupper() for word in head.split())


def _with_of(bare: str, head: str) -> str:
    """Return a body's head with whose body it is: "union of railway signallers"."""
    whole = _WITHOUT.split(bare)[0].strip()
    return whole if re.match(rf"{re.escape(head)} of [\w’'-]+(?: [\w’'-]+){{0,4}}$", whole) else head


def _owned_by(scene: Scene, owner: Entry | None, head: str) -> Entry | None:
    """Return the state for which the people of an army, a parliament or an office speak, else the owner itself."""
    if owner and owner.kind in ("armed forces", "parliament", "ministry", "office") and HUMAN.search(head):
        return scene.gazetteer.entries.get(owner.affiliation or "", owner)
    return owner


def _issuer(scene: Scene, span: Span) -> Actor:
    """Return whose paper is meant: whoever spoke last, else whom its sentence names before it ("X adopted a text")."""
    spoke = scene.last_source()
    if spoke.name or spoke.affiliation:
        return spoke
    start = scene.sentence_start(span[0])
    issuer = next((match.entry for match in scene.governing if start <= match.start < span[0]), None)
    return as_named(issuer) if issuer else spoke


def _group(scene: Scene, belongs: Entry | None, bare: str, last: str, span: Span) -> Actor:
    """Return the state or body of many people ("Russian officials"), or their description."""
    anonymous = last == "sources" or bool(heads()["anonymity"].search(scene.sentence_of(span)))
    if belongs:
        return Actor(belongs.actor, kind_of_group(last), belongs.actor, anonymous)
    bare = _WITHOUT.split(bare)[0].strip() or bare
    return Actor(bare, kind_of_group(last), None, anonymous or last in ("officials", "diplomats", "people"))


def _joined(scene: Scene, states: list[Match], full: str) -> Actor | None:
    """Return several states named side by side as one group: "France and Germany"."""
    names = [match for match in states if match.form != "adjectives"]
    if len(names) < 2:
        return None
    between = [scene.body[a.end : b.start] for a, b in pairwise(names)]
    first = names[0].start - (scene.body.find(full, max(0, names[0].start - len(full))))
    if all(re.fullmatch(r"\s*(?:,|and|,\s*and|&)\s*(?:the\s+)?", part) for part in between) and first <= 4:
        return Actor(together(list(dict.fromkeys(match.entry.actor for match in names))), "group")
    return None


def _office(scene: Scene, offices: set[str], bare: str, full: str, belongs: Entry | None, span: Span) -> Actor:
    """Return the person who holds the office that is mentioned, or the office's state or body."""
    if belongs is None and re.search(r"\bsecretary[- ]general\b", bare, re.I):
        belongs = people.main_organisation(scene.mentions)
    affiliation = belongs.actor if belongs else None
    kind = next(iter(sorted(offices)))
    if re.match(r"(?:a|an|one|another)\s", full, re.I) or (
        heads()["anonymity"].search(scene.sentence_of(span)) and not re.match(r"the\s", full, re.I)
    ):
        return Actor(affiliation or bare, "official", affiliation, True)
    holders = [
        person
        for start, _, person in scene.people.mentions
        if start < span[0] and person.offices & offices and (not affiliation or person.affiliation == affiliation)
    ]
    speakers = [actor.name for actor in scene.discourse.speakers()]
    spoken = [person for person in holders if person.name in speakers]
    if spoken:
        return as_person(max(spoken, key=lambda person: _last_index(speakers, person.name)))
    speaker = scene.people.speaker
    # Nobody calls himself by his office, and "their minister" is never one's own.
    other = scene.speaking(span[0]) is not None or re.match(r"(?:their|its|his|her|your|another)\s", full, re.I)
    if speaker and not other and speaker.offices & offices and (not affiliation or speaker.affiliation == affiliation):
        return as_person(speaker)
    holders = [person for person in holders if not (other and speaker and person.name == speaker.name)]
    if holders and (affiliation or not other or re.match(r"(?:the|that|this)\s", full, re.I)):
        return as_person(holders[-1])
    if not affiliation and speakers and re.match(r"the\s", full, re.I):
        last = scene.discourse.speakers()[-1]
        if last.kind == "person" or last.kind in offices:
            return last
    return Actor(affiliation or bare, kind, affiliation)


def _belonging(scene: Scene, belongs: Entry | None, kind: str, head: str, span: Span) -> Actor:
    """Return the state or body that a ministry, delegation or government speaks for."""
    if belongs:
        return Actor(belongs.actor, kind, belongs.actor)
    paragraph = scene.body.rfind("\n", 0, span[0]) + 1
    spoke = [seen.actor for seen in scene.discourse.seen if seen.actor.kind == kind]
    spoke_here = [seen.actor for seen in scene.discourse.seen if seen.actor.kind == kind and seen.place >= paragraph]
    on_stage = [match.entry for match in scene.mentions if paragraph <= match.start < span[0] and is_state(match)]
    subject = next(scene.discourse.subjects_before(span[0], scene.governed), None)
    if spoke_here or (spoke and not on_stage):
        return (spoke_here or spoke)[-1]._replace(kind=kind)
    entry = on_stage[0] if on_stage else subject
    if entry is None and scene.party.name:
        return Actor(scene.party.name, kind, scene.party.name)
    return Actor(entry.actor, kind, entry.actor) if entry else Actor(head, kind)


def _last_index(names: list[str | None], name: str) -> int:
    return max(number for number, known in enumerate(names) if known == name)
