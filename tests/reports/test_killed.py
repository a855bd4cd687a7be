"""A run that is killed at any moment leaves the old report or the new one, whole, and the next run clears up."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import whole

#: Fifty in all. Where only the pages are made anew, most moments fall into the publication itself.
MOMENTS = {"everything": 25, "pages": 25}
#: One process loads what runs need and forks a run for each line it reads: where each killed run would load it
#: anew, fifty of them would take minutes.
LAUNCHER = """
import importlib, multiprocessing, os, sys
from light import LIGHT
for name in LIGHT:
    importlib.import_module(name)
from readout.reports import regenerate
from readout.reports.plan import plan
from readout.reports.run import processes
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        processes.context = lambda: multiprocessing.get_context("fork")
        print(os.getpid(), flush=True)
        plans = plan.plan(["one"], plan.notebooks(), {})
        regenerate.regenerate(plans, regenerate.Settings(2))
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


class Launcher:
    def __init__(self) -> None:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCHER],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def start(self) -> int:
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def wait(self) -> int:
        """Return the exit status of the run, -9 where it was killed in time."""
        return int(self.process.stdout.readline())

    def measure(self, small, kind: str) -> float:
        """Return the seconds that a whole run takes where there is a report already."""
        change(small, kind)
        began = time.monotonic()
        self.start()
        assert self.wait() == 0
        return time.monotonic() - began


def change(small, kind: str) -> None:
    """Make the report stale: in its text, or only in its pages."""
    if kind == "everything":
        small.text("one", f"He said that it rains.\n{random.random()}\n")
    else:
        record = small.reports / "one" / "record.json"
        record.write_text(record.read_text().replace('"page_maker": "', '"page_maker": "old-'))


@pytest.fixture
def launcher(small):
    made = Launcher()
    yield made
    made.process.stdin.close()
    made.process.wait()


@pytest.mark.slow
@pytest.mark.parametrize("kind", MOMENTS)
def test_a_run_killed_at_random_moments(small, launcher, kind) -> None:
    (small.notebooks / "02_brief.ipynb").unlink()
    launcher.start()
    assert launcher.wait() == 0
    lasts = launcher.measure(small, kind)
    whole.check(small.reports)
    moments = random.Random(6)
    outcomes = set()
    kills = 0
    while kills < MOMENTS[kind]:
        change(small, kind)
        before = small.state()
        pid = launcher.start()
        # Runs differ in length: some moments beyond the measured end make sure that the end is hit too.
        time.sleep(moments.uniform(0, 1.3 * lasts))
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        kills += launcher.wait() == -signal.SIGKILL
        whole.check(small.reports)
        outcomes.add(small.state() == before)
    assert outcomes == {True, False}, "the moments should fall before and after the publication"
    launcher.start()
    launcher.wait()
    whole.check(small.reports)
    assert not [path.name for path in small.reports.glob(".staging-*")]
    assert small.shelf().count("✓ Good") == 1
