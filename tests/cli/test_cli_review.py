"""The commands of review and exchange, as a user gives them."""

import shutil
from pathlib import Path

import pytest

from readout import codebook
from readout.cli import exchange, review
from readout.errors import ReadoutError
from readout.exchange import qdc
from readout.reviewing.codebook_editor.editor import codes
from readout.texts.library import load


def test_agreement_prints_the_table(capsys):
    review.agreement("polyanskiy-tass", "example-a,example-b", False)
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("F1 exact", "kappa", "alpha", "stance", "MASI"))


def test_agreement_of_a_text_that_nobody_decided_on_is_refused():
    with pytest.raises(ReadoutError, match="No two coders"):
        review.agreement("un-charter-1945", None, False)


def test_decisions_are_listed(capsys):
    review.decisions("polyanskiy-tass", "example-b", True)
    assert "split,stands" in capsys.readouterr().out


def test_export_says_what_it_wrote(capsys, tmp_path: Path):
    exchange.export("polyanskiy-tass", exchange.Format.dna, tmp_path / "out.csv", None)
    assert "claims were left out" in capsys.readouterr().out
    assert load("polyanskiy-tass").id in (tmp_path / "out.csv").read_text()


def test_import_needs_a_text_and_a_name(tmp_path: Path):
    (tmp_path / "x.csv").write_text("content\n0-4\n")
    with pytest.raises(ReadoutError, match="--text TEXT --coder NAME"):
        exchange.take(tmp_path / "x.csv", None, None, None)


def test_codes_that_are_there_under_another_name_are_not_added_again(
    project: Path, tmp_path: Path, monkeypatch, capsys
):
    (tmp_path / "data").mkdir()
    shutil.copy(project / "data" / "codebook.yml", tmp_path / "data")
    monkeypatch.setenv("READOUT_HOME", str(tmp_path))
    qdc.write(codebook.load(), tmp_path / "c.qdc")
    codes().rename("summit", "leaders-meet").apply()
    exchange.take(tmp_path / "c.qdc", None, None, None)
    assert "Added 0 codes" in capsys.readouterr().out
