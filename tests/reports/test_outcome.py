"""Every way in which a notebook can end is told apart, in words, with the cell and the last output."""

import json

import pytest

from readout.reports.run.outcome import KINDS
from readout.reports.shelf import failure

MB = 2**20


def outcome(small, kind):
    """Return the outcome of the second notebook as the failure's record keeps it."""
    found = failure.read(small.reports, "one")
    assert found is not None
    kept = {one["sentence"].split(":")[0]: one for one in found.outcomes}["02_brief"]
    assert kept["kind"] == kind, kept
    assert kept["sentence"].startswith(f"02_brief: {KINDS[kind]}")
    return kept


@pytest.mark.parametrize(
    ("kind", "source", "words"),
    [
        (
            "killed",
            "import os, signal, time\nprint('last words')\ntime.sleep(1)\nos.kill(os.getpid(), signal.SIGKILL)",
            "signal 9",
        ),
        ("exit", "import sys\nprint('last words')\nsys.exit(0)", "sys.exit(0)"),
        ("exit", "print('last words')\nexit()", "exit()"),
        ("exit", "import os, time\nprint('last words')\ntime.sleep(1)\nos._exit(3)", "status 3"),
        ("error", "print('last words')\n1 / 0", "ZeroDivisionError: division by zero"),
        ("interrupted", "print('last words')\nraise KeyboardInterrupt", "interrupt"),
        ("disk", "print('last words')\nraise OSError(28, 'No space left on device')", "did not fit"),
        ("memory", "print('last words')\nraise MemoryError", "memory"),
    ],
)
def test_an_end_in_a_cell_is_told_with_the_cell_and_its_last_output(small, kind, source, words) -> None:
    small.fails(source)
    (result,) = small.run()
    assert result.status == "failed"
    kept = outcome(small, kind)
    assert words in kept["sentence"]
    assert kept["source"] == source
    assert "last words" in kept["last_output"]


def test_a_cell_that_hangs_is_ended_at_its_limit(small) -> None:
    small.fails("print('waiting', flush=True)\nwhile True: pass")
    small.run(timeout=2.5)
    kept = outcome(small, "timeout")
    assert "2.5 seconds" in kept["sentence"]
    assert kept["last_output"] == "waiting"


def test_a_cell_that_eats_memory_is_ended_at_its_limit(small) -> None:
    small.fails("eaten = []\nwhile True: eaten.append(b'x' * 20_000_000)")
    small.run(memory=500 * MB)
    assert "500 MB" in outcome(small, "memory")["sentence"]


def test_memory_that_a_program_of_the_cell_takes_counts_too(small) -> None:
    program = "import time; eaten = b'x' * 600_000_000; time.sleep(60)"
    small.fails(f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {program!r}])")
    small.run(memory=500 * MB)
    outcome(small, "memory")


def test_a_notebook_that_is_not_json(small) -> None:
    (small.notebooks / "02_brief.ipynb").write_text("{ this is no notebook")
    small.run()
    outcome(small, "notebook")


def test_a_notebook_of_another_shape(small) -> None:
    (small.notebooks / "02_brief.ipynb").write_text(json.dumps({"cells": "none"}))
    small.run()
    outcome(small, "notebook")


def test_a_kernel_that_is_not_installed(small) -> None:
    small.notebook("02_brief", ("parameters", 'text = "one"'), "1 + 1", kernel="no-such-kernel")
    small.run()
    kept = outcome(small, "kernel")
    assert "'no-such-kernel'" in kept["sentence"]
    assert "python3" in kept["sentence"]


def test_what_a_later_cell_would_have_done_is_not_claimed_as_done(small) -> None:
    small.notebook("02_brief", ("parameters", 'text = "one"'), "import sys\nsys.exit()", "print('never')")
    small.run()
    executed = json.loads((small.reports / "failures" / "one" / "02_brief.ipynb").read_text())
    assert executed["cells"][-1]["execution_count"] is None


def test_a_cell_that_catches_its_error_is_well(small) -> None:
    small.fails("try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    print(error)")
    (result,) = small.run()
    assert result.status == "made"
