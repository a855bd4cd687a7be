"""Short answers: "It is not so", "Yes, and the sooner the better", "But he was right" take a side on what was said or
asked just before, which is their target."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from readout.annotator import word_lists
from readout.annotator.claim_table import Claim
from readout.annotator.what.places import Places

#: How far back what is answered may stand, in sentences.
BACK = 3
#: A reply of more words than this says what it is about itself.
LONGEST = 14
_TERMS = re.compile(
    r"\b(?:only (?:with|if|when|after|once|on)|provided|on condition|as long as|but not before|unless)\b", re.I
)
_SIDE = {"supports": "opposes", "opposes": "supports"}


class Reply(NamedTuple):
    """What a short answer does: `refusal`, `assent`, `right` (agrees with somebody) or `open`."""

    kind: str
    terms: bool = False


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    found = {}
    for name, entries in word_lists.read("replies").items():
        found[name] = re.compile(
            r"\W*(?:(?:and|but|well|so|then),?\s+)?(?:" + "|".join(map(str, entries)) + r")(?=\W|$)", re.I
        )
    return found


def reply(words: str) -> Reply | None:
    """Return what a content does as a short answer, or None where it is none."""
    plain = " ".join(words.replace("’", "'").split())
    patterns = _patterns()
    terms = bool(_TERMS.search(plain))
    if len(plain.split()) > LONGEST and not (terms and patterns["refusal"].match(plain)):
        return None
    for name in ("open", "right", "refusal", "assent"):
        match = patterns[name].match(plain)
        if match is None:
            continue
        rest = plain[match.end() :]
        if name in ("assent", "refusal") and len(re.findall(r"\w+", rest)) > 6 and not terms:
            return None
        return Reply(name, terms)
    return None


def give(claim: Claim, found: Reply, answered: Claim | None) -> None:
    """Give a claim that answers its stance; `answered` is the claim that it answers, where it answers one."""
    if found.kind == "open":
        claim.stance, claim.act = "neutral", "concedes"
    elif found.terms:
        claim.stance, claim.act = "conditional", "concedes"
    elif found.kind == "refusal":
        claim.stance, claim.act, claim.negated = "opposes", "rejects", True
    elif found.kind == "right" and answered is not None and answered.stance != "neutral":
        claim.stance, claim.act = answered.stance, "asserts"
    else:
        claim.stance, claim.act = "supports", "asserts"


def question_before(places: Places, claim: Claim) -> tuple[int, int] | None:
    """Return the nearest question within reach before a claim, or None where none stands there."""
    here = places.document.sentence_at(claim.content[0][0])
    for number in range(here - 1, max(-1, here - 1 - BACK), -1):
        start, end = places.document.sentences[number]
        if places.body[start:end].rstrip("”\"'’) \n").endswith("?"):
            return start, end
    return None


def answered(claims: Sequence[Claim], number: int, places: Places) -> Claim | None:
    """Return the claim of somebody else that a short answer takes up: the nearest before it within reach."""
    claim = claims[number]
    here = places.document.sentence_at(claim.content[0][0])
    for before in reversed(claims[:number]):
        distance = here - places.document.sentence_at(before.content[0][0])
        if distance > BACK:
            return None
        other = before.actor != claim.actor or before.voice == "hearsay" or before.parent is not None
        if distance and other and before.voice != "outlet":
            return before
    return None


def asks_openly(places: Places, question: tuple[int, int]) -> bool:
    """Tell whether a question asks what or how, and not whether."""
    return any(token.tag_ in ("WP", "WRB", "WDT") for token in places.tokens(question)[:4])
