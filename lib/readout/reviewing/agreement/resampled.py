"""Kappa and alpha of many samples of the same items at once, for their intervals.

NLTK computes one coefficient from a list of ratings; the same formulae over 400 samples of it are a few products of
matrices, in which a row is a sample and holds how often each item was drawn. Samples without variation are left out.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

Item = Mapping[str, Hashable]


def _times_drawn(draws: "np.ndarray") -> "np.ndarray":
    """Return how often each sample (row) drew each item (column)."""
    import numpy as np

    return np.stack([np.bincount(draw, minlength=draws.shape[1]) for draw in draws])


def _counts(rows: Sequence[Sequence[Hashable]], known: Mapping[Hashable, int]) -> "np.ndarray":
    """Return how often each value (column) stands in each row."""
    import numpy as np

    counts = np.zeros((len(rows), len(known)))
    for number, row in enumerate(rows):
        for value in row:
            counts[number, known[value]] += 1
    return counts


def kappas(items: Sequence[Item], draws: "np.ndarray") -> list[float]:
    """Return Cohen's kappa of each sample of items; `draws` holds the numbers of the items, a row a sample.

    Who gave an item no value takes the item out of it; the two coders are those of the items that both gave one.
    """
    both = [len(item) == 2 for item in items]
    pairs = [tuple(item[coder] for coder in sorted(item)) for item in items]
    known = {value: number for number, value in enumerate(dict.fromkeys(v for pair in pairs for v in pair))}
    drawn = _times_drawn(draws) * both
    ones, others = (_counts([(pair[side],) if len(pair) == 2 else () for pair in pairs], known) for side in (0, 1))
    total = drawn.sum(axis=1)
    first, second = drawn @ ones, drawn @ others
    varied = ((first + second) > 0).sum(axis=1) > 1
    first, second, drawn, total = first[varied], second[varied], drawn[varied], total[varied]
    observed = drawn @ [len(pair) == 2 and pair[0] == pair[1] for pair in pairs] / total
    chance = (first * second).sum(axis=1) / total**2
    return [float(value) for value in (observed - chance) / (1 - chance)]


def alphas(items: Sequence[Item], draws: "np.ndarray", distance: Callable[[Any, Any], float | bool]) -> list[float]:
    """Return Krippendorff's alpha of each sample of items, for values that differ by `distance` (0 to 1)."""
    import numpy as np

    rows = [list(item.values()) if len(item) > 1 else [] for item in items]
    known = {value: number for number, value in enumerate(dict.fromkeys(value for row in rows for value in row))}
    apart = np.array([[float(distance(one, other)) for other in known] for one in known])
    counts = _counts(rows, known)
    sizes = counts.sum(axis=1)
    within = ((counts @ apart) * counts).sum(axis=1) / np.maximum(sizes - 1, 1)
    drawn = _times_drawn(draws)
    values = drawn @ counts
    varied = (values > 0).sum(axis=1) > 1
    drawn, values = drawn[varied], values[varied]
    total = values.sum(axis=1)
    expected = ((values @ apart) * values).sum(axis=1) / (total * (total - 1))
    return [float(value) for value in 1 - (drawn @ within / total) / expected]
