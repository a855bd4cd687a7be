"""Clauses that a cue governs: he said that X; she asked whether X; they want to X; he urged them to X."""

from typing import TYPE_CHECKING

from readout.annotate.attribution import cues, tree
from readout.annotate.attribution.drafts import Draft, Range, Scene

if TYPE_CHECKING:
    from readout.language import Token


def find(scene: Scene) -> None:
    """Add the attributions whose content is a clause that depends on a verb."""
    for token in scene.tokens:
        if token.i in scene.used or token.pos_ not in cues.VERBAL:
            continue
        name, frames = cues.entry(token)
        if not frames or cues.is_passive(token):
            continue
        draft = _finite(scene, token, name, frames) or _infinitive(scene, token, name, frames)
        if draft:
            scene.add(draft)


def _draft(scene: Scene, verb: "Token", name: str, rule: str, span: Range) -> Draft | None:
    source = cues.source_of(scene, verb)
    cue = cues.cue_range(scene, verb, name)
    span = tree.whole_quotes(scene, span) if scene.quote_of[verb.i] < 0 else span
    holes = [cue] + ([source] if source else [])
    pieces = [piece for piece in (tree.trim(scene, part) for part in tree.without(span, holes)) if piece]
    pieces = [piece for piece in pieces if piece[0] > verb.i or piece[1] <= verb.i]
    if not pieces:
        return None
    return Draft(rule, verb.i, pieces, source, cue, name)


def _finite(scene: Scene, verb: "Token", name: str, frames: frozenset[str]) -> Draft | None:
    """Make a draft for a finite clause after its verb."""
    if not frames & {"clause", "quote"}:
        return None
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "ccomp" or (child.dep_ == "advcl" and _has_mark(child, "that", "whether")):
            first, last = tree.extent(child)
            first = max(first, verb.i + 1)
            return _draft(scene, verb, name, "clause-of-verb", (first, last))
    return None


def _has_mark(token: "Token", *words: str) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in words for child in token.children)


def _infinitive(scene: Scene, verb: "Token", name: str, frames: frozenset[str]) -> Draft | None:
    """Make a draft for an infinitive after its verb, with the noun phrase that is to do it."""
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in ("xcomp", "ccomp", "advcl") or child.tag_ != "VB":
            continue
        if not any(part.tag_ == "TO" for part in child.children):
            continue
        first, last = tree.extent(child)
        own = [part for part in verb.children if part.dep_ in ("dobj", "iobj") and verb.i < part.i < child.i]
        inner = tree.children(child, "nsubj")
        if "to" in frames and not own and not inner:
            return _draft(scene, verb, name, "infinitive-of-verb", (first, last))
        if "np+to" in frames and (own or inner):
            start = own[0].left_edge.i if own else first
            return _draft(scene, verb, name, "infinitive-with-noun", (start, last))
    return None
