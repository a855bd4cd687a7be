"""What a person says of a text on the command line goes before what the text says."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from readout import cli
from readout.cli import app, given

cli.load_commands()
TALK = "QUESTION: Why?\n\nMS BRAND: It is not safe.\n\nQUESTION: When?\n\nMS BRAND: It opens in May.\n"


@pytest.fixture
def talk(tmp_path: Path) -> str:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, encoding="utf-8")
    return str(path)


def test_lists_are_parted() -> None:
    said = given.metadata(None, "", "", "Norland; Sorrow", None, "A = Jane Doe (Norland); Q = Radio Nord")
    assert said == {"parties": ["Norland", "Sorrow"], "speakers": ["A = Jane Doe (Norland)", "Q = Radio Nord"]}


def test_it_is_told_what_a_bare_text_is_taken_for(talk: str) -> None:
    result = CliRunner().invoke(app, ["annotate", talk])
    assert "Taken for verbatim, interview: 4 turns, labelled “QUESTION”, “MS BRAND”" in result.stderr


def test_nothing_is_told_where_it_was_said(talk: str) -> None:
    assert CliRunner().invoke(app, ["annotate", talk, "--kind", "verbatim"]).stderr == ""


def test_speakers_are_named(talk: str) -> None:
    result = CliRunner().invoke(app, ["annotate", talk, "--speakers", "MS BRAND = Anna Brand", "--format", "csv"])
    assert result.stdout.count("Anna Brand") == 2


def test_turns_may_be_denied(talk: str) -> None:
    result = CliRunner().invoke(app, ["sentences", talk, "--turns", "none", "--format", "jsonl"])
    assert '"speaker": "Brand"' not in result.stdout


def test_a_warning_of_ours_is_a_sentence_and_another_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    cli._warn("One line cannot be read.", UserWarning, "/lib/annotate.py", 57)
    cli._warn("divide by zero", RuntimeWarning, "/lib/annotate.py", 57)
    ours, other = capsys.readouterr().err.splitlines()
    assert ours == "readout: One line cannot be read."
    assert other == "readout: annotate.py, line 57: divide by zero"
