"""The commands of review and exchange, as a user gives them."""

import re
import shutil
from pathlib import Path

import pytest

from readout import codebook
from readout.cli import exchange, review
from readout.errors import ReadoutError
from readout.exchange import qdc
from readout.reviewing.codebook_editor.editor import codes
from readout.reviewing.decisions.store import Store
from readout.texts.library import load


def test_agreement_prints_the_table(capsys):
    review.agreement(["polyanskiy-tass"], "example-a,example-b", False)
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("F1 exact", "kappa", "alpha", "stance", "MASI"))


def test_agreement_of_a_text_that_nobody_decided_on_is_refused():
    with pytest.raises(ReadoutError, match="No two coders"):
        review.agreement(["un-charter-1945"], None, False)


def test_decisions_are_listed(capsys):
    review.decisions("polyanskiy-tass", "example-b", True)
    assert "split,stands" in capsys.readouterr().out


def test_export_says_what_it_wrote(capsys, tmp_path: Path):
    exchange.export("polyanskiy-tass", exchange.Format.dna, tmp_path / "out.csv", None)
    assert "claims were left out" in capsys.readouterr().out
    assert load("polyanskiy-tass").title in (tmp_path / "out.csv").read_text()


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


@pytest.fixture
def lines(tmp_path: Path, monkeypatch) -> Path:
    """A table that adds more claims than are taken without a question."""
    home = tmp_path / "home"
    (home / "data" / "texts").mkdir(parents=True)
    shutil.copy(codebook.load().path, home / "data")
    body = "".join(f"The line {number} is told. " for number in range(exchange.MANY + 1))
    (home / "data" / "texts" / "letter.md").write_text("---\nid: letter\nkind: verbatim\n---\n" + body)
    monkeypatch.setenv("READOUT_HOME", str(home))
    spans = [(match.start(), match.end()) for match in re.finditer(r"line \d+", body)]
    (tmp_path / "c.csv").write_text("content\n" + "".join(f"{start}-{end}\n" for start, end in spans))
    return tmp_path / "c.csv"


def test_many_changes_are_not_made_unasked(lines: Path):
    with pytest.raises(ReadoutError, match=r"51 add .*--dry-run, and take it with --yes"):
        exchange.take(lines, "letter", "zz")
    assert not Store.of("letter", "zz").path.exists()


def test_a_dry_run_tells_and_writes_nothing(lines: Path, capsys):
    exchange.take(lines, "letter", "zz", dry=True)
    assert "Would take c.csv as decisions of zz on letter: 51 add." in capsys.readouterr().out
    assert not Store.of("letter", "zz").path.exists()


def test_an_import_is_taken_with_yes_and_back_with_undo(lines: Path, capsys):
    exchange.take(lines, "letter", "zz", yes=True)
    exchange.take(None, "letter", "zz", undo=True)
    assert "Took back 51 decisions of zz on letter." in capsys.readouterr().out
    assert Store.of("letter", "zz").read().active == []
