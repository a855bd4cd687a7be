"""Who says what: rules over quotations and the dependency parse, each with a name that a reader can ask for."""

import warnings
from collections.abc import Callable
from typing import Any

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
from readout.errors import Fault
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
        if block.furniture:
            continue
        scene = Scene(block, [mark for mark in marks if spans.overlaps(mark.span, (block.start, block.end))])
        for rule in (*RULES, typography.struck_notes):
            if not _guarded(rule, [scene], scene):
                # What other rules found may stand on what this one left half done.
                scene.drafts.clear()
                scene.used.clear()
                break
        scenes.append(scene)
    for reaching in (typography.across, continuation.find):
        _guarded(reaching, scenes, scenes)
    return to_attributions.settle(document, scenes)


def _guarded(rule: Callable[[Any], None], scenes: list[Scene], given: Scene | list[Scene]) -> bool:
    """Run a rule; where it fails, put the scenes back as they were before it, tell, and return false."""
    before = [(list(scene.drafts), set(scene.used)) for scene in scenes]
    try:
        rule(given)
        return True
    except Exception as error:  # a fault of ours in one rule must not cost the reader the whole text
        for scene, (drafts, used) in zip(scenes, before, strict=True):
            scene.drafts[:], scene.used = drafts, used
        _tell(rule, error, scenes)
        return False


def _tell(rule: Callable[..., None], error: Exception, scenes: list[Scene]) -> None:
    name = f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}"
    if len(scenes) == 1:
        words = " ".join(scenes[0].doc.text.split())
        where, kept = f"the paragraph “{words[:50]}”", "all of it counts as the outlet's voice"
    else:
        where, kept = "the text", "what goes over from one paragraph to the next may be missing"
    sentence = f"The rule {name} failed on {where} ({type(error).__name__}), so {kept}; please report this fault."
    warnings.warn(sentence, Fault, stacklevel=2)
