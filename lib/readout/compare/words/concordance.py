"""Concordance: every place where a word or phrase stands, with the words around it."""

import re
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from readout.compare.accounts import permitted
from readout.compare.inputs import Texts, as_texts, reusable
from readout.compare.words import tokens
from readout.compare.words.counts import words_of
from readout.errors import NotComparable, ReadoutError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Sort = Literal["text", "node", "left", "right"]
_LINES = 2048
SORTS = ("text", "node", "left", "right")


def concordance(
    given: "Texts | tokens.Words", term: str, *, window: int = 8, sort: Sort = "text", limit: int | None = None
) -> "pd.DataFrame":
    """Return every place where a term stands, with `window` words on either side.

    `term` is a word or a phrase; `*` stands for any characters of a word and `?` for one: `guarant*`,
    `security guarantee?`. Case, curly apostrophes and the possessive 's make no difference. A phrase does not run
    across punctuation. `sort` puts the lines in the order of the texts, of the words found (`node`), of the words on
    the left read backwards from the term, or of those on the right, whatever the punctuation. `limit` keeps the first
    so many lines.

    Columns: `text_id`, `word` and `last_word` (which words of the text it is, from 1), `left`, `node`, `right`,
    `start`, `end` (characters of the body). A term that never occurs gives an empty table with a note in
    `attrs["note"]`; `attrs["found"]` is the number of places, before any limit.

    Raises ReadoutError for no text, an empty text, and a term without a word in it.
    """
    import pyarrow as pa

    if sort not in SORTS:
        raise ReadoutError(f"A concordance cannot be sorted by {sort!r}; choose one of {', '.join(SORTS)}.")
    given = reusable(given)
    note = "" if isinstance(given, tokens.Words) else permitted.note_on_words(as_texts(given, "a concordance"))
    split = words_of(given)
    first, last = places(split, term)
    found = len(first)
    order = np.arange(found) if sort == "text" else _order(split, first, last, window, sort)
    if limit is not None:
        kept = np.sort(order[:limit])
        first, last, order = first[kept], last[kept], np.searchsorted(kept, order[:limit])
    number = split.text_of(first)
    begin, after = split.word_bounds[number], split.word_bounds[number + 1]
    start, end = split.starts[first].astype(np.int64), split.ends(last)
    left_word, right_word = first - window, last + window
    left = np.where(left_word <= begin, split.text_bounds[number], split.starts[np.maximum(left_word, 0)])
    inside = np.minimum(right_word, after - 1)
    right = np.where(right_word >= after - 1, split.text_bounds[number + 1] - 1, split.ends(inside))
    if window == 0:
        left, right = start, end
    names = pa.DictionaryArray.from_arrays(pa.array(number[order].astype(np.int32)), pa.array(split.names, pa.string()))
    table = pa.table(
        {
            "text_id": names.cast(pa.string()),
            "word": (first - begin + 1)[order],
            "last_word": (last - begin + 1)[order],
            "left": _slices(split.buffer, left[order], start[order]),
            "node": _slices(split.buffer, start[order], end[order]),
            "right": _slices(split.buffer, end[order], right[order]),
            # Counted in the order of the texts, which is several times as quick as in another.
            "start": split.characters(number, start)[order],
            "end": split.characters(number, end)[order],
        }
    ).to_pandas()
    if not found:
        note = f"{term!r} does not occur in {permitted.few(split.names)}. {note}".strip()
    table.attrs["note"], table.attrs["found"] = note, found
    return table


def lines_of(
    given: "Texts | tokens.Words", table: "pd.DataFrame", *, most: int = 40, window: int = 8
) -> "pd.DataFrame":
    """Return the lines behind the counts of a table of words, as one concordance.

    table: as `keyness` gives it (word) or `collocations` does (word_a, word_b, which stand side by side); the lines of
    its first `most` rows are looked up. Columns: `term` (the word, or the pair with a space), then as in `concordance`.
    """
    import pandas as pd

    if "word" in table:
        terms = table["word"].head(most).tolist()
    elif len(table):
        terms = (table["word_a"] + " " + table["word_b"]).head(most).tolist()
    else:
        terms = []
    split = words_of(given) if terms else None
    found = [concordance(split, term, window=window).assign(term=term) for term in terms] if split else []
    columns = ["term", "text_id", "word", "last_word", "left", "node", "right", "start", "end"]
    return pd.concat(found, ignore_index=True)[columns] if found else pd.DataFrame(columns=columns)


def places(split: tokens.Words, term: str) -> tuple[tokens.Integers, tokens.Integers]:
    """Return the places of the first and the last word of each occurrence of a term."""
    if not len(split):
        raise NotComparable(f"There is no word in {', '.join(split.names[:3])} to look among; give a text with words.")
    patterns = [pattern for pattern in (_pattern(part) for part in term.split()) if pattern]
    if not patterns:
        raise ReadoutError(f"The term {term!r} has no word in it; give a word or a phrase, such as guarant*.")
    first = split.find(_matching(split, patterns[0]))
    last = first
    for pattern in patterns[1:]:
        first, last = first[last + 1 < len(split)], last[last + 1 < len(split)]
        wanted = _matching(split, pattern)[split.form_to_word]
        follows = wanted[split.codes[last + 1]] & (split.text_of(last) == split.text_of(last + 1))
        first, last = first[follows], last[follows]
        together = _only_space(split, last)
        first, last = first[together], last[together] + 1
    return first, last


def _pattern(part: str) -> re.Pattern[str] | str | None:
    """Return what one word of a term must match: itself, or a pattern where it has wildcards."""
    if not re.search(r"[*?]", part):
        inner = tokens.WORD.search(part)
        return tokens.normal(inner.group()) if inner else None
    if not re.search(r"[^\W_]", part):
        return re.compile(r".*") if part.strip("*") == "" else None
    shape = tokens.normal(part.strip("‘’“”\"',.;:!()[]"))
    return re.compile(re.escape(shape).replace(r"\*", ".*").replace(r"\?", "."))


def _matching(split: tokens.Words, pattern: re.Pattern[str] | str) -> npt.NDArray[np.bool_]:
    """Return a mask over the vocabulary: which words match."""
    if isinstance(pattern, str):
        mask = np.zeros(len(split.vocabulary), bool)
        if pattern in split.number_of:
            mask[split.number_of[pattern]] = True
        return mask
    match = pattern.fullmatch
    return np.fromiter((match(word) is not None for word in split.vocabulary), bool, len(split.vocabulary))


def _only_space(split: tokens.Words, places: tokens.Integers) -> npt.NDArray[np.bool_]:
    """Return for each word whether nothing but white space stands between it and the next."""
    after, then = split.ends(places), split.starts[places + 1].astype(np.int64)
    follows = then - after == 1
    follows &= split.buffer[after] <= ord(" ")
    for n in np.flatnonzero(then - after > 1):
        follows[n] = bytes(split.buffer[after[n] : then[n]]).isspace()
    return follows


def _slices(buffer: npt.NDArray[np.uint8], low: tokens.Integers, high: tokens.Integers) -> "pa.Array":
    """Return pieces of the buffer as strings, line breaks as spaces, trimmed."""
    import pyarrow as pa
    import pyarrow.compute as pc

    lengths = np.maximum(high - low, 0)
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    gathered = np.empty(offsets[-1], np.uint8)
    # Some lines at a time, so that the places of their bytes stay in the processor's cache.
    for first in range(0, len(low), _LINES):
        last = min(first + _LINES, len(low))
        base, size = offsets[first], lengths[first:last]
        at = np.repeat(low[first:last] - offsets[first:last] + base, size)
        at += np.arange(len(at))
        np.take(buffer, at, out=gathered[base : offsets[last]])
    gathered[gathered < ord(" ")] = ord(" ")
    pieces = pa.LargeStringArray.from_buffers(len(low), pa.py_buffer(offsets), pa.py_buffer(gathered))
    return pc.utf8_trim_whitespace(pieces)


def _order(
    split: tokens.Words, first: tokens.Integers, last: tokens.Integers, window: int, sort: Sort
) -> tokens.Integers:
    """Return the order of the lines by their words; those alike stay in the order of the texts."""
    number = split.text_of(first)
    begin, after = split.word_bounds[number], split.word_bounds[number + 1]
    if sort == "node":
        longest = int((last - first).max(initial=-1)) + 1
        steps = [(first + step, first + step <= last) for step in range(longest)]
    elif sort == "left":
        steps = [(first - step, first - step >= begin) for step in range(1, window + 1)]
    else:
        steps = [(last + step, last + step < after) for step in range(1, window + 1)]
    rank = np.empty(len(split.vocabulary), np.int64)
    rank[split.alphabetical] = np.arange(1, len(rank) + 1)
    # As many words as go into one number are sorted by at a time; where a text has ended there is none, which is first.
    bits = max(1, len(rank).bit_length())
    each = max(1, 62 // bits)
    keys = []
    for start in range(0, len(steps), each):
        key = np.zeros(len(first), np.int64)
        for place, there in steps[start : start + each]:
            inside = np.clip(place, 0, max(len(split) - 1, 0))
            key = (key << bits) | np.where(there, rank[split.form_to_word[split.codes[inside]]], 0)
        keys.append(key)
    return np.lexsort(keys[::-1]) if keys else np.arange(len(first))
