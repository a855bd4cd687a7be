"""Names that no list knows: states by their officers, bodies by the word for them."""

from typing import Any

import pytest

from readout.annotator.who import gazetteer, new_names


def learnt(body: str, **metadata: Any) -> dict[str, str]:
    return {row["actor"]: row["kind"] for row in new_names.learn(body, metadata, gazetteer.load())}


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("The foreign minister of Ostravia denied it.", "Ostravia"),
        ("Ostravia's parliament denied it.", "Ostravia"),
        ("A word with Lena Holt, Minister of Roads of Ostravia.", "Ostravia"),
        ("The Republic of Ostravia denied it.", "Ostravia"),
        ("The government of Ostravia denied it. Nobody in Ostravia doubts that.", "Ostravia"),
        ("Ostravia closed the pass. Its foreign ministry gave no reason.", "Ostravia"),
        ("But Ostravia's ambassador denied it.", "Ostravia"),
        ("The ambassador of San Ostro denied it.", "San Ostro"),
    ],
)
def test_a_state_shows_itself_by_its_officers(body: str, state: str) -> None:
    assert learnt(body) == {state: "state"}


def test_a_party_of_the_metadata_is_a_state() -> None:
    assert learnt("Nothing was said.", parties=["Ostravia", "Peru"]) == {"Ostravia": "state"}


@pytest.mark.parametrize(
    "body",
    [
        "The Minister of Finance denied it.",
        "Jan Kowal spoke. Kowal's foreign minister denied it.",
        "President Kowal met them. Kowal's ambassador denied it.",
        "Kowal's government denied it.",
        "The Commission's ambassador denied it.",
        "Peru's foreign minister denied it.",
        "Last Monday's ambassador denied it.",
        "The Prime Minister's foreign secretary denied it.",
    ],
)
def test_persons_offices_and_known_states_are_no_new_states(body: str) -> None:
    assert "state" not in learnt(body).values()


def test_the_adjective_of_a_new_state_is_learnt() -> None:
    rows = new_names.learn("Ostravia's parliament met. The Ostravian side left.", {}, gazetteer.load())
    assert rows[0]["adjectives"] == "Ostravian"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("The Syrian Observatory for Human Rights said so.", "Syrian Observatory for Human Rights"),
        ("The Democratic Unionist Party said so.", "Democratic Unionist Party"),
        ("Scientists at the Institute of Tidal Research in Lomme said so.", "Institute of Tidal Research"),
        ("The Northern Waters Commission said so.", "Northern Waters Commission"),
    ],
)
def test_the_name_of_a_body_is_kept_whole(body: str, name: str) -> None:
    assert learnt(body) == {name: "body"}


def test_the_short_name_in_brackets_is_the_bodys_too() -> None:
    rows = new_names.learn("The Democratic Unionist Party (DUP) said so.", {}, gazetteer.load())
    assert rows[0]["names"] == "DUP"


@pytest.mark.parametrize("body", ["The Supreme Court said so.", "Peru's National Bank said so.", "The UN Council met."])
def test_the_organ_of_a_state_is_no_body_of_its_own(body: str) -> None:
    assert learnt(body) == {}
