"""Content that is no clause: she rejected the plan; he called it a threat; they spoke of a deal."""

from typing import TYPE_CHECKING

from readout.annotator.attribution import can_speak, cue_frames, cues, ends, tree
from readout.annotator.attribution.drafts import Draft, Range, Scene

if TYPE_CHECKING:
    from readout.parser import Token

#: Prepositions that go on with the object rather than tell the time and place of the saying.
COMPLEMENTS = frozenset({"for", "about", "against", "toward", "towards", "to", "of", "over", "between", "among", "as"})

#: Verbs of giving, whose receiver belongs to what is offered: offered the family a new barn.
GIVING = frozenset({"offer", "promise", "pledge"})
#: Verbs by which one takes a side in favour of something.
TAKING_SIDES = frozenset({"speak", "argue", "vote", "come", "plead", "testify", "decide", "campaign", "write"})
FAVOUR = frozenset({"favour", "favor", "support", "defence", "defense"})
#: What one finds none of, who is against a thing: sees no reason to wait, finds no merit in it.
GROUNDS = frozenset(
    {"alternative", "basis", "benefit", "case", "cause", "chance", "evidence", "excuse", "future", "ground", "grounds"}
    | {"harm", "justification", "link", "merit", "need", "obstacle", "point", "prospect", "purpose", "reason", "role"}
    | {"room", "sense", "sign", "use", "value", "virtue", "way"}
)

#: Relations in which the parser may hang the name given to something on the verb: called the plan and the map a ploy.
NAMING = frozenset({"dobj", "conj", "appos", "oprd", "attr"})


def find(scene: Scene) -> None:
    """Add the attributions whose content is a noun phrase, a gerund, or what a preposition governs."""
    for token in scene.tokens:
        if token.i in scene.used or token.pos_ != "VERB":
            continue
        name, frames = cues.entry(token)
        if not frames or not cues.puts_forward(scene, token, name):
            continue
        draft = (
            _predicate(scene, token, name, frames)
            or _in_favour(scene, token)
            or _preposition(scene, token, name, frames)
            or _object(scene, token, name, frames)
        )
        if draft:
            scene.add(draft)


def _make(scene: Scene, verb: "Token", name: str, rule: str, span: Range, cue_name: str | None = None) -> Draft | None:
    """Return a draft, where somebody who can speak stands behind the verb."""
    noun = cues.noun_before(scene, verb)
    if noun is None or can_speak.kind(noun) is None or (noun.tag_ == "WP" and verb.dep_ != "relcl"):
        return None
    source = cues.source_of(scene, verb)
    cue = cues.cue_range(scene, verb, cue_name or name)
    inside = scene.quote_of[verb.i] >= 0
    if not inside:
        span = ends.before_gloss(scene, ends.before_shared_cue(scene, verb, span))
        span = ends.with_terms(scene, span)
    span = tree.inside_quote(scene, verb.i, span) if inside else tree.whole_quotes(scene, span)
    trimmed = tree.trim(scene, (max(span[0], verb.i + 1), _before_outer_cue(scene, verb, span[1])))
    if trimmed is None or source is None:
        return None
    return Draft(rule, verb.i, [trimmed], source, cue, name)


def _before_outer_cue(scene: Scene, verb: "Token", end: int) -> int:
    """Return where an object ends: before the speaker and cue of whoever is said to say the whole sentence."""
    for draft in scene.drafts:
        marks = [piece[0] for piece in (draft.source, draft.cue) if piece and draft.cue_scene is None]
        if draft.anchor > verb.i and any(first <= verb.i < last for first, last in draft.content):
            end = min([end, *(mark for mark in marks if mark > verb.i)])
    return end


def _noun(verb: "Token") -> "Token | None":
    found = [child for child in tree.children(verb, "dobj") if child.i > verb.i]
    return found[0] if found else None


def _predicate(scene: Scene, verb: "Token", name: str, frames: frozenset[str]) -> Draft | None:
    """Make a draft for a judgement: called it a threat, described him as weak."""
    noun = _noun(verb)
    if "as" in frames and noun is not None:
        beside = noun.right_edge.i + 1
        if beside + 1 < len(scene.tokens) and scene.tokens[beside].lower_ == "as" and scene.quote_of[beside + 1] >= 0:
            end = scene.quotes[scene.quote_of[beside + 1]][1]
            return _make(scene, verb, name, "judgement", (noun.left_edge.i, end))
    if "as" in frames:
        for child in [*verb.children, *(noun.children if noun is not None else ())]:
            if child.dep_ == "prep" and child.lower_ == "as" and child.i > verb.i and child.right_edge.lower_ != "such":
                judged = _after_judgement(child)
                if judged is not None:
                    return _make(scene, verb, name, "object-of-verb", _with_that(scene, judged))
                start = noun.left_edge.i if noun is not None and noun.i < child.i else child.i
                return _make(scene, verb, name, "judgement", (start, child.right_edge.i + 1))
    if "small" in frames:
        for child in verb.children:
            if child.i > verb.i and child.dep_ in ("oprd", "ccomp", "acomp", "attr"):
                start = min(child.left_edge.i, noun.left_edge.i if noun is not None else child.left_edge.i)
                return _make(scene, verb, name, "judgement", (start, child.right_edge.i + 1))
        if noun is not None and name == "call":
            last = max(child.right_edge.i + 1 for child in verb.children if child.i >= noun.i and child.dep_ in NAMING)
            return _make(scene, verb, name, "judgement", (noun.left_edge.i, last))
    return None


def _after_judgement(preposition: "Token") -> "Token | None":
    """Return the noun that follows its judgement, parsed as one phrase: rejected as unfounded the plan."""
    for noun in tree.children(preposition, "pobj"):
        articles = [child for child in noun.children if child.dep_ in ("det", "poss")]
        judged = noun.doc[preposition.i + 1].tag_ in ("JJ", "VBN", "VBG")
        if judged and articles and articles[0].left_edge.i == preposition.i + 2 and noun.i > articles[0].i:
            return noun
    return None


def _with_that(scene: Scene, noun: "Token") -> Range:
    """Return a noun of saying from its article on, with the clause that says what: the charge, often heard, that X."""
    first = next(child.left_edge.i for child in noun.children if child.dep_ in ("det", "poss"))
    last = noun.right_edge.i + 1
    if "clause" in cue_frames.frames("nouns").get(noun.lemma_.lower(), frozenset()):
        clauses = [
            token
            for token in scene.tokens[last : scene.sentence_of[noun.i][1]]
            if token.dep_ in ("ccomp", "acl", "advcl")
            and token.left_edge.lower_ == "that"
            and token.left_edge.i >= last
        ]
        last = clauses[0].right_edge.i + 1 if clauses else last
    return first, last


def _in_favour(scene: Scene, verb: "Token") -> Draft | None:
    """Make a draft for a side taken in so many words: spoke in favour of a truce, voted in support of it."""
    if verb.lemma_ not in TAKING_SIDES:
        return None
    for preposition in tree.children(verb, "prep"):
        for noun in tree.children(preposition, "pobj"):
            of = next((child for child in tree.children(noun, "prep") if child.lower_ == "of"), None)
            if preposition.lower_ == "in" and noun.lower_ in FAVOUR and of is not None:
                span = (of.i + 1, of.right_edge.i + 1)
                return _make(scene, verb, "support", "preposition-of-verb", span, "speak of")
    return None


def _preposition(scene: Scene, verb: "Token", name: str, frames: frozenset[str]) -> Draft | None:
    """Make a draft for what a preposition governs: complained about the noise, accused them of lying."""
    noun = _noun(verb)
    holders = [verb, *tree.children(verb, "dobj", "prt")]
    if frames & {"p:of", "p:against"}:
        holders += [child for part in tree.children(verb, "dobj") for child in part.children]
    for holder in holders:
        for child in holder.children:
            if child.dep_ not in ("prep", "dative", "agent") or child.i < verb.i or f"p:{child.lower_}" not in frames:
                continue
            if holder.i != verb.i and child.lower_ not in ("of", "for", "against"):
                continue
            first, last = child.i + 1, child.right_edge.i + 1
            if child.lower_ == "for" and noun is not None and noun.i < child.i:
                first = noun.left_edge.i
            if any(part.dep_ == "pcomp" for part in child.children):
                last = max([last, *(more.right_edge.i + 1 for more in verb.children if more.left_edge.i == last)])
            span = _with_complements(verb, (first, _with_gerund(scene, verb, last)))
            whole = f"{name} {child.lower_}"
            return _make(scene, verb, whole, "preposition-of-verb", span, whole if first > child.i else name)
    return None


def _with_gerund(scene: Scene, verb: "Token", last: int) -> int:
    """Return where an object ends whose gerund the parser hangs on the verb: objects to experts being on board."""
    following = scene.tokens[last] if last < len(scene.tokens) else None
    apart = scene.tokens[last - 1].text == ","
    if following is not None and not apart and following.tag_ == "VBG" and following.head.i == verb.i:
        return following.right_edge.i + 1
    return last


def _with_complements(verb: "Token", span: Range) -> Range:
    """Return a span with what belongs to it but hangs on the verb: endorsed her for president; spoke of X and how Y."""
    first, last = span
    for child in verb.children:
        if (child.left_edge.i == last and child.dep_ == "prep" and child.lower_ in COMPLEMENTS) or (
            child.left_edge.i == last and child.dep_ in ("ccomp", "acl", "relcl", "xcomp", "dep", "oprd", "appos")
        ):
            last = child.right_edge.i + 1
        opening = child.left_edge
        if child.dep_ == "conj" and opening.lower_ in ("how", "why", "what", "that") and 0 <= opening.i - last < 4:
            last = max(last, child.right_edge.i + 1)
    return first, last


def _object(scene: Scene, verb: "Token", name: str, frames: frozenset[str]) -> Draft | None:
    """Make a draft for a noun phrase or gerund after its verb: rejected the plan, suggested leaving."""
    noun = _noun(verb)
    if "np" in frames and noun is None:
        for child in tree.children(verb, "ccomp"):
            if child.i > verb.i and child.left_edge.lower_ == "what":
                return _make(scene, verb, name, "object-of-verb", tree.extent(child))
    if name in ("see", "find") and noun is not None and noun.lemma_ in GROUNDS and noun.left_edge.lower_ == "no":
        return _make(scene, verb, name, "object-of-verb", tree.extent(noun))
    shown = cue_frames.kinds("verbs").get(name) == "evidence" and "clause" in frames
    document = shown and can_speak.kind(cues.noun_before(scene, verb)) == "document"
    if ("np" in frames or document) and noun is not None:
        first, last = _with_complements(verb, tree.extent(noun))
        given = [child for child in tree.children(verb, "dative") if child.pos_ != "ADP" and verb.i < child.i < noun.i]
        first = given[0].left_edge.i if given and name in GIVING else first
        return _make(scene, verb, name, "object-of-verb", (first, last))
    if "gerund" in frames:
        for child in tree.children(verb, "xcomp"):
            if child.tag_ == "VBG" and child.i > verb.i:
                return _make(scene, verb, name, "gerund-of-verb", tree.extent(child))
    return None
