"""Processes of their own for runs: each forked from one that has loaded the heavy packages once."""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from pathlib import Path
from types import ModuleType
from typing import Any

from readout.reports.run.paths import CAN_FORK

#: What the fork server imports before the first run is forked from it.
PRELOAD = ["readout.reports.run.preload"]
_starting = threading.Lock()
#: The processes that `call` waits for.
_alive: set[Any] = set()


class Lost(Exception):
    """The process ended without an answer; `status` is its exit status or a negative signal number."""

    def __init__(self, status: int | None):
        super().__init__(f"the process ended with status {status}")
        self.status = status


@cache
def context() -> BaseContext:
    """Return how processes start: by a fork server that has `readout.reports.run.preload` loaded, or from nothing."""
    if not CAN_FORK:
        return get_context("spawn")
    # Equal seeds give equal orders of sets: the same inputs give the same pages.
    os.environ.setdefault("PYTHONHASHSEED", "0")
    # Threads of numerical libraries do not survive a fork, and the cores are shared out among the runs anyway.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    found = get_context("forkserver")
    found.set_forkserver_preload(PRELOAD)
    return found


def call(
    function: Callable[..., Any],
    *arguments: Any,
    on_message: Callable[[Any], None] = lambda message: None,
    output: Path | None = None,
) -> Any:
    """Call a function in a process of its own and return its result; what it raises is raised here.

    The function gets a keyword `send` for messages on the way, which arrive at `on_message`; what the process prints
    goes into the file `output`. Raises Lost where the process ends without an answer.
    """
    receiver, sender = context().Pipe(duplex=False)
    process = context().Process(  # type: ignore[attr-defined]
        target=_answer, args=(sender, function, arguments, str(output or os.devnull), _surroundings())
    )
    with _main_out_of_sight():
        process.start()
    _alive.add(process)
    sender.close()
    try:
        while True:
            kind, value = receiver.recv()
            if kind == "message":
                on_message(value)
            elif kind == "result":
                return value
            else:
                raise value
    except EOFError:
        process.join()
        raise Lost(process.exitcode) from None
    finally:
        if process.is_alive() and process.pid:
            process.join(2)
            process.kill()
        _alive.discard(process)
        receiver.close()


@contextlib.contextmanager
def _main_out_of_sight() -> Iterator[None]:
    """Keep the program that calls us from being run again in the new process, which needs nothing of it."""
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def end_all() -> None:
    """End every process that `call` waits for; each of those calls raises Lost."""
    for process in list(_alive):
        process.kill()


def end_with(parent: Any) -> None:
    """End this process, and its kernel with it, as soon as the process `parent` ends."""

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _surroundings() -> tuple[str, dict[str, str]]:
    """Return the working folder and our own settings: the fork server has those of the time when it was started."""
    return str(Path.cwd()), {name: value for name, value in os.environ.items() if name.startswith("READOUT_")}


def _answer(
    sender: Connection,
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    output: str,
    surroundings: tuple[str, dict[str, str]],
) -> None:
    # An interrupt at the keyboard reaches the whole group; the main process decides what follows from it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    log = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    end_with(parent_process())
    os.chdir(surroundings[0])
    for name in [name for name in os.environ if name.startswith("READOUT_")]:
        del os.environ[name]
    os.environ.update(surroundings[1])
    try:
        result = ("result", function(*arguments, send=lambda message: sender.send(("message", message))))
    except Exception as error:
        result = ("error", error)
    sender.send(result)
