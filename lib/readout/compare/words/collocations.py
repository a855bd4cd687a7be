"""Collocations: words that stand together more often than chance would have it. The measures are NLTK's."""

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from readout.compare.accounts import permitted
from readout.compare.inputs import Texts, as_texts, reusable
from readout.compare.words import tokens
from readout.compare.words.counts import words_of
from readout.errors import NotComparable, ReadoutError

if TYPE_CHECKING:
    import pandas as pd

Measure = Literal["log_likelihood", "chi_squared", "t_score", "pmi"]
#: Our columns and the names of the measures in nltk.metrics.BigramAssocMeasures.
_NLTK_NAMES = {
    "log_likelihood": "likelihood_ratio",
    "chi_squared": "chi_sq",
    "t_score": "student_t",
    "pmi": "pmi",
}


def score(measure: str, together: float, first: int, second: int, total: int) -> float:
    """Return one association measure from the four counts, as NLTK computes it."""
    from nltk.metrics import BigramAssocMeasures

    return float(getattr(BigramAssocMeasures, _NLTK_NAMES[measure])(together, (first, second), total))


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Return English words that join others and say little by themselves (the list of scikit-learn)."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return frozenset(ENGLISH_STOP_WORDS)


def collocations(
    given: "Texts | tokens.Words",
    *,
    measure: Measure = "log_likelihood",
    window: int = 2,
    least: int = 2,
    term: str | None = None,
    every: bool = False,
) -> "pd.DataFrame":
    """Return pairs of words that stand within `window` words of each other, the first before the second.

    Pairs seen fewer than `least` times are left out, and so are those with a function word in them unless `every` is
    true. With `term` only pairs with that word are kept: the edges of its network. As in NLTK, a window wider than 2
    divides the counts of pairs by the number of places the second word could take.

    Columns: `word_a`, `word_b`, `count`, `count_a`, `count_b`, `log_likelihood` (Dunning 1993), `chi_squared`,
    `t_score` (both Manning and Schuetze 1999, 5.3), `pmi` (binary logarithm, Church and Hanks 1990). Sorted by
    `measure`. An empty table has a note in `attrs["note"]`. Pointwise information prefers rare pairs: raise `least`.

    Raises ReadoutError for a digest, an empty text, one word, and a window below 2.
    """
    import pandas as pd

    if measure not in _NLTK_NAMES:
        raise ReadoutError(f"There is no measure {measure!r}; choose one of {', '.join(_NLTK_NAMES)}.")
    if window < 2:
        raise ReadoutError(f"A window of {window} words holds no pair; name a number from 2.")
    given = reusable(given)
    note = "" if isinstance(given, tokens.Words) else permitted.check_wording(as_texts(given), "collocation")
    split = words_of(given)
    if len(split) < 2:
        raise NotComparable("Collocations need two words or more; give a longer text.")
    vocabulary = split.vocabulary
    single = split.count()
    first, second, together = _pairs(split, window)
    keep = together >= least
    if not every:
        function = function_words()
        plain = np.array([word in function or (not word.isalpha() and "-" not in word) for word in vocabulary])
        keep &= ~plain[first] & ~plain[second]
    if term is not None:
        wanted = split.number_of.get(tokens.normal(term), -1)
        keep &= (first == wanted) | (second == wanted)
    rows = []
    for a, b, number in zip(first[keep], second[keep], together[keep], strict=True):
        counted = (number / (window - 1), int(single[a]), int(single[b]), len(split))
        row = {"word_a": vocabulary[a], "word_b": vocabulary[b], "count": int(number)}
        row |= {"count_a": counted[1], "count_b": counted[2]}
        rows.append(row | {name: score(name, *counted) for name in _NLTK_NAMES})
    columns = ["word_a", "word_b", "count", "count_a", "count_b", *_NLTK_NAMES]
    table = pd.DataFrame(rows, columns=columns)
    table = table.sort_values([measure, "word_a", "word_b"], ascending=[False, True, True], ignore_index=True)
    if not rows:
        about = f" with {term!r}" if term else ""
        note = f"No pair{about} stands together {least} times or more within {window} words. {note}".strip()
    table.attrs["note"] = note
    return table


def _pairs(split: tokens.Words, window: int) -> tuple[tokens.Integers, tokens.Integers, tokens.Integers]:
    """Return first word, second word and count of all pairs; none runs from one text into the next."""
    codes, size = split.word_codes(), len(split.vocabulary)
    text = np.repeat(np.arange(len(split.names)), np.diff(split.word_bounds))
    keys = []
    for distance in range(1, window):
        same = text[:-distance] == text[distance:]
        keys.append((codes[:-distance] * size + codes[distance:])[same])
    pairs, together = np.unique(np.concatenate(keys), return_counts=True)
    return pairs // size, pairs % size, together
