"""Bring reports up to date: run what changed, each notebook in a process of its own, and publish text by text."""

import contextlib
import errno
import json
import os
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import readout
from readout import places, write
from readout.errors import ReadoutError, RunFailed
from readout.reports.plan import fingerprints, staleness
from readout.reports.plan.plan import Plan, notebooks
from readout.reports.record import record
from readout.reports.run import cluster, papermill_run, processes, run
from readout.reports.run.outcome import Outcome, words
from readout.reports.shelf import failure, publish, shelf
from readout.write import reason

CACHE = ".cache"
#: What a failure names where no notebook is to blame.
REPORT = "The report"


@dataclass(frozen=True)
class Settings:
    """How to run: notebooks at once (0 for one a processor), forced or not, and what one notebook may take."""

    jobs: int = 0
    force: bool = False
    limits: run.Limits = field(default_factory=run.Limits)
    #: What to make besides the pages: `pdf`, `slides`.
    extras: tuple[str, ...] = ()
    #: The address of a Dask scheduler, or None to run everything on this machine.
    scheduler: str | None = None

    @property
    def slots(self) -> int:
        """Return the number of notebooks to run at once: as asked, else one a processor."""
        return self.jobs or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(2))


@dataclass
class Result:
    """What became of one text: `made`, `up to date` or `failed`, with a sentence for each notebook that failed."""

    text_id: str
    status: str
    folder: Path
    seconds: float = 0.0
    why: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    claims: int = 0
    changes: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return the result as plain values."""
        return {**self.__dict__, "folder": str(self.folder)}


#: Called with the text's id, a notebook's name, the number of the cell that starts, and the number of cells.
Progress = Callable[[str, str, int, int], None]


def regenerate(
    plans: list[Plan],
    settings: Settings,
    progress: Progress = lambda text, name, cell, cells: None,
    tell: Callable[[str], None] = lambda sentence: None,
    started: Callable[[int], None] = lambda count: None,
) -> list[Result]:
    """Bring the reports of these plans up to date and the shelf with them; return a result for each plan.

    `started` is called with the number of notebooks that are to be run. One text's failure stops no other. Raises
    RunFailed where nothing can be written at all.
    """
    reports = places.reports()
    papermill_run.clear_sockets()
    with publish.held(reports, tell), publish.staging(reports) as folder:
        work = _Work(reports, folder, settings, progress)
        results = work.all(plans, started)
        # What the run itself wrote makes room for the shelf on a full disk.
        shutil.rmtree(folder, ignore_errors=True)
        try:
            shelf.write(reports)
        except (OSError, ReadoutError) as error:
            said = str(error) if isinstance(error, ReadoutError) else f"{reason(error)}."
            sentence = f"The shelf could not be written: {said}"
            if not any(result.status == "failed" for result in results):
                raise RunFailed(sentence) from None
            tell(sentence)
        return results


class _Work:
    """One run over several texts."""

    def __init__(self, reports: Path, folder: Path, settings: Settings, progress: Progress):
        self.reports, self.folder, self.settings, self.progress = reports, folder, settings, progress
        self.home = places.home()
        self.decisions = self._decisions()
        self.hashes = fingerprints.Hashes(self.home, self.decisions)
        self.shelf_lock = threading.Lock()
        self.interrupted = threading.Event()
        self.cluster = cluster.Cluster(settings.scheduler) if settings.scheduler else None
        self.slots = settings.jobs or self.cluster.slots if self.cluster else settings.slots

    def all(self, plans: list[Plan], started: Callable[[int], None]) -> list[Result]:
        self.hashes.all_data()
        self.cache = self._claims_cache()
        texts = [_Text(plan, self) for plan in plans]
        started(sum(len(text.why) for text in texts))
        with ThreadPoolExecutor(self.slots) as pool:
            futures: list[Future[None]] = []
            for text in texts:
                if text.nothing_to_do:
                    continue
                steps: list[str | None] = list(text.why) if text.why and not text.plan.problem else [None]
                futures += [pool.submit(text.step, name) for name in steps]
            try:
                for future in futures:
                    future.result()
            except KeyboardInterrupt:
                self.interrupted.set()
                for future in futures:
                    future.cancel()
                processes.end_all()
        if self.cluster:
            self.cluster.close()
        if self.interrupted.is_set():
            for text in texts:
                text.interrupt()
        return [text.result for text in texts]

    def _decisions(self) -> Path:
        """Return a copy of people's decisions as they are now: all notebooks of a run see the same ones."""
        copy, kept = self.folder / ".decisions", places.data_of(self.home) / "annotations"
        if kept.is_dir():
            shutil.copytree(kept, copy, ignore=_no_decisions)
        return copy

    def _claims_cache(self) -> Path:
        """Return the folder of claims that were computed by this very library; those of others are thrown away."""
        key = fingerprints.digest((fingerprints.library() + fingerprints.packages_hash()).encode())[:16]
        for other in (self.reports / CACHE).glob("*"):
            if other.name != key:
                shutil.rmtree(other, ignore_errors=True)
        return self.reports / CACHE / key


def _no_decisions(at: str, names: list[str]) -> set[str]:
    """Return what of a folder of decisions is none: unfinished files, trails, and pipes, which would wait for ever."""
    special = {name for name in names if not ((Path(at) / name).is_file() or (Path(at) / name).is_dir())}
    return special | shutil.ignore_patterns(f"{write.UNFINISHED}*", "*.trail")(at, names)


class _Text:
    """One text of a run: its notebooks still to run, and what came of those that ran."""

    def __init__(self, plan: Plan, work: _Work):
        self.plan, self.work = plan, work
        self.target = work.reports / plan.text_id
        self.folder = work.folder / plan.text_id
        self.before = record.read(self.target)
        failed = failure.read(work.reports, plan.text_id)
        force = work.settings.force or failed is not None
        #: Counts the runs of the text that ended: clocks are set back, numbers are not.
        self.number = 1 + max(self.before.number if self.before else 0, failed.number if failed else 0)
        self.why = staleness.reasons(plan, self.target, self.before, work.hashes, force)
        self.nothing_to_do = not (
            self.why or plan.problem or staleness.pages_are_stale(self.before, work.settings.extras)
        )
        claims = len(self.before.snapshot["claims"]) if self.before else 0
        self.result = Result(plan.text_id, "up to date", self.target, why=dict(self.why), claims=claims)
        self.waiting = max(1, len(self.why)) if not plan.problem else 1
        self.outcomes: dict[str, Outcome] = {}
        self.lock = threading.Lock()
        self.clock: float | None = None

    def step(self, name: str | None) -> None:
        """Run one notebook, or none where only the pages are to be made; after the last one finish the text."""
        self.clock = self.clock or time.perf_counter()
        if name is not None:
            try:
                outcome = self._run(name)
            except Exception as error:  # the process that starts the others may be gone: the run is lost, not well
                outcome = Outcome("lost", words("lost", name, None, str(error) or type(error).__name__))
            with self.lock:
                self.outcomes[name] = outcome
        with self.lock:
            self.waiting -= 1
            last = self.waiting == 0
        if last and not self.work.interrupted.is_set():
            self._finish()

    def interrupt(self) -> None:
        """Record the text as interrupted where its run had begun and was not brought to its end."""
        if self.clock is None or self.result.status != "up to date":
            return
        for name in self.why:
            if name not in self.outcomes or self.outcomes[name].kind == "lost":
                self.outcomes[name] = Outcome("interrupted", words("interrupted", name, None, "the run was stopped"))
        self._fail(list(self.outcomes.values()))

    def _run(self, name: str) -> Outcome:
        notebook = next(path for path in notebooks() if path.stem == name)
        limits = self.work.settings.limits
        if self.work.cluster:
            return self.work.cluster.run(notebook, self._parameters(name), self.folder / name, limits)
        return run.run(
            notebook,
            self._parameters(name),
            self.folder / name,
            (self.work.home, self.work.cache),
            limits,
            lambda cell, cells: self.work.progress(self.plan.text_id, name, cell, cells),
            self.work.decisions,
        )

    def _parameters(self, name: str) -> dict[str, Any]:
        return self.plan.parameters_of(next(path for path in notebooks() if path.stem == name))

    def _finish(self) -> None:
        outcomes = list(self.outcomes.values())
        if self.plan.problem:
            self._fail([Outcome("text", self.plan.problem)])
        elif not all(outcome.well for outcome in outcomes):
            self._fail(outcomes)
        else:
            try:
                self._publish()
            except Exception as error:  # whatever it is, it must not stop the other texts
                kind = "disk" if isinstance(error, OSError) and error.errno == errno.ENOSPC else "error"
                known = isinstance(error, ReadoutError)
                self._fail([*outcomes, Outcome(kind, str(error) if known else words(kind, REPORT, None, str(error)))])
        self.result.seconds = round(time.perf_counter() - (self.clock or 0), 3)
        # A full disk may keep the shelf from being written; it is written once more when the run ends.
        with self.work.shelf_lock, contextlib.suppress(OSError, ReadoutError):
            shelf.write(self.work.reports)

    def _publish(self) -> None:
        from readout.reports.pages.assemble import Ran, inputs_of

        hashes = self.work.hashes
        text_id = readout.load(self.plan.text).id
        ran = [
            Ran(
                name,
                self.folder / name,
                fingerprints.run_key(hashes.of(f"notebooks/{name}.ipynb"), self._parameters(name)),
                inputs_of(self.plan, text_id, outcome, hashes),
                outcome,
            )
            for name, outcome in sorted(self.outcomes.items())
        ]
        staged = self.folder / "report"
        staged.mkdir(parents=True)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        extras = self.work.settings.extras
        result = processes.call(
            _assemble, self.plan, ran, self.target, staged, self.work.home, made, extras, self.number
        )
        publish.publish(staged, self.target)
        publish.withdraw(failure.folder(self.work.reports, self.plan.text_id), self.folder)
        self.result.status = "made"
        self.result.claims = len(result.snapshot["claims"])
        if result.changed == made:
            self.result.changes = json.loads((self.target / "changes.json").read_text(encoding="utf-8"))["summary"]

    def _fail(self, outcomes: list[Outcome]) -> None:
        self.result.status = "failed"
        self.result.failures = [outcome.sentence for outcome in outcomes if not outcome.well]
        failure.publish(self.plan, outcomes, self.folder, self.work.reports, self.before, self.number)


def _assemble(*arguments: Any, send: Callable[[Any], None]) -> Any:
    """Assemble a report in this process (see `pages.assemble`); it sends nothing on the way."""
    from readout.reports.pages.assemble import assemble

    return assemble(*arguments)
