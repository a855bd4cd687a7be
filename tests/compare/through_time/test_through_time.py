"""Methods through time: what changed is found, what did not is not, and every number has its doubt."""

import numpy as np
import pandas as pd
import pytest

from readout import charts
from readout.compare.through_time import blocs, breaks, moved, phrase, shares
from readout.compare.words import tokens
from readout.errors import NotComparable


def sides(rows: list[tuple[str, int, str, int]]) -> pd.DataFrame:
    """Claims of holders on sanctions by year: a text for each row."""
    return pd.DataFrame(
        [
            {
                "holder": holder,
                "issue": "sanctions",
                "year": year,
                "text_id": f"{holder}-{year}-{number}",
                "side": side,
                "claims": claims,
                "claim_ids": [f"{holder}-{year}-{number}-{side}"],
            }
            for number, (holder, year, side, claims) in enumerate(rows)
        ]
    )


@pytest.fixture(scope="module")
def turned() -> pd.DataFrame:
    """Norland is for it until 2009 and against it from 2010 on; Soland is always divided."""
    rows = [("Norland", year, "supports" if year < 2010 else "opposes", 6) for year in range(2000, 2020)]
    rows += [("Soland", year, side, 3) for year in range(2000, 2020) for side in ("supports", "opposes")]
    return sides(rows)


def test_a_change_is_found_where_it_is() -> None:
    counts = np.r_[np.full(10, 5.0), np.full(10, 20.0)]
    (one,) = breaks.breaks(counts, np.full(20, 1000.0))
    assert (one.at, one.before, one.after) == (10, 0.005, 0.02)


def test_where_nothing_changes_one_in_twenty_is_found_at_most() -> None:
    random = np.random.default_rng(1)
    found = [bool(breaks.breaks(random.poisson(20, 40).astype(float), np.full(40, 1000.0))) for _ in range(100)]
    assert sum(found) <= 10


def test_dispersion_is_one_for_chance_and_more_for_bursts() -> None:
    random = np.random.default_rng(2)
    period, weights = np.repeat(np.arange(20), 50), np.full(1000, 100.0)
    assert breaks.dispersion(random.poisson(5, 1000).astype(float), weights, period) < 1.2
    bursts = random.poisson(5, 1000) * random.choice([0, 2], 1000)
    assert breaks.dispersion(bursts.astype(float), weights, period) > 3


def test_the_interval_is_wilsons() -> None:
    # R: prop.test(15, 20, correct = FALSE) gives 0.5313 and 0.8881.
    assert shares.interval(15, 20) == pytest.approx((0.75, 0.5313, 0.8881), abs=1e-4)


def test_positions_by_period_count_both_sides(turned: pd.DataFrame) -> None:
    table = shares.by_period(turned, years=10)
    assert table[["holder", "period", "supports", "opposes"]].to_numpy().tolist() == [
        ["Norland", 2000, 60, 0],
        ["Norland", 2010, 0, 60],
        ["Soland", 2000, 30, 30],
        ["Soland", 2010, 30, 30],
    ]
    assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()


def test_who_moved_is_the_one_who_did(turned: pd.DataFrame) -> None:
    table = moved.moved(turned)
    assert table.loc[table["sure"], ["holder", "year", "before", "after"]].to_numpy().tolist() == [
        ["Norland", 2010, 1, 0]
    ]
    first = table.iloc[0]
    assert first["low"] <= first["difference"] <= first["high"] < 0
    assert first["claim_ids_after"][0].startswith("Norland-2010")


def test_windows_slide_by_a_year(turned: pd.DataFrame) -> None:
    table = moved.windows(turned, "Norland", "sanctions")
    assert table["share"].iloc[[0, 10, -1]].tolist() == [1, 0.4, 0]


def test_without_sides_it_says_so() -> None:
    with pytest.raises(NotComparable, match="takes a side"):
        shares.by_period(sides([("Norland", 2000, "conditional", 1)]))


def test_agreement_is_of_pairs_on_one_side() -> None:
    rows = [(name, 2001, "supports", 4) for name in "AB"] + [("C", 2001, "opposes", 4)]
    table = blocs.agreement(sides(rows), {"all": "ABC", "two": "AB"})
    assert table.set_index("bloc")["agreement"].round(3).to_dict() == {"all": 0.333, "two": 1.0}
    assert table["pairs"].tolist() == [3, 1]


def test_a_network_needs_issues_in_common() -> None:
    table = sides([("A", 2001, "supports", 4), ("B", 2002, "opposes", 4)])
    assert blocs.networks(table).attrs["note"].startswith("No two holders")
    (row,) = blocs.networks(table, least=1).itertuples()
    assert (row.same, row.opposite, row.issues_opposite) == (0, 1, ["sanctions"])


@pytest.fixture(scope="module")
def spoken() -> tuple[tokens.Words, pd.DataFrame]:
    bodies = [("peace " if year < 2010 else "red line ") * 3 + "and words " * 200 for year in range(2000, 2020)]
    names = [f"t{year}" for year in range(2000, 2020)]
    table = pd.DataFrame({"id": names, "date": [name[1:] for name in names], "party": "Norland"})
    return tokens.from_bodies(names, bodies), table.assign(year=table["date"].astype("Int16"))


def test_a_phrase_has_its_rate_its_denominator_and_its_change(spoken: tuple[tokens.Words, pd.DataFrame]) -> None:
    words, table = spoken
    found = phrase.phrase(words, "red line", table["year"])
    assert found["count"].sum() == 30
    last = found.iloc[-1]
    assert last["rate"] == pytest.approx(3 / last["words"] * 10_000)
    assert last["low"] < last["rate"] < last["high"]
    assert [one["period"] for one in found.attrs["changes"]] == [2010]


def test_who_said_it_first(spoken: tuple[tokens.Words, pd.DataFrame]) -> None:
    words, table = spoken
    first = phrase.first_uses(words, "red line", table, most=1)
    assert first[["id", "uses"]].to_numpy().tolist() == [["t2010", 3]]


def test_in_whose_voice_it_is() -> None:
    lines = pd.DataFrame({"text_id": ["t"] * 4, "start": [0, 20, 40, 60], "end": [5, 25, 45, 65]})
    claims = pd.DataFrame(
        [
            {"content": [[0, 10]], "voice": "own", "negated": False},
            {"content": [[15, 30]], "voice": "own", "negated": True},
            {"content": [[35, 50]], "voice": "direct", "negated": False},
        ]
    ).assign(text_id="t", quotes=None, told=False, holder="Norland", claim_id="c")
    assert phrase.voices(lines, claims)["used"].tolist() == ["own", "denied", "quoted", "nobody"]


def test_each_has_a_chart_that_says_what_it_shows(turned: pd.DataFrame, spoken) -> None:
    words, table = spoken
    agreed = blocs.agreement(sides([(name, 2001, "opposes", 4) for name in "AB"]), {"both": "AB"})
    figures = [
        charts.sides_through_time(shares.by_period(turned)),
        charts.moved(moved.moved(turned)),
        charts.phrase(phrase.phrase(words, "red line", table["year"]), "red line"),
        charts.agreement_through_time(agreed),
    ]
    for figure in figures:
        assert figure.svg and figure.description and figure.reading
    assert "from 2010 on more" in figures[2].description
