"""A report is in its place whole or not at all, whatever the disk does."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from readout.errors import RunFailed
from readout.reports.shelf import publish
from readout.write import UNFINISHED


@pytest.fixture
def mounted(small):
    """Return a function that mounts a small disk in the place of the reports."""
    places = []

    def mount(size: str, *options: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", ",".join([f"size={size}", *options]), "tmpfs", str(small.reports)]
        if subprocess.run(command, capture_output=True).returncode:
            pytest.skip("no file system can be mounted here")
        places.append(small.reports)

    yield mount
    for place in places:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def folder_with(path, content):
    path.mkdir()
    (path / "index.html").write_text(content)
    return path


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_folder_takes_the_place_of_another(tmp_path, monkeypatch, can_exchange) -> None:
    if not can_exchange:
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    target = folder_with(tmp_path / "report", "old")
    (tmp_path / "work").mkdir()
    publish.publish(folder_with(tmp_path / "work" / "staged", "new"), target)
    assert (target / "index.html").read_text() == "new"


def test_a_report_that_was_set_aside_is_put_back(tmp_path) -> None:
    aside = tmp_path / f"{publish.STAGING}killed" / "aside"
    aside.mkdir(parents=True)
    folder_with(aside / "report", "old")
    publish.clear(tmp_path)
    assert (tmp_path / "report" / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_what_a_killed_run_left_behind_is_cleared(tmp_path) -> None:
    folder_with(tmp_path / f"{publish.STAGING}killed", "half")
    (tmp_path / f"{UNFINISHED}x.html").write_text("half")
    with publish.held(tmp_path):
        assert not list(tmp_path.glob(f"{publish.STAGING}*"))
        assert not list(tmp_path.glob(f"{UNFINISHED}*"))


def test_the_folder_is_free_again_after_the_run(tmp_path) -> None:
    for _ in range(2):
        with publish.held(tmp_path, lambda sentence: pytest.fail(sentence)):
            pass


def test_a_read_only_folder_is_told_in_one_sentence(small, mounted) -> None:
    small.run()
    mounted("4m", "ro")
    with pytest.raises(RunFailed, match="read-only file system"):
        small.run()
    done = small.command("report", "one")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_full_disk_leaves_the_old_report_and_is_told(small, mounted) -> None:
    mounted("2m")
    small.run()
    before = small.state()
    small.fails(
        "import os, pathlib\npathlib.Path(os.environ['READOUT_OUTPUT'], 'big').write_bytes(os.urandom(4_000_000))"
    )
    (result,) = small.run()
    assert result.status == "failed"
    assert "02_brief: the disk is full in cell" in result.failures[0]
    assert small.state() == before
    assert "the disk is full" in small.shelf()


def test_a_disk_that_is_full_from_the_start_leaves_what_there_is(small, mounted) -> None:
    mounted("2m")
    small.run()
    before = small.state()
    shelf = small.shelf()
    with (small.reports / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while filler.write(b"x" * 4096):
            pass
    small.text("one", "He said that it snows.\n")
    (result,) = small.run()
    assert result.status == "failed"
    assert "disk" in " ".join(result.failures)
    assert small.state() == before
    assert 'href="one/index.html"' in shelf
    (small.reports / "filler").unlink()
    assert small.run()[0].status == "made"


def test_two_runs_at_once_both_come_out_well(small) -> None:
    code = (
        "from readout.reports import regenerate\n"
        "from readout.reports.plan import plan\n"
        "from readout.reports.run import processes\n"
        "from light import LIGHT\n"
        "processes.PRELOAD[:] = LIGHT\n"
        "plans = plan.plan(['one'], plan.notebooks(), {})\n"
        "print(regenerate.regenerate(plans, regenerate.Settings(2, True), tell=print)[0].status)"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]),
    }
    runs = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [run.communicate(timeout=120)[0] for run in runs]
    assert [text.splitlines()[-1] for text in told] == ["made", "made"]
    assert sum("holds" in text for text in told) == 1
    assert json.loads((small.reports / "one" / "record.json").read_text())["text_id"] == "one"
