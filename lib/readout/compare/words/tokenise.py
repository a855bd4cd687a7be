"""Splitting texts into words, many at a time, with the bytes at which the words stand.

A word is a run of letters and digits; an apostrophe or a hyphen inside it belongs to it. Words are counted in lower
case, with straight apostrophes and without the possessive 's: “Kyiv’s” counts as “kyiv”.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from readout.errors import ReadoutError

#: The same definition as a regular expression; the tests hold the array way against it.
WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
_JOINERS = "'’‐‑-"
_ASCII_WORD = np.array([code < 128 and chr(code).isalnum() for code in range(256)])
_BATCH_CHARACTERS = 4_000_000
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
