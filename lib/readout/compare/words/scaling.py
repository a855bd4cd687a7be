"""Scaling: texts on one line by the words they use, with given ends (Wordscores) or without (Wordfish)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

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
    (of the unscored texts, rescaled to the spread of the given scores after Laver, Benoit and Garry 2003; missing where
    fewer than two are unscored), `score_mv` (rescaled after Martin and Vanberg 2008), `words`
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
    lbg = _as_wide(raw, ~is_reference, given)
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


def _as_wide(raw: Floats, virgin: npt.NDArray[np.bool_], given: Floats) -> Floats:
    """Return the raw scores of the unscored texts as far apart as the given scores are (Laver, Benoit and Garry 2003).

    Mean and deviation are those of the unscored texts alone; none has a place where they are fewer than two or alike.
    """
    placed = raw[virgin & np.isfinite(raw)]
    spread = placed.std(ddof=1) if len(placed) > 1 else 0.0
    if not spread:
        return np.full(len(raw), np.nan)
    wide: Floats = np.where(virgin, (raw - placed.mean()) * (given.std(ddof=1) / spread) + placed.mean(), np.nan)
    return wide


def wordfish(
    given: Texts, *, left: str | None = None, right: str | None = None, least: int = 2, rounds: int = 1000
) -> "pd.DataFrame":
    """Return where texts stand on the one line that their words differ along most (Slapin and Proksch 2008).

    `left` and `right` name two texts whose order gives the line its direction. Words in fewer than `least` texts are
    left out. Columns: `text_id`, `position` (mean 0, standard deviation 1), `error`, `low`, `high` (95 per cent, of
    the counts given the words), `length` (fixed effect of the text). Sorted by position. `attrs["note"]` says whether
    the fit came to rest. What the line means the method cannot say: read the words with the largest weights
    (`word_weights`). It may be the occasion, the translator or the date rather than a policy.

    Raises ReadoutError for fewer than three texts, a digest, an empty text, and texts without common words.
    """
    import pandas as pd

    line, names, _, note = _line(given, left, right, least, rounds)
    rate = np.exp(line.length[:, None] + line.frequency + np.outer(line.position, line.weight))
    # Of the 2x2 information of a text's length and position, the part for the position alone.
    of_length, mixed, of_position = rate.sum(1), rate @ line.weight, rate @ line.weight**2
    error = np.sqrt(of_length / (of_length * of_position - mixed**2))
    table = pd.DataFrame(
        {
            "text_id": names,
            "position": line.position,
            "error": error,
            "low": line.position - 1.959964 * error,
            "high": line.position + 1.959964 * error,
            "length": line.length,
        }
    ).sort_values(["position", "text_id"], ignore_index=True)
    direction = "" if left and right else "The direction of the line is arbitrary: name a left and a right text."
    rest = "" if line.calm else f"The fit did not come to rest in {rounds} rounds: do not use it."
    table.attrs["note"] = " ".join(one for one in (rest, direction, note) if one)
    return table


def word_weights(
    given: Texts, *, left: str | None = None, right: str | None = None, least: int = 2, rounds: int = 1000
) -> "pd.DataFrame":
    """Return the words behind the line of `wordfish`, fitted with the same options.

    Columns: `word`, `weight` (how far its use moves a text; mean 0), `frequency` (fixed effect). Sorted by weight.
    """
    import pandas as pd

    line, _, words, _ = _line(given, left, right, least, rounds)
    table = pd.DataFrame({"word": words, "weight": line.weight, "frequency": line.frequency})
    return table.sort_values(["weight", "word"], ignore_index=True)


class _Line(NamedTuple):
    """A fitted line: of each text its length and position, of each word its frequency and weight."""

    length: Floats
    position: Floats
    frequency: Floats
    weight: Floats
    calm: bool


def _line(
    given: Texts, left: str | None, right: str | None, least: int, rounds: int
) -> tuple[_Line, list[str], list[str], str]:
    """Return the line of texts with their names, the words it rests on, and the note on whose words they are."""
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
    line = _fit(counts[:, kept], rounds)
    if left and right and line.position[names.index(left)] > line.position[names.index(right)]:
        line = line._replace(position=-line.position, weight=-line.weight)
    return line, names, [word for word, one in zip(vocabulary, kept, strict=True) if one], note


def _fit(counts: Floats, rounds: int) -> _Line:
    """Fit the Poisson model log(rate) = length + frequency + weight * position by turns.

    What is maximised is the likelihood with a normal prior of deviation 3 on the weights, so that words of few texts do
    not run away, where the positions have mean 0 and deviation 1. Three things about it are arbitrary and set anew each
    round without changing a rate: place and scale of the positions, and the mean of the weights, which is a part of the
    texts' lengths. It has come to rest where no position moves by 1e-7 any more.
    """
    length = np.log(counts.sum(1) / counts.sum(1).mean())
    frequency = np.log(counts.mean(0))
    # Start from the first dimension of what length and frequency leave unexplained.
    unexplained = np.log(counts + 0.1) - length[:, None] - frequency
    position = np.linalg.svd(unexplained, full_matrices=False)[0][:, 0]
    position = (position - position.mean()) / max(position.std(), 1e-12)
    weight = np.zeros(counts.shape[1])
    for _ in range(rounds):
        before = position
        frequency, weight = _step(counts.T, length, position, frequency, weight, precision=1 / 9)
        length, weight = length + position * weight.mean(), weight - weight.mean()
        # With the deviation of the positions fixed, the prior on the weights holds the positions too.
        held = float(weight @ weight) / 9 / len(position)
        length, position = _step(counts, frequency, weight, length, position, precision=held)
        mean, spread = position.mean(), max(position.std(), 1e-12)
        frequency, weight, position = frequency + weight * mean, weight * spread, (position - mean) / spread
        frequency, length = frequency + length.mean(), length - length.mean()
        if np.abs(position - before).max() < 1e-7:
            return _Line(length, position, frequency, weight, calm=True)
    return _Line(length, position, frequency, weight, calm=False)


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
