"""Run one notebook in a process of its own, and turn whatever happens to that process into an outcome."""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readout.reports.run import papermill_run, processes
from readout.reports.run.outcome import Outcome, words
from readout.reports.run.papermill_run import Job
from readout.reports.run.paths import LOG


@dataclass(frozen=True)
class Limits:
    """What one notebook may take: seconds, and bytes of memory; None sets no limit."""

    timeout: float | None = 600
    memory: int | None = 4 * 2**30


def run(
    notebook: Path,
    parameters: dict[str, Any],
    folder: Path,
    places: tuple[Path, Path],
    limits: Limits,
    on_cell: Callable[[int, int], None] = lambda cell, cells: None,
    decisions: Path | None = None,
) -> Outcome:
    """Run a notebook; what it makes goes into `folder`, which is made here.

    `places` are the project's folder and that of the cache; `on_cell` is called with the number of each cell that
    starts and the number of cells. `decisions` is the folder of people's decisions, where it is not the project's own.
    """
    home, cache = places
    environment = {"READOUT_OUTPUT": str(folder), "READOUT_CACHE": str(cache), "READOUT_HOME": str(home)}
    if decisions:
        environment["READOUT_ANNOTATIONS"] = str(decisions)
    job = Job(notebook, parameters, folder, home, environment, limits.timeout, limits.memory)
    try:
        folder.mkdir(parents=True)
        return processes.call(_papermill, job, on_message=lambda message: on_cell(*message), output=folder / LOG)
    except processes.Lost as lost:
        return Outcome("lost", words("lost", notebook.stem, None, str(lost)))
    except OSError as error:
        kind = "disk" if error.errno == errno.ENOSPC else "error"
        return Outcome(kind, words(kind, notebook.stem, None, error.strerror or str(error)))


def _papermill(job: Job, send: Callable[[Any], None]) -> Outcome:
    """Run a notebook in this process, sending the number of each cell that starts and the number of cells."""
    return papermill_run.run(job, lambda cell, cells: send((cell, cells)))
