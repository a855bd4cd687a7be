"""The set-up says in one sentence what a machine lacks, before it writes anything."""

import importlib.util
import sys
from collections import namedtuple
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def set_up(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("set_up", project / "scripts" / "set_up.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("requirements.txt", "pyproject.toml"):
        (tmp_path / name).write_text("")
    monkeypatch.setattr(module, "PROJECT", tmp_path)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "set-up-for")
    return module


def refusal(set_up: ModuleType) -> str:
    with pytest.raises(SystemExit) as stopped:
        set_up.main()
    assert not set_up.ENVIRONMENT.exists()
    return str(stopped.value)


def test_python_too_old(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up.sys, "version_info", (3, 9, 2, "final", 0))
    assert "this is Python 3.9; Readout needs 3.11 or newer" in refusal(set_up)


def test_no_venv_module(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert "has no venv module" in refusal(set_up)


def test_no_room_on_the_disk(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(set_up.shutil, "disk_usage", lambda path: usage(10**10, 10**10, 10**8))
    assert "only 0.1 GB are free" in refusal(set_up)


def test_a_step_that_fails_shows_its_own_words(set_up: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="installing the packages did not succeed"):
        set_up.run("installing the packages", sys.executable, "-c", "raise SystemExit('no such hash')")
    assert "no such hash" in capfd.readouterr().err


def test_a_moved_project_is_set_up_anew(set_up: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = set_up.fingerprint()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("requirements.txt", "pyproject.toml"):
        (elsewhere / name).write_text("")
    monkeypatch.setattr(set_up, "PROJECT", elsewhere)
    assert set_up.fingerprint() != before
