"""Watch a kernel from outside: end it when it takes too long or too much memory, and remember why."""

import threading
import time
from pathlib import Path

import psutil

from readout.reports.run.kernel import Kernel

BEAT = 0.1


class Guard(threading.Thread):
    """A thread that kills the kernel at its limits; `cause` is then `timeout` or `memory`, else None.

    `timeout` is in seconds from the start of the guard, `memory` in bytes of resident memory of the kernel and of the
    programs it started; None sets no limit. `peak` is the most memory that was seen.
    """

    def __init__(self, kernel: Kernel, timeout: float | None, memory: int | None):
        super().__init__(daemon=True)
        self.kernel, self.timeout, self.memory = kernel, timeout, memory
        self.cause: str | None = None
        self.peak = 0
        self._stopped = threading.Event()

    def run(self) -> None:
        """Look every tenth of a second until the kernel has ended or `stop` is called."""
        end = time.monotonic() + self.timeout if self.timeout else None
        while not self._stopped.wait(BEAT) and self.kernel.poll() is None:
            if end and time.monotonic() > end:
                self.cause = "timeout"
            elif self.memory:
                self.peak = max(self.peak, memory_of(self.kernel.pid))
                if self.peak > self.memory:
                    self.cause = "memory"
            if self.cause:
                self.kernel.kill()
                return

    def stop(self) -> None:
        """End the watch."""
        self._stopped.set()
        self.join()


def memory_of(pid: int) -> int:
    """Return the resident memory of a process and its children in bytes, 0 where it has ended."""
    try:
        process = psutil.Process(pid)
        return sum(part.memory_info().rss for part in (process, *process.children(recursive=True)))
    except psutil.Error:
        return 0


def system_kills() -> int:
    """Return how many processes this system has killed for want of memory since it started, 0 where it keeps none."""
    try:
        lines = Path("/proc/vmstat").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("oom_kill "))
