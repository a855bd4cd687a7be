"""readout code: nothing is sent unless an address was named and agreed to; what came of it is told."""

import json
import shutil
import subprocess
import sys

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


#: Runs a command with every attempt to reach another place told.
WATCHED = """
import sys
def told(event, of):
    if event in ("socket.connect", "socket.getaddrinfo"):
        print("TRIED", of[-1])
sys.addaudithook(told)
from readout.cli import main
main()
"""


@pytest.mark.parametrize("more", [[], ["--dry-run"], ["--base-url", "http://models.example/v1"]])
def test_no_request_leaves_without_an_address_that_was_agreed_to(own, more) -> None:
    """Not even a name is looked up; where the system allows it, with the network taken away altogether."""
    apart = ["unshare", "--net"] if subprocess.run(["unshare", "--net", "true"], check=False).returncode == 0 else []
    command = [*apart, sys.executable, "-c", WATCHED, "code", "nile-dam", "--model", "m", *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert "Traceback" not in done.stderr and "TRIED" not in done.stdout
    assert done.returncode == (0 if "--dry-run" in more else 2)
