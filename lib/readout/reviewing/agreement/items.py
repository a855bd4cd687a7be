"""Which claims of several coders are about the same words: the items on which their agreement is measured."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from readout import spans
from readout.annotator.claim_table import Claim
from readout.reviewing.decisions.apply import Unit, View
from readout.spans import Span

#: A word, apostrophes inside it included: what partial agreement on spans is counted in.
WORD = re.compile(r"\w+(?:['’]\w+)*")
#: The least share of words that two contents have in common where they partly agree.
PARTLY = 0.5


class Pair(NamedTuple):
    """Two claims about the same words: how many words of either are common, and whether all characters are."""

    one: Claim
    other: Claim
    share: float
    exact: bool


def kept_by(unit: Unit, coder: str, view: View) -> list[Claim]:
    """Return the claims that a coder left on the words of a unit; who decided nothing on them left the proposals."""
    if coder in unit.outcomes:
        return [each.claim for each in unit.outcomes[coder]]
    return [each.claim for each in view.standing if each.names & unit.names]


def counts_for(unit: Unit, coders: Sequence[str]) -> bool:
    """Say whether a unit tells of these coders' agreement: all decided on it, or one added it to the text.

    Who did not add a claim that another added had the same text before them, and left it out.
    """
    decided = [coder for coder in coders if coder in unit.outcomes]
    added = any(each.status == "added" for coder in decided for each in unit.outcomes[coder])
    return len(decided) == len(coders) or (bool(decided) and added and not unit.proposals)


def pair(body: str, ones: Sequence[Claim], others: Sequence[Claim]) -> list[Pair]:
    """Pair claims that share words, one to one, those with most in common first."""
    rated = []
    for first, one in enumerate(ones):
        mine = _words(body, tuple(one.content))
        for second, other in enumerate(others):
            theirs = _words(body, tuple(other.content))
            if mine & theirs:
                rated.append((len(mine & theirs) / len(mine | theirs), -first, -second))
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for share, first, second in sorted(rated, reverse=True):
        if first not in taken[0] and second not in taken[1]:
            taken[0].add(first)
            taken[1].add(second)
            one, other = ones[-first], others[-second]
            pairs.append(Pair(one, other, share, _trimmed(body, one.content) == _trimmed(body, other.content)))
    return pairs


def align(body: str, claims: Mapping[str, Sequence[Claim]]) -> list[dict[str, Claim]]:
    """Return the claims of a unit as items: each holds, by coder, claims that are about the same words."""
    lead = max(claims, key=lambda coder: len(claims[coder]))
    items = {claim.claim_id: {lead: claim} for claim in claims[lead]}
    for coder, theirs in claims.items():
        if coder != lead:
            for found in pair(body, claims[lead], theirs):
                items[found.one.claim_id][coder] = found.other
    return list(items.values())


@lru_cache(maxsize=4)
def _all_words(body: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in WORD.finditer(body))


@lru_cache(maxsize=4096)
def _words(body: str, content: tuple[Span, ...]) -> frozenset[int]:
    return frozenset(number for number, word in enumerate(_all_words(body)) if spans.overlaps_any(word, content))


def _trimmed(body: str, content: Sequence[Span]) -> list[int]:
    """Return the characters of a content without white space and marks at its edges."""
    places = [at for start, end in content for at in range(start, end)]
    while places and not body[places[0]].isalnum():
        places.pop(0)
    while places and not body[places[-1]].isalnum():
        places.pop()
    return places
