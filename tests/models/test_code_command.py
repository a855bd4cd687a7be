"""readout code: nothing is sent unless an address was named and agreed to; what came of it is told."""

import json
import shutil

import pytest
from tests.models.conftest import ACCOUNTS
from typer.testing import CliRunner

from readout.cli import app, load_commands
from readout.errors import ReadoutError
from readout.models.server import KEY

load_commands()


@pytest.fixture
def own(study):
    shutil.copy(ACCOUNTS / "nile-dam.md", study / "data" / "texts" / "nile-dam.md")
    return study


def run(*arguments: str):
    return CliRunner().invoke(app, ["code", *arguments])


def test_without_an_address_nothing_is_sent(own) -> None:
    result = run("nile-dam", "--model", "m")
    assert isinstance(result.exception, ReadoutError) and "--base-url" in str(result.exception)


def test_the_first_use_of_an_address_is_told_and_asked(own, scripted) -> None:
    server = scripted(lambda request: '{"claims": []}')
    result = run("nile-dam", "--model", "m", "--base-url", server.url)
    assert "nowhere else" in result.output and server.requests == []


def test_agreed_to_once_is_agreed(own, scripted) -> None:
    server = scripted(lambda request: '{"claims": []}')
    run("nile-dam", "--model", "m", "--base-url", server.url, "--yes")
    result = run("nile-dam", "--model", "m", "--base-url", server.url)
    assert "nowhere else" not in result.output and "0 claims taken" in result.output


def test_a_dry_run_shows_the_exact_requests_and_sends_none(own, scripted) -> None:
    server = scripted(lambda request: '{"claims": []}')
    shown = run("nile-dam", "--model", "m", "--dry-run", "--base-url", server.url)
    assert server.requests == []
    run("nile-dam", "--model", "m", "--base-url", server.url, "--yes")
    assert json.loads(shown.stdout.splitlines()[0]) == server.requests[0]


def test_a_model_s_agreement_with_itself_is_told(own, scripted) -> None:
    result = run(
        "nile-dam",
        "--model",
        "m",
        "--rerun",
        "2",
        "--yes",
        "--base-url",
        scripted(lambda request: '{"claims": []}').url,
    )
    assert "in_both" in result.output


def test_a_key_stands_in_no_file(own, scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "secret-1234")
    run("nile-dam", "--model", "m", "--yes", "--base-url", scripted(lambda request: '{"claims": []}').url)
    files = [path for path in own.rglob("*") if path.is_file()]
    assert [path for path in files if b"secret-1234" in path.read_bytes()] == []
