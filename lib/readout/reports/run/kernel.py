"""The kernel of one run: forked from a process that has the heavy packages loaded, reached through IPC sockets.

A fresh kernel spends most of a short notebook's time on imports. Here each run gets a process of its own, as clean
as a fresh one, which starts with the packages in memory; and since it talks through socket files, a run works where
there is no network at all, and a hundred runs never meet on a port.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from readout.reports.run.paths import CAN_FORK


class Kernel:
    """A kernel process that waits for its command line, and answers like a `subprocess.Popen` after that."""

    stdin = stdout = stderr = None

    def __init__(self, folder: Path, environment: Mapping[str, str], data: Path, opened: Path):
        """Start the process; `folder` is its working folder, `opened` the file that lists what it reads of `data`."""
        context: Any = get_context("fork" if CAN_FORK else "spawn")
        receiver, self._sender = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_be_a_kernel, args=(receiver, str(folder), dict(environment), str(data), str(opened))
        )
        self._process.start()
        receiver.close()
        #: Whether the kernel lived until we ended it.
        self.lived = False

    @property
    def pid(self) -> int:
        """Return the process id."""
        assert self._process.pid
        return self._process.pid

    def launch(self, arguments: list[str]) -> None:
        """Hand the kernel its command line (what follows `python -m ipykernel_launcher`)."""
        # A kernel that died meanwhile is noticed by whoever polls it.
        with contextlib.suppress(BrokenPipeError):
            self._sender.send(arguments)

    def poll(self) -> int | None:
        """Return the exit status, a negative signal number, or None while the kernel lives."""
        return self._process.exitcode

    def wait(self) -> int | None:
        """Wait for the end and return what `poll` does."""
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel and to what it started."""
        if number == signal.SIGKILL:
            self.kill()
        elif self.poll() is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, number)

    def kill(self) -> None:
        """End the kernel and what it started, at once."""
        self.lived = self.lived or self.poll() is None
        if hasattr(os, "killpg"):
            # The group outlives its leader where a cell started programs of its own.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
        if self.poll() is None:
            self._process.kill()

    terminate = kill


class _Provisioner(LocalProvisioner):
    async def launch_kernel(self, cmd: list[str], **_: Any) -> Any:
        kernel: Kernel = self.parent.kernel_process  # type: ignore[union-attr]
        kernel.launch(cmd[cmd.index("-f") :])
        self.process = kernel  # type: ignore[assignment]
        self.pid = kernel.pid
        return self.connection_info


def manager_of(kernel: Kernel, sockets: Path) -> type[AsyncKernelManager]:
    """Return a kernel manager class whose kernel is the waiting one, its sockets in the folder `sockets`."""

    class Manager(AsyncKernelManager):
        kernel_process = kernel

        def __init__(self, **keywords: Any):
            super().__init__(**keywords)
            if CAN_FORK:
                self.transport = "ipc"
                self.ip = str(sockets / "s")
            self.connection_file = str(sockets / "kernel.json")
            self.provisioner = _Provisioner(kernel_id="readout", kernel_spec=self.kernel_spec, parent=self)

    return Manager


def _be_a_kernel(
    receiver: Connection, folder: str, environment: dict[str, str], data: str, opened: str
) -> None:  # pragma: no cover - runs in the child
    if hasattr(os, "setsid"):
        os.setsid()
    if CAN_FORK:
        _die_with_parent()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.update(environment)
    os.chdir(folder)
    try:
        arguments = receiver.recv()
    except EOFError:
        os._exit(1)
    _note_what_is_read(data, opened)
    from ipykernel.kernelapp import IPKernelApp

    application = IPKernelApp.instance()
    application.initialize(arguments)
    application.start()


def _die_with_parent() -> None:
    """Ask Linux to kill this process when the one that started it ends, whatever it is doing then."""
    import ctypes

    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


def _note_what_is_read(data: str, opened: str) -> None:
    """Write to the file `opened` the path of every file and folder below `data` that is opened from now on."""
    seen: set[str] = set()
    output = os.open(opened, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in ("open", "os.listdir", "os.scandir"):
            return
        path = arguments[0]
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        if not isinstance(path, str) or path in seen:
            return
        seen.add(path)
        absolute = os.path.abspath(path)  # noqa: PTH100 - resolving links would open files of its own
        if absolute == data or absolute.startswith(data + os.sep):
            with contextlib.suppress(OSError):
                os.write(output, f"{absolute}\n".encode())

    sys.addaudithook(note)
