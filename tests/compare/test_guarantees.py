"""The instruments side by side, and a statement's own row."""

import pytest

from readout.compare import guarantees
from readout.errors import ReadoutError


def test_every_filled_cell_has_its_references():
    table = guarantees.side_by_side()
    assert table.references[~table.open].str.len().min() >= 1
    assert table.value[table.open].isna().all()


def test_the_statement_fills_what_it_says_and_leaves_the_rest_open(make, before):
    own = guarantees.framework(make((before, "Norland wants a treaty", {}))).set_index("feature")
    assert own.value["legal_form"] == "Norland wants a treaty"
    assert own.open["nuclear_clause"] and own.value.isna()["nuclear_clause"]


def test_the_reporters_words_fill_nothing(make, before):
    own = guarantees.framework(make((before, "Norland wants a treaty", {"voice": "outlet"})))
    assert own.open.all()


def test_wide_has_a_row_a_feature(make, before):
    long = guarantees.side_by_side(
        make((before, "Norland wants a treaty", {})), before, only=["istanbul-communique-2022"]
    )
    table = guarantees.wide(long)
    assert list(table.columns) == ["before", "istanbul-communique-2022"]
    assert table.loc["ratification", "before"] == "open"


def test_what_is_left_open_is_said(make, before):
    long = guarantees.side_by_side(make((before, "Norland wants a treaty", {})), before)
    assert "What sets it off?" in long.attrs["note"]


def test_an_unknown_instrument():
    with pytest.raises(ReadoutError, match="no instrument 'atlantis'"):
        guarantees.side_by_side(only=["atlantis"])


def test_claims_of_two_texts_make_no_framework(claims):
    with pytest.raises(ReadoutError, match="one statement"):
        guarantees.framework(claims)
