"""Dates and places that sentences name or take over."""

import pytest

from readout.compare.accounts import dates_and_places


@pytest.mark.parametrize(
    ("passage", "dates"),
    [
        ("on 29 August 2025", ["2025-08-29"]),
        ("on August 29, 2025", ["2025-08-29"]),
        ("the talks of April 2022", ["2022-04"]),
        ("in 1994", ["1994"]),
        ("since the spring of 2022", ["2022"]),
        ("on 3 May", ["--05-03"]),
        ("from September on", ["--09"]),
        ("they may march and August Weber will", []),
        ("resolution 2202 and 1,994 tanks", []),
    ],
)
def test_dates(passage, dates):
    assert [date for date, _ in dates_and_places.dates_in(passage)] == dates


def test_places_are_no_states_and_no_months():
    passage = "in Istanbul, in Ukraine, in April, at Yalta and in the Council"
    assert [name for name, _ in dates_and_places.places_in(passage)] == ["Istanbul", "Yalta"]


@pytest.mark.parametrize(
    ("sentence", "back"),
    [
        ("They proposed at that time to talk.", True),
        ("The then government agreed back then.", True),
        ("First talks, then a summit.", False),
        ("It must then be signed.", False),
    ],
)
def test_pointing_back(sentence, back):
    assert dates_and_places.points_back(sentence) is back


BODY = (
    "She recalled the talks of May 2010 in Geneva. At that time they agreed. They meet again, he said on 2 June 2011."
)
FIRST, SECOND, THIRD = (0, 45), (46, 71), (72, 111)


def test_a_sentence_takes_its_date_from_the_one_before():
    setting = dates_and_places.setting_of(BODY, [SECOND], SECOND, [FIRST])
    assert setting == dates_and_places.Setting(("2010-05",), ("May 2010",), ("Geneva",), True)


def test_when_it_was_said_is_not_when_it_was():
    assert dates_and_places.setting_of(BODY, [(72, 88)], THIRD, [FIRST, SECOND]).dates == ()
