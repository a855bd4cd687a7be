"""What a coder's decisions make of the machine's proposals, and where several coders stand on the same words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from readout import codebook, spans
from readout.annotator.claim_table import Claim
from readout.reviewing.decisions.anchoring import place
from readout.reviewing.decisions.decision import (
    FIELDS,
    NEWER,
    SPANS,
    Anchor,
    DecidedClaim,
    Decision,
    Replaced,
    body_digest,
    set_spans,
)
from readout.reviewing.decisions.second_look import why_changed
from readout.reviewing.decisions.store import Kept
from readout.spans import Span

#: Two contents with this share of their characters in common are about the same words.
SAME_WORDS = 0.5
STATUS = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "add": "added",
    "split": "split",
    "merge": "merged",
    "adjudicate": "adjudicated",
}


@dataclass
class Standing:
    """A claim as it stands after a coder's decisions; a rejected one keeps the claim that was rejected."""

    claim: Claim
    status: str = "undecided"
    origins: frozenset[str] = frozenset()
    comment: str = ""
    unsure: bool = False
    decision: str = ""

    @property
    def names(self) -> set[str]:
        """Return the ids under which this claim, or what it took the place of, is known."""
        return {self.claim.claim_id, *self.origins}


@dataclass
class View:
    """The claims as one coder left them: those that stand, those rejected, and the decisions that do not count.

    `unplaced` are decisions whose words are gone; `waiting` those whose words have changed, until the coder decides
    again; `dead_codes` the codes of decisions that the codebook does not know, under any name.
    """

    standing: list[Standing] = field(default_factory=list)
    rejected: list[Standing] = field(default_factory=list)
    unplaced: list[tuple[Decision, str]] = field(default_factory=list)
    waiting: list[tuple[Decision, str]] = field(default_factory=list)
    dead_codes: set[str] = field(default_factory=set)

    @property
    def trouble(self) -> list[tuple[Decision, str]]:
        """Return the decisions that do not count, each with the reason."""
        return [*self.unplaced, *((decision, f"look again: {why}") for decision, why in self.waiting)]

    @property
    def decided(self) -> list[Standing]:
        """Return what the coder has decided, rejected claims included."""
        return [each for each in (*self.standing, *self.rejected) if each.status != "undecided"]


def fold(
    body: str, proposals: Iterable[Claim], kept: Kept, sentence_at: Callable[[int], int], text_id: str | None = None
) -> View:
    """Return the proposals with one coder's decisions applied, in the order in which they were made.

    `sentence_at` gives the number of the sentence at a character. A decision whose words are no longer in the text is
    listed as unplaced, one whose words have changed as waiting for a second look; both leave the proposals alone.
    `text_id` is that of the text where it has another name now than when it was decided on.
    """
    view = View([Standing(claim, origins=frozenset([claim.claim_id])) for claim in proposals])
    made_from = {
        claim.claim_id: {one.claim_id for one in decision.replaces} - {claim.claim_id}
        for decision in kept.decisions
        for claim in decision.claims
    }
    book, digest = codebook.load(), body_digest(body)
    for decision in kept.active:
        name = text_id or decision.text_id
        new = [_placed(claim, name, body, sentence_at) for claim in decision.claims]
        lost = [claim for claim, was in zip(decision.claims, new, strict=True) if was is None]
        if lost:
            words = " … ".join(piece.quote for piece in lost[0].content)
            view.unplaced.append((decision, f"the words {words!r} are not in the text any more"))
            continue
        if decision.body != digest and (why := why_changed(decision, body)):
            view.waiting.append((decision, why))
            continue
        targets = [found for one in decision.replaces for found in _targets(view, one, made_from, body)]
        if decision.replaces and not targets and decision.action in ("reject", "note"):
            # Nobody proposes it any more. A rejection still tells of this coder, as long as its words are there.
            was = [_bare(one, name, body, sentence_at) for one in decision.replaces]
            targets = [Standing(claim) for claim in was if claim and decision.action == "reject"]
            if not targets:
                words = " … ".join(piece.quote for piece in decision.replaces[0].content)
                view.unplaced.append((decision, f"no claim with the words {words!r} is proposed any more"))
                continue
        made = [claim for claim in new if claim is not None]
        for claim, decided in zip(made, decision.claims, strict=True):
            _fill(claim, decided, targets)
            view.dead_codes.update(code for code in claim.issues if code not in book)
        _apply(view, decision, targets, made)
        _looked_again(view, decision, body)
    view.standing.sort(key=lambda each: (each.claim.content[0], each.claim.claim_id))
    return view


def _fill(claim: Claim, decided: DecidedClaim, targets: list[Standing]) -> None:
    """Take the fields that a decision does not speak of from the claim that it is about."""
    silent = [name for name in NEWER if name not in decided.model_fields_set]
    if silent and len(targets) == 1:
        for name in silent:
            setattr(claim, name, getattr(targets[0].claim, name))


def _looked_again(view: View, decision: Decision, body: str) -> None:
    """Take a decision off those that wait once the coder has decided on the same words again."""
    if not view.waiting or decision.action == "note":
        return
    now = _spans_of(decision, body)
    view.waiting = [pair for pair in view.waiting if spans.jaccard(_spans_of(pair[0], body), now) < SAME_WORDS]


def _spans_of(decision: Decision, body: str) -> list[Span]:
    anchors = [piece for claim in decision.claims for piece in claim.content]
    anchors += [piece for one in decision.replaces for piece in one.content]
    return [span for piece in anchors if (span := place(piece, body))]


def _apply(view: View, decision: Decision, targets: list[Standing], new: list[Claim]) -> None:
    more = {"comment": decision.comment, "unsure": decision.unsure, "decision": decision.id}
    if decision.action == "note":
        for target in targets:
            target.comment, target.unsure = decision.comment, decision.unsure
        return
    origins = frozenset().union(*(target.names for target in targets), {one.claim_id for one in decision.replaces})
    status = STATUS[decision.action] if new else "rejected"
    gone = {id(target) for target in targets}
    made = {claim.claim_id for claim in new}
    view.standing = [each for each in view.standing if id(each) not in gone and each.claim.claim_id not in made]
    view.rejected = [each for each in view.rejected if id(each) not in gone]
    view.standing += [Standing(claim, status, origins, **more) for claim in new]  # type: ignore[arg-type]
    if not new:
        view.rejected += [replace(target, status=status, origins=origins, **more) for target in targets]  # type: ignore[arg-type]


def _targets(view: View, one: Replaced, made_from: Mapping[str, set[str]], body: str) -> list[Standing]:
    """Find the claims that a decision is about: by name, by what they came from, or by their words."""
    everything = [*view.standing, *view.rejected]
    names, seen = {one.claim_id}, set[str]()
    while names:
        found = [each for each in everything if each.claim.claim_id in names]
        found = found or [each for each in everything if names & each.origins]
        if found:
            return found
        # Its maker was itself taken back: go to what that had replaced.
        seen |= names
        names = set().union(*(made_from.get(name, set()) for name in names)) - seen
    wanted = [span for piece in one.content if (span := place(piece, body))]
    rated = [(spans.jaccard(wanted, each.claim.content), each) for each in view.standing if each.status == "undecided"]
    best = max(rated, key=lambda pair: pair[0], default=None)
    return [best[1]] if best and best[0] >= SAME_WORDS else []


def _placed(decided: DecidedClaim, text_id: str, body: str, sentence_at: Callable[[int], int]) -> Claim | None:
    """Return a decided claim with its spans where they now stand, or None where its content is gone."""

    def spans(anchors: list[Anchor]) -> list[Span]:
        return sorted({span for each in anchors if (span := place(each, body))})

    content = spans(decided.content)
    if len(content) < len(decided.content):
        return None
    fields: dict[str, Any] = {name: getattr(decided, name) for name in (*FIELDS, "parent", "rule", "confidence")}
    fields["issues"] = codebook.load().current(decided.issues)
    fields |= {name: place(each, body) if (each := getattr(decided, name)) else None for name in SPANS}
    fields |= {"text_id": text_id, "sentence": sentence_at(content[0][0]), "quotes": spans(decided.quotes)}
    return set_spans(Claim(claim_id="", content=content, content_text="", **fields), body)


def _bare(one: Replaced, text_id: str, body: str, sentence_at: Callable[[int], int]) -> Claim | None:
    """Return a claim of which only the words are known, or None where they are gone."""
    content = [place(piece, body) for piece in one.content]
    places = sorted(span for span in content if span)
    if not places or len(places) < len(content):
        return None
    claim = Claim("", text_id, sentence_at(places[0][0]), "indirect", places, "")
    return replace(set_spans(claim, body), claim_id=one.claim_id)


@dataclass
class Unit:
    """Claims of several coders about the same words, with what each coder who decided on them made of them."""

    names: frozenset[str]
    outcomes: dict[str, list[Standing]]
    proposals: list[Standing]
    rejections: dict[str, list[Standing]] = field(default_factory=dict)

    @property
    def disputed(self) -> bool:
        """Say whether the coders left different claims."""
        return len({outcome_key(outcome) for outcome in self.outcomes.values()}) > 1


def claim_key(claim: Claim) -> tuple[object, ...]:
    """Return what two claims must have alike to be the same: their spans and every field that a coder sets."""
    values = (getattr(claim, name) for name in ("content", *SPANS, *FIELDS))
    return tuple(tuple(sorted(value)) if isinstance(value, list) else value for value in values)


def outcome_key(outcome: Iterable[Standing]) -> frozenset[tuple[object, ...]]:
    """Return what two coders' outcomes must have alike to be the same."""
    return frozenset(claim_key(each.claim) for each in outcome)


def units(proposals: list[Claim], views: Mapping[str, View]) -> list[Unit]:
    """Group what the coders decided by the words it is about, in the order of the text.

    Claims belong together where one took the place of the other, or of the same proposal, and where claims that two
    coders added share half of their characters. Proposals that nobody decided are no unit.
    """
    group: dict[str, str] = {}

    def root(name: str) -> str:
        while group.setdefault(name, name) != name:
            name = group[name]
        return name

    def link(names: Iterable[str]) -> None:
        first, *_ = ordered = sorted(names)
        for name in ordered:
            group[root(name)] = root(first)

    for view in views.values():
        for each in view.decided:
            link(each.names)
    added = {name: [each for each in view.decided if each.status == "added"] for name, view in views.items()}
    for one, other in combinations(added, 2):
        for first in added[one]:
            for second in added[other]:
                if spans.jaccard(first.claim.content, second.claim.content) >= SAME_WORDS:
                    link((first.claim.claim_id, second.claim.claim_id))

    members: dict[str, set[str]] = {}
    for name in list(group):
        members.setdefault(root(name), set()).add(name)
    original = [Standing(claim, origins=frozenset([claim.claim_id])) for claim in proposals]
    found = []
    for names in members.values():
        unit = Unit(frozenset(names), {}, [each for each in original if each.claim.claim_id in names])
        for coder, view in views.items():
            if any(each.names & names for each in view.decided):
                unit.outcomes[coder] = [each for each in view.standing if each.names & names]
                unit.rejections[coder] = [each for each in view.rejected if each.names & names]
        found.append(unit)
    return sorted(found, key=_position)


def _position(unit: Unit) -> tuple[Span, str]:
    everything = [*unit.proposals, *(each for out in unit.outcomes.values() for each in out)]
    everything += [each for out in unit.rejections.values() for each in out]
    return min((each.claim.content[0], each.claim.claim_id) for each in everything)
