"""Clauses that a cue governs: he said that X; she asked whether X; they want to X; he urged them to X."""

from typing import TYPE_CHECKING

from readout import spans
from readout.annotator.attribution import boundaries, can_speak, cue_frames, cues, ends, quoted, tree
from readout.annotator.attribution.drafts import Draft, Range, Scene

if TYPE_CHECKING:
    from readout.parser import Token

#: Words that begin a condition or a reason that belongs to what is said.
REASONS = frozenset({"because", "if", "unless", "provided", "lest", "so", "since", "should"})

#: Words that begin a further clause under the same cue.
FURTHER = frozenset({"that", "how", "why", "whether", "what", "which", "who"})
#: Verbs that mean no more than to find out, in the infinitive: waits to hear whether, wants to know what.
LEARNING = frozenset({"hear", "know", "see", "learn", "understand", "find", "determine", "prove", "consider"})


#: Verbs of wanting, which take a thing with what is to become of it: wants the sky reopened.
WANTING = frozenset({"want", "wish", "like", "prefer", "order", "need"})
#: What those who speak anonymously ask not to be.
UNNAMED = frozenset({"name", "identify", "quote", "cite"})


def find(scene: Scene) -> None:
    """Add the attributions whose content is a clause that depends on a verb."""
    for token in scene.tokens:
        if token.i in scene.used or token.pos_ not in cues.VERBAL:
            continue
        name, frames = cues.entry(token)
        if not frames or not cues.puts_forward(scene, token, name):
            continue
        draft = _finite(scene, token, name, frames) or _infinitive(scene, token, name, frames)
        if draft:
            scene.add(draft)


def _draft(scene: Scene, verb: "Token", name: str, rule: str, span: Range) -> Draft | None:
    source = cues.source_of(scene, verb)
    span = ends.before_concession(scene, verb, _until_next_cue(scene, verb, span))
    for place in range(span[0] + 1, span[1] - 1):
        apart = scene.tokens[place].text == ";" and scene.quote_of[place] < 0 and place > verb.i
        if apart and boundaries.has_own_cue(scene, place + 1, scene.sentence_of[place][1]):
            span = span[0], place
            break
    if not _can_say(
        scene.shares.get(verb.i, verb),
        name,
        source is None,
        rule != "infinitive-of-verb" and rule != "infinitive-with-noun",
    ):
        return None
    cue = cues.cue_range(scene, verb, name)
    if scene.quote_of[verb.i] < 0:
        span = _with_quotations(scene, ends.with_terms(scene, _with_reasons(verb, span)))
        span = tree.whole_quotes(scene, span)
    else:
        span = tree.inside_quote(scene, verb.i, span)
    holes = [cue] + ([source] if source else [])
    pieces = [piece for piece in (tree.trim(scene, part) for part in spans.without(span, holes)) if piece]
    pieces = [piece for piece in pieces if piece[0] > verb.i or piece[1] <= verb.i]
    return Draft(rule, verb.i, pieces, source, cue, name) if pieces else None


def _can_say(verb: "Token", name: str, unnamed: bool, finite: bool) -> bool:
    """Tell whether the subject of a verb is somebody, or a document, that can say or want something."""
    noun = tree.subject(verb)
    if unnamed:
        return False
    if noun is None:
        return cue_frames.kinds("verbs").get(name) == "speech"
    if finite and cue_frames.kinds("verbs").get(name) in ("speech", "thought", "knowledge", "stance"):
        return noun.dep_ != "expl"
    return can_speak.kind(noun) is not None or noun.lower_ in ("it", "which", "that", "those")


def _until_next_cue(scene: Scene, verb: "Token", span: Range) -> Range:
    """Return a clause cut before a further cue of the same speaker: He said that X, and urged Y."""
    for place in range(span[0] + 2, span[1] - 1):
        joint = scene.tokens[place]
        if joint.lower_ not in ("and", "but") or scene.quote_of[place] >= 0:
            continue
        after = place + 1
        while after < span[1] and scene.tokens[after].pos_ == "ADV":
            after += 1
        if after >= span[1]:
            break
        cue = scene.tokens[after]
        if cue.tag_ not in ("VBD", "VBZ") or cue.dep_ != "conj" or tree.children(cue, *tree.SUBJECTS):
            continue
        frames = cues.entry(cue)[1]
        apart = scene.tokens[place - 1].text == "," and bool(frames & {"clause", "np+to"})
        if apart or (joint.lower_ == "but" and frames >= {"clause", "quote"}):
            scene.shares[cue.i] = verb
            return span[0], place
    return span


def _with_reasons(verb: "Token", span: Range) -> Range:
    """Return a clause with the condition or reason right after it, which the parser may hang on the cue instead."""
    first, last = span
    for child in verb.children:
        if child.dep_ == "advcl" and child.left_edge.i in (last, last + 1):
            opening = child.left_edge.lower_
            if opening in REASONS:
                last = child.right_edge.i + 1
    for child in tree.children(verb, "prep"):
        if child.lower_ == "provided" and child.left_edge.i in (last, last + 1):
            last = child.right_edge.i + 1
    return first, last


def _with_quotations(scene: Scene, span: Range) -> Range:
    """Return a clause with the quoted words that follow it in its sentence, where no other cue claims them."""
    first, last = span
    end = scene.sentence_of[last - 1][1]
    for start, stop in scene.quotes:
        if last <= start < end and stop - start > 2:
            between = scene.tokens[last:start]
            if any(token.pos_ in cues.VERBAL and cues.entry(token)[1] for token in between) or any(
                token.text in (";", ":") for token in between
            ):
                break
            if any(token.lower_ == "according" for token in between):
                break
            last = stop
    return first, last


def _finite(scene: Scene, verb: "Token", name: str, frames: frozenset[str]) -> Draft | None:
    """Make a draft for a finite clause after its verb."""
    if not frames & {"clause", "quote"} or (
        verb.tag_ == "VB" and verb.dep_ != "conj" and verb.lemma_ in LEARNING and _to(verb)
    ):
        return None
    spans = []
    if name in ("make clear", "make plain", "make known"):
        word = next(child for child in verb.children if child.lower_ == name.split()[1])
        spans = [(word.i + 1, max(word.right_edge.i, verb.right_edge.i) + 1)]
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "ccomp" or (child.dep_ == "advcl" and child.left_edge.lower_ in ("that", "whether")):
            first, last = tree.extent(child)
            if "np+to" in frames and child.tag_ == "VB" and any(part.tag_ == "TO" for part in child.children):
                continue
            spans.append((max(first, verb.i + 1), last))
    if spans:
        start, end = spans[0][0], max(last for _, last in spans)
        start = start if name in quoted.TELLING else _torn_subject(verb, start)
        return _draft(scene, verb, name, "clause-of-verb", _coordinated(verb, (start, end)))
    return _rest_of_sentence(scene, verb, name, frames)


def _torn_subject(verb: "Token", start: int) -> int:
    """Return where a clause begins whose subject the parser takes for the object of the cue: said some would gain."""
    clause = next((child for child in tree.children(verb, "ccomp") if child.i > verb.i), None)
    objects = [child for child in tree.children(verb, "dobj") if verb.i < child.i < start]
    if objects and clause is not None and not tree.children(clause, *tree.SUBJECTS) and not _to(clause):
        return objects[0].left_edge.i
    return start


def _coordinated(verb: "Token", span: Range) -> Range:
    """Return a clause with a further one that the parser hangs on the cue: and that X; and how X; and grow X."""
    first, last = span
    for child in tree.children(verb, "conj"):
        opening = child.left_edge
        bare = child.tag_ == "VB" and not tree.children(child, *tree.SUBJECTS)
        if child.i > last - 1 and (opening.lower_ in FURTHER or bare) and opening.i - last < 4:
            last = child.right_edge.i + 1
    return first, last


def _rest_of_sentence(scene: Scene, verb: "Token", name: str, frames: frozenset[str]) -> Draft | None:
    """Make a draft where the parser finds no clause, but a plain verb of saying is followed by one."""
    if not frames >= {"clause", "quote"} or verb.dep_ in ("relcl", "acl") or scene.quote_of[verb.i] >= 0:
        return None
    start, end = verb.i + 1, scene.sentence_of[verb.i][1]
    objects = [child for child in tree.children(verb, "dobj") if child.i > verb.i and child.pos_ != "ADJ"]
    if objects and name not in quoted.TELLING and name != "say":
        return None
    window = scene.tokens[start : min(start + 14, end)]
    that = next((token for token in window if token.lower_ == "that"), None)
    commas = [token.i for token in window if token.text == "," and that is not None and token.i < that.i]
    if that is not None and that.tag_ == "IN" and (not commas or (commas[0] == start and commas[-1] == that.i - 1)):
        start = that.i
    elif name != "say":
        return None
    if start >= end or scene.tokens[start].is_punct:
        return None
    finite = any(
        token.tag_ in ("MD", "VBD", "VBZ", "VBP") and token.dep_ not in ("relcl", "acl") and token.head.dep_ != "relcl"
        for token in scene.tokens[start:end]
    )
    if not finite or (objects and any(token.text == "," for token in scene.tokens[start : objects[0].i])):
        return None
    return _draft(scene, verb, name, "rest-of-sentence", (start, end))


def _is_done(participle: "Token") -> bool:
    """Tell whether a participle with its own subject says what is to become of it: wants the sky reopened."""
    if participle.tag_ not in ("VBN", "VBD") or participle.dep_ not in ("ccomp", "xcomp"):
        return False
    return bool(tree.children(participle, "nsubj", "nsubjpass")) and not tree.children(participle, "aux", "auxpass")


def _to(verb: "Token") -> bool:
    """Tell whether a verb is an infinitive with to."""
    return any(child.tag_ == "TO" for child in verb.children)


def _asks_for_thing(verb: "Token", infinitive: "Token") -> bool:
    """Tell whether what is asked for stands before the infinitive, which only says what it is for: asked for time."""
    return any(verb.i < child.i < infinitive.i and child.lower_ == "for" for child in tree.children(verb, "prep"))


def _infinitive(scene: Scene, verb: "Token", name: str, frames: frozenset[str]) -> Draft | None:
    """Make a draft for an infinitive after its verb, with the noun phrase that is to do it."""
    below = list(verb.children)
    if " " in name:
        nouns = [noun for part in tree.children(verb, "prep") for noun in tree.children(part, "pobj")]
        below += [child for noun in nouns for child in noun.children]
    for child in below:
        passive = child.tag_ == "VBN" and any(part.dep_ == "auxpass" and part.tag_ == "VB" for part in child.children)
        if child.i < verb.i or child.dep_ not in ("xcomp", "ccomp", "advcl", "relcl", "acl"):
            continue
        if name in WANTING and _is_done(child):
            return _draft(scene, verb, name, "infinitive-with-noun", tree.extent(child))
        if not (child.tag_ == "VB" or passive) or (passive and child.lemma_ in UNNAMED):
            continue
        if not any(part.tag_ == "TO" for part in child.children):
            continue
        first, last = tree.extent(child)
        own = [part for part in verb.children if part.dep_ in ("dobj", "iobj") and verb.i < part.i < child.i]
        if " " in name:
            own += [noun for part in tree.children(verb, "prep") for noun in tree.children(part, "pobj")]
            own = [noun for noun in own if noun.i < child.i]
        inner = tree.children(child, *tree.SUBJECTS)
        wanted = [part for part in tree.children(child, "mark") if part.lower_ == "for"]
        if wanted and inner and "p:for" in frames and " " not in name:
            # They called for troops to leave: the preposition belongs to the cue.
            span = (inner[0].left_edge.i, last)
            return _draft(scene, verb, f"{name} for", "infinitive-with-noun", _coordinated(verb, span))
        if cues.refuses_to_tell(verb, child) or _asks_for_thing(verb, child):
            return None
        if "to" in frames and not own and not inner:
            return _draft(scene, verb, name, "infinitive-of-verb", _coordinated(verb, (first, last)))
        if "np+to" in frames and (own or inner):
            start = own[0].left_edge.i if own else first
            return _draft(scene, verb, name, "infinitive-with-noun", _coordinated(verb, (start, last)))
    return None
