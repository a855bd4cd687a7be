"""readout annotate, sentences and explain print what the contract says, and bad input ends in one sentence."""

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from readout import cli
from readout.annotator import attribution
from readout.annotator.api import annotate
from readout.annotator.claim_table import CLAIM_COLUMNS, Claim, from_table
from readout.reviewing.decisions.decision import decide
from readout.reviewing.decisions.store import Store
from readout.texts.library import load


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


@pytest.fixture
def decided(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> list[Claim]:
    """A project whose text has two claims: the first was corrected to hearsay by a coder, the second rejected."""
    (tmp_path / "data" / "texts").mkdir(parents=True)
    shutil.copy(project / "data" / "codebook.yml", tmp_path / "data")
    body = "Kenya said that talks are possible if the guns fall silent. Chile said that it rained.\n"
    (tmp_path / "data" / "texts" / "said.md").write_text(f"---\nid: said\nkind: account\n---\n{body}", encoding="utf-8")
    monkeypatch.setenv("READOUT_HOME", str(tmp_path))
    text = load("said")
    first, second = from_table(annotate(text))
    hearsay = replace(first, voice="hearsay")
    for action, claim, left in (("correct", first, [hearsay]), ("reject", second, [])):
        Store.of("said", "ab").append(decide("said", text.body, "ab", action, [claim], left))
    return [first, second]


@pytest.mark.parametrize(("command", "voices"), [("annotate", "indirect indirect"), ("sentences", "hearsay outlet")])
def test_annotations_are_the_machines_and_sentences_follow_decisions(monkeypatch, capsys, decided, command, voices):
    assert run(monkeypatch, command, "said", "--format", "jsonl") == 0
    assert [json.loads(line)["voice"] for line in capsys.readouterr().out.splitlines()] == voices.split()


def test_what_people_decided_is_explained(monkeypatch, capsys, decided):
    run(monkeypatch, "explain", decided[0].claim_id)
    assert "Decided by ab." in capsys.readouterr().out


def test_a_rejected_claim_is_explained_and_said_to_stand_no_more(monkeypatch, capsys, decided):
    run(monkeypatch, "explain", decided[1].claim_id)
    assert "It stands no more" in capsys.readouterr().out


@pytest.fixture
def bracketed(tmp_path: Path) -> str:
    path = tmp_path / "bracketed.txt"
    path.write_text("Kenya said that the treaty [bold] was [not] :x: signed.\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("command", ["annotate", "sentences"])
def test_words_that_look_like_styles_or_pictures_stay_words(monkeypatch, capsys, bracketed, command) -> None:
    run(monkeypatch, command, bracketed)
    shown = " ".join(capsys.readouterr().out.split())
    assert all(word in shown for word in ("[bold]", "[not]", ":x:"))


def test_a_claim_is_shown_with_its_id(monkeypatch, capsys, statement) -> None:
    run(monkeypatch, "annotate", statement)
    assert annotate(load(statement))["claim_id"][0] in capsys.readouterr().out


def test_a_sentence_is_shown_with_its_words_and_its_number_from_one(monkeypatch, capsys, statement) -> None:
    run(monkeypatch, "sentences", statement)
    line = next(line for line in capsys.readouterr().out.splitlines() if "It rained." in line)
    assert [cell.strip() for cell in line.split("│")][1:3] == [load(statement).id, "2"]


def test_a_fault_of_a_rule_is_told_in_one_sentence(monkeypatch, capsys, statement) -> None:
    def faulty(scene: object) -> None:
        raise IndexError

    monkeypatch.setattr(attribution, "RULES", (faulty,))
    assert run(monkeypatch, "annotate", statement, "--kind", "account") == 0
    told = capsys.readouterr().err
    assert told.startswith("readout: The rule ") and told.count("\n") == 1
