"""A sample is random, remembers its chances, shows nothing of the machine, and comes back as it was coded."""

import pandas as pd
import pytest

import readout
from readout.errors import ReadoutError
from readout.reviewing.sampling import coded, draw, frame, write


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return frame([readout.load("polyanskiy-tass"), readout.load("lavrov-guarantees-2025")], "stance", "opposes")


def test_a_frame_holds_claims_that_somebody_stands_behind(table: pd.DataFrame) -> None:
    assert table["actor"].notna().mean() > 0.8 and set(table["machine"]) == {0.0, 1.0}


def test_the_same_seed_draws_the_same(table: pd.DataFrame) -> None:
    assert draw(table, 6, seed=1)["drawn"].equals(draw(table, 6, seed=1)["drawn"])


def test_chances_add_up_to_the_size(table: pd.DataFrame) -> None:
    assert draw(table, 6, by="text_id")["chance"].sum() == pytest.approx(6)


def test_small_groups_are_heard(table: pd.DataFrame) -> None:
    found = draw(table, 4, by="text_id")
    assert found[found["drawn"]]["text_id"].value_counts().to_dict() == dict.fromkeys(table["text_id"].unique(), 2)


def test_each_claim_is_drawn_as_often_as_its_chance_says(table: pd.DataFrame) -> None:
    drawn = sum(draw(table, 5, seed=seed)["drawn"].to_numpy(dtype=float) for seed in range(400)) / 400
    assert abs(drawn - 5 / len(table)).max() < 0.12


def test_the_sheet_shows_nothing_of_the_machine(table: pd.DataFrame, tmp_path) -> None:
    sheet, _ = write(draw(table, 5), "stance: opposes?", tmp_path / "s.csv")
    assert not {"machine", "chance", "stance"} & set(pd.read_csv(sheet).columns)


def test_a_person_s_codes_come_back(table: pd.DataFrame, tmp_path) -> None:
    sheet, _ = write(draw(table, 5), "stance: opposes?", tmp_path / "s.csv")
    filled = pd.read_csv(sheet)
    filled["human"] = ["yes", "No", "1", "0", ""]
    filled.to_csv(sheet, index=False)
    assert sorted(coded(sheet)["human"].dropna()) == [0.0, 0.0, 1.0, 1.0]


def test_a_coded_sheet_is_never_written_over(table: pd.DataFrame, tmp_path) -> None:
    write(draw(table, 5), "stance: opposes?", tmp_path / "s.csv")
    with pytest.raises(ReadoutError, match="there already"):
        write(draw(table, 5), "stance: opposes?", tmp_path / "s.csv")


def test_a_code_that_is_neither_is_told_with_its_line(table: pd.DataFrame, tmp_path) -> None:
    sheet, _ = write(draw(table, 5), "stance: opposes?", tmp_path / "s.csv")
    filled = pd.read_csv(sheet).assign(human=["yes", "perhaps", "", "", ""])
    filled.to_csv(sheet, index=False)
    with pytest.raises(ReadoutError, match="line 3: the code 'perhaps'"):
        coded(sheet)


@pytest.mark.parametrize("size", [0, 10_000])
def test_more_than_there_is_cannot_be_drawn(table: pd.DataFrame, size: int) -> None:
    with pytest.raises(ReadoutError, match="cannot be drawn"):
        draw(table, size)
