"""The gazetteer knows the states of the world, and finds them as texts mention them."""

import csv
import json
from importlib import resources
from pathlib import Path

import countryinfo
import pytest

from readout.annotator.who import gazetteer
from readout.annotator.who.gazetteer import COLUMNS, Gazetteer
from readout.errors import ReadoutError

LEXICONS = resources.files("readout.annotator") / "lexicons"
#: Where countryinfo, which is not kept up in every row, has another name than ours.
SEATS_OF_OTHERS = {"Belgium"}


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((LEXICONS / name).read_text("utf-8").splitlines()))


def found(text: str) -> list[tuple[str, str]]:
    return [(text[match.start : match.end], match.entry.actor) for match in gazetteer.load().find(text)]


def test_all_members_of_the_united_nations_are_there() -> None:
    kinds = [row["kind"] for row in rows("states.csv")]
    assert (kinds.count("state"), kinds.count("observer")) == (193, 2)


@pytest.mark.parametrize("name", ["states.csv", "bodies.csv"])
def test_no_actor_is_there_twice(name: str) -> None:
    actors = [row["actor"] for row in rows(name)]
    assert sorted(set(actors)) == sorted(actors)


def test_an_independent_list_of_countries_agrees_on_capitals() -> None:
    folder = Path(countryinfo.__file__).parent / "data"
    known = gazetteer.load()
    compared = disagreed = 0
    for path in folder.glob("*.json"):
        country = json.loads(path.read_text("utf-8"))
        entry = known.named(str(country.get("name")))
        seat = known.named(str(country.get("capital")))
        if entry and seat and entry.kind == "state" and entry.actor not in SEATS_OF_OTHERS:
            compared += 1
            disagreed += seat.actor != entry.actor
    assert compared > 130 and disagreed <= 6


@pytest.mark.parametrize(
    ("text", "mention", "actor"),
    [
        ("The Russian Federation replied.", "Russian Federation", "Russia"),
        ("Washington's answer came late.", "Washington", "United States"),
        ("The U.S. embassy was closed.", "U.S.", "United States"),
        ("South Koreans voted.", "South Koreans", "South Korea"),
        ("Guinea-Bissau abstained.", "Guinea-Bissau", "Guinea-Bissau"),
        ("The Élysée confirmed it.", "Élysée", "France"),
        ("Côte d’Ivoire agreed.", "Côte d’Ivoire", "Ivory Coast"),
        ("Brussels hesitates.", "Brussels", "European Union"),
        ("the UN Security Council met", "UN Security Council", "United Nations Security Council"),
    ],
)
def test_a_mention_is_found_with_its_characters(text: str, mention: str, actor: str) -> None:
    assert (mention, actor) in found(text)


def test_the_longer_name_wins() -> None:
    assert found("North Korea") == [("North Korea", "North Korea")]


def test_words_that_only_begin_like_a_name_are_none() -> None:
    assert found("He chads and indianises romeward.") == []


def test_a_user_adds_an_actor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    row = "Free City,government,,Freetown Council,Freecitizen,Old Harbour\n"
    (tmp_path / "data" / "actors.csv").write_text(",".join(COLUMNS) + "\n" + row, encoding="utf-8")
    monkeypatch.setenv("READOUT_HOME", str(tmp_path))
    assert found("Old Harbour denied it.") == [("Old Harbour", "Free City")]


def test_a_row_with_too_few_columns_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "actors.csv").write_text(",".join(COLUMNS) + "\nFree City,government\n", encoding="utf-8")
    monkeypatch.setenv("READOUT_HOME", str(tmp_path))
    with pytest.raises(ReadoutError, match="Free City"):
        gazetteer.load()


def test_nobody_is_found_in_an_empty_gazetteer() -> None:
    assert list(Gazetteer([]).find("Russia")) == []


def test_a_seat_that_is_somebodys_first_name_is_no_government() -> None:
    assert found("Sofia Marsh spoke in Sofia.") == [("Sofia", "Bulgaria")]


def test_a_country_code_names_its_state_in_metadata() -> None:
    entry = gazetteer.load().named("TJK")
    assert entry is not None and entry.actor == "Tajikistan"


def test_a_country_code_in_running_text_is_a_word() -> None:
    assert not list(gazetteer.load().find("WHAT ARE AND CAN BE"))


def test_further_rows_leave_the_gazetteer_as_it_was() -> None:
    known = gazetteer.load()
    row = {"actor": "Ostravia", "kind": "state", "affiliation": "", "names": "", "adjectives": "Ostravian", "seats": ""}
    assert known.extended([row]).named("Ostravian") is not None
    assert known.named("Ostravian") is None
