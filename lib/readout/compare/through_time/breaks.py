"""Change points: from which year on a rate is another one, with the chance that it only looks so.

A weighted CUSUM after Page (1954), by binary segmentation (Scott and Knott 1974): for each year the rates before and
after are compared; the largest difference in units of its standard error is held against those of series of the same
weights in which nothing changes (simulated, normal). What words and claims of one text have in common is allowed for by
the dispersion of texts within their years.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
ROUNDS, SEED = 999, 20250829


class Break(NamedTuple):
    """A change point: the place of the first period that is otherwise, the rates before and after, and the chance."""

    at: int
    before: float
    after: float
    p: float


def dispersion(counts: Numbers, weights: Numbers, period: npt.NDArray[np.int64], shares: bool = False) -> float:
    """Return how much more the texts of a period differ than chance has it: Pearson's chi-squared by its degrees.

    counts and weights: of each text (uses and words, or supporting claims and all). shares: counts are parts of their
    weights (binomial), else events (Poisson). 1 at least.
    """
    used = weights > 0
    counts, weights, period = counts[used], weights[used], period[used]
    if not len(counts):
        return 1.0
    by_count, by_weight = np.bincount(period, counts), np.bincount(period, weights)
    rate = np.divide(by_count, by_weight, out=np.zeros(len(by_count)), where=by_weight > 0)[period]
    variance = rate * weights * ((1 - rate) if shares else 1)
    told = variance > 0
    degrees = int(told.sum()) - len(np.unique(period[told]))
    if degrees < 1:
        return 1.0
    return float(max(1.0, ((counts - rate * weights)[told] ** 2 / variance[told]).sum() / degrees))


def wobble(counts: Numbers, weights: Numbers, shares: bool = False) -> float:
    """Return how much more neighbouring periods differ than chance has it, by the median: a few jumps do not count.

    Where a rate goes up and down from year to year, a change point is what stands out of that.
    """
    (before, of_before), (after, of_after) = (counts[:-1], weights[:-1]), (counts[1:], weights[1:])
    weight = of_before + of_after
    rate = np.divide(before + after, weight, out=np.zeros(len(weight)), where=weight > 0)
    variance = rate * ((1 - rate) if shares else 1)
    told = (variance > 0) & (of_before > 0) & (of_after > 0)
    if told.sum() < 5:
        return 1.0
    one, two = of_before[told], of_after[told]
    z = np.abs(before[told] / one - after[told] / two) / np.sqrt(variance[told] * (1 / one + 1 / two))
    return float(max(1.0, (np.median(z) / 0.6745) ** 2))


def breaks(
    counts: Numbers,
    weights: Numbers,
    *,
    spread: float = 1.0,
    shares: bool = False,
    least: int = 2,
    most_chance: float = 0.05,
) -> list[Break]:
    """Return the change points of a series of periods, in order.

    counts and weights: of each period. spread: as `dispersion` gives it. least: periods on either side at least.
    most_chance: no change point is more likely than this to be found where nothing changes.
    """
    found: list[Break] = []
    waiting = [(0, len(counts))]
    while waiting:
        start, end = waiting.pop()
        place, before, after, p = strongest(counts[start:end], weights[start:end], spread, shares, least)
        if place is not None and p <= most_chance:
            found.append(Break(start + place, before, after, p))
            waiting += [(start, start + place), (start + place, end)]
    return sorted(found)


def strongest(
    counts: Numbers,
    weights: Numbers,
    spread: float = 1.0,
    shares: bool = False,
    least: int = 2,
    window: int | None = None,
) -> tuple[int | None, float, float, float]:
    """Return where a series changes most: its place (None where it cannot be told), both rates, and the chance.

    window: only so many periods on either side are compared, which finds a change that is taken back later.
    """
    total = weights.sum()
    rate = counts.sum() / total if total else 0.0
    variance = spread * rate * ((1 - rate) if shares else 1)
    if len(counts) < 2 * least or variance <= 0:
        return None, rate, rate, 1.0
    left, right = _sums(weights[None], least, window)
    able = ((left > 0) & (right > 0))[0]
    if not able.any():
        return None, rate, rate, 1.0
    left, right = left[:, able], right[:, able]
    size = np.sqrt(1 / left + 1 / right)

    def heights(series: Numbers) -> Numbers:
        a, b = _sums(series, least, window)
        return np.abs(a[:, able] / left - b[:, able] / right) / size

    observed = heights(counts[None])[0] / np.sqrt(variance)
    best = int(observed.argmax())
    random = np.random.default_rng(SEED)
    nothing = heights(random.standard_normal((ROUNDS, len(counts))) * np.sqrt(weights)).max(axis=1)
    p = (1 + int((nothing >= observed[best]).sum())) / (ROUNDS + 1)
    place = int(np.flatnonzero(able)[best])
    a, b = (part[0, able][best] for part in _sums(counts[None], least, window))
    return place + least, float(a / left[0, best]), float(b / right[0, best]), p


def _sums(series: Numbers, least: int, window: int | None) -> tuple[Numbers, Numbers]:
    """Return the sums before and from each place on that has `least` periods on either side, within the window."""
    sums = np.concatenate([np.zeros((len(series), 1)), np.cumsum(series, axis=1)], axis=1)
    length = series.shape[1]
    at = np.arange(least, length - least + 1)
    first = np.maximum(at - window, 0) if window else np.zeros(len(at), int)
    last = np.minimum(at + window, length) if window else np.full(len(at), length)
    return sums[:, at] - sums[:, first], sums[:, last] - sums[:, at]
