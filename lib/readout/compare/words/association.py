"""Measures of how unlike two counts are: from the four cells of a table of two words by two texts.

In all of them a and b are the counts of the word in the target and in the reference, and c and d the counts of all
other words there. Each takes numbers or arrays of one length and returns floats; a positive value means more often in
the target than expected, a negative one less often.
"""

from typing import Literal

import numpy as np
import numpy.typing as npt

Numbers = npt.ArrayLike
Floats = npt.NDArray[np.float64]
Correction = Literal["none", "yates", "plain yates", "quanteda", "williams"]


def _cells(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> tuple[Floats, Floats, Floats]:
    """Return observed and expected cells (four by n), and the sign of a less what is expected of it."""
    observed = np.array(np.broadcast_arrays(a, b, c, d), float)
    with np.errstate(invalid="ignore", divide="ignore"):
        rows, columns = observed[:2].sum(0), observed[[0, 2]].sum(0)
        total = observed.sum(0)
        expected = np.array([rows * columns, rows * (total - columns), (total - rows) * columns, 0 * total]) / total
        expected[3] = (total - rows) * (total - columns) / total
    return observed, expected, np.where(observed[0] >= expected[0], 1.0, -1.0)


def _corrected(observed: Floats, expected: Floats, correction: Correction) -> Floats:
    """Return how far each cell lies from what is expected, less the correction for continuity."""
    distance = np.abs(observed - expected)
    if correction == "yates":
        # As scipy and R: the half is never more than the distance itself.
        return distance - np.minimum(0.5, distance[0])
    if correction == "plain yates":
        return distance - 0.5
    if correction == "quanteda":
        # Correct only where |ad - bc| >= N/2 and some expected count is below 5 (src/keyness.cpp of quanteda).
        a, b, c, d = observed
        needed = (np.abs(a * d - b * c) >= observed.sum(0) / 2) & (expected.min(0) < 5)
        return distance - 0.5 * needed
    return distance


def chi_squared(a: Numbers, b: Numbers, c: Numbers, d: Numbers, correction: Correction = "none") -> Floats:
    """Return Pearson's chi-squared with one degree of freedom, signed."""
    observed, expected, sign = _cells(a, b, c, d)
    with np.errstate(invalid="ignore", divide="ignore"):
        return sign * np.nan_to_num(_corrected(observed, expected, correction) ** 2 / expected).sum(0)


def log_likelihood(a: Numbers, b: Numbers, c: Numbers, d: Numbers, correction: Correction = "none") -> Floats:
    """Return the log-likelihood ratio G2 over all four cells (Dunning 1993), signed; `williams` divides it by q."""
    observed, expected, sign = _cells(a, b, c, d)
    if correction in ("yates", "plain yates", "quanteda"):
        observed = expected + np.sign(observed - expected) * _corrected(observed, expected, correction)
    with np.errstate(invalid="ignore", divide="ignore"):
        g2 = 2 * np.nan_to_num(observed * np.log(observed / expected), posinf=0, neginf=0).sum(0)
        if correction == "williams":
            total = observed.sum(0)
            rows, columns = observed[:2].sum(0), observed[[0, 2]].sum(0)
            q = 1 + (total / rows + total / (total - rows) - 1) * (total / columns + total / (total - columns) - 1) / (
                6 * total
            )
            g2 = g2 / q
    return sign * g2


def log_ratio(a: Numbers, b: Numbers, c: Numbers, d: Numbers, z: float = 1.959964) -> tuple[Floats, Floats, Floats]:
    """Return the binary logarithm of the ratio of the relative frequencies, and its interval (Hardie 2014).

    A count of nought is taken as one half. The interval is that of a ratio of two proportions (Katz and others 1978);
    at the default z it covers 95 per cent.
    """
    a, b, c, d = (np.asarray(cell, float) for cell in np.broadcast_arrays(a, b, c, d))
    in_target, in_reference = a + c, b + d
    a, b = np.where(a == 0, 0.5, a), np.where(b == 0, 0.5, b)
    ratio = np.log2((a / in_target) / (b / in_reference))
    error = np.sqrt(np.maximum(1 / a - 1 / in_target + 1 / b - 1 / in_reference, 0)) / np.log(2)
    return ratio, ratio - z * error, ratio + z * error


def pointwise_information(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Floats:
    """Return the natural logarithm of what is observed by what is expected (Church and Hanks 1990)."""
    observed, expected, _ = _cells(a, b, c, d)
    with np.errstate(divide="ignore"):
        return np.log(observed[0] / expected[0])


def log_odds(
    a: Numbers, b: Numbers, prior: Numbers, total_a: float | None = None, total_b: float | None = None
) -> tuple[Floats, Floats]:
    """Return the weighted log-odds of words with a Dirichlet prior, and their standard errors.

    a and b are the counts of every word of the vocabulary in both texts and `prior` its pseudo-counts, one number for
    all or one each (Monroe, Colaresi and Quinn 2008). Their z is the one by the other.
    """
    a, b = np.asarray(a, float), np.asarray(b, float)
    prior = np.broadcast_to(np.asarray(prior, float), a.shape)
    all_prior = prior.sum()
    all_a = (a.sum() if total_a is None else total_a) + all_prior
    all_b = (b.sum() if total_b is None else total_b) + all_prior
    odds_a = np.log((a + prior) / (all_a - a - prior))
    odds_b = np.log((b + prior) / (all_b - b - prior))
    return odds_a - odds_b, np.sqrt(1 / (a + prior) + 1 / (b + prior))


def exact(a: int, b: int, c: int, d: int) -> tuple[float, float]:
    """Return Fisher's conditional odds ratio and the two-sided p of his exact test."""
    from scipy.stats import fisher_exact
    from scipy.stats.contingency import odds_ratio

    cells = [[a, b], [c, d]]
    return float(odds_ratio(cells, kind="conditional").statistic), float(fisher_exact(cells).pvalue)


def false_discovery(p: Numbers) -> Floats:
    """Return p values adjusted for the share of false discoveries (Benjamini and Hochberg 1995)."""
    p = np.asarray(p, float)
    order = np.argsort(p)[::-1]
    ranked = p[order] * len(p) / np.arange(len(p), 0, -1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(np.minimum.accumulate(ranked), 1)
    return adjusted
