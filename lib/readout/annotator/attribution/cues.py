"""Cue verbs as they stand in a sentence: their entry in the lexicon, their words, and who speaks."""

from typing import TYPE_CHECKING

from readout.annotator.attribution import cue_frames, tree
from readout.annotator.attribution.drafts import Range, Scene

if TYPE_CHECKING:
    from readout.parser import Token

VERBAL = ("VERB", "AUX")
#: Words with which those who are spoken to are addressed.
ADDRESSES = frozenset({"sir", "madam", "mr", "mrs", "ms", "minister", "president", "ambassador", "excellency", "chair"})
#: Verbs of telling that are also deeds which one may refuse: to discuss a treaty, to release a prisoner.
DEEDS = frozenset({"address", "discuss", "give", "offer", "release", "speak"})
#: What is given or released in words only.
TOLD = frozenset(
    {"answer", "comment", "date", "detail", "evidence", "explanation", "figure", "information", "interview", "name"}
    | {"number", "question", "reason", "specific", "statement", "issue", "matter"}
)


def entry(token: "Token") -> tuple[str, frozenset[str]]:
    """Return a verb's name in the lexicon, with its particle or preposition where listed so, and its frames."""
    verbs = cue_frames.frames("verbs")
    lemma = token.lemma_.lower()
    if lemma not in verbs and f"{lemma}e" in verbs and token.tag_ in ("VBG", "VBD", "VBN"):
        # The lemmatizer takes hoping for a form of hop.
        lemma += "e"
    elif lemma == "hop":
        lemma = "hope"
    if lemma == "let" and [word.lower_ for word in token.doc[token.i + 1 : token.i + 4]] == ["it", "be", "known"]:
        return "let it be known", verbs["let it be known"]
    for child in token.children:
        if child.dep_ in ("prt", "prep", "advmod", "acomp", "advcl", "ccomp", "oprd") and 0 < child.i - token.i < 4:
            phrase = f"{lemma} {child.lower_}"
            if phrase in verbs:
                return phrase, verbs[phrase]
    return lemma, verbs.get(lemma, frozenset())


def noun_before(scene: Scene, token: "Token") -> "Token | None":
    """Return the subject of a verb, unless it merely fills the place (it, there)."""
    found = tree.subject(scene.shares.get(token.i, token))
    return None if found is None or found.dep_ == "expl" else found


def source_of(scene: Scene, token: "Token") -> Range | None:
    """Return the words that name the one who speaks, for a verb in the active voice."""
    found = noun_before(scene, token)
    if is_passive(token):
        return None
    if found is None:
        return _name_before(scene, token)
    if found.dep_ == "nsubjpass":
        return None
    span = _without_address(scene, tree.subject_phrase(found))
    if span[0] <= token.i < span[1]:
        span = (span[0], token.i) if found.i < token.i else (token.i + 1, span[1])
        if not span[0] <= found.i < span[1]:
            span = (found.i, found.i + 1)
    return tree.trim(scene, span)


def _without_address(scene: Scene, span: Range) -> Range:
    """Return a subject without the name of whoever is spoken to before it: Madam President, the chief of staff says."""
    first, last = span
    comma = next((place for place in range(first, min(last, first + 5)) if scene.tokens[place].text == ","), None)
    if comma is None or comma + 1 >= last or scene.tokens[first].lower_.rstrip(".") not in ADDRESSES:
        return span
    return comma + 1, last


def _name_before(scene: Scene, verb: "Token") -> Range | None:
    """Return the name right before a finite verb that the parser leaves without a subject."""
    place = start = tree.verb_group(verb)[0]
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    while start > 0 and scene.tokens[start - 1].pos_ == "PROPN":
        start -= 1
    return (start, place) if start < place else None


def own_words(scene: Scene, verb: "Token") -> bool:
    """Tell whether a verb inside a quotation merely says that its speaker thinks or says so: I think, we say."""
    if scene.quote_of[verb.i] < 0:
        return False
    noun = tree.subject(verb)
    return noun is None or noun.lower_ in ("i", "we", "you")


def is_passive(token: "Token") -> bool:
    """Tell whether a verb is a passive participle."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children):
        return True
    if tree.torn_subject(token) is not None:
        return False
    loose = token.dep_ in ("acl", "advcl", "amod", "relcl", "csubj")
    return token.tag_ == "VBN" and loose and not any(child.dep_ in ("aux", "nsubj") for child in token.children)


def refuses_to_tell(verb: "Token", infinitive: "Token") -> bool:
    """Tell whether declining or refusing to do something merely withholds words: declined to comment.

    Refusing to discuss, give or release a thing is a stand of one's own, and so is whatever holds until something else
    is done.
    """
    if verb.lemma_ not in ("decline", "refuse") or infinitive.lemma_ not in cue_frames.frames("silence"):
        return False
    for child in (*infinitive.children, *verb.children):
        if child.dep_ == "advcl" and child.left_edge.lower_ in ("until", "unless", "before", "if", "till"):
            return False
    if verb.lemma_ == "decline" or infinitive.lemma_ not in DEEDS:
        return True
    return any(child.lemma_ in TOLD for child in tree.children(infinitive, "dobj"))


def is_withheld(token: "Token", name: str) -> bool:
    """Tell whether a verb says that nothing was said: declined to comment, has not said which, none of them said."""
    if name not in cue_frames.frames("silence"):
        return False
    if token.dep_ == "xcomp" and token.head.lemma_ in ("decline", "refuse", "fail", "avoid", "stop", "neglect", "omit"):
        return True
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        return True
    noun = tree.subject(token)
    nobody = noun is not None and noun.lower_ in ("none", "nobody", "neither", "no-one")
    return nobody or any(child.dep_ == "neg" for child in token.children)


def asked_by_press(token: "Token") -> bool:
    """Tell whether a verb is the question of a reporter, who thereby claims nothing: reporters asked about it."""
    if token.lemma_ not in ("ask", "inquire", "enquire", "query", "question"):
        return False
    noun = tree.subject(token)
    return noun is not None and noun.lemma_.lower() in ("reporter", "journalist", "correspondent", "interviewer")


def puts_forward(scene: Scene, token: "Token", name: str) -> bool:
    """Tell whether a verb in its place puts something forward: not passive, withheld, own or a question."""
    kept_back = is_passive(token) or is_withheld(token, name) or asked_by_press(token)
    return not kept_back and not own_words(scene, token)


def cue_range(scene: Scene, token: "Token", name: str) -> Range:
    """Return the words of the cue: the verb with its auxiliaries, and its particle or preposition where it has one."""
    first, last = tree.verb_group(token)
    extra = name.split(" ")[1:]
    if extra:
        for place in range(token.i + 1, min(token.i + 4, len(scene.tokens))):
            if scene.tokens[place].lower_ == extra[-1]:
                last = max(last, place + 1)
                break
    return first, last
