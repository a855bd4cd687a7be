"""Where what is said beside a cue ends inside its sentence: at a semicolon, or before somebody else's clause."""

from typing import TYPE_CHECKING

from readout.annotator.attribution import can_speak, cues, tree
from readout.annotator.attribution.drafts import Scene

if TYPE_CHECKING:
    pass

#: Words that set a clause against what was said.
AGAINST = frozenset({"but", "though", "although", "while", "whereas", "yet"})


def after_semicolon(scene: Scene, begin: int, start: int) -> int:
    """Return where what stands before a cue begins: after a semicolon, where the words before that are another's.

    They are, where a cue stands among them, or where this cue interrupts the clause after the semicolon.
    """
    for place in range(start - 1, begin, -1):
        if scene.tokens[place].text == ";" and scene.quote_of[place] < 0:
            interrupts = not _finite(scene, place + 1, start)
            return place + 1 if interrupts or has_own_cue(scene, begin, place) else begin
    return begin


def before_others(scene: Scene, begin: int, end: int) -> int:
    """Return where what stands after a cue ends: before a clause in which somebody else speaks or nothing is told."""
    for place in range(begin, end):
        token = scene.tokens[place]
        if scene.quote_of[place] >= 0:
            continue
        if token.text == ";" and (has_own_cue(scene, place + 1, end) or _turns(scene, place, end)):
            return place
        if token.lower_ in AGAINST and place > 0 and scene.tokens[place - 1].text == "," and _turns(scene, place, end):
            return place
    return end


def _finite(scene: Scene, begin: int, end: int) -> bool:
    return any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in scene.tokens[begin:end])


def has_own_cue(scene: Scene, begin: int, end: int) -> bool:
    """Tell whether somebody speaks in a stretch: a finite cue of saying with a subject who can speak."""
    return any(
        scene.quote_of[token.i] < 0
        and token.pos_ in cues.VERBAL
        and token.tag_ in ("VBD", "VBZ", "VBP")
        and "quote" in cues.entry(token)[1]
        and any(begin <= child.i < end and can_speak.kind(child) for child in tree.children(token, "nsubj"))
        for token in scene.tokens[begin:end]
    )


def _turns(scene: Scene, place: int, end: int) -> bool:
    """Tell whether the clause after a but is the reporter's: but he declined to name it, but B denied that."""
    for token in scene.tokens[place + 1 : end]:
        if token.text in (",", ";") or token.lower_ in ("and", "that"):
            break
        if token.pos_ not in cues.VERBAL:
            continue
        below = [child for child in tree.children(token, "xcomp") if child.tag_ == "VB"]
        if any(cues.refuses_to_tell(token, child) for child in below):
            return True
        frames = cues.entry(token)[1]
        subject = next(iter(tree.children(token, "nsubj")), None)
        if cues.is_withheld(token, token.lemma_) and can_speak.kind(subject) is not None:
            return True
        named = subject is not None and subject.pos_ in ("PROPN", "NOUN") and can_speak.kind(subject) is not None
        if named and token.tag_ in ("VBD", "VBZ", "VBP") and frames:
            return True
    return False
