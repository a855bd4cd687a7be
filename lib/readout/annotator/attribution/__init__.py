"""Who says what: rules over quotations and the dependency parse, each with a name that a reader can ask for."""

from readout import spans
from readout.annotator import quotations
from readout.annotator.attribution import (
    can_speak,
    clauses,
    continuation,
    nouns,
    objects,
    passives,
    quoted,
    to_attributions,
    typography,
    viewpoints,
)
from readout.annotator.attribution.drafts import Attribution, Scene
from readout.parser import Document

__all__ = ["Attribution", "find"]

#: The rules, in the order in which they may claim a cue.
RULES = (typography.find, quoted.find, clauses.find, viewpoints.find, nouns.find, objects.find, passives.find)


def find(document: Document) -> list[Attribution]:
    """Return the attributions of a parsed document in the order of the text; each has its own source and cue."""
    marks = quotations.find(document.body, document.paragraphs)
    can_speak.learn_names(block.doc for block in document.blocks)
    scenes = []
    for block in document.blocks:
        scene = Scene(block, [mark for mark in marks if spans.overlaps(mark.span, (block.start, block.end))])
        for rule in RULES:
            rule(scene)
        typography.struck_notes(scene)
        scenes.append(scene)
    typography.across(scenes)
    continuation.find(scenes)
    return to_attributions.settle(document, scenes)
