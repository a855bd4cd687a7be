"""What is asked of spans: the same answers as for the sets of places that they stand for."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout import spans

BODY = 12
SPAN = st.tuples(st.integers(0, BODY), st.integers(0, BODY)).map(lambda ends: (min(ends), max(ends)))
FULL = SPAN.filter(lambda span: span[0] < span[1])
SEVERAL = st.lists(FULL, max_size=4)


def places(*several: tuple[int, int]) -> set[int]:
    return {place for span in several for place in range(*span)}


@given(FULL, FULL)
def test_spans_overlap_where_they_share_a_place(one, other) -> None:
    assert spans.overlaps(one, other) == bool(places(one) & places(other))


@given(FULL, FULL)
def test_a_span_contains_another_whose_places_are_all_its_own(one, other) -> None:
    assert spans.contains(one, other) == (places(other) <= places(one))


@given(SPAN, SPAN)
def test_an_intersection_has_the_places_of_both(one, other) -> None:
    both = spans.intersection(one, other)
    assert (places(both) if both else set()) == places(one) & places(other)


@given(st.lists(SPAN, max_size=4))
def test_a_union_has_every_place_once_in_spans_that_do_not_touch(several) -> None:
    union = spans.union(several)
    assert places(*union) == places(*several)
    assert all(one[1] < other[0] for one, other in pairwise(union))


@given(st.lists(SPAN, max_size=4), st.integers(0, BODY))
def test_spans_made_apart_have_every_place_once_within_the_length(several, length) -> None:
    found = spans.apart(several, length)
    assert places(*found) == {place for place in places(*several) if place < length}
    assert spans.size(found) == len(places(*found))


@given(FULL, SEVERAL)
def test_what_is_left_without_holes_has_the_other_places(span, holes) -> None:
    assert places(*spans.without(span, holes)) == places(span) - places(*holes)


@given(SEVERAL, SEVERAL)
def test_the_common_share_is_that_of_the_places(some, others) -> None:
    first, second = places(*some), places(*others)
    wanted = len(first & second) / len(first | second) if first | second else 0.0
    assert spans.jaccard(some, others) == pytest.approx(wanted)


@given(SEVERAL, FULL)
def test_the_shared_places_of_spans_apart_are_counted(several, span) -> None:
    several = spans.union(several)
    assert spans.shared(several, span) == len(places(*several) & places(span))


@pytest.mark.parametrize(("span", "kept"), [((0, 7), (1, 6)), ((0, 1), None), ((3, 6), (3, 6))])
def test_a_trimmed_span_has_no_white_space_at_its_ends(span, kept) -> None:
    assert spans.trim(" a b c ", span) == kept
