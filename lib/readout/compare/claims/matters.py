"""Matters across texts: which things in dispute of several texts are one, by their names and their meaning."""

from collections import Counter
from collections.abc import Iterable

from readout import sentence_vectors
from readout.compare.words import tokens

Key = tuple[str, str]
#: Names of matters that come this near in meaning (cosine), or share this part of their words, name one matter.
NEAR, SHARED = 0.6, 0.6
_THIN = frozenset(tokens.split("a an the of to in on for by with from and or its their his her this that"))


def common_names(pairs: Iterable[Key]) -> dict[Key, str]:
    """Return for each text and matter the name under which it is known over all texts.

    `pairs` has a pair for each claim: where two matters are one, the name that more claims have is kept.
    """
    counts = Counter(pairs)
    if len({text for text, _ in counts}) < 2:
        return {pair: pair[1] for pair in counts}
    names = Counter[str]()
    for (_, name), number in counts.items():
        names[name] += number
    ordered = sorted(names, key=lambda name: (-names[name], name))
    vectors = sentence_vectors.encode(ordered)
    near = vectors @ vectors.T
    known: dict[str, str] = {}
    kept: list[int] = []
    for place, name in enumerate(ordered):
        same = [other for other in kept if near[place, other] >= NEAR or _share(name, ordered[other]) >= SHARED]
        if same:
            known[name] = ordered[max(same, key=lambda other: near[place, other])]
        else:
            kept.append(place)
            known[name] = name
    return {pair: known[pair[1]] for pair in counts}


def _share(one: str, other: str) -> float:
    """Return the share of the words of the two names that both have, thin words aside."""
    ours, theirs = (set(tokens.split(name)) - _THIN for name in (one, other))
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0
