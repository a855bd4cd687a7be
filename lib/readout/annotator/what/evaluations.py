"""Negative evaluations in a speaker's own voice: how strongly a sentence blames, and whom.

A sentence is weighed by the words of lexicons/evaluations.yml and by the states that it names besides the speaker's
own. Whom it blames is read from the place of their names: who acts, owns or is acted "by" may be blamed, who is acted
"against" or "in" is not. A sentence that blames without a name is taken to mean whom the speech blames most.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from readout.annotator import word_lists
from readout.annotator.claim_table import Span
from readout.annotator.who.gazetteer import Match

#: What a word of each list adds, each word counted once a sentence.
WEIGHTS = {"strong": 2.0, "plain": 1.0, "evils": 0.6, "soft": 0.3, "calm": -0.6}
#: What each state other than the speaker's adds, for the first two; what the one that the speech blames most adds.
OTHER_STATE, PREVAILING = 0.5, 0.5
#: What a speaker's talk of what "we" do takes away, and which share of its neighbour's weight a sentence gets.
FIRST_PERSON, NEIGHBOUR = 0.5, 0.2
#: What a speech adds in which every sentence blames by itself.
DENSITY = 1.0
#: From its own weight on a sentence shows whom the speech blames; from the full weight on it is a negative evaluation.
BLAMES, ENOUGH = 1.2, 2.0

_FIRST_PERSON = re.compile(r"^\W*(?:(?:[A-Z][a-z]+\b[^,]{0,60},\s*)?(?:we|my|our|let)|I)\b", re.I)
_ACTED_ON = re.compile(
    r"(?:\b(?:against|in|(?:territory|sovereignty|integrity|independence|people|peoples|citizens|unity|borders?|government|"
    r"support|defence|interests?|security|rights|side|representative|part|status|constitution)\s+of|to|with|for|on|from|between|within|into|inside|across|around|and|towards?|over|called|"
    r"recognized|support|supporting|protect|defend|help|near)\s+(?:the\s+)?(?:(?:Government|people|territory|State|"
    r"eastern|southern|northern|western|south - eastern|all)\s+(?:of\s+)?)*)$",
    re.I,
)


class Evaluation(NamedTuple):
    """How strongly a sentence blames, and whom (None where it cannot be told)."""

    weight: float
    target: str | None

    @property
    def negative(self) -> bool:
        """Tell whether the sentence counts as a negative evaluation or a challenge."""
        return self.weight >= ENOUGH


@cache
def _patterns() -> dict[str, word_lists.Words]:
    return {name: word_lists.pattern(entries) for name, entries in word_lists.read("evaluations").items()}


def weigh(sentence: str, others: int) -> float:
    """Return how strongly a sentence blames; `others` is the number of states in it other than the speaker's."""
    weight = OTHER_STATE * min(others, 2)
    for name, value in WEIGHTS.items():
        weight += value * len({found[0].lower() for found in _patterns()[name].finditer(sentence)})
    return weight


def evaluate(body: str, sentences: Sequence[Span], mentions: Iterable[Match], own: set[str | None]) -> list[Evaluation]:
    """Return the evaluation in each sentence of a speech; `own` names the speaker and the speaker's state."""
    named: list[list[Match]] = [[] for _ in sentences]
    number = 0
    for match in sorted(mentions):
        while number < len(sentences) and sentences[number][1] <= match.start:
            number += 1
        if (
            number < len(sentences)
            and match.entry.kind in ("state", "movement", "government")
            and match.entry.actor not in own
        ):
            named[number].append(match)
    alone = [
        weigh(body[start:end], len({match.entry.actor for match in found}))
        for (start, end), found in zip(sentences, named, strict=True)
    ]
    blamed = [
        [match.entry.actor for match in found if _may_be_blamed(body, match, span)]
        for found, span in zip(named, sentences, strict=True)
    ]
    counts = Counter(name for names, weight in zip(blamed, alone, strict=True) if weight >= BLAMES for name in names)
    prevailing = counts.most_common(1)[0][0] if counts else None
    density = sum(weight >= ENOUGH for weight in alone) / max(1, len(alone))
    found_here = []
    for number, (start, end) in enumerate(sentences):
        beside = [alone[place] for place in (number - 1, number + 1) if 0 <= place < len(alone)]
        weight = alone[number] + DENSITY * density + NEIGHBOUR * min(4.0, max([0.0, *beside]))
        weight += PREVAILING if prevailing in blamed[number] else 0.0
        weight -= FIRST_PERSON if _FIRST_PERSON.match(body[start:end]) else 0.0
        named_here = [match.entry.actor for match in named[number]]
        target = _target(blamed[number], named_here, prevailing) if weight >= ENOUGH else None
        found_here.append(Evaluation(weight, target))
    return found_here


def _may_be_blamed(body: str, match: Match, sentence: Span) -> bool:
    return not _ACTED_ON.search(body[max(sentence[0], match.start - 60) : match.start])


def _target(blamed: list[str], named: list[str], prevailing: str | None) -> str | None:
    """Return whom a sentence blames: whom the speech blames most where that may be, else the first who may be."""
    if prevailing in blamed or not blamed or not named:
        return prevailing
    return blamed[0]
