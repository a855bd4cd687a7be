"""Who says what: rules over quotations and the dependency parse, each with a name that a reader can ask for."""

from readout.annotate import quotations
from readout.annotate.attribution import (
    clausal,
    continuation,
    layout,
    nominal,
    objects,
    passive,
    quoted,
    settle,
    speakers,
    viewpoint,
)
from readout.annotate.attribution.drafts import Attribution, Scene
from readout.language import Document

__all__ = ["Attribution", "find"]

#: The rules, in the order in which they may claim a cue.
RULES = (layout.find, quoted.find, clausal.find, viewpoint.find, nominal.find, objects.find, passive.find)


def find(document: Document) -> list[Attribution]:
    """Return the attributions of a parsed document in the order of the text; each has its own source and cue."""
    marks = quotations.find(document.body, document.paragraphs)
    speakers.learn_names(block.doc for block in document.blocks)
    scenes = []
    for block in document.blocks:
        scene = Scene(block, [mark for mark in marks if mark.start < block.end and mark.end > block.start])
        for rule in RULES:
            rule(scene)
        layout.struck_notes(scene)
        scenes.append(scene)
    layout.across(scenes)
    continuation.find(scenes)
    return settle.settle(document, scenes)
