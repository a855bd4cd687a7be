"""What the terms of a claim do to its act and its stance: what is accepted, refused or possible becomes conditional."""

import re

from readout.annotator.claim_table import Claim, Span
from readout.annotator.what.content_tree import SUBJECTS
from readout.annotator.what.places import Places
from readout.annotator.what.reading import Reader, Side

#: Words that open terms and nothing else.
_ELSE = ("otherwise", "if not", "failing", "absent", "in the absence")
_FIRM = (
    "unless",
    "until",
    "provided",
    "as long as",
    "so long as",
    "only ",
    "when",
    "had ",
    "as soon as",
    "on condition",
    "on the understanding",
)
#: What is conceded where it is negated: "we do not oppose a delay, if".
_CONCEDED = frozenset({"opposes", "against", "denies"})
#: A judgement of what is missing without its terms.
_WANTING = frozenset({"bad", "impossible", "absent"})
_BUT_MUST = re.compile(
    r"\bbut (?:it|they|this|that|only|the \w+)\b[^.;]{0,20}\b(?:must|has to|have to|needs? to|only if)\b", re.I
)


def read(claim: Claim, side: Side, reader: Reader, places: Places) -> tuple[str, str]:
    """Return the act and the stance of a claim, given the side that it takes without its terms."""
    act, stance, terms = side.act, side.stance, claim.condition
    if terms is None or _of_another_clause(places, terms, reader):
        must = act == "concedes" and stance == "neutral" and _BUT_MUST.search(claim.content_text)
        return act, "conditional" if must else stance
    opening = places.body[terms[0] : terms[1]].lower()
    if opening.startswith("without") and terms[0] <= claim.content[0][0] + 2 and not side.negated:
        act, stance = "asserts", "supports"
    elif (opening.startswith("without") and side.construction in _WANTING) or (
        side.terms and act not in ("accuses", "warns")
    ):
        stance = "conditional"
    elif opening.startswith("if") and stance == "opposes":
        act = "warns"
    elif opening.startswith(_ELSE) and side.construction in _WANTING:
        stance = "conditional"
    firm = opening.startswith(_FIRM)
    conceded = side.stance == "neutral" and side.act == "concedes" and side.construction in _CONCEDED
    then = opening.startswith(("when", "as soon as")) and claim.cue is None
    told = then and reader.root is not None and reader.is_past(reader.root)
    unread = firm and not side.construction and act != "concedes" and not told
    if (stance == "neutral" and (conceded or unread)) or (
        stance == "opposes" and firm and act != "warns" and side.act != "warns"
    ):
        stance = "conditional"
    return act, stance


def _of_another_clause(places: Places, condition: Span, reader: Reader) -> bool:
    """Tell whether terms belong to a clause that is joined to the one that takes the side."""
    side = reader.decided or reader.root
    inside = [token for token in places.tokens(condition) if not token.is_space]
    terms = inside[0].head if inside else None
    if side is None or terms is None or terms.dep_ != "advcl":
        return False
    clause = terms.head
    own_subject = any(child.dep_ in SUBJECTS for child in clause.children)
    return clause.i != side.i and clause.dep_ == "conj" and clause in side.conjuncts and own_subject
