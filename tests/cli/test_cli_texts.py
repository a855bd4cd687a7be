"""readout add, list and show."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from readout.cli import app, texts  # noqa: F401  (registers the commands)
from readout.texts.library import load

RUNNER = CliRunner()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "data" / "texts").mkdir(parents=True)
    monkeypatch.setenv("READOUT_HOME", str(tmp_path))
    return tmp_path


def note(home: Path, name: str = "note.txt", content: str = "He said no.\n") -> str:
    (home / name).write_text(content, encoding="utf-8", newline="")
    return str(home / name)


def test_add_writes_what_is_given_and_nothing_else(home: Path) -> None:
    options = ["--kind", "account", "--date", "2025-08-29", "--speaker", "Ana Example", "--title", "A: no"]
    assert RUNNER.invoke(app, ["add", note(home), *options]).exit_code == 0
    expected = {"id": "note", "title": "A: no", "kind": "account", "date": "2025-08-29", "speaker": "Ana Example"}
    assert load("note").metadata == expected


def test_add_keeps_what_the_file_declares(home: Path) -> None:
    path = note(home, "a.md", "---\nid: a\nparties: [Ruritania, Freedonia]\nnote: 'old: note'\n---\nText.\n")
    RUNNER.invoke(app, ["add", path, "--note", "new"])
    assert load("a").metadata == {"id": "a", "parties": ["Ruritania", "Freedonia"], "note": "new"}


def test_add_never_overwrites_without_leave(home: Path) -> None:
    RUNNER.invoke(app, ["add", note(home)])
    RUNNER.invoke(app, ["add", note(home, content="She said yes.\n")])
    assert load("note").body == "He said no.\n"


def test_add_overwrites_with_leave(home: Path) -> None:
    RUNNER.invoke(app, ["add", note(home)])
    RUNNER.invoke(app, ["add", note(home, content="She said yes.\n"), "--replace"])
    assert load("note").body == "She said yes.\n"


def test_add_leaves_no_file_of_its_own(home: Path) -> None:
    RUNNER.invoke(app, ["add", note(home)])
    assert [path.name for path in (home / "data" / "texts").iterdir()] == ["note.md"]


def test_add_asks_and_takes_return_for_what_is_known(home: Path) -> None:
    answers = "\nThe answer\naccount\n" + "\n" * 11
    result = RUNNER.invoke(app, ["add", note(home), "--interactive", "--speaker", "Ana"], input=answers)
    assert (result.exit_code, load("note").metadata) == (
        0,
        {"id": "note", "title": "The answer", "kind": "account", "speaker": "Ana"},
    )


def test_add_asks_again_after_a_wrong_answer(home: Path) -> None:
    answers = "\n\nrumour\naccount\n" + "\n" * 11
    result = RUNNER.invoke(app, ["add", note(home), "--interactive"], input=answers)
    assert ("the kind 'rumour' is unknown" in result.output, load("note").kind) == (True, "account")


def test_add_tells_what_a_reader_would_not_see(home: Path) -> None:
    result = RUNNER.invoke(app, ["add", note(home, content="He said\u202e no\u202c to it.\n")])
    assert "direction of writing" in result.output


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=80))
def test_every_character_survives_adding_and_loading(home: Path, tail: str) -> None:
    body = "He said no." + tail
    result = RUNNER.invoke(app, ["add", note(home, content=body), "--replace"])
    assert (result.exit_code, load("note").body) == (0, body)


def test_list_gives_rows_by_date(home: Path) -> None:
    RUNNER.invoke(app, ["add", note(home, "late.txt"), "--date", "2025"])
    RUNNER.invoke(app, ["add", note(home, "early.txt"), "--date", "1999"])
    rows = json.loads(RUNNER.invoke(app, ["list", "--format", "json"]).stdout)
    assert [row["id"] for row in rows] == ["early", "late"]


def test_list_of_one_kind(home: Path) -> None:
    RUNNER.invoke(app, ["add", note(home, "one.txt"), "--kind", "verbatim"])
    RUNNER.invoke(app, ["add", note(home, "two.txt"), "--kind", "account"])
    rows = json.loads(RUNNER.invoke(app, ["list", "--kind", "account", "--format", "json"]).stdout)
    assert [row["id"] for row in rows] == ["two"]


def test_list_shows_a_table(home: Path) -> None:
    RUNNER.invoke(app, ["add", note(home), "--title", "A [bold]no[/bold]"])
    assert "A [bold]no[/bold]" in RUNNER.invoke(app, ["list"]).stdout


def test_show_tells_the_caution_of_the_kind(home: Path) -> None:
    RUNNER.invoke(app, ["add", note(home), "--kind", "account"])
    assert "An account: the words are the reporter's." in RUNNER.invoke(app, ["show", "note"]).stdout


def test_show_numbers_the_paragraphs(home: Path) -> None:
    RUNNER.invoke(app, ["add", note(home, content="One.\n\nTwo.\n")])
    assert "[1; characters 6-10]\nTwo." in RUNNER.invoke(app, ["show", "note", "--paragraphs"]).stdout


def test_show_sends_no_codes_to_the_terminal(home: Path) -> None:
    RUNNER.invoke(app, ["add", note(home, content="A \x1b[31mred word.\n")])
    assert "\x1b" not in RUNNER.invoke(app, ["show", "note", "--paragraphs"]).stdout
