"""Nouns and adjectives that mark an attribution: its opposition to X; the demand by A that X; voiced fears of X."""

from typing import TYPE_CHECKING

from readout.annotator.attribution import can_speak, cue_frames, cues, tree
from readout.annotator.attribution.drafts import Draft, Range, Scene

if TYPE_CHECKING:
    from readout.parser import Token

COPULAS = frozenset({"be", "become", "remain", "seem", "appear", "feel", "stay", "sound", "grow", "get", "look"})


def find(scene: Scene) -> None:
    """Add the attributions whose cue is a noun with a named owner, or an adjective said of somebody."""
    nouns, adjectives = cue_frames.frames("nouns"), cue_frames.frames("adjectives")
    for token in scene.free():
        if token.pos_ == "NOUN" and token.lemma_.lower() in nouns:
            draft = _noun(scene, token, nouns[token.lemma_.lower()])
        elif token.pos_ in ("ADJ", "VERB") and token.lower_ in adjectives:
            draft = _adjective(scene, token, adjectives[token.lower_])
        else:
            continue
        if draft:
            scene.add(draft)
            if draft.cue and token.dep_ == "dobj" and draft.cue[0] <= token.head.i < token.i:
                scene.used.add(token.head.i)


def _content(token: "Token", frames: frozenset[str]) -> tuple[Range, str, str] | None:
    """Return the range that a noun or adjective puts forward, the kind of frame, and the preposition if any."""
    for child in (*token.children, *_torn(token)):
        if child.i < token.i:
            continue
        if (
            "clause" in frames
            and child.dep_ in ("acl", "ccomp", "relcl")
            and child.left_edge.lower_ in ("that", "whether")
        ):
            own = tree.children(child, *tree.SUBJECTS)
            if any(one.i > child.left_edge.i for one in own):
                return tree.extent(child), "clause", ""
        if (
            "clause" in frames
            and child.dep_ == "ccomp"
            and token.pos_ != "NOUN"
            and tree.children(child, *tree.SUBJECTS)
        ):
            return tree.extent(child), "clause", ""
        if "to" in frames and child.dep_ in ("acl", "xcomp", "relcl") and child.tag_ == "VB":
            first = [part for part in child.children if part.tag_ == "TO"]
            if first:
                return tree.extent(child), "infinitive", ""
        if child.dep_ in ("prep", "agent", "dative") and f"p:{child.lower_}" in frames and child.right_edge.i > child.i:
            return (child.i + 1, child.right_edge.i + 1), "preposition", child.lower_
    return None


def _torn(noun: "Token") -> list["Token"]:
    """Return the phrase right after a noun that the parser hangs elsewhere.

    On the verb that carries it (voiced regret over the loss), or, where it is a clause, on the noun's owner or on what
    governs it (the finding of the monitors that X).
    """
    clauses = [
        token
        for token in noun.sent
        if token.dep_ in ("relcl", "ccomp", "acl") and token.left_edge.lower_ == "that" and token.left_edge.i > noun.i
    ]
    owned = [child for child in noun.children if child.lower_ in ("of", "by") and child.dep_ == "prep"]
    people = [person for child in owned for person in tree.children(child, "pobj") if can_speak.kind(person)]
    for person in people:
        for clause in clauses:
            near = clause.left_edge.i == person.i + 1 and clause.head.i != noun.i
            if near and any(one.i > clause.left_edge.i for one in tree.children(clause, *tree.SUBJECTS)):
                return [clause]
    if noun.dep_ != "dobj" or noun.head.lemma_ not in cue_frames.frames("carriers"):
        return []
    following = noun.right_edge.i + 1
    return [child for child in noun.head.children if child.left_edge.i == following and child.dep_ != "punct"]


def _owner(scene: Scene, noun: "Token", clause: bool) -> tuple[Range, int] | None:
    """Return who stands behind a noun (X's claim; the claim by X; X made the claim) and where the cue begins.

    clause: whether a clause says what was put forward, so that "of" tells who did: the statement of X that Y.
    """
    carried = _carrier(scene, noun)
    if carried and any(child.dep_ == "poss" and child.pos_ == "PRON" for child in noun.children):
        return carried
    for child in noun.children:
        if child.dep_ == "poss" and can_speak.kind(child) is not None:
            first, last = tree.extent(child)
            if scene.tokens[last - 1].tag_ == "POS":
                last -= 1
            return (first, last), last
        if child.dep_ == "prep" and child.lower_ in (("by", "from", "of") if clause else ("by", "from")):
            for person in tree.children(child, "pobj"):
                if can_speak.kind(person) is not None:
                    return tree.noun_phrase(person), noun.i
    return carried


def _carrier(scene: Scene, noun: "Token", again: bool = False) -> tuple[Range, int] | None:
    """Return who puts a noun forward with a verb that carries it (X voiced its hope) and where the verb begins."""
    verb = noun.head
    if noun.dep_ == "conj" and verb.dep_ == "dobj" and verb.i in scene.used:
        # A further noun under the same verb: reaffirmed its support for A and its rejection of B.
        found = _carrier(scene, verb, again=True)
        return (found[0], noun.left_edge.i) if found else None
    if (
        noun.dep_ == "dobj"
        and verb.pos_ == "VERB"
        and verb.lemma_ in cue_frames.frames("carriers")
        and (again or verb.i not in scene.used)
    ):
        if cues.is_passive(verb) or can_speak.kind(cues.noun_before(scene, verb)) is None:
            return None
        source = cues.source_of(scene, verb)
        return (source, tree.verb_group(verb)[0]) if source else None
    return None


def _noun(scene: Scene, noun: "Token", frames: frozenset[str]) -> Draft | None:
    found = _content(noun, frames)
    owner = _owner(scene, noun, found is not None and found[1] == "clause")
    if found is not None and owner is None and noun.lemma_ in cue_frames.frames("rumours"):
        return _rumour(scene, noun, found)
    if found is None or owner is None:
        return None
    span, form, preposition = found
    source, start = owner
    content = tree.trim(scene, tree.whole_quotes(scene, span))
    trimmed = tree.trim(scene, source)
    if content is None or trimmed is None:
        return None
    name = f"{noun.lemma_.lower()} {preposition}".strip()
    if trimmed[0] >= content[0] and trimmed[1] <= content[1]:
        return None
    return Draft(f"{form}-of-noun", noun.i, [content], trimmed, (min(start, noun.i), noun.i + 1), name)


def _rumour(scene: Scene, noun: "Token", found: tuple[Range, str, str]) -> Draft | None:
    """Make a draft for what is put forward in nobody's name: reports that he resigned."""
    span, form, _ = found
    content = tree.trim(scene, tree.whole_quotes(scene, span))
    if form != "clause" or content is None or scene.quote_of[noun.i] >= 0:
        return None
    cue = (noun.i, noun.i + 1)
    return Draft("clause-of-rumour", noun.i, [content], None, cue, noun.lemma_, hearsay=True)


def _adjective(scene: Scene, token: "Token", frames: frozenset[str]) -> Draft | None:
    verb = token.head if token.dep_ in ("acomp", "oprd", "attr") else token
    if token.dep_ in ("acomp", "oprd") and verb.lemma_ not in COPULAS:
        return None
    if verb is token and not (token.dep_ in ("ROOT", "ccomp", "conj", "advcl") and tree.children(token, "auxpass")):
        return None
    person = next(iter(tree.children(verb, "nsubj", "nsubjpass")), None) or tree.subject(verb)
    if person is None or person.i > token.i or can_speak.kind(person) is None:
        return None
    found = _content(token, frames)
    if found is None and verb is not token:
        found = _beside(token, verb, frames)
    source = tree.trim(scene, tree.noun_phrase(person))
    if found is None or source is None:
        return None
    span, form, preposition = found
    content = tree.trim(scene, tree.whole_quotes(scene, span))
    if content is None or source[1] > content[0]:
        return None
    name = f"{token.lower_} {preposition}".strip()
    return Draft(f"{form}-of-adjective", token.i, [content], source, (tree.verb_group(verb)[0], token.i + 1), name)


def _beside(token: "Token", verb: "Token", frames: frozenset[str]) -> tuple[Range, str, str] | None:
    """Return the clause of an adjective where the parser hangs it on the verb instead."""
    for child in verb.children:
        if child.i < token.i:
            continue
        that = child.dep_ == "ccomp" or (child.dep_ == "advcl" and child.left_edge.lower_ == "that")
        if "clause" in frames and that:
            return tree.extent(child), "clause", ""
        if "to" in frames and child.dep_ == "xcomp" and child.tag_ == "VB":
            return tree.extent(child), "infinitive", ""
    return None
