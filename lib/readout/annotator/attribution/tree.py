"""Walks over the dependency tree that several rules need: subjects, noun phrases, clauses and their edges."""

from typing import TYPE_CHECKING

from readout import spans
from readout.annotator.attribution.drafts import Range, Scene

if TYPE_CHECKING:
    from readout.parser import Token

TIMES = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march"}
    | {"april", "may", "june", "july", "august", "september", "october", "november", "december"}
)
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
AUXILIARIES = ("aux", "auxpass", "neg", "prt", "advmod")
#: Punctuation that may stand at the edge of a piece but is none of it; quotation marks are kept.
EDGE = frozenset(",.;:—–―-…..") | {"--", "---", "...", "—", "…", "?", "!"}
QUOTE_MARKS = frozenset("\"“”„‟«»‹›‘’'`「」") | {"``", "''"}


def children(token: "Token", *relations: str) -> list["Token"]:
    """Return the children of a token that stand in one of the relations to it."""
    return [child for child in token.children if child.dep_ in relations]


def extent(token: "Token") -> Range:
    """Return the range of a token's subtree from its left to its right edge."""
    return token.left_edge.i, token.right_edge.i + 1


def subject(token: "Token") -> "Token | None":
    """Return the subject of a verb: its own, or that of the verb that governs it."""
    seen = 0
    while seen < 6:
        own = children(token, "nsubj", "nsubjpass")
        if own:
            return next((child for child in reversed(own) if child.i < token.i), own[0])
        head = token.head
        if head.i == token.i:
            return _loose_name(token)
        if token.dep_ in ("conj", "xcomp", "advcl", "aux", "parataxis", "dep") and head.pos_ in ("VERB", "AUX"):
            if token.dep_ == "xcomp":
                controller = children(head, "dobj", "iobj")
                if controller and head.lemma_ not in ("promise", "vow", "pledge", "threaten", "use", "take"):
                    return controller[0]
            token = head
        elif token.dep_ in ("prep", "pcomp") and head.pos_ in ("VERB", "AUX", "ADP", "SCONJ"):
            token = head
        elif torn_subject(token) is not None:
            return torn_subject(token)
        elif token.dep_ == "acl" and token.tag_ in ("VBG", "VB", "VBD"):
            if token.tag_ == "VB":
                owner = children(head, "poss")
                return owner[0] if owner else None
            return head
        elif token.dep_ == "conj" and head.pos_ == "NOUN":
            token = head
        else:
            return None
        seen += 1
    return None


def torn_subject(token: "Token") -> "Token | None":
    """Return the subject of a finite verb that the parser takes for a participle after a clause between commas.

    The recipe: The state, which has A, called on B. There the sentence has no verb at its root.
    """
    root, head = token.sent.root, token.head
    if token.tag_ != "VBN" or token.dep_ != "acl" or root.pos_ in ("VERB", "AUX") or token.i == 0:
        return None
    if token.doc[token.i - 1].text != "," or not children(head, "relcl") or children(token, "aux", "auxpass", "agent"):
        return None
    while head.dep_ == "pobj" and head.head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head.head
    return head


def _loose_name(token: "Token") -> "Token | None":
    """Return a name that opens a sentence and that the parser takes for a time: Washington, for its part."""
    for child in token.lefts:
        following = token.doc[child.i + 1]
        if (
            child.dep_ == "npadvmod"
            and child.pos_ == "PROPN"
            and child.left_edge.is_sent_start
            and following.text == ","
        ):
            return child if child.lower_ not in TIMES else None
    return None


def subject_phrase(token: "Token") -> Range:
    """Return the range of a subject, with the first half of a hyphenated word that the parser tears off it."""
    first, last = noun_phrase(token)
    while first > 1 and token.doc[first - 1].text == "-" and token.doc[first - 2].head.i == token.head.i:
        first = token.doc[first - 2].left_edge.i
    return first, last


def noun_phrase(token: "Token", keep_clauses: bool = False) -> Range:
    """Return the range of a noun phrase, without relative clauses and what follows them."""
    first, last = extent(token)
    if not keep_clauses:
        for child in token.rights:
            if child.dep_ in ("relcl", "acl", "punct", "cc", "appos") and child.dep_ in ("relcl",):
                last = min(last, child.left_edge.i)
    return first, max(last, token.i + 1)


def trim(scene: Scene, span: Range) -> Range | None:
    """Return a range without the punctuation and conjunctions that dangle at its edges.

    Quotation marks stay where both of a pair are inside.
    """
    first, last = span
    span = (first, max(first, min(last, len(scene.tokens))))
    last = span[1]
    tokens = scene.tokens
    changed = True
    while changed and first < last:
        changed = False
        if _loose(scene, first, span):
            first += 1
            changed = True
        elif _loose(scene, last - 1, span) or (scene.tokens[last - 1].pos_ == "CCONJ" and scene.quote_of[last - 1] < 0):
            last -= 1
            changed = True
    if first >= last or not any(any(map(str.isalnum, token.text)) for token in tokens[first:last]):
        return None
    return first, last


def _loose(scene: Scene, place: int, span: Range) -> bool:
    token = scene.tokens[place]
    if token.is_space or token.text in EDGE:
        quote = scene.quote_of[place]
        # The full stop before a closing quotation mark is the mark's business, and goes where it goes.
        return quote < 0 or scene.quotes[quote][1] - 1 != place + 1 or place != span[1] - 1
    if token.text in QUOTE_MARKS or token.text in "()[]":
        quote = scene.quote_of[place]
        if quote < 0:
            return token.text in QUOTE_MARKS
        first, last = scene.quotes[quote]
        return (place == first and last > span[1]) or (place == last - 1 and first < span[0])
    return False


def whole_quotes(scene: Scene, span: Range) -> Range:
    """Return a range stretched so that it cuts no quotation that begins or ends inside it."""
    first, last = span
    for start, end in scene.quotes:
        if spans.overlaps((first, last), (start, end)):
            first, last = min(first, start), max(last, end)
    return first, last


def inside_quote(scene: Scene, place: int, span: Range) -> Range:
    """Return a range cut to the quotation that a token stands in."""
    start, end = scene.quotes[scene.quote_of[place]]
    closed = scene.quotations[scene.quote_of[place]].closed
    return max(span[0], start + 1), min(span[1], end - 1 if closed else end)


def verb_group(token: "Token") -> Range:
    """Return the range of a verb with its auxiliaries, negation, particles and adverbs beside it."""
    first, last = token.i, token.i + 1
    members = {child.i for child in children(token, *AUXILIARIES) if child.right_edge.i - child.left_edge.i < 3}
    while first - 1 in members:
        first -= 1
    while last in members and token.doc[last].dep_ in ("prt", "advmod", "neg"):
        last += 1
    return first, last
