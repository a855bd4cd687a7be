"""Quotations found again in the text: exactly, else with tolerance for marks and white space, else not at all."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from readout.spans import Span, overlaps_any

#: Marks that models change without noticing, by the one that stands for all of them.
_SAME = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-"}
)
#: A quotation of fewer letters or digits says nothing of where it stands.
FEWEST = 2


def places(words: str, body: str, within: Span) -> list[Span]:
    """Return where words stand in a part of the body, the exact places, else the tolerated ones; empty where nowhere.

    Tolerated are other quotation marks and dashes, other white space, and marks at either end. Letters are not.
    """
    wanted = words.strip()
    if sum(letter.isalnum() for letter in wanted) < FEWEST:
        return []
    start, end = within
    exact = [(m.start() + start, m.end() + start) for m in re.finditer(re.escape(wanted), body[start:end])]
    exact = [span for span in exact if _whole(body, span)]
    if exact:
        return exact
    bare = wanted.strip(" \t\n.,;:!?…'\"‘’“”«»()[]-–—")
    pieces = [re.escape(piece.translate(_SAME)) for piece in bare.split()]
    if not pieces:
        return []
    folded = body[start:end].translate(_SAME)
    found = re.finditer(r"\s+".join(pieces), folded)
    return [span for m in found if _whole(body, span := (m.start() + start, m.end() + start))]


def _whole(body: str, span: Span) -> bool:
    """Tell whether a place begins and ends at the edge of a word."""
    start, end = span
    inside = body[start:end]
    before, after = body[start - 1 : start], body[end : end + 1]
    return not (before.isalnum() and inside[:1].isalnum()) and not (after.isalnum() and inside[-1:].isalnum())


def in_order(quotes: Sequence[str], body: str, within: Span, taken: Sequence[Span] = ()) -> list[Span] | None:
    """Return the places of the pieces of one content, in the order of the text, or None where one is not there.

    Of several places of the first piece the first that is not `taken` is meant, or the first of all.
    """
    spans: list[Span] = []
    at = within[0]
    for number, quote in enumerate(quotes):
        found = places(quote, body, (at, within[1]))
        if not found:
            return None
        free = [span for span in found if not overlaps_any(span, taken)]
        spans.append((free or found)[0] if number == 0 else found[0])
        at = spans[-1][1]
    return spans


def nearest(words: str | None, body: str, within: Span, to: Span) -> Span | None:
    """Return the place of words that is nearest to another span, or None where they are not there."""
    if not words:
        return None
    found = places(words, body, within)
    if not found:
        return None
    return min(found, key=lambda span: max(to[0] - span[1], span[0] - to[1], 0))


def pieces(body: str, sentences: Sequence[Span], size: int) -> list[Span]:
    """Return the parts of a text that are sent one by one: whole sentences, at most `size` characters where they fit.

    A part ends at the end of a paragraph where one ends in its last third. Together they cover every sentence once.
    """
    parts: list[Span] = []
    starts = [start for start, _ in sentences]
    number = 0
    while number < len(sentences):
        begin = sentences[number][0]
        last = max(number + 1, bisect_left(starts, begin + size))
        while last > number + 1 and sentences[last - 1][1] > begin + size:
            last -= 1
        if last < len(sentences):
            for cut in range(last, number + 1, -1):
                if sentences[cut - 1][1] < begin + size * 2 // 3:
                    break
                if "\n\n" in body[sentences[cut - 1][1] : sentences[cut][0]]:
                    last = cut
                    break
        parts.append((begin, sentences[last - 1][1]))
        number = last
    return parts
