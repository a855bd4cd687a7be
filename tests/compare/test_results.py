"""What the methods give under their names in `readout.compare`: a result, a refusal in its place, or an error."""

import shutil

import pandas as pd
import pytest

from readout import compare, places
from readout.compare import methods
from readout.errors import NotComparable, ReadoutError
from readout.texts.text import Text

DIGEST = Text("digest", "The parties agree to stop.", {"kind": "digest", "language": "en"})


def test_what_a_digest_does_not_allow_is_said_in_place_of_the_result():
    refused = compare.keyness(DIGEST)
    assert refused.empty and "digest" in refused.note


def test_the_function_itself_raises():
    from readout.compare.words.keyness import keyness

    with pytest.raises(NotComparable, match="digest"):
        keyness(DIGEST)


def test_a_wrong_argument_is_an_error_and_no_result():
    with pytest.raises(ReadoutError, match="no measure"):
        compare.keyness("Peace and quiet.", measure="divination")


def test_a_renamed_column_of_the_data_is_an_error_and_no_result(tmp_path, monkeypatch, claims, before):
    data = tmp_path / "data"
    shutil.copytree(places.data(), data, ignore=shutil.ignore_patterns("annotations"))
    table = data / "guarantees.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("beneficiary", "beneficiaries", 1), encoding="utf-8")
    monkeypatch.setattr(places, "data", lambda: data)
    with pytest.raises(ReadoutError, match="no column 'beneficiary'"):
        compare.guarantees(claims, before)


def test_a_note_survives_concat():
    first, second = compare.keyness(DIGEST), compare.keyness(DIGEST)
    second.attrs["note"] = "Another note."
    assert pd.concat([first, second]).note == f"{first.note} Another note."


def test_a_note_survives_merge():
    noted = compare.counts("peace and peace")
    noted.attrs["note"] = "A note."
    merged = noted.merge(compare.counts("peace and quiet"), on="word")
    assert len(merged) == 2 and merged.note == "A note."


def test_a_note_survives_a_choice_of_rows():
    noted = compare.counts("peace and peace")
    noted.attrs["note"] = "A note."
    assert noted[noted["count"] > 1].note == "A note."


def test_every_method_of_the_command_line_has_its_function():
    assert set(methods.METHODS) <= set(compare.__all__)


def test_an_unknown_name_is_refused_with_those_there_are():
    with pytest.raises(AttributeError, match="positions"):
        compare.divination  # noqa: B018
