"""Dispersion: whether a word is spread over texts evenly or sits in a few of them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from readout.compare.accounts import permitted
from readout.compare.inputs import Texts, as_texts, reusable
from readout.compare.words import tokens
from readout.compare.words.concordance import places
from readout.compare.words.counts import words_of
from readout.errors import NotComparable, ReadoutError

if TYPE_CHECKING:
    import pandas as pd


def dispersion(
    given: "Texts | tokens.Words", terms: str | Iterable[str], *, parts: int | None = None
) -> "pd.DataFrame":
    """Return how evenly terms are spread: Gries' deviation of proportions (Gries 2008).

    The parts are the texts; a single text is cut into `parts` pieces of as many words (10 where not said), and so are
    several texts, laid end to end, where `parts` is given. Terms are written as in a concordance.

    Columns: `term`, `count`, `parts`, `parts_with`, `per_million`, `dp` (0: in each part as often as the part is long;
    towards 1: all in a small part), `dp_normalised` (DP by its greatest possible value, Lijffijt and Gries 2012).
    A term that never occurs has a DP of nothing, and the note says so. Sorted as the terms were given.

    Raises ReadoutError for an empty text, for a term without a word, and for more pieces than words.
    """
    import pandas as pd

    given = reusable(given)
    whose = "" if isinstance(given, tokens.Words) else permitted.note_on_words(as_texts(given, "a dispersion"))
    split = words_of(given)
    if not len(split):
        raise NotComparable("There is no word in the texts given for a dispersion; give a text with words in it.")
    if parts is None and len(split.names) == 1:
        parts = min(10, len(split))
    edges = split.word_bounds if parts is None else _pieces(len(split), parts)
    sizes = np.diff(edges)
    sizes, edges = sizes[sizes > 0], np.concatenate([[0], np.cumsum(sizes[sizes > 0])])
    rows, never = [], []
    for term in [terms] if isinstance(terms, str) else list(terms):
        first, _ = places(split, term)
        count = np.bincount(np.searchsorted(edges, first, side="right") - 1, minlength=len(sizes))
        if not len(first):
            never.append(term)
        rows.append(
            {
                "term": term,
                "count": len(first),
                "parts": len(sizes),
                "parts_with": int((count > 0).sum()),
                "per_million": len(first) / len(split) * 1e6,
                "dp": deviation(count, sizes),
                "dp_normalised": deviation(count, sizes, normalised=True),
            }
        )
    table = pd.DataFrame(rows)
    notes = [f"Never in these texts: {', '.join(never)}."] if never else []
    notes += ["With a single part every term is spread alike."] if len(sizes) == 1 else []
    table.attrs["note"] = " ".join([*notes, whose]).strip()
    return table


def _pieces(size: int, parts: int) -> npt.NDArray[np.int64]:
    if not 1 <= parts <= size:
        raise ReadoutError(f"{size} words cannot be cut into {parts} pieces; name a number from 1 to {size}.")
    return np.linspace(0, size, parts + 1).round().astype(np.int64)


def deviation(count: npt.ArrayLike, sizes: npt.ArrayLike, normalised: bool = False) -> float:
    """Return the deviation of proportions of counts in parts of these sizes, NaN where all counts are nought.

    >>> round(deviation([18, 12, 24, 14, 32], [9, 20, 23, 24, 24]), 2)
    0.18
    """
    count, sizes = np.asarray(count, float), np.asarray(sizes, float)
    if not count.sum():
        return float("nan")
    expected = sizes / sizes.sum()
    value = float(np.abs(count / count.sum() - expected).sum() / 2)
    greatest = 1 - float(expected.min())
    return value if not normalised or not greatest else value / greatest


def occurrences(given: "Texts | tokens.Words", terms: str | Iterable[str]) -> "pd.DataFrame":
    """Return each place of each term, for a dispersion plot.

    Columns: `term`, `text_id`, `word` (which word of its text, from 1), `share` (0 to 1: how far into the text),
    `start`, `end` (characters of the body). Sorted by term as given, then by place.
    """
    import pandas as pd

    split = words_of(given)
    names = np.array(split.names, object)
    tables = []
    for term in [terms] if isinstance(terms, str) else list(terms):
        first, last = places(split, term)
        number = split.text_of(first)
        begin = split.word_bounds[number]
        tables.append(
            pd.DataFrame(
                {
                    "term": term,
                    "text_id": names[number],
                    "word": first - begin + 1,
                    "share": (first - begin) / np.maximum(split.word_bounds[number + 1] - begin, 1),
                    "start": split.characters(number, split.starts[first].astype(np.int64)),
                    "end": split.characters(number, split.ends(last)),
                }
            )
        )
    table = pd.concat(tables, ignore_index=True)
    table.attrs["note"] = "" if len(table) else "None of the terms occurs."
    return table
