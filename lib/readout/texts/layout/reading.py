"""A text as it is laid out: its turns, its furniture, and the pieces that are to be parsed as paragraphs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from readout.spans import Span
from readout.texts.layout import furniture, kinds, paragraphs, turns
from readout.texts.layout.kinds import Kind
from readout.texts.layout.labels import Lines
from readout.texts.layout.speaker import Turn


@dataclass(frozen=True, slots=True)
class Piece:
    """What is parsed as one paragraph: its stretches of the body in order, and whether it is furniture."""

    spans: tuple[Span, ...]
    furniture: bool

    @property
    def start(self) -> int:
        """Return where it begins."""
        return self.spans[0][0]


@dataclass(frozen=True)
class Layout:
    """The turns and the furniture of a body, and its pieces: every character but white space and gaps in one."""

    turns: list[Turn]
    pieces: list[Piece]
    #: What is left out inside paragraphs: labels, datelines, stage directions, page lines, numbers of items.
    gaps: list[Span]
    #: What the text is, as its metadata say or as it shows.
    kind: Kind

    @cached_property
    def _starts(self) -> list[int]:
        return [turn.start for turn in self.turns]

    def turn_at(self, place: int) -> Turn | None:
        """Return the turn that holds a place of the body, or None."""
        number = bisect_right(self._starts, place) - 1
        return self.turns[number] if number >= 0 and place < self.turns[number].end else None

    def without_gaps(self, content: list[Span]) -> list[Span]:
        """Return the pieces of a content without what lies in gaps."""
        kept: list[Span] = []
        for start, end in content:
            place = start
            for number in range(bisect_right(self._gap_starts, start - 1), len(self.gaps)):
                a, b = self.gaps[number]
                if a >= end:
                    break
                if place < a:
                    kept.append((place, a))
                place = max(place, b)
            if place < end:
                kept.append((place, end))
        return kept

    @cached_property
    def _gap_starts(self) -> list[int]:
        return [start for start, _ in self.gaps]


def read(body: str, metadata: Mapping[str, Any]) -> Layout:
    """Return the layout of a body; the metadata that help are those of `turns.find`."""
    lines = Lines(body)
    found = turns.find(body, metadata)
    starts = [turn.start for turn in found]
    page = furniture.page_lines(body, lines)
    whole = furniture.whole_lines(body, lines, page, starts, metadata.get("kind") == "digest")
    gaps = [turn.label for turn in found if turn.label]
    pieces = _pieces(body, lines, found, page, whole, gaps)
    return Layout(found, pieces, sorted(gaps), kinds.read(body, metadata, found))


def _pieces(
    body: str, lines: Lines, found: list[Turn], page: set[int], whole: set[int], gaps: list[Span]
) -> list[Piece]:
    """Return the pieces in the order of the body, and add to `gaps` what they leave out."""
    breaks = sorted({place for turn in found for place in (turn.start, turn.end)})
    fresh = set(breaks)
    labels = dict(turn.label for turn in found if turn.label)
    pieces: list[Piece] = []
    held: list[Piece] = []  # page lines after a sentence that may go on after them
    dated = False
    for row in _runs(lines, whole):
        start, end = lines.spans[row[0]][0], lines.spans[row[-1]][1]
        if row[0] in whole:
            piece = Piece((_strip(body, (start, end)),), True)
            if row[0] in page and pieces and not pieces[-1].furniture and _torn(body, pieces[-1]):
                held.append(piece)
            else:
                pieces += [*held, piece]
                held = []
            continue
        for part in _parts(body, start, end, breaks):
            span = _without_head(body, part, labels, gaps)
            if not dated and span[0] < span[1] and not found:
                dated = True
                after = furniture.dateline(body, *span)
                if after is not None:
                    gaps.append((span[0], after))
                    span = (after, span[1])
            spans = tuple(_without_directions(body, span, gaps))
            if not spans:
                continue
            last = pieces[-1] if pieces else None
            goes_on = last is not None and not last.furniture and part[0] not in fresh and _torn(body, last)
            if last is not None and goes_on and body[spans[0][0]].islower():
                gaps += [one for piece in held for one in piece.spans]
                pieces[-1] = Piece((*last.spans, *spans), False)
            else:
                pieces += [*held, Piece(spans, False)]
            held = []
    return sorted([*pieces, *held], key=lambda piece: piece.start)


def _runs(lines: Lines, whole: set[int]) -> list[list[int]]:
    """Return the lines in runs: those of a paragraph that are furniture apart from those that are not."""
    runs: list[list[int]] = []
    for row in furniture.blocks(lines):
        for line in row:
            if line != row[0] and (line in whole) == (runs[-1][-1] in whole) and line not in whole:
                runs[-1].append(line)
            else:
                runs.append([line])
    return runs


def _parts(body: str, start: int, end: int, breaks: list[int]) -> list[Span]:
    """Return a run of lines cut where turns begin and end, and then into paragraphs."""
    cuts = [start, *breaks[bisect_right(breaks, start) : bisect_left(breaks, end)], end]
    parts = []
    for first, last in pairwise(cuts):
        parts += [(first + a, first + b) for a, b in paragraphs.split(body[first:last])]
    return parts


def _without_head(body: str, part: Span, labels: dict[int, int], gaps: list[Span]) -> Span:
    """Return a paragraph without the label or the number that it begins with."""
    start, end = part
    if start in labels:
        return (min(labels[start], end), end)
    marker = furniture.MARKER.match(body, start, end)
    if marker and marker.end() < end and _is_item(body, marker, end):
        gaps.append((start, marker.end()))
        return (marker.end(), end)
    return part


def _is_item(body: str, marker: re.Match[str], end: int) -> bool:
    """Tell whether what a paragraph begins with numbers it: after a dash or a star no dialogue and no emphasis."""
    return not (marker[0].strip() in ("*", "-", "–", "—") and body[marker.end() : marker.end() + 1] in "*-–— ")


def _without_directions(body: str, span: Span, gaps: list[Span]) -> list[Span]:
    spans, place = [], span[0]
    for start, end in furniture.directions(body, *span):
        gaps.append((start, end))
        spans.append((place, start))
        place = end
    spans.append((place, span[1]))
    return [
        one
        for one in (_strip(body, each) for each in spans)
        if one[0] < one[1] and any(map(str.isalnum, body[one[0] : one[1]]))
    ]


def _torn(body: str, piece: Piece) -> bool:
    """Tell whether a paragraph ends in the middle of a sentence, with a word and no mark."""
    return bool(re.search(r"[\w,]$", body[max(0, piece.spans[-1][1] - 1) : piece.spans[-1][1]]))


def _strip(body: str, span: Span) -> Span:
    text = body[span[0] : span[1]]
    start = span[0] + len(text) - len(text.lstrip())
    return start, start + len(text.strip())
