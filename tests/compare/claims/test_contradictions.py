"""Contradictions: claims that affirm what others deny."""

import pytest
from benchmarks import contradictions as benchmark

from readout.compare.claims import contradictions
from readout.texts.text import Text

BODY = (
    "Norland will join the alliance in spring. Norland will not join the alliance. The bridge is safe, she said. "
    "Norland wants a fair treaty on fish. Sudland opposes any treaty on trade. Whether Norland will join is open."
)
ISSUE = {"issues": ["x"]}


@pytest.fixture
def texts():
    return [Text(name, BODY, {"kind": "account"}) for name in ("one", "two")]


def test_what_one_denies_the_other_affirms(make, texts):
    one, two = texts
    table = contradictions.contradictions(
        make(
            (one, "Norland will join the alliance in spring", ISSUE | {"stance": "supports"}),
            (two, "Norland will not join the alliance", ISSUE | {"stance": "opposes", "actor": "Other"}),
        )
    )
    assert table[["actor_a", "actor_b", "kind", "sure"]].values.tolist() == [
        ["Speaker", "Other", "between texts", "words and stances"]
    ]


def test_opposite_stances_on_different_things_are_no_contradiction(make, texts):
    one, two = texts
    table = contradictions.contradictions(
        make(
            (one, "Norland wants a fair treaty on fish", ISSUE | {"stance": "supports"}),
            (two, "Sudland opposes any treaty on trade", ISSUE | {"stance": "opposes"}),
        )
    )
    assert table.empty and "may be missed" in table.attrs["note"]


def test_what_is_left_open_contradicts_nothing(make, texts):
    one, two = texts
    table = make((one, "Norland will not join the alliance", ISSUE), (two, "Whether Norland will join is open", ISSUE))
    assert contradictions.contradictions(table).empty


def test_the_surest_comes_first(claims):
    table = contradictions.contradictions(claims)
    ranks = [contradictions.SURE.index(one) for one in table.sure]
    assert ranks == sorted(ranks)


def test_no_claims(make):
    assert contradictions.contradictions(make()).empty


def test_what_is_found_in_invented_statements_is_right():
    """A floor under what benchmarks/contradictions.py measures."""
    right, found, wanted = benchmark.in_invented(("dam", "hostages", "sanctions"))
    assert right >= 0.8 * found and right >= 0.5 * wanted
