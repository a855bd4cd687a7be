"""Where a content ends: with the terms that belong to it, and before what the same speaker says by another cue."""

from typing import TYPE_CHECKING

from readout.annotator.attribution import cues, tree
from readout.annotator.attribution.drafts import Range, Scene

if TYPE_CHECKING:
    from readout.parser import Token

#: Openings of the terms on which something is offered, accepted or said.
TERMS = (
    ("if",),
    ("unless",),
    ("provided",),
    ("providing",),
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("on", "condition"),
    ("on", "the", "condition"),
    ("on", "the", "understanding"),
    ("on", "the", "proviso"),
    ("on", "the", "sole", "condition"),
    ("subject", "to"),
    ("in", "exchange", "for"),
    ("in", "return", "for"),
)
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: Words that set a further clause of the speaker's against what was said: fears X, though she thinks Y.
SETTING_AGAINST = frozenset({"though", "although", "while", "whereas", "but"})


def begins_terms(scene: Scene, place: int) -> bool:
    """Tell whether the words from a place on begin the terms of what was said before: as long as, provided that."""
    return any(
        all(
            place + number < len(scene.tokens) and scene.tokens[place + number].lower_ == word
            for number, word in enumerate(words)
        )
        for words in TERMS
    )


def with_terms(scene: Scene, span: Range) -> Range:
    """Return a range with the terms right after it, up to the end of their clause; a range in quotes as it is."""
    first, last = span
    if last >= len(scene.tokens) or scene.quote_of[last - 1] >= 0:
        return span
    end = scene.sentence_of[last - 1][1]
    place = last + 1 if scene.tokens[last].text == "," else last
    if place >= end or not begins_terms(scene, place):
        return span
    for stop in range(place + 1, end):
        if scene.quote_of[stop] < 0 and (scene.tokens[stop].text == ";" or _goes_on(scene, stop, end)):
            return first, stop
    return first, end


def _goes_on(scene: Scene, place: int, end: int) -> bool:
    """Tell whether a new clause of the reporter begins at a place: , and urged; , but it sees; , he said."""
    if scene.tokens[place].text != "," or place + 1 >= end:
        return False
    after = place + 1
    joined = scene.tokens[after].lower_ in ("and", "but")
    return any(
        token.tag_ in FINITE and token.pos_ in cues.VERBAL and bool(cues.entry(token)[1])
        for token in scene.tokens[after : min(end, after + (6 if joined else 4))]
    )


def before_shared_cue(scene: Scene, verb: "Token", span: Range) -> Range:
    """Return a content without a clause of its own, cut before a further finite cue of its speaker.

    He accused them of lying and called that shameful. The further cue shares the subject of the first.
    """
    first, last = span
    for place in range(first + 1, last - 1):
        word = scene.tokens[place]
        if scene.quote_of[place] >= 0:
            continue
        if word.tag_ in FINITE or word.tag_ in ("WP", "WDT", "WRB"):
            return span
        if word.lower_ not in ("and", "but"):
            continue
        if scene.tokens[place + 1].lower_ == "that" and scene.tokens[place + 1].tag_ == "IN":
            return first, place
        after = place + 1
        while after < last and scene.tokens[after].pos_ == "ADV":
            after += 1
        cue = scene.tokens[after] if after < last else word
        if cue.tag_ not in ("VBD", "VBZ", "VBN") or cue.pos_ != "VERB" or tree.children(cue, *tree.SUBJECTS):
            continue
        if cues.entry(cue)[1] and (cue.tag_ != "VBN" or cue.dep_ == "conj") and not tree.children(cue, "agent"):
            scene.shares[cue.i] = verb
            return first, place
    return span


def before_concession(scene: Scene, verb: "Token", span: Range) -> Range:
    """Return a clause cut before what its speaker thinks besides: fears that X, though she considers Y just."""
    for place in range(max(span[0], verb.i) + 2, span[1] - 2):
        word, subject, cue = scene.tokens[place : place + 3]
        apart = scene.tokens[place - 1].text == "," and scene.quote_of[place] < 0
        if apart and word.lower_ in SETTING_AGAINST and subject.lower_ in ("he", "she"):
            kinds = cues.entry(cue)[1]
            if cue.tag_ in ("VBD", "VBZ") and kinds & {"clause", "small", "np"}:
                return span[0], place
    return span


def before_gloss(scene: Scene, span: Range) -> Range:
    """Return a content cut before a clause on its last word that tells what is said of it: boats, which are said to."""
    for place in range(span[0] + 1, span[1] - 2):
        if scene.tokens[place].text != "," or scene.tokens[place + 1].tag_ not in ("WDT", "WP"):
            continue
        clause = next(
            (token for token in scene.tokens[place + 2 : span[1]] if token.dep_ == "relcl"), scene.tokens[place]
        )
        hearsay = any(child.dep_ == "auxpass" for child in clause.children) and any(
            child.dep_ == "xcomp" for child in clause.children
        )
        if hearsay and cues.entry(clause)[1] and scene.quote_of[place] < 0:
            return span[0], place
    return span
