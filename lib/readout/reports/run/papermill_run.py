"""Run one notebook through papermill, in the process that this is called in, and tell truly how it ended."""

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from readout import places
from readout.reports.run.outcome import Outcome, words
from readout.reports.run.paths import EXECUTED, LOG, OPENED

LAST_OUTPUT_CHARACTERS = 2000
#: With fewer free bytes a kernel cannot even start.
LEAST_DISK = 2**16
#: How the name begins of a folder with the sockets of one run; the number of its process follows.
SOCKETS = "readout-sockets-"


@dataclass(frozen=True)
class Job:
    """One notebook to run: its file, its parameters, and the folder that takes what it makes."""

    notebook: Path
    parameters: dict[str, Any]
    folder: Path
    home: Path
    environment: dict[str, str] = field(default_factory=dict)
    #: Seconds and bytes; None sets no limit.
    timeout: float | None = None
    memory: int | None = None

    @property
    def name(self) -> str:
        """Return the notebook's name without its ending."""
        return self.notebook.stem


def run(job: Job, tell: Callable[[int, int], None] = lambda cell, cells: None) -> Outcome:
    """Run the notebook, write `executed.ipynb` into the job's folder, and return how it ended.

    `tell` is called with the number of the cell that starts (from 1) and the number of cells. Expects a process of
    its own: the kernel is forked from it before any thread starts.
    """
    started, clock = datetime.now(UTC), time.perf_counter()
    outcome = _Run(job, tell).outcome()
    return replace(
        outcome,
        started=started.isoformat(timespec="seconds"),
        seconds=round(time.perf_counter() - clock, 3),
        opened=_opened(job),
    )


def _opened(job: Job) -> list[str]:
    try:
        lines = set((job.folder / OPENED).read_text(encoding="utf-8").splitlines())
    except OSError:
        return []
    read = (Path(line) for line in lines)
    return sorted(places.name_of(path, job.home) for path in read if places.is_data(path, job.home))


class _Run:
    """The state of one run: which cell it is in, and the notebook as far as it was executed."""

    def __init__(self, job: Job, tell: Callable[[int, int], None]):
        self.job, self.tell = job, tell
        self.notebook: Any = None
        self.cell: int | None = None
        self.finished: set[int] = set()
        #: Whether a cell asked the kernel to exit.
        self.left = False

    def outcome(self) -> Outcome:
        job = self.job
        missing = self._missing_kernel()
        if missing:
            return missing
        from readout.reports.run.kernel import Kernel, manager_of
        from readout.reports.run.limits import Guard, system_kills

        kernel = Kernel(job.notebook.parent, job.environment, places.data_of(job.home), job.folder / OPENED)
        kills = system_kills()
        sockets = Path(tempfile.mkdtemp(prefix=f"{SOCKETS}{os.getpid()}-", dir=_short_folder()))
        guard = Guard(kernel, job.timeout, job.memory)
        failure: BaseException | None = None
        try:
            guard.start()
            self._papermill(manager_of(kernel, sockets))
        except Exception as error:
            failure = error
        finally:
            guard.stop()
            kernel.kill()
            status = kernel.wait()
            shutil.rmtree(sockets, ignore_errors=True)
        died = None if kernel.lived else status
        if died == -9 and system_kills() > kills:
            guard.cause = "memory"
        self._drop_markers()
        outcome = self._judge(failure, guard, died)
        if not outcome.well:
            # What a failed notebook made is not published; on a full disk it makes room for the record.
            for made in job.folder.iterdir():
                if made.name not in (OPENED, LOG):
                    shutil.rmtree(made) if made.is_dir() else made.unlink()
        try:
            self._save()
        except OSError as error:
            (job.folder / EXECUTED).unlink(missing_ok=True)
            if outcome.well:
                return self._tell("disk" if error.errno == errno.ENOSPC else "error", error.strerror or str(error))
        return outcome

    def _missing_kernel(self) -> Outcome | None:
        """Return the outcome where the file is no notebook or asks for a kernel that is not there."""
        import nbformat
        from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

        try:
            content = nbformat.reads(self.job.notebook.read_text(encoding="utf-8"), as_version=4)
            nbformat.validate(content)
        except OSError as error:
            return Outcome("notebook", words("notebook", self.job.name, None, error.strerror or str(error)))
        except Exception as error:  # nbformat raises many kinds: not JSON, no cells, an unknown version
            return Outcome("notebook", words("notebook", self.job.name, None, _first_line(error)))
        asked = content.metadata.get("kernelspec", {}).get("name", "python3")
        try:
            KernelSpecManager().get_kernel_spec(asked)
        except NoSuchKernel:
            there = ", ".join(sorted(KernelSpecManager().find_kernel_specs()))
            detail = f"it asks for {asked!r}, and here there is {there or 'none'}"
            return Outcome("kernel", words("kernel", self.job.name, None, detail))
        return None

    def _papermill(self, manager: type) -> None:
        import logging

        import papermill

        logging.getLogger("papermill").setLevel(logging.ERROR)
        logging.getLogger("traitlets").setLevel(logging.CRITICAL)
        papermill.execute_notebook(
            self.job.notebook,
            None,
            parameters=self.job.parameters,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            request_save_on_cell_execute=False,
            kernel_manager_class=manager,
            shutdown_kernel="immediate",
            on_notebook_start=self._on_start,
            on_cell_execute=self._on_cell,
            on_cell_executed=self._on_cell_executed,
        )

    def _on_start(self, notebook: Any) -> None:
        self.notebook = notebook

    def _on_cell(self, cell: Any, cell_index: int) -> None:
        self.cell = cell_index + 1
        self.tell(self.cell, len(self.notebook.cells))

    def _on_cell_executed(self, cell: Any, cell_index: int, execute_reply: Any) -> None:
        if execute_reply["content"]["status"] == "ok":
            self.finished.add(cell_index)
        self.left |= any(part.get("source") == "ask_exit" for part in execute_reply["content"].get("payload", []))

    def _judge(self, failure: BaseException | None, guard: Any, died: int | None) -> Outcome:
        """Return what happened, from what we saw ourselves: limits, the kernel's end, replies, errors."""
        job = self.job
        error = self._error_output()
        name, value = (error.get("ename", ""), error.get("evalue", "")) if error else ("", "")
        if guard.cause == "timeout":
            return self._tell("timeout", f"the limit is {job.timeout:g} seconds")
        if guard.cause == "memory" or name == "MemoryError":
            limit = f"the limit is {job.memory / 2**20:.0f} MB" if job.memory else "the system has no more"
            return self._tell("memory", limit)
        if name == "SystemExit":
            return self._tell("exit", f"sys.exit({value})")
        if self.left:
            return self._tell("exit", "exit()")
        if "[Errno 28]" in value or (isinstance(failure, OSError) and failure.errno == errno.ENOSPC):
            return self._tell("disk", "what it wrote did not fit")
        if name == "KeyboardInterrupt":
            return self._tell("interrupted", "the kernel got an interrupt")
        if error:
            # What the library itself says is a sentence for readers already.
            said = value if name == "ReadoutError" else f"{name}: {value}"
            return self._tell("error", said.splitlines()[0][:300] if value else name)
        if died is not None and self.cell is None and shutil.disk_usage(job.folder).free < LEAST_DISK:
            return self._tell("disk", "no kernel can start")
        if died is not None and self.cell is None:
            return self._tell("kernel", f"it ended with status {died} before the first cell")
        if died is not None and died < 0:
            return self._tell("killed", f"signal {-died} ended it")
        if died is not None:
            return self._tell("exit", f"the kernel ended by itself with status {died}")
        if failure:
            return self._tell("error" if self.notebook else "kernel", _first_line(failure))
        unfinished = self._unfinished()
        if unfinished is not None:
            self.cell = unfinished + 1
            return self._tell("error", "it was never executed")
        return Outcome("done", words("done", job.name, None))

    def _drop_markers(self) -> None:
        """Take out the banners that papermill puts before a failed cell; the report has words of its own."""
        if self.notebook:
            tag = "papermill-error-cell-tag"
            self.notebook.cells = [cell for cell in self.notebook.cells if tag not in cell.metadata.get("tags", [])]

    def _unfinished(self) -> int | None:
        """Return the first code cell that no kernel said `ok` to."""
        cells = enumerate(self.notebook.cells)
        code = [index for index, cell in cells if cell.cell_type == "code" and cell.source.strip()]
        return next((index for index in code if index not in self.finished), None)

    def _error_output(self) -> Any:
        for index, cell in enumerate(self.notebook.cells if self.notebook else []):
            for output in cell.get("outputs", []):
                if output.output_type == "error":
                    self.cell = index + 1
                    return output
        return None

    def _tell(self, kind: str, detail: str) -> Outcome:
        source = output = ""
        if self.notebook and self.cell:
            cell = self.notebook.cells[self.cell - 1]
            source, output = cell.source, _last_output(cell)
        return Outcome(kind, words(kind, self.job.name, self.cell, detail), self.cell, source, output)

    def _save(self) -> None:
        """Write the notebook as far as it was executed, without the clock times that papermill puts into it."""
        import nbformat

        if self.notebook is None:
            return
        self.notebook.metadata.pop("papermill", None)
        for index, cell in enumerate(self.notebook.cells):
            for key in ("papermill", "execution"):
                cell.metadata.pop(key, None)
            cell.id = f"cell-{index + 1}"
        nbformat.write(self.notebook, str(self.job.folder / EXECUTED))


def clear_sockets() -> None:
    """Remove the folders of sockets that runs left behind whose processes are gone."""
    folder = Path(_short_folder() or tempfile.gettempdir())
    for left in folder.glob(f"{SOCKETS}*"):
        number = left.name.removeprefix(SOCKETS).split("-")[0]
        if number.isdigit() and not psutil.pid_exists(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _last_output(cell: Any) -> str:
    texts = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            texts.append("".join(output.text))
        elif output.output_type == "error":
            texts.append(f"{output.ename}: {output.evalue}")
        else:
            texts.append("".join(output.get("data", {}).get("text/plain", "")))
    return "\n".join(texts).strip()[-LAST_OUTPUT_CHARACTERS:]


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__).rstrip(".")


def _short_folder() -> str | None:
    """Return a folder for sockets, whose paths may have about a hundred characters; None for the usual one."""
    return "/tmp" if len(tempfile.gettempdir()) > 60 and Path("/tmp").is_dir() else None
