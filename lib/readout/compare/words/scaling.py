"""Scaling: texts on one line by the words they use, with given ends (Wordscores) or without (Wordfish)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from readout.compare.accounts import permitted
from readout.compare.inputs import Texts, as_texts
from readout.compare.words.counts import words_of
from readout.errors import NotComparable, ReadoutError

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]


def _matrix(given: Texts, method: str) -> tuple[list[str], list[str], Floats, str]:
    """Return names, vocabulary and counts (texts by words) of texts, and a note on whose words they are."""
    texts = as_texts(given, method)
    note = permitted.check_wording(texts, method)
    split = words_of(texts)
    counts = np.zeros((len(texts), len(split.vocabulary)))
    for number in range(len(texts)):
        np.add.at(counts[number], split.word_codes(*split.word_bounds[number : number + 2]), 1)
    return split.names, split.vocabulary, counts, note


def wordscores(given: Texts, scores: Mapping[str, float]) -> "pd.DataFrame":
    """Return where texts stand on a line whose points are given by reference texts (Laver, Benoit and Garry 2003).

    `scores` gives the positions of the reference texts by their ids; two at least, not all alike. Columns: `text_id`,
    `reference` (its given position, or none), `score` (raw), `error`, `low`, `high` (95 per cent), `score_lbg`
    (rescaled after Laver, Benoit and Garry 2003), `score_mv` (rescaled after Martin and Vanberg 2008), `words`
    (scored) and `share` (of the text's words that have a score). Sorted by raw score. Raw scores crowd in the middle:
    compare them with one another and not with the given ends; a text with a small share is placed by chance.

    Raises ReadoutError for a digest, an empty text, unknown ids, and references that are all alike.
    """
    names, _, counts, note = _matrix(given, "Wordscores")
    unknown = sorted(set(scores) - set(names))
    if unknown:
        raise ReadoutError(f"A score is given for {unknown[0]!r}, which is not among the texts: {', '.join(names)}.")
    if len(set(scores.values())) < 2:
        raise ReadoutError("Wordscores needs two reference texts with different scores; give their ids and scores.")
    if len(scores) == len(names):
        raise NotComparable("Every text has a score already, so there is none to place; add a text without one.")
    table = _wordscores(names, counts, scores)
    table.attrs["note"] = note
    return table


def _wordscores(names: list[str], counts: Floats, scores: Mapping[str, float]) -> "pd.DataFrame":
    """Return the table of `wordscores` from counts (texts by words)."""
    import pandas as pd

    is_reference = np.array([name in scores for name in names])
    given = np.array([scores[name] for name in names if name in scores], float)
    frequency = counts[is_reference] / counts[is_reference].sum(1, keepdims=True)
    in_reference = frequency.sum(0) > 0
    # P(r | w), and from it the score of each word (Laver, Benoit and Garry 2003).
    probability = frequency[:, in_reference] / frequency[:, in_reference].sum(0)
    word_score = given @ probability
    scored = counts[:, in_reference]
    total = scored.sum(1)
    with np.errstate(invalid="ignore", divide="ignore"):
        share_of_word = scored / total[:, None]
        raw = share_of_word @ word_score
        variance = (share_of_word * (word_score - raw[:, None]) ** 2).sum(1)
        error = np.sqrt(variance / total)
    low_end, high_end = (raw[is_reference][pick(given)] for pick in (np.argmin, np.argmax))
    stretched = (raw - low_end) / (high_end - low_end) * (given.max() - given.min()) + given.min()
    spread = np.nanstd(raw, ddof=1)
    lbg = (raw - np.nanmean(raw)) * (given.std(ddof=1) / spread) + np.nanmean(raw) if spread else raw
    table = pd.DataFrame(
        {
            "text_id": names,
            "reference": [scores.get(name) for name in names],
            "score": raw,
            "error": error,
            "low": raw - 1.959964 * error,
            "high": raw + 1.959964 * error,
            "score_lbg": lbg,
            "score_mv": stretched,
            "words": total.astype(int),
            "share": total / counts.sum(1),
        }
    )
    table["reference"] = table["reference"].astype("float64")
    return table.sort_values(["score", "text_id"], ignore_index=True)


def wordfish(
    given: Texts, *, left: str | None = None, right: str | None = None, least: int = 2, rounds: int = 500
) -> "pd.DataFrame":
    """Return where texts stand on the one line that their words differ along most (Slapin and Proksch 2008).

    `left` and `right` name two texts whose order gives the line its direction. Words in fewer than `least` texts are
    left out. Columns: `text_id`, `position` (mean 0, standard deviation 1), `error`, `low`, `high` (95 per cent, of
    the counts given the words), `length` (fixed effect of the text). Sorted by position. `attrs["words"]` is a table of
    the words with `word`, `weight` (how far it moves a text) and `frequency` (fixed effect); `attrs["note"]` says
    whether the fit came to rest. What the line means the method cannot say: read the words with the largest weights.
    It may be the occasion, the translator or the date rather than a policy.

    Raises ReadoutError for fewer than three texts, a digest, an empty text, and texts without common words.
    """
    names, vocabulary, counts, note = _matrix(given, "Wordfish")
    if len(names) < 3:
        raise NotComparable(f"Wordfish needs three texts or more, not {len(names)}; add some.")
    for name in (left, right):
        if name is not None and name not in names:
            raise ReadoutError(f"{name!r} is not among the texts: {', '.join(names)}.")
    kept = (counts > 0).sum(0) >= least
    if kept.sum() < 2 or not (counts[:, kept].sum(1) > 0).all():
        raise NotComparable(f"The texts share too few words (in {least} texts or more) for Wordfish; give longer ones.")
    if (np.ptp(counts / counts.sum(1, keepdims=True), axis=0) == 0).all():
        raise NotComparable("The texts use the same words equally often, so there is no line between them.")
    kept_words = [word for word, one in zip(vocabulary, kept, strict=True) if one]
    return _wordfish(names, kept_words, counts[:, kept], left, right, rounds, note)


def _wordfish(
    names: list[str],
    vocabulary: list[str],
    counts: Floats,
    left: str | None,
    right: str | None,
    rounds: int,
    note: str,
) -> "pd.DataFrame":
    """Fit the Poisson model log(rate) = length + frequency + weight * position by turns, and return its table."""
    import pandas as pd

    length = np.log(counts.sum(1) / counts.sum(1).mean())
    frequency = np.log(counts.mean(0))
    # Start from the first dimension of what length and frequency leave unexplained.
    left_vectors, sizes, right_vectors = np.linalg.svd(
        np.log(counts + 0.1) - length[:, None] - frequency, full_matrices=False
    )
    position = left_vectors[:, 0] - left_vectors[:, 0].mean()
    spread = max(position.std(), 1e-12)
    position, weight = position / spread, right_vectors[0] * sizes[0] * spread
    before, calm = -np.inf, False
    for _ in range(rounds):
        # The weights have a normal prior with a deviation of 3, so that words of few texts do not run away.
        frequency, weight = _step(counts.T, length, position, frequency, weight, precision=1 / 9)
        length, position = _step(counts, frequency, weight, length, position, precision=0.0)
        mean, spread = position.mean(), max(position.std(), 1e-12)
        frequency, weight, position = frequency + weight * mean, weight * spread, (position - mean) / spread
        frequency, length = frequency + length.mean(), length - length.mean()
        rate = length[:, None] + frequency + np.outer(position, weight)
        likelihood = float((counts * rate - np.exp(rate)).sum() - (weight**2).sum() / 18)
        if abs(likelihood - before) < 1e-9 * abs(likelihood):
            calm = True
            break
        before = likelihood
    if left and right and position[names.index(left)] > position[names.index(right)]:
        position, weight = -position, -weight
    error = 1 / np.sqrt((np.exp(length[:, None] + frequency + np.outer(position, weight)) * weight**2).sum(1))
    table = pd.DataFrame(
        {
            "text_id": names,
            "position": position,
            "error": error,
            "low": position - 1.959964 * error,
            "high": position + 1.959964 * error,
            "length": length,
        }
    ).sort_values(["position", "text_id"], ignore_index=True)
    by_word = pd.DataFrame({"word": vocabulary, "weight": weight, "frequency": frequency})
    table.attrs["words"] = by_word.sort_values(["weight", "word"], ignore_index=True)
    direction = "" if left and right else "The direction of the line is arbitrary: name a left and a right text."
    rest = "" if calm else f"The fit did not come to rest in {rounds} rounds: do not use it."
    table.attrs["note"] = " ".join(one for one in (rest, direction, note) if one)
    return table


def _step(
    counts: Floats, offset: Floats, slope: Floats, level: Floats, place: Floats, precision: float
) -> tuple[Floats, Floats]:
    """Return level and place of each row after one Newton step of its Poisson regression on the columns' slopes."""
    rate = np.exp(np.clip(level[:, None] + offset + np.outer(place, slope), -30, 30))
    gap = counts - rate
    gradient = gap.sum(1), gap @ slope - precision * place
    information = rate.sum(1), rate @ slope, rate @ slope**2 + precision
    determinant = np.maximum(information[0] * information[2] - information[1] ** 2, 1e-12)
    up = (information[2] * gradient[0] - information[1] * gradient[1]) / determinant
    along = (information[0] * gradient[1] - information[1] * gradient[0]) / determinant
    return level + np.clip(up, -1, 1), place + np.clip(along, -1, 1)
