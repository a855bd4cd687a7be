"""Words and where they stand: texts of any number, split once and kept as arrays that every count can use.

A word is a run of letters and digits; an apostrophe or a hyphen inside it belongs to it. Words are counted in lower
case, with straight apostrophes and without the possessive 's: “Kyiv’s” counts as “kyiv”.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from readout.errors import ReadoutError

#: The same definition as a regular expression; the tests hold the array way against it.
WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
_JOINERS = "'’‐‑-"
_ASCII_WORD = np.array([code < 128 and chr(code).isalnum() for code in range(256)])
_BATCH_CHARACTERS = 4_000_000
_BATCH_WORDS = 2_000_000
#: By number of bytes: the bits of a little-endian 64-bit number that so many bytes fill.
_MASKS = np.array([(1 << (8 * width)) - 1 for width in range(9)], np.uint64)

Integers = npt.NDArray[np.int64]


def normal(word: str) -> str:
    """Return the form in which a word is counted.

    >>> normal("Kyiv’s"), normal("cease‑fire")
    ('kyiv', 'cease-fire')
    """
    return word.lower().replace("’", "'").replace("‐", "-").replace("‑", "-").removesuffix("'s")


def split(text: str) -> list[str]:
    """Return the words of a text in the form in which they are counted."""
    return [normal(match.group()) for match in WORD.finditer(text)]


def bounds(characters: npt.NDArray[np.uint8]) -> Integers:
    """Return start, end, start, end, ... of the words in UTF-8 bytes, in order; word for word what WORD finds."""
    is_word = _ASCII_WORD[characters]
    inner = [np.flatnonzero((characters == ord("'")) | (characters == ord("-")))]
    widths = [1]
    leads = np.flatnonzero(characters >= 0xC2)
    if len(leads):
        first = characters[leads].astype(np.int32)
        width = 2 + (first >= 0xE0) + (first >= 0xF0)
        padded = np.concatenate([characters, np.zeros(3, np.uint8)])
        code = first & np.array([0, 0, 0x1F, 0x0F, 0x07])[width]
        for step in (1, 2, 3):
            following = padded[leads + step].astype(np.int32) & 0x3F
            code = np.where(width > step, (code << 6) | following, code)
        kinds, which = np.unique(code, return_inverse=True)
        letter = np.array([chr(kind).isalnum() for kind in kinds])[which]
        for step in range(4):
            is_word[leads[letter & (width > step)] + step] = True
        wide_joiner = np.isin(code, [ord(joiner) for joiner in _JOINERS if ord(joiner) > 127])
        inner.append(leads[wide_joiner])
        widths.append(3)
    joined = []
    for places, width_here in zip(inner, widths, strict=True):
        places = places[(places > 0) & (places + width_here < len(characters))]
        places = places[is_word[places - 1] & is_word[places + width_here]]
        joined.append((places, width_here))
    for places, width_here in joined:
        for step in range(width_here):
            is_word[places + step] = True
    edges = np.empty(len(characters) + 1, bool)
    edges[0], edges[-1] = (is_word[0], is_word[-1]) if len(is_word) else (False, False)
    np.not_equal(is_word[1:], is_word[:-1], out=edges[1:-1])
    return np.flatnonzero(edges)


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


class Batch(NamedTuple):
    """Some texts, split: their bytes, words and bounds, all counted from the first of all texts."""

    characters: npt.NDArray[np.uint8]
    codes: npt.NDArray[np.int32]
    starts: npt.NDArray[np.uint32]
    text_bounds: Integers
    word_bounds: Integers

    @classmethod
    def empty(cls) -> "Batch":
        """Return a batch of no texts."""
        bytes_, codes, starts = np.empty(0, np.uint8), np.empty(0, np.int32), np.empty(0, np.uint32)
        return cls(bytes_, codes, starts, np.empty(0, np.int64), np.empty(0, np.int64))


#: Bytes of some texts, a line break after each, and where each text with its line break ends.
Chunk = tuple[npt.NDArray[np.uint8], Integers]


def batches(chunks: Iterable[Chunk], numbers: dict[str, int]) -> Iterator[Batch]:
    """Split texts chunk by chunk; `numbers` collects the written forms with their numbers."""
    text_end = word_end = 0
    for characters, after in chunks:
        if text_end + len(characters) >= 2**32:
            raise ReadoutError("These texts have more than 4 GB; split them into several collections.")
        edges = bounds(characters)
        first, last = edges[::2], edges[1::2]
        codes = _numbered_forms(characters, first, last - first, numbers)
        starts = (first + text_end).astype(np.uint32)
        yield Batch(characters, codes, starts, text_end + after, word_end + np.searchsorted(first, after))
        text_end, word_end = text_end + len(characters), word_end + len(codes)


def _numbered_forms(
    characters: npt.NDArray[np.uint8], first: Integers, lengths: Integers, numbers: dict[str, int]
) -> npt.NDArray[np.int32]:
    """Return the number of each word's written form, adding new ones to `numbers`.

    Words of up to eight bytes are read as one 64-bit number each, and longer ones as two; both are numbered by Arrow's
    hash of integers, which is several times faster than that of strings. The few that are longer still go one by one.
    """
    padded = np.concatenate([characters, np.zeros(16, np.uint8)])
    eight = np.ndarray((len(characters) + 9,), "<u8", padded, strides=(1,))
    codes = np.empty(len(first), np.int32)
    short, longest = lengths <= 8, lengths > 16
    which = np.flatnonzero(short)
    codes[which] = _by_number(eight[first[which]] & _MASKS[lengths[which]], None, numbers)
    which = np.flatnonzero(~short & ~longest)
    head, tail = eight[first[which]], eight[first[which] + 8] & _MASKS[lengths[which] - 8]
    codes[which] = _by_number(head, tail, numbers)
    for place in np.flatnonzero(longest):
        form = characters[first[place] : first[place] + lengths[place]].tobytes().decode("utf-8", "surrogatepass")
        codes[place] = numbers.setdefault(form, len(numbers))
    return codes


def _by_number(
    head: npt.NDArray[np.uint64], tail: npt.NDArray[np.uint64] | None, numbers: dict[str, int]
) -> npt.NDArray[np.int32]:
    """Return the numbers of forms given by their first eight bytes and, where they are longer, their next eight."""
    import pyarrow as pa

    heads = pa.array(head).dictionary_encode()
    local, kinds = heads.indices.to_numpy().astype(np.int64), heads.dictionary.to_numpy()[:, None]
    if tail is not None:
        tails = pa.array(tail).dictionary_encode()
        both = pa.array(local << 32 | tails.indices.to_numpy()).dictionary_encode()
        pairs = both.dictionary.to_numpy()
        kinds = np.column_stack([kinds[pairs >> 32, 0], tails.dictionary.to_numpy()[pairs & 0xFFFFFFFF]])
        local = both.indices.to_numpy()
    forms = [row.tobytes().rstrip(b"\0").decode("utf-8", "surrogatepass") for row in np.ascontiguousarray(kinds, "<u8")]
    # Forms are numbered in a fixed order: the same texts give the same numbers.
    to_global = np.array([numbers.setdefault(form, len(numbers)) for form in forms], np.int32)
    return to_global[local] if len(local) else np.empty(0, np.int32)


def chunks_of(bodies: Iterable[str]) -> Iterator[Chunk]:
    """Yield the bytes of bodies, some bodies at a time."""
    waiting = iter(bodies)
    while batch := _batch(waiting):
        encoded = [body.encode("utf-8", "surrogatepass") + b"\n" for body in batch]
        after = np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)))
        yield np.frombuffer(b"".join(encoded), np.uint8), after


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


def _batch(bodies: Iterator[str]) -> list[str]:
    """Return the next bodies, about as many characters at a time as the batches hold."""
    batch: list[str] = []
    size = 0
    for body in islice(bodies, 10_000):
        batch.append(body)
        size += len(body)
        if size > _BATCH_CHARACTERS:
            break
    return batch
