"""Processes of their own for runs: each forked from one that has loaded the heavy packages once."""

import os
import signal
import sys
from collections.abc import Callable
from functools import cache
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import Any

#: Where a fork is safe; elsewhere every process starts from nothing, more slowly.
CAN_FORK = sys.platform == "linux"


class Lost(Exception):
    """The process ended without an answer; `status` is its exit status or a negative signal number."""

    def __init__(self, status: int | None):
        super().__init__(f"the process ended with status {status}")
        self.status = status


@cache
def context() -> BaseContext:
    """Return how processes start: by a fork server that has `readout.reports.warm` loaded, or from nothing."""
    if not CAN_FORK:
        return get_context("spawn")
    # Equal seeds give equal orders of sets: the same inputs give the same pages.
    os.environ.setdefault("PYTHONHASHSEED", "0")
    # Threads of numerical libraries do not survive a fork, and the cores are shared out among the runs anyway.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    found = get_context("forkserver")
    found.set_forkserver_preload(["readout.reports.warm"])
    return found


def call(
    function: Callable[..., Any], *arguments: Any, on_message: Callable[[Any], None] = lambda message: None
) -> Any:
    """Call a function in a process of its own and return its result; what it raises is raised here.

    The function gets a keyword `send` for messages on the way, which arrive at `on_message`. Raises Lost where the
    process ends without an answer.
    """
    receiver, sender = context().Pipe(duplex=False)
    process = context().Process(target=_answer, args=(sender, function, arguments))  # type: ignore[attr-defined]
    process.start()
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
        receiver.close()


def _answer(sender: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    from readout.reports.worker import end_with

    # An interrupt at the keyboard reaches the whole group; the main process decides what follows from it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(parent_process())
    try:
        result = ("result", function(*arguments, send=lambda message: sender.send(("message", message))))
    except Exception as error:
        result = ("error", error)
    sender.send(result)
