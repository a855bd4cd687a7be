"""Strangers' files are read in a process of its own, within limits of time and memory."""

import os
import signal

import pytest

from readout.errors import ReadoutError
from readout.texts.readers import limited

PAGE = b"<html><body><article><p>The minister said that the plan would stand.</p></article></body></html>"


def test_one_worker_reads_one_file_after_the_other() -> None:
    one = limited.parse("html", PAGE, "one.html")
    worker = limited._HELD[-1].process.pid
    assert limited.parse("html", PAGE, "two.html") == one
    assert limited._HELD[-1].process.pid == worker


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    limited.parse("html", PAGE, "one.html")
    monkeypatch.setattr(limited, "SECONDS", 0.3)
    os.kill(limited._HELD[-1].process.pid, signal.SIGSTOP)  # as a parser that never ends
    monkeypatch.setattr(limited, "LOADING", 0.3)
    with pytest.raises(ReadoutError, match=r"endless.html takes more than 0 seconds to read; save it anew"):
        limited.parse("html", PAGE, "endless.html")
    monkeypatch.undo()
    assert "the plan would stand" in limited.parse("html", PAGE, "next.html")[1]


def test_a_file_that_ends_its_reader_is_refused_and_the_next_one_read() -> None:
    limited.parse("html", PAGE, "one.html")
    os.kill(limited._HELD[-1].process.pid, signal.SIGKILL)
    limited._HELD[-1].process.wait()
    assert "the plan would stand" in limited.parse("html", PAGE, "next.html")[1]


def test_memory_is_limited() -> None:
    resource = pytest.importorskip("resource")
    limited.parse("html", PAGE, "one.html")
    if not hasattr(resource, "prlimit"):
        pytest.skip("this system does not tell the limits of another process")
    assert resource.prlimit(limited._HELD[-1].process.pid, resource.RLIMIT_AS)[0] == limited.MEMORY
