"""Matters: the things in dispute in a text, found from what its claims are about.

Claims share a matter where their targets, or what stands in their place where no side is taken, are alike: the same
phrase, the same words, the same meaning (the vectors of readout.sentence_vectors). They are joined by average linkage;
the weights and the threshold were set on half of the hand-made gold and held on the other half.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from readout.annotator.claim_table import Claim
from readout.annotator.what import phrases
from readout.annotator.what.matter_names import name
from readout.annotator.what.pointing import Topic

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from readout.annotator.what.targets import Targets

#: What the words and the meaning of targets, and those of contents, add to likeness; what the same target adds.
TARGET_WORDS, CONTENT_WORDS, TARGET_MEANING, CONTENT_MEANING, SAME_TARGET = 0.2, 0.4, 0.2, 0.2, 0.6
#: Groups of claims that are less alike than this are two matters.
ALIKE = 0.2
#: Beyond this number only what takes sides makes a matter of its own.
MOST = 10
#: How much a word weighs by its part of speech, as the head of its phrase, and where it names somebody.
WEIGHTS = {"NOUN": 1.0, "VERB": 0.6, "ADJ": 0.5, "PROPN": 0.5}
HEAD, AGENT = 1.5, 0.3

Keys = dict[str, float]


def give(claims: Sequence[Claim], topics: Sequence[Topic | None], targets: "Targets") -> None:
    """Give the claims of a text, but not the outlet's own, their matters; `topics` is what each is about."""
    said = [(claim, topic) for claim, topic in zip(claims, topics, strict=True) if claim.voice != "outlet"]
    if not said:
        return
    claims_said = [claim for claim, _ in said]
    taken: set[str] = set()
    for rank, group in enumerate(_few(_groups(_likeness(said, targets)), claims_said)):
        if rank >= MOST and all(claims_said[number].stance == "neutral" for number in group):
            continue
        by_side = sorted(group, key=lambda number: said[number][0].target is None)
        found = name([topic for number in by_side if (topic := said[number][1]) is not None], taken)
        if found:
            taken.add(found)
            for number in group:
                said[number][0].matter = found


def _likeness(said: Sequence[tuple[Claim, Topic | None]], targets: "Targets") -> "npt.NDArray[np.float64]":
    """Return how alike each two claims are in what they are about, n by n."""
    import numpy as np

    from readout import sentence_vectors

    contents = [claim.content_text for claim, _ in said]
    about = [targets.text(topic) if topic else claim.content_text for claim, topic in said]
    passages = sorted({*contents, *about})
    place = {passage: number for number, passage in enumerate(passages)}
    vectors = sentence_vectors.encode(passages, remember=False)
    of_contents, of_targets = (vectors[[place[passage] for passage in some]] for some in (contents, about))
    alike = (CONTENT_MEANING * of_contents @ of_contents.T + TARGET_MEANING * of_targets @ of_targets.T).astype(float)
    by_target = [_keys(topic.tokens, topic.head, targets) if topic else {} for _, topic in said]
    by_content = [_keys(targets.tokens(claim), None, targets) for claim, _ in said]
    alike += TARGET_WORDS * _shared(by_target) + CONTENT_WORDS * _shared(by_content)
    places: dict[Any, list[int]] = {}
    for number, (_, topic) in enumerate(said):
        if topic is not None:
            places.setdefault(topic.span, []).append(number)
    for same in places.values():
        alike[np.ix_(same, same)] += SAME_TARGET
    # Either half of a product of floats may differ in its last digit: the lower one counts.
    alike = np.tril(alike) + np.tril(alike, -1).T
    return np.round(alike, 5)


def _keys(tokens: Sequence[Any], head: Any, targets: "Targets") -> Keys:
    """Return the stems of the words of a phrase with their weights."""
    found: Keys = {}
    for token in tokens:
        weight = WEIGHTS.get(token.pos_, 0.0)
        lemma = token.lemma_.lower()
        if not weight or lemma in phrases.words("common") or not lemma.isalpha():
            continue
        weight *= AGENT if token.pos_ in ("NOUN", "PROPN") and targets.agents.acts(token) else 1.0
        weight *= HEAD if head is not None and token.i == head.i else 1.0
        stem = phrases.stem(lemma)
        found[stem] = max(found.get(stem, 0.0), weight)
    return found


def _shared(phrases_of: Sequence[Keys]) -> "npt.NDArray[np.float64]":
    """Return for each two phrases the share of the weight of the lighter one that the other has too."""
    import numpy as np

    both = np.zeros((len(phrases_of), len(phrases_of)))
    having: dict[str, list[int]] = {}
    for number, keys in enumerate(phrases_of):
        for stem in keys:
            having.setdefault(stem, []).append(number)
    for stem, numbers in having.items():
        weights = np.array([phrases_of[number][stem] for number in numbers])
        both[np.ix_(numbers, numbers)] += np.minimum.outer(weights, weights)
    totals = np.array([sum(keys.values()) for keys in phrases_of], dtype=float)
    least = np.minimum.outer(totals, totals)
    return np.divide(both, least, out=np.zeros_like(both), where=least > 0)


def _groups(alike: "npt.NDArray[np.float64]") -> list[list[int]]:
    """Return the numbers of the claims in groups, the most alike on average joined first, as long as they are ALIKE."""
    import numpy as np

    groups = [[number] for number in range(len(alike))]
    between = alike.copy()
    np.fill_diagonal(between, -np.inf)
    for _ in range(len(groups) - 1):
        one, other = divmod(int(np.argmax(between)), len(groups))
        if between[one, other] < ALIKE:
            break
        one, other = min(one, other), max(one, other)
        sizes = len(groups[one]), len(groups[other])
        mean = (between[one] * sizes[0] + between[other] * sizes[1]) / sum(sizes)
        between[one], between[:, one] = mean, mean
        between[one, one] = -np.inf
        between[other], between[:, other] = -np.inf, -np.inf
        groups[one] += groups[other]
        groups[other] = []
    return [group for group in groups if group]


def _few(groups: list[list[int]], claims: Sequence[Claim]) -> list[list[int]]:
    """Return the groups, those first that take more sides and are larger; the order in which they are named."""

    def weight(group: list[int]) -> tuple[int, int, int]:
        return (-sum(claims[number].stance != "neutral" for number in group), -len(group), min(group))

    return sorted((sorted(group) for group in groups), key=weight)
