"""The same formats, and `--output`, on every command that prints a table; what all commands have in common."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from readout.cli import app, load_commands

RUN = CliRunner()
load_commands()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "study.toml").write_text("schema = 1\n")
    (tmp_path / "codebook.yml").write_text("issues: []\nthemes: []\n")
    text = (
        "---\nid: dam\nkind: account\nparties: [Norland, Sudland]\nlanguage: en\n---\nHe said that the dam was full.\n"
    )
    (tmp_path / "texts" / "dam.md").write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("ending", ["csv", "jsonl", "json", "parquet"])
def test_the_ending_of_the_file_says_the_format(home: Path, ending: str) -> None:
    assert RUN.invoke(app, ["list", "--output", f"texts.{ending}"]).exit_code == 0
    path = home / f"texts.{ending}"
    read = {
        "csv": lambda: pd.read_csv(path),
        "jsonl": lambda: pd.read_json(path, lines=True),
        "json": lambda: pd.DataFrame(json.loads(path.read_text())),
        "parquet": lambda: pd.read_parquet(path),
    }
    table = read[ending]()
    assert (list(table["id"]), list(table["words"])) == (["dam"], [7])


def test_parquet_is_no_format_for_a_screen() -> None:
    result = RUN.invoke(app, ["list", "--format", "parquet"])
    assert "no format for a screen" in str(result.exception)


@pytest.mark.parametrize("command", ["annotate", "claims"])
def test_a_claim_that_is_seen_can_be_explained(command: str) -> None:
    row = json.loads(RUN.invoke(app, [command, "dam", "--format", "jsonl"]).stdout.splitlines()[0])
    assert row["claim_id"] in RUN.invoke(app, [command, "dam"]).stdout
    assert "the dam was full" in RUN.invoke(app, ["explain", row["claim_id"]]).stdout


def test_a_study_is_named_from_anywhere(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_HOME", "")  # restored afterwards: --study sets it
    monkeypatch.chdir("/")
    result = RUN.invoke(app, ["--study", str(home), "list", "--format", "json"])
    assert [row["id"] for row in json.loads(result.stdout)] == ["dam"]


def test_the_module_is_the_command() -> None:
    result = subprocess.run([sys.executable, "-m", "readout", "--version"], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("Readout 0.")
