"""Words and where they stand: texts of any number, split once and kept as arrays that every count can use."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from readout.compare.words.tokenise import WORD, Batch, Integers, batches, chunks_of, normal, split

__all__ = ["WORD", "Integers", "Words", "from_bodies", "normal", "split"]

_BATCH_CHARACTERS = 4_000_000
_BATCH_WORDS = 2_000_000


@dataclass
class Words:
    """The words of a number of texts, as arrays.

    `names` are the ids of the texts; `buffer` holds the texts as UTF-8 bytes, a line break after each; text n stands
    at bytes `text_bounds[n]` to `text_bounds[n + 1] - 1` and owns the words `word_bounds[n]` to `word_bounds[n + 1]`.
    For word i, `codes[i]` is its written form, `forms[codes[i]]`, and `starts[i]` the byte it starts at.
    """

    names: list[str]
    buffer: npt.NDArray[np.uint8]
    text_bounds: Integers
    word_bounds: Integers
    codes: npt.NDArray[np.int32]
    starts: npt.NDArray[np.uint32]
    forms: list[str]
    #: What a method has worked out on these texts and may be asked for again.
    memory: dict[Any, Any] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def _numbered(self) -> tuple[list[str], Integers]:
        numbers: dict[str, int] = {}
        to_normal = np.array([numbers.setdefault(normal(form), len(numbers)) for form in self.forms], np.int64)
        return list(numbers), to_normal

    @property
    def vocabulary(self) -> list[str]:
        """Return the words in the form in which they are counted, in a fixed order."""
        return self._numbered[0]

    @cached_property
    def vocabulary_array(self) -> npt.NDArray[np.object_]:
        """Return the vocabulary as an array, for picking many words at once."""
        return np.array(self.vocabulary, object)

    @cached_property
    def alphabetical(self) -> Integers:
        """Return the order that puts the vocabulary into alphabetical order."""
        return np.array(sorted(range(len(self.vocabulary)), key=self.vocabulary.__getitem__), np.int64)

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Return the place of each word in the vocabulary."""
        return {word: number for number, word in enumerate(self.vocabulary)}

    @property
    def form_to_word(self) -> Integers:
        """Return for each written form the place of its counted form in the vocabulary."""
        return self._numbered[1]

    @cached_property
    def form_bytes(self) -> Integers:
        """Return the length of each written form in bytes."""
        return np.array([len(form.encode("utf-8", "surrogatepass")) for form in self.forms], np.int64)

    @cached_property
    def continuations(self) -> Integers:
        """Return the places of the bytes that go on with a character, by which bytes are turned into characters."""
        return np.concatenate(
            [
                np.flatnonzero((self.buffer[start : start + _BATCH_CHARACTERS] & 0xC0) == 0x80) + start
                for start in range(0, max(len(self.buffer), 1), _BATCH_CHARACTERS)
            ]
        )

    def word_codes(self, low: int = 0, high: int | None = None) -> Integers:
        """Return the places in the vocabulary of the words from `low` to `high`."""
        return self.form_to_word[self.codes[low:high]]

    def count(self, chosen: npt.NDArray[np.bool_] | None = None) -> Integers:
        """Return how often each word of the vocabulary occurs, in all texts or in those chosen (a mask over them)."""
        counted = np.zeros(len(self.vocabulary), np.int64)
        if chosen is None or np.asarray(chosen).all():
            by_form = self._count_of_all
        elif np.asarray(chosen).mean() > 0.5:
            by_form = self._count_of_all - self._count_forms(~np.asarray(chosen, bool))
        else:
            by_form = self._count_forms(np.asarray(chosen, bool))
        np.add.at(counted, self.form_to_word, by_form)
        return counted

    @cached_property
    def _count_of_all(self) -> Integers:
        return self._count_forms(np.ones(len(self.names), bool))

    def _count_forms(self, chosen: npt.NDArray[np.bool_]) -> Integers:
        """Return how often each written form occurs in the texts chosen."""
        by_form = np.zeros(len(self.forms), np.int64)
        for low, high in self._runs(chosen):
            for start in range(low, high, _BATCH_WORDS):
                by_form += np.bincount(self.codes[start : min(high, start + _BATCH_WORDS)], minlength=len(self.forms))
        return by_form

    def _runs(self, chosen: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
        """Yield first and last word of each run of neighbouring texts that are chosen."""
        edges = np.flatnonzero(np.diff(np.concatenate([[False], chosen, [False]]).astype(np.int8)))
        for first, after in zip(edges[::2], edges[1::2], strict=True):
            yield int(self.word_bounds[first]), int(self.word_bounds[after])

    def text_of(self, places: Integers) -> Integers:
        """Return for each word the number of the text it stands in."""
        return np.searchsorted(self.word_bounds, places, side="right") - 1

    def find(self, wanted: npt.NDArray[np.bool_]) -> Integers:
        """Return the places of all words of which `wanted` (a mask over the vocabulary) is true."""
        by_form = wanted[self.form_to_word]
        forms = np.flatnonzero(by_form).astype(np.int32)
        found = []
        for low in range(0, len(self.codes), _BATCH_WORDS):
            piece = self.codes[low : low + _BATCH_WORDS]
            if len(forms) <= 8:
                hits = np.zeros(len(piece), bool)
                for form in forms:
                    hits |= piece == form
            else:
                hits = by_form[piece]
            found.append(np.flatnonzero(hits) + low)
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def ends(self, places: Integers) -> Integers:
        """Return the byte after the last of each word."""
        return self.starts[places].astype(np.int64) + self.form_bytes[self.codes[places]]

    def characters(self, numbers: Integers, at: Integers) -> Integers:
        """Return where bytes stand in their own texts, in characters; `numbers` are the texts' numbers."""
        begin = self.text_bounds[numbers]
        before = np.searchsorted(self.continuations, at) - np.searchsorted(self.continuations, begin)
        return at - begin - before

    def adjacent(self) -> npt.NDArray[np.bool_]:
        """Return for each word but the last whether the next one follows after a single space or the like.

        Words that punctuation parts, or the end of a text, are not adjacent: no phrase runs across.
        """
        follow = np.empty(max(len(self) - 1, 0), bool)
        for low in range(0, len(follow), _BATCH_CHARACTERS):
            high = min(low + _BATCH_CHARACTERS, len(follow))
            after = self.starts[low:high] + self.form_bytes[self.codes[low:high]].astype(np.uint32)
            follow[low:high] = self.starts[low + 1 : high + 1] - after == 1
        inner = self.word_bounds[1:-1]
        follow[inner[(inner > 0) & (inner <= len(follow))] - 1] = False
        return follow


def from_bodies(names: Iterable[str], bodies: Iterable[str]) -> Words:
    """Return the words of texts given by their names and bodies."""
    numbers: dict[str, int] = {}
    parts = list(batches(chunks_of(bodies), numbers)) or [Batch.empty()]
    characters, codes, starts, text_bounds, word_bounds = (
        np.concatenate([part[number] for part in parts]) for number in range(5)
    )
    zero = np.zeros(1, np.int64)
    return Words(
        list(names),
        characters,
        np.concatenate([zero, text_bounds]),
        np.concatenate([zero, word_bounds]),
        codes,
        starts,
        list(numbers),
    )
