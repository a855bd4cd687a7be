"""Reuse: passages that two texts share, word for word or nearly, aligned word by word.

Every run of a few words that stands in two texts is a seed; seeds that follow each other make a passage, and passages
that lie close together on both sides are joined and aligned, so that changed, added and dropped words are seen. This is
the way of seed and extend (Altschul and others 1990; for texts Smith, Cordell and Dillon 2013), done exactly: no
passage of so many words is missed, as it may be where texts are sampled (MinHash).
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from readout.compare.accounts import permitted
from readout.compare.inputs import Texts, as_texts, reusable
from readout.compare.words import tokens
from readout.compare.words.counts import words_of
from readout.errors import NotComparable, ReadoutError

if TYPE_CHECKING:
    import pandas as pd

Integers = npt.NDArray[np.int64]

COLUMNS = (
    "text_a",
    "text_b",
    "words",
    "same_words",
    "similarity",
    "exact",
    "start_a",
    "end_a",
    "start_b",
    "end_b",
    "passage_a",
    "passage_b",
)


class Runs(NamedTuple):
    """Passages shared by two places: first and last word on both sides (ends exclusive), and how many words agree."""

    first_a: Integers
    last_a: Integers
    first_b: Integers
    last_b: Integers
    same: Integers

    def take(self, which: "Integers | npt.NDArray[np.bool_]") -> "Runs":
        """Return some of the passages."""
        return Runs(*(part[which] for part in self))


def passages(
    given: "Texts | tokens.Words",
    *,
    shortest: int = 8,
    seed: int = 5,
    gap: int = 3,
    common: int | None = None,
    text: str | None = None,
) -> "pd.DataFrame":
    """Return the passages that two texts share.

    A passage has `shortest` words or more; it grows from runs of `seed` words that both texts have, joined where no
    more than `gap` words differ between two of them on either side (0: exact passages only). With `common`, seeds
    that stand in more than so many places are taken for formulas ("Decides to remain seized of the matter"): they
    start no passage, though one may run through them. `text` names one text: only what it shares is shown.

    Columns: `text_a`, `text_b` (a before b as given; a text may share with itself), `words` (of the longer side),
    `same_words`, `similarity` (the same words by the longer side, 0 to 1), `exact`, `start_a`, `end_a`, `start_b`,
    `end_b` (characters of the bodies), `passage_a`, `passage_b`. Longest first. `align` shows one word by word.

    Raises ReadoutError for a single text without words enough, for a digest, and for an empty text. Where nothing is
    shared the table is empty, and `attrs["note"]` says so; shared formulas are no proof of copying.
    """
    if shortest < seed:
        raise ReadoutError(f"A passage cannot be shorter ({shortest} words) than the seed it grows from ({seed}).")
    given = reusable(given)
    note = "" if isinstance(given, tokens.Words) else permitted.check_wording(as_texts(given), "reuse of wording")
    split = words_of(given)
    if len(split) < shortest:
        raise NotComparable(f"A passage has {shortest} words or more, the texts together only {len(split)}; add some.")
    if text is not None and text not in split.names:
        raise ReadoutError(f"There is no text {text!r} among those given; name one by its id.")
    key = ("reuse", seed, gap, common)
    if key not in split.memory:
        found = _exact(split, seed, common)
        split.memory[key] = _joined(split, found, gap) if gap else found
    runs: Runs = split.memory[key]
    if text is not None:
        number = split.names.index(text)
        runs = runs.take((split.text_of(runs.first_a) == number) | (split.text_of(runs.first_b) == number))
    length = np.maximum(runs.last_a - runs.first_a, runs.last_b - runs.first_b)
    runs = runs.take(length >= shortest)
    length = np.maximum(runs.last_a - runs.first_a, runs.last_b - runs.first_b)
    runs = runs.take(np.lexsort((runs.first_b, runs.first_a, -length)))
    table = _table(split, runs)
    if table.empty:
        note = f"No passage of {shortest} words or more is shared. {note}".strip()
    table.attrs["note"] = note
    return table


def _exact(split: tokens.Words, seed: int, common: int | None) -> Runs:
    """Return the longest exact passages: runs of seeds on one diagonal of the two texts."""
    codes = split.word_codes()
    size = len(codes) - seed + 1
    text = np.repeat(np.arange(len(split.names), dtype=np.int32), np.diff(split.word_bounds))
    numbers = _seed_numbers(codes, seed)
    at = np.flatnonzero(text[:size] == text[seed - 1 :]).astype(np.int32)
    at = at[np.argsort(numbers[at], kind="stable")]
    ordered = numbers[at]
    edges = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1], [True]]))
    counts = np.diff(edges)
    kept = (counts > 1) & (counts <= (common or len(codes)))
    first, second = _pairs(at, edges[:-1][kept], counts[kept])
    # Seeds of one passage have the same distance and neighbouring places.
    distance = second - first
    order = np.lexsort((first, distance))
    first, distance = first[order], distance[order]
    del second, order
    begins = np.ones(len(first), bool)
    begins[1:] = (distance[1:] != distance[:-1]) | (first[1:] != first[:-1] + 1)
    # A run that goes on into the next text, on either side, is two.
    begins[1:] |= text[first[1:]] != text[first[:-1]]
    begins[1:] |= text[first[1:] + distance[1:]] != text[first[:-1] + distance[:-1]]
    begin = np.flatnonzero(begins)
    length = np.diff(np.append(begin, len(first))) + seed - 1
    first_a, away = first[begin].astype(np.int64), distance[begin].astype(np.int64)
    runs = Runs(first_a, first_a + length, first_a + away, first_a + away + length, length)
    if common:
        runs = _extended(codes, text, runs)
    return runs.take(runs.last_a <= runs.first_b)


def _extended(codes: Integers, text: npt.NDArray[np.int32], runs: Runs) -> Runs:
    """Return exact passages, grown on both ends as far as the words agree, each once."""
    first, last, away = runs.first_a.copy(), runs.last_a.copy(), runs.first_b - runs.first_a
    for ends, step in ((first, -1), (last, 1)):
        growing = np.arange(len(ends))
        while len(growing):
            at = ends[growing] - (step < 0)
            other = at + away[growing]
            inside = (at >= 0) & (other < len(codes))
            growing, at, other = growing[inside], at[inside], other[inside]
            home = first[growing]
            agree = (codes[at] == codes[other]) & (text[at] == text[home]) & (text[other] == text[home + away[growing]])
            growing = growing[agree]
            ends[growing] += step
    _, once = np.unique(np.column_stack([first, away]), axis=0, return_index=True)
    first, last, away = first[once], last[once], away[once]
    return Runs(first, last, first + away, last + away, last - first)


def _seed_numbers(codes: Integers, seed: int) -> Integers:
    """Return a number for each run of `seed` words, the same for the same words."""
    size = len(codes) - seed + 1
    mixed = np.zeros(size, np.uint64)
    for step in range(seed):
        # A polynomial in a large odd number over 64 bits: two runs out of a thousand million collide less than once.
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + (codes[step : step + size].astype(np.uint64) + np.uint64(1))
        mixed ^= mixed >> np.uint64(29)
    return mixed.view(np.int64)


def _pairs(
    at: npt.NDArray[np.int32], begin: Integers, counts: Integers
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return all pairs of places that share a seed, the earlier place first."""
    firsts, seconds = [], []
    for count in np.unique(counts):
        some = begin[counts == count]
        one, other = np.triu_indices(int(count), 1)
        places = at[some[:, None] + np.arange(count)]
        firsts.append(places[:, one].ravel())
        seconds.append(places[:, other].ravel())
    if not firsts:
        return np.empty(0, np.int32), np.empty(0, np.int32)
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    return np.minimum(first, second), np.maximum(first, second)


def _joined(split: tokens.Words, runs: Runs, gap: int) -> Runs:
    """Return passages with those joined that lie at most `gap` words apart on both sides, in the same two texts.

    Each passage goes on from the one nearest before it, and each has one that goes on from it at most.
    """
    pair = split.text_of(runs.first_a) * len(split.names) + split.text_of(runs.first_b)
    order = np.lexsort((runs.first_b, runs.first_a, pair))
    runs, pair = runs.take(order), pair[order]
    before = np.arange(len(pair))
    goes_on = np.zeros(len(pair), bool)
    repeated = np.zeros(len(pair), np.int64)
    later = np.arange(1, len(pair))
    back = 1
    # Look one passage back, then two, ... for as long as any is near enough in a.
    reach = np.maximum.accumulate(runs.last_a + pair * (len(split) + gap + 1))
    while len(later):
        earlier = later - back
        ahead_a = runs.first_a[later] - runs.last_a[earlier]
        ahead_b = runs.first_b[later] - runs.last_b[earlier]
        near = (pair[later] == pair[earlier]) & (np.maximum(ahead_a, ahead_b) <= gap) & ~goes_on[earlier]
        near &= (np.minimum(ahead_a, ahead_b) > -runs.same[later]) & (runs.first_b[later] > runs.first_b[earlier])
        near &= (runs.last_b[later] > runs.last_b[earlier]) & (runs.last_a[later] > runs.last_a[earlier])
        before[later[near]] = earlier[near]
        goes_on[earlier[near]] = True
        repeated[later[near]] = np.maximum(0, np.maximum(-ahead_a[near], -ahead_b[near]))
        back += 1
        later = later[~near & (later >= back)]
        within = reach[later - back] + gap >= runs.first_a[later] + pair[later] * (len(split) + gap + 1)
        later = later[within]
    while not np.array_equal(before, before[before]):
        before = before[before]
    root = np.flatnonzero(before == np.arange(len(before)))
    last_a, last_b, same = runs.last_a.copy(), runs.last_b.copy(), np.zeros(len(before), np.int64)
    np.maximum.at(last_a, before, runs.last_a)
    np.maximum.at(last_b, before, runs.last_b)
    np.add.at(same, before, runs.same - repeated)
    return Runs(runs.first_a[root], last_a[root], runs.first_b[root], last_b[root], same[root])


def _table(split: tokens.Words, runs: Runs) -> "pd.DataFrame":
    """Return the table of `passages` for these runs, in their order."""
    import pandas as pd

    from readout.compare.words.concordance import _slices

    text_a, text_b = split.text_of(runs.first_a), split.text_of(runs.first_b)
    start_a, end_a = split.starts[runs.first_a].astype(np.int64), split.ends(runs.last_a - 1)
    start_b, end_b = split.starts[runs.first_b].astype(np.int64), split.ends(runs.last_b - 1)
    length = np.maximum(runs.last_a - runs.first_a, runs.last_b - runs.first_b)
    names = np.array(split.names, object)
    columns = {
        "text_a": names[text_a],
        "text_b": names[text_b],
        "words": length,
        "same_words": runs.same,
        "similarity": np.round(runs.same / np.maximum(length, 1), 3),
        "exact": (runs.same == length) & (runs.last_a - runs.first_a == runs.last_b - runs.first_b),
        "start_a": split.characters(text_a, start_a),
        "end_a": split.characters(text_a, end_a),
        "start_b": split.characters(text_b, start_b),
        "end_b": split.characters(text_b, end_b),
        "passage_a": _slices(split.buffer, start_a, end_a).to_pandas(),
        "passage_b": _slices(split.buffer, start_b, end_b).to_pandas(),
    }
    return pd.DataFrame(columns, columns=list(COLUMNS))


def align(passage_a: str, passage_b: str) -> "pd.DataFrame":
    """Return two passages word by word.

    Columns: `place` (from 1), `word_a`, `word_b` (as written, or none), `change` (`same`, `replaced`, `dropped`: only
    in a, `added`: only in b). Upper case and the shape of apostrophes make no change.
    """
    import pandas as pd

    ours, theirs = ([match.group() for match in tokens.WORD.finditer(one)] for one in (passage_a, passage_b))
    rows = list(_aligned(ours, theirs))
    table = pd.DataFrame(rows, columns=["word_a", "word_b", "change"], dtype=object)
    table.insert(0, "place", range(1, len(rows) + 1))
    return table


def _aligned(ours: list[str], theirs: list[str]) -> Iterator[tuple[str | None, str | None, str]]:
    """Yield the words of two passages side by side."""
    matcher = SequenceMatcher(None, [tokens.normal(one) for one in ours], [tokens.normal(one) for one in theirs], False)
    for kind, a, after_a, b, after_b in matcher.get_opcodes():
        for step in range(max(after_a - a, after_b - b)):
            one = ours[a + step] if a + step < after_a else None
            other = theirs[b + step] if b + step < after_b else None
            yield (
                one,
                other,
                "same" if kind == "equal" else "replaced" if one and other else "dropped" if one else "added",
            )
