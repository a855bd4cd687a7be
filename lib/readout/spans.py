"""Spans: stretches of characters or of tokens, from a first place up to, not including, an end.

What several modules ask of spans stands here once: whether two share a place, whether one lies in another, what is
left of one when others are taken out.

    >>> overlaps((0, 4), (4, 8)), contains((0, 8), (4, 8)), without((0, 8), [(2, 4)])
    (False, True, [(0, 2), (4, 8)])
"""

from collections.abc import Iterable, Sequence

Span = tuple[int, int]
#: A span as it comes out of a table or a JSON file: two numbers in a row.
SpanLike = Sequence[int]


def overlaps(one: SpanLike, other: SpanLike) -> bool:
    """Tell whether two spans share a place; spans that only touch do not."""
    return one[0] < other[1] and other[0] < one[1]


def overlaps_any(span: SpanLike, others: Iterable[SpanLike]) -> bool:
    """Tell whether a span shares a place with at least one of several."""
    return any(span[0] < other[1] and other[0] < span[1] for other in others)


def any_overlap(some: Iterable[SpanLike], others: Iterable[SpanLike]) -> bool:
    """Tell whether a span of the first lot shares a place with one of the second."""
    others = list(others)
    return any(overlaps_any(span, others) for span in some)


def contains(outer: SpanLike, inner: SpanLike) -> bool:
    """Tell whether all of a span lies in another; a span contains itself."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def inside_any(span: SpanLike, others: Iterable[SpanLike]) -> bool:
    """Tell whether all of a span lies in one of several."""
    return any(other[0] <= span[0] and span[1] <= other[1] for other in others)


def holds(span: SpanLike, place: int) -> bool:
    """Tell whether a place lies in a span."""
    return span[0] <= place < span[1]


def any_holds(spans: Iterable[SpanLike], place: int) -> bool:
    """Tell whether a place lies in one of several spans."""
    return any(start <= place < end for start, end in spans)


def intersection(one: SpanLike, other: SpanLike) -> Span | None:
    """Return what two spans share, or None where they share nothing."""
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return (start, end) if start < end else None


def clip(spans: Iterable[SpanLike], to: Iterable[SpanLike]) -> list[Span]:
    """Return the parts of spans that lie in the second lot, in the order of the spans."""
    to = list(to)
    return [part for span in spans for other in to if (part := intersection(span, other))]


def shared(spans: Iterable[SpanLike], other: SpanLike) -> int:
    """Return how many places of a span the others hold; the others are taken to be apart from each other."""
    start, end = other
    return sum(max(0, min(end, b) - max(start, a)) for a, b in spans)


def size(spans: Iterable[SpanLike]) -> int:
    """Return how many places spans hold, those in two of them counted twice."""
    return sum(end - start for start, end in spans)


def union(spans: Iterable[SpanLike]) -> list[Span]:
    """Return spans in order, those that overlap or touch made one, empty ones left out."""
    merged: list[Span] = []
    for start, end in sorted((span[0], span[1]) for span in spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def apart(spans: Iterable[SpanLike], length: int) -> list[Span]:
    """Return spans in order, within `length`, each without the places of those before it, empty ones left out."""
    pieces: list[Span] = []
    for start, end in sorted((span[0], span[1]) for span in spans):
        start, end = max(start, pieces[-1][1] if pieces else 0), min(end, length)
        if start < end:
            pieces.append((start, end))
    return pieces


def without(span: SpanLike, holes: Iterable[SpanLike]) -> list[Span]:
    """Return what is left of a span when others are taken out, in order."""
    pieces = [(span[0], span[1])]
    for start, end in holes:
        rest: list[Span] = []
        for first, last in pieces:
            if end <= first or start >= last:
                rest.append((first, last))
            else:
                rest += [piece for piece in ((first, start), (end, last)) if piece[0] < piece[1]]
        pieces = rest
    return sorted(pieces)


def trim(body: str, span: SpanLike) -> Span | None:
    """Return a span without white space at its ends, or None where nothing else is left."""
    words = body[span[0] : span[1]]
    start = span[0] + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return (start, end) if start < end else None


def jaccard(some: Iterable[SpanLike], others: Iterable[SpanLike]) -> float:
    """Return the share of places that two lots of spans have in common, from 0 to 1; 0 where both are empty."""
    first, second = union(some), union(others)
    common = size(clip(first, second))
    total = size(first) + size(second) - common
    return common / total if total else 0.0
