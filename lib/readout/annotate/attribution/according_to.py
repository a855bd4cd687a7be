"""Prepositions that mark a source: according to X, in the view of X, in X's eyes, for X."""

from readout.annotate.attribution import tree
from readout.annotate.attribution.drafts import Draft, Scene


def find(scene: Scene) -> None:
    """Add the attributions that a preposition marks."""
    for token in scene.tokens:
        if token.lower_ == "according" and token.i + 2 < len(scene.tokens) and scene.tokens[token.i + 1].lower_ == "to":
            _according(scene, token.i)


def _according(scene: Scene, place: int) -> None:
    tokens = scene.tokens
    nouns = [child for child in tokens[place + 1].children if child.dep_ == "pobj"]
    if not nouns or scene.quote_of[place] >= 0:
        return
    noun = nouns[0]
    first, last = scene.sentence_of[place]
    start, end = tree.noun_phrase(noun)
    start, end = place + 2, max(end, place + 3)
    if place == first or (tokens[place - 1].text not in (",",) and place - first < 3):
        # It leads: what follows the comma is what they say.
        comma = next((i for i in range(end - 1, last) if tokens[i].text == ","), None)
        if comma is None:
            return
        end = min(end, comma)
        content = [(comma + 1, last)]
        if place > first and tokens[first].pos_ not in ("CCONJ", "ADV"):
            content.insert(0, (first, place))
    else:
        content = [(first, place)]
        if end < last and tokens[end].text == ",":
            rest = (end + 1, last)
            if any(
                token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBG", "VBN")
                for token in tokens[rest[0] : rest[1]]
            ):
                content.append(rest)
    holes = [
        piece for draft in scene.drafts for piece in (draft.cue, draft.source) if piece and draft.rule.endswith("cue")
    ]
    pieces = [
        piece
        for span in content
        for part in tree.without(tree.whole_quotes(scene, span), holes)
        if (piece := tree.trim(scene, part))
    ]
    source = tree.trim(scene, (start, end))
    if pieces and source:
        scene.add(Draft("according-to", place, pieces, source, (place, place + 2), "according to"))
