"""Prepositions that mark a source: according to X; in X's view; in the words of X; from X's point of view."""

from typing import TYPE_CHECKING

from readout import spans
from readout.annotator.attribution import can_speak, cue_frames, cues, quoted, tree
from readout.annotator.attribution.drafts import Draft, Range, Scene

if TYPE_CHECKING:
    from readout.parser import Token

LEAST = 1
#: How many words and marks before a closing phrase make a clause, though the parser sees no verb among them.
CLOSED = 4
#: Tags of words that begin a relative clause.
RELATIVE = frozenset({"WP", "WDT", "WRB", "WP$"})


def find(scene: Scene) -> None:
    """Add the attributions that a preposition marks."""
    for token in scene.free():
        if token.lower_ == "according" and token.i + 2 < len(scene.tokens) and scene.tokens[token.i + 1].lower_ == "to":
            _according(scene, token)
        elif token.pos_ == "NOUN" and token.i > 1 and token.lemma_ in cue_frames.frames("viewpoints"):
            _view(scene, token)
        elif token.lower_ == "as" and token.dep_ == "mark" and token.head.i not in scene.used:
            _as(scene, token.head)


def _according(scene: Scene, token: "Token") -> None:
    nouns = tree.children(scene.tokens[token.i + 1], "pobj")
    if not nouns:
        return
    last = max(tree.noun_phrase(nouns[0])[1], nouns[0].i + 1)
    end = last
    if last < len(scene.tokens) and scene.tokens[last].tag_ in RELATIVE:
        clause = next((word for word in nouns[0].subtree if word.dep_ == "relcl" and word.i > last), None)
        end = clause.right_edge.i + 1 if clause is not None else last
        last = last - 1 if scene.tokens[last - 1].text == "," else end
    _add(scene, (token.i, end), (token.i + 2, last), (token.i, token.i + 2), "according-to", "according to")


def _view(scene: Scene, noun: "Token") -> None:
    """Make a draft for a phrase such as in Moscow's view, in the view of Moscow."""
    before = scene.tokens[noun.i - 2]
    preposition = noun.head if noun.dep_ == "pobj" else before
    if noun.dep_ != "pobj" and (before.pos_ != "ADP" or scene.tokens[noun.i - 1].tag_ != "PRP$"):
        return
    if preposition.lower_ not in cue_frames.frames("viewpoints")[noun.lemma_]:
        return
    owners = [child for child in noun.children if child.dep_ == "poss"]
    owners += [person for child in noun.children if child.lower_ == "of" for person in tree.children(child, "pobj")]
    if not owners or can_speak.kind(owners[0]) is None or owners[0].lower_ in ("i", "my", "our", "your"):
        return
    first, last = tree.extent(owners[0])
    if scene.tokens[last - 1].tag_ == "POS":
        last -= 1
    phrase = (preposition.i, max(noun.i + 1, noun.right_edge.i + 1 if owners[0].i > noun.i else noun.i + 1))
    cue = (noun.i, noun.i + 1) if owners[0].i < noun.i else (preposition.i, noun.i + 1)
    name = f"{preposition.lower_} {noun.lemma_}"
    _add(scene, phrase, (first, last), cue, "in-the-view-of", name, whole=owners[0].i < noun.i)


def _as(scene: Scene, verb: "Token") -> None:
    """Make a draft for a comparison with what somebody says: as the minister said; as he puts it."""
    name, frames = cues.entry(verb)
    if verb.dep_ != "advcl" or not ("quote" in frames or name in ("put", "see")) or scene.quote_of[verb.i] >= 0:
        return
    if verb.tag_ == "VBG" or any(child.dep_ in ("ccomp", "xcomp", "nsubjpass") for child in verb.children):
        return
    if any(child.i > verb.i and child.dep_ == "dobj" and child.lower_ != "it" for child in verb.children):
        return
    noun = cues.noun_before(scene, verb)
    source = cues.source_of(scene, verb)
    if source is None or can_speak.kind(noun) is None or not tree.children(verb, "nsubj"):
        return
    phrase = tree.extent(verb)
    _add(scene, phrase, source, cues.cue_range(scene, verb, name), "as-they-say", name)
    scene.used.add(verb.i)


def _add(scene: Scene, phrase: Range, source: Range, cue: Range, rule: str, name: str, whole: bool = False) -> None:
    """Add a draft whose content is the sentence around a phrase, or the part of it that the phrase belongs to.

    whole: whether the phrase is known to end where it does, so that what is said may follow without a comma.
    """
    tokens = scene.tokens
    first, last = scene.sentence_of[phrase[0]]
    start, end = phrase[0], min(phrase[1], last)
    if tokens[start].text[0].isupper():
        # A capital shows that a new sentence begins, even where the parser does not see it.
        first = start
    inside = scene.quote_of[start]
    if inside >= 0:
        first, last = max(first, scene.quotes[inside][0] + 1), min(last, scene.quotes[inside][1] - 1)
    relative = next((word for word in tokens[start].ancestors if word.dep_ == "relcl"), None)
    if relative is not None:
        first, last = max(first, relative.left_edge.i), min(last, relative.right_edge.i + 1)
    pieces: list[Range] = []
    lead = tokens[first:start]
    closing = end >= last or (tokens[end].is_punct and tokens[min(end + 1, last - 1)].tag_ in ("WP", "WDT", "."))
    after = first < start and tokens[start - 1].text == "," and len(lead) > CLOSED and closing
    if not after and not any(token.pos_ in cues.VERBAL for token in lead):
        # It leads: what follows the comma is what they say.
        comma = next((place for place in range(end - 1, last) if tokens[place].text == ","), None)
        begin = comma + 1 if comma is not None and comma - end < 25 and not whole else end
        end = min(end, begin)
        pieces = [(begin, last)]
        source = (source[0], min(source[1], begin)) if source[0] >= start else source
        if len([token for token in lead if token.is_alpha]) > LEAST:
            pieces.insert(0, (first, start))
    else:
        pieces = [(first, start)]
        rest = (end, last)
        if end < last and tokens[end].text == "," and quoted.is_clause(scene, rest):
            opening = tokens[end + 1] if end + 1 < last else tokens[end]
            if opening.tag_ not in ("VBG", "VBN", "WP", "WDT", "WRB"):
                pieces.append(rest)
        elif end < last and (
            (tokens[end].text == ":" and quoted.is_clause(scene, rest))
            or (tokens[end].text != "," and not tokens[end].is_punct)
        ):
            pieces.append(rest)
    holes = [
        piece
        for draft in scene.drafts
        for piece in (draft.cue, draft.source)
        if piece and draft.rule in ("clause-then-cue", "quotation-then-cue") and start > first
    ]
    content = []
    for span in pieces:
        stretched = tree.whole_quotes(scene, span) if inside < 0 else span
        content += [
            part for hole in spans.without(stretched, [*holes, (start, end)]) if (part := tree.trim(scene, hole))
        ]
    named = tree.trim(scene, source)
    if content and named:
        scene.add(Draft(rule, phrase[0], content, named, cue, name))
