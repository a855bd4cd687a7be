"""Attribution by layout: "X" — Name; a line that ends in a colon before a quotation; a heading such as Name: X."""

from itertools import pairwise

from readout import spans
from readout.annotator.attribution import can_speak, cues, parentheticals, quoted, tree
from readout.annotator.attribution.drafts import Draft, Range, Scene

DASHES = frozenset({"—", "–", "―", "--", "-", "‒", "~"})
LONGEST_NAME = 14
LONGEST_LABEL = 6


def find(scene: Scene) -> None:
    """Add a draft for each quotation that is signed with a dash and a name."""
    for number, (first, last) in enumerate(scene.quotes):
        if last >= len(scene.tokens) or scene.tokens[last].text not in DASHES or not scene.quotations[number].closed:
            continue
        end = min(parentheticals.quote_ahead(scene, last), last + 1 + LONGEST_NAME, len(scene.tokens))
        stop = next((place for place in range(last + 1, end) if scene.tokens[place].pos_ in cues.VERBAL), end)
        name = tree.trim(scene, (last + 1, stop))
        if name is None or stop < end or not scene.tokens[name[0]].text[0].isupper():
            continue
        if scene.tokens[name[0]].pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
            continue
        scene.add(Draft("quotation-signed", last, [(first, last)], name, (last, last + 1), "—"))


def struck_notes(scene: Scene) -> None:
    """Add a draft for quoted words after a colon that no cue governs: She struck a softer note: it is "not the end"."""
    for start, end in scene.quotes:
        if start >= end or any(spans.overlaps_any((start, end), draft.content) for draft in scene.drafts):
            continue
        first, last = scene.sentence_of[start]
        colon = next((place for place in range(start - 1, first, -1) if scene.tokens[place].text == ":"), None)
        if colon is None or scene.quote_of[colon] >= 0:
            continue
        verb = next((token for token in scene.tokens[first:colon] if token.dep_ == "ROOT"), None)
        if verb is None or verb.i in scene.used or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
            continue
        source = cues.source_of(scene, verb)
        content = tree.trim(scene, tree.whole_quotes(scene, (colon + 1, last)))
        if source and content and source[1] <= colon and can_speak.kind(tree.subject(verb)) in ("person", "group"):
            cue = cues.cue_range(scene, verb, verb.lemma_)
            scene.add(Draft("cue-then-colon", verb.i, [content], source, cue, verb.lemma_.lower()))


def across(scenes: list[Scene]) -> None:
    """Add the attributions that reach over the end of a line: a cue before a colon, and a label in the heading."""
    for before, scene in pairwise(scenes):
        _colon(before, scene)
    if len(scenes) > 1:
        _label(scenes[0])


def _colon(before: Scene, scene: Scene) -> None:
    """Make a draft for a line such as She went on: before a paragraph that holds the words, quoted or set apart."""
    if before.tokens[-1].text != ":":
        return
    marked = bool(scene.quotes) and scene.quotes[0][0] == 0
    start = before.sentence_of[-1][0]
    for verb in reversed(before.tokens[start:]):
        name, frames = cues.entry(verb)
        if verb.pos_ in cues.VERBAL and "quote" in frames and verb.i not in before.used and before.quote_of[verb.i] < 0:
            source = cues.source_of(before, verb)
            bare = not any(child.dep_ in ("ccomp", "xcomp") for child in verb.children)
            if source is None or not (marked or (bare and quoted.is_clause(scene, (0, len(scene.tokens))))):
                return
            span = scene.quotes[0] if marked else tree.trim(scene, (0, len(scene.tokens)))
            if span is None:
                return
            cue = cues.cue_range(before, verb, name)
            before.used.add(verb.i)
            scene.drafts.append(Draft("colon-then-quotation", 0, [span], source, cue, name, cue_scene=before))
            return


def _label(scene: Scene) -> None:
    """Make a draft for a heading that begins with the name of its speaker and a colon."""
    colon = next((token.i for token in scene.tokens[: LONGEST_LABEL + 1] if token.text == ":"), None)
    if not colon or colon + 2 >= len(scene.tokens) or scene.quote_of[colon] >= 0:
        return
    label: Range = (0, colon)
    words = scene.tokens[:colon]
    if any(token.pos_ in cues.VERBAL or token.is_punct for token in words):
        return
    noun = words[-1]
    if not (noun.pos_ == "PROPN" or can_speak.kind(noun)) or any(draft.content[0][0] < colon for draft in scene.drafts):
        return
    if any(draft.source and draft.source[0] > colon and scene.quote_of[draft.anchor] < 0 for draft in scene.drafts):
        return
    end = len(scene.tokens)
    content = tree.trim(scene, (colon + 1, end))
    if content:
        scene.drafts.append(Draft("label-then-words", colon, [content], label, (colon, colon + 1), ":"))
