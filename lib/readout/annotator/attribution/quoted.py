"""Cues that stand beside what is said: "X," she said; X, she said, Y; she said: "X"."""

from typing import TYPE_CHECKING

from readout.annotator.attribution import boundaries, can_speak, cue_frames, cues, ends, parentheticals, tree
from readout.annotator.attribution.drafts import Draft, Range, Scene

if TYPE_CHECKING:
    from readout.parser import Token

#: How many tokens may stand between a cue and the quotation that it leads in.
REACH = 45
#: Verbs whose object is the hearer, so that it does not take the place of what is said.
TELLING = frozenset({"tell", "assure", "inform", "remind", "warn", "ask", "notify", "advise", "brief", "reassure"})
#: Words with which a circumstance begins, not a further piece of what is said.
CIRCUMSTANCE = frozenset({"when", "while", "after", "before", "as", "during", "once", "with", "without", "according"})
#: Tags of words that begin a participle or a relative clause.
SUBORDINATE = frozenset({"VBG", "VBN", "WP", "WDT", "WRB"})
LEADS = frozenset({",", ":", "that", "—", "–", "--"})


def find(scene: Scene) -> None:
    """Add the attributions whose cue follows, interrupts or leads in what is said."""
    for verb in scene.free():
        if verb.pos_ not in cues.VERBAL or scene.quote_of[verb.i] >= 0:
            continue
        name, frames = cues.entry(verb)
        if "quote" not in frames or cues.is_passive(verb) or cues.is_withheld(verb, name):
            continue
        draft = _following(scene, verb, name) or _leading(scene, verb, name) or _announcing(scene, verb, name)
        if draft:
            scene.add(draft)


def _following(scene: Scene, verb: "Token", name: str) -> Draft | None:
    """Make a draft for a cue that comes after what is said, or in the middle of it."""
    found = parentheticals.segment(scene, verb)
    if found is None:
        return None
    (start, end), source = found
    quoted = scene.quote_of[start - 1] >= 0
    left = _said_before(scene, verb, start, quoted)
    if left is None:
        return None
    inverted = source[0] > verb.i
    clause = is_clause(scene, left) or (inverted and left[1] - left[0] > 3)
    apart = _skip(scene, verb, end)
    medial = apart < len(scene.tokens) and scene.tokens[apart].text in (",", ":")
    if not quoted and not clause and not medial:
        return None
    comma = medial and scene.tokens[apart].text == ","
    opens = quoted and left[0] == scene.quotes[scene.quote_of[start - 1]][0]
    if _says_otherwise(verb, name, comma or (opens and scene.tokens[start - 2].text in (",", "?", "!"))):
        return None
    noun = tree.subject(verb)
    if cue_frames.kinds("verbs").get(name) == "evidence" and noun is not None and can_speak.kind(noun) is None:
        return None
    right = None
    if not quoted and _leads_in(scene, verb, end):
        start = parentheticals.quote_ahead(scene, verb.i)
        if not clause or scene.tokens[start - 1].text != ":" or scene.tokens[left[0]].pos_ == "SCONJ":
            return None
        right = scene.quotes[scene.quote_of[start]]
    content = [left]
    right = right or _said_after(scene, verb, end, quoted, clause)
    if right:
        content.append(right)
    if not quoted and not clause and right is None:
        return None
    if tree.trim(scene, source) is None:
        return None
    rule = "quotation-then-cue" if quoted else "clause-then-cue"
    return Draft(rule, verb.i, content, tree.trim(scene, source), cues.cue_range(scene, verb, name), name)


def _skip(scene: Scene, verb: "Token", end: int) -> int:
    """Return the place after the hearers, the time and the place of a cue: she told the senators then, ..."""
    place, limit = end, scene.sentence_of[verb.i][1]
    while place < min(limit, end + 8) and scene.quote_of[place] < 0:
        token = scene.tokens[place]
        if token.is_punct or token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ"):
            break
        place += 1
    return place if place < limit and scene.tokens[place].text == "," else end


def _said_before(scene: Scene, verb: "Token", start: int, quoted: bool) -> Range | None:
    """Return what is said before a cue: the sentence up to it, and all of the quotation that ends there."""
    begin = scene.sentence_of[verb.i][0]
    if quoted:
        begin = min(begin, scene.sentence_of[start - 1][0], scene.quotes[scene.quote_of[start - 1]][0])
    elif begin >= start:
        return None
    else:
        # What stands before a colon is the reporter's, where a clause follows it: The tone was softer: X, she said.
        for place in range(start - 1, begin, -1):
            if scene.tokens[place].text == ":" and scene.quote_of[place] < 0:
                begin = place + 1 if is_clause(scene, (place + 1, start)) else begin
                break
        begin = boundaries.after_semicolon(scene, begin, start)
    begin = tree.whole_quotes(scene, (begin, start))[0]
    if quoted:
        # A colon before the quotation leads it in: what stands before the colon is not said by this cue.
        first = scene.quotes[scene.quote_of[start - 1]][0]
        if first > begin and scene.tokens[first - 1].text == ":":
            begin = first
    # What another cue already claims is not said again by this one.
    for draft in scene.drafts:
        for piece in (*draft.content, draft.cue, draft.source):
            if piece and begin < piece[1] <= start:
                begin = piece[1]
    return tree.trim(scene, (begin, start))


def _says_otherwise(verb: "Token", name: str, apart: bool) -> bool:
    """Tell whether a verb has its content, or another object, after it and not around it."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("ccomp", "xcomp", "dobj", "attr", "oprd"):
            if child.dep_ == "dobj" and (name in TELLING or child.pos_ in ("PROPN", "PRON")):
                continue
            if child.dep_ == "ccomp" and (apart or child.left_edge.i < verb.i or " " in name):
                continue
            if " " in name and child.lower_ == name.split()[-1]:
                continue
            return True
    return False


def _leads_in(scene: Scene, verb: "Token", end: int) -> bool:
    """Tell whether a cue introduces a whole quotation after it, so that what stands before it is a circumstance."""
    start = parentheticals.quote_ahead(scene, verb.i)
    if start >= scene.sentence_of[verb.i][1] + 1 or start + 1 >= len(scene.tokens):
        return False
    between = scene.tokens[end:start]
    opening = scene.tokens[start + 1]
    return bool(between) and between[-1].text in LEADS and len(between) < 12 and opening.text[0].isupper()


def is_clause(scene: Scene, span: Range) -> bool:
    """Tell whether a stretch holds a finite verb with a subject of its own."""
    return any(
        token.pos_ in cues.VERBAL
        and (token.tag_ in ("VBD", "VBZ", "VBP", "MD") or tree.children(token, "aux", "auxpass"))
        and tree.children(token, *tree.SUBJECTS)
        for token in scene.tokens[span[0] : span[1]]
    )


def _said_after(scene: Scene, verb: "Token", end: int, quoted: bool, clause: bool) -> Range | None:
    """Return what is said after a cue in the middle: a further quotation, or the rest of the sentence."""
    tokens, limit = scene.tokens, scene.sentence_of[verb.i][1]
    place = end
    # Skip to whom it was said, when and where, up to a comma or the next quotation.
    while place < limit and tokens[place].text not in (",", ":", ";", "—", "–", "--") and scene.quote_of[place] < 0:
        if tokens[place].pos_ in cues.VERBAL and "quote" in cues.entry(tokens[place])[1]:
            return None
        place += 1
    if place < limit and scene.quote_of[place] < 0:
        place += 1
    if place >= limit:
        return None
    if scene.quote_of[place] >= 0:
        return tree.trim(scene, scene.quotes[scene.quote_of[place]])
    opening = tokens[place]
    if quoted:
        ahead = parentheticals.quote_ahead(scene, place)
        if place < ahead < min(limit, place + 6) and opening.lower_ in ("and", "but", "that"):
            between = scene.tokens[place:ahead]
            if not any(token.pos_ == "VERB" and "quote" in cues.entry(token)[1] for token in between):
                return tree.trim(scene, (place, scene.quotes[scene.quote_of[ahead]][1]))
        return None
    if ends.begins_terms(scene, place):
        limit = boundaries.before_others(scene, place, limit)
        return tree.trim(scene, tree.whole_quotes(scene, (place, limit)))
    if clause and (opening.tag_ in SUBORDINATE or opening.lower_ in CIRCUMSTANCE):
        return None
    limit = boundaries.before_others(scene, place - 1, limit)
    rest = tree.trim(scene, (place, limit)) if place < limit else None
    joined = opening.pos_ == "CCONJ"
    if rest is None or (clause and not joined and not is_clause(scene, rest)):
        return None
    more = [token for token in tree.children(verb, "conj") if rest[0] <= token.i < rest[1]]
    if clause and any(token.tag_ in ("VBD", "VBZ") and not tree.children(token, "nsubj") for token in more):
        return None
    return tree.whole_quotes(scene, rest)


def _announcing(scene: Scene, verb: "Token", name: str) -> Draft | None:
    """Make a draft for a cue with a colon and the words themselves after it, without quotation marks: He added: X."""
    end = scene.sentence_of[verb.i][1]
    colon = next((place for place in range(verb.i + 1, min(verb.i + 10, end)) if scene.tokens[place].text == ":"), None)
    if colon is None:
        return None
    objects = [child for child in verb.children if child.i < colon and child.dep_ in ("dobj", "ccomp", "xcomp")]
    if objects and name not in TELLING:
        return None
    source = cues.source_of(scene, verb)
    content = tree.trim(scene, (colon + 1, end))
    if content is None or source is None or not is_clause(scene, content) or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    if can_speak.kind(tree.subject(verb)) not in ("person", "group"):
        return None
    return Draft("cue-then-colon", verb.i, [content], source, cues.cue_range(scene, verb, name), name)


def _leading(scene: Scene, verb: "Token", name: str) -> Draft | None:
    """Make a draft for a cue that leads in a quotation: he said: "X"."""
    start = parentheticals.quote_ahead(scene, verb.i)
    end = scene.sentence_of[verb.i][1]
    if start >= len(scene.tokens) or start - verb.i > REACH or start > end:
        return None
    if start == end and scene.tokens[start - 1].text not in (":", ","):
        return None
    between = scene.tokens[verb.i + 1 : start]
    led = not between or between[-1].text in LEADS
    if any(token.pos_ == "VERB" and token.dep_ not in ("acl", "relcl", "amod", "pcomp") for token in between):
        return None
    loose = ("prep", "pobj", "det", "compound", "amod", "poss")
    if not led and not all(token.head.i == verb.i or token.dep_ in loose for token in between):
        return None
    number = scene.quote_of[start]
    first, last = scene.quotes[number]
    if any(a <= first and last <= b for draft in scene.drafts for a, b in draft.content):
        return None
    after = scene.tokens[last] if last < len(scene.tokens) else None
    final = scene.tokens[last - (2 if scene.quotations[number].closed else 1)].text
    whole = after is None or after.is_punct or scene.sentence_of[last][0] == last or final in (".", "?", "!", ",")
    if not whole or (not led and not is_clause(scene, (first, last))):
        return None
    if between and between[-1].lower_ == "that":
        first = start - 1
    elif len(between) > 1 and between[-2].lower_ == "that" and led:
        first = start - 2
    source = cues.source_of(scene, verb)
    return Draft("cue-then-quotation", verb.i, [(first, last)], source, cues.cue_range(scene, verb, name), name)
