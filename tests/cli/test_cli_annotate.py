"""readout annotate, sentences and explain print what the contract says, and bad input ends in one sentence."""

import json
import sys
from pathlib import Path

import pytest

from readout import cli
from readout.annotate.record import CLAIM_COLUMNS


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["readout", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


@pytest.fixture
def statement(tmp_path: Path) -> str:
    path = tmp_path / "statement.txt"
    path.write_text("Kenya said that talks are possible if the guns fall silent. It rained.\n", encoding="utf-8")
    return str(path)


def test_claims_as_json_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], statement: str
) -> None:
    assert run(monkeypatch, "annotate", statement, "--format", "jsonl") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(row) for row in rows] == [list(CLAIM_COLUMNS)] * 2 and rows[0]["actor"] == "Kenya"


def test_sentences_as_json_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], statement: str
) -> None:
    assert run(monkeypatch, "sentences", statement, "--format", "jsonl") == 0
    assert [json.loads(line)["voice"] for line in capsys.readouterr().out.splitlines()] == ["indirect", "outlet"]


def test_a_table_is_written_to_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, statement: str) -> None:
    assert run(monkeypatch, "annotate", statement, "--format", "csv", "--out", str(tmp_path / "claims.csv")) == 0
    assert (tmp_path / "claims.csv").read_text(encoding="utf-8").startswith("claim_id,")


def test_a_claim_is_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], statement: str
) -> None:
    run(monkeypatch, "annotate", statement, "--format", "jsonl")
    claim_id = json.loads(capsys.readouterr().out.splitlines()[0])["claim_id"]
    assert run(monkeypatch, "explain", claim_id, "--text", statement) == 0
    assert "Rule: " in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [("annotate", "no-such-text"), ("explain", "nothing"), ("explain", "a-b-c")])
def test_bad_input_ends_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert run(monkeypatch, *arguments) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
