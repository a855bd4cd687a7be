"""Passive cues: the plan was rejected by Kyiv; he is expected to resign; it was reported that he resigned."""

from typing import TYPE_CHECKING

from readout import spans
from readout.annotator.attribution import can_speak, cue_frames, cues, tree
from readout.annotator.attribution.drafts import Draft, Range, Scene

if TYPE_CHECKING:
    from readout.parser import Token

#: Adverbs that put something forward in nobody's name.
ADVERBS = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})


def find(scene: Scene) -> None:
    """Add the attributions in the passive voice; where nobody is named behind them they are hearsay."""
    for token in scene.free():
        if token.lower_ in ADVERBS and scene.quote_of[token.i] < 0:
            draft = _adverb(scene, token)
        elif token.lemma_ != "ask" and token.tag_ in ("VBN", "VBD") and token.pos_ == "VERB" and cues.is_passive(token):
            name, frames = cues.entry(token)
            draft = _passive(scene, token, name, frames)
        else:
            continue
        if draft:
            scene.add(draft)


def _agent(scene: Scene, verb: "Token") -> Range | None:
    """Return the words after by."""
    for child in tree.children(verb, "agent", "prep"):
        if child.lower_ == "by":
            for person in tree.children(child, "pobj"):
                if can_speak.kind(person) is not None:
                    first, last = tree.noun_phrase(person)
                    judged = [part for part in tree.children(person, "prep") if part.lower_ == "as"]
                    return tree.trim(scene, (first, judged[0].i if judged else last))
    return None


def _passive(scene: Scene, verb: "Token", name: str, frames: frozenset[str]) -> Draft | None:
    subjects = tree.children(verb, "nsubjpass", "expl", "nsubj")
    noun = subjects[0] if subjects else None
    agent = _agent(scene, verb)
    cue = cues.cue_range(scene, verb, name)
    own = [tree.extent(noun)] if noun is not None and noun.lower_ not in ("it", "there") else []
    rule, pieces = "", list[Range]()
    for child in verb.children:
        if child.i < verb.i:
            continue
        if (
            child.dep_ in ("ccomp", "csubj", "advcl")
            and frames & {"clause"}
            and child.left_edge.lower_ in ("that", "whether")
        ):
            rule, pieces = "passive-with-clause", [tree.extent(child)]
        elif child.dep_ == "xcomp" and child.tag_ == "VB" and name in cue_frames.frames("hearsay"):
            rule, pieces = "passive-with-infinitive", [*own, tree.extent(child)]
        elif child.dep_ == "prep" and child.lower_ == "as" and "as" in frames:
            rule, pieces = "passive-with-as", [*own, tree.extent(child)]
        elif child.dep_ == "prep" and f"p:{child.lower_}" in frames and child.lower_ in ("of", "for"):
            rule, pieces = "passive-with-of", [(child.i + 1, child.right_edge.i + 1)]
        if pieces:
            break
    if not pieces and agent and "np" in frames and own:
        rule, pieces = "passive-with-by", own
    content = [piece for piece in (tree.trim(scene, part) for part in pieces) if piece]
    if agent:
        content = [part for piece in content for part in spans.without(piece, [agent])]
        content = [piece for piece in (tree.trim(scene, part) for part in content) if piece]
    if not content:
        return None
    return Draft(rule, verb.i, content, agent, cue, name, hearsay=agent is None)


def _adverb(scene: Scene, token: "Token") -> Draft | None:
    first, last = tree.extent(token.head) if token.head.pos_ in cues.VERBAL else scene.sentence_of[token.i]
    pieces = [tree.trim(scene, part) for part in spans.without((first, last), [(token.i, token.i + 1)])]
    content = [piece for piece in pieces if piece]
    if not content:
        return None
    return Draft("adverb-of-hearsay", token.i, content, None, (token.i, token.i + 1), token.lower_, hearsay=True)
