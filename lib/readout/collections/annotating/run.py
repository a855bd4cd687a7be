"""The run over a collection: what is to be done, given out unit by unit, and put together part by part.

Whatever breaks it off, what is done stays: each unit is a file of its own, written whole, and a run begins by looking
at what there is. A text is done again only where it, the library or the codebook changed.
"""

import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from readout import write
from readout.collections import claim_parts, parquet, text_rows
from readout.collections.annotating import workers
from readout.collections.annotating.unit import AnotherVersion, Unit, library
from readout.collections.claim_parts import Done
from readout.collections.collection import Collection
from readout.errors import ReadoutError, RunFailed

#: A unit has about so many words, and no more texts than that.
WORDS, TEXTS = 6_000, 16
#: The file without claims for texts that the annotator does not get.
NOTHING = "nothing.parquet"


@dataclass
class Progress:
    """How far a run is: texts and words of all and done (in this run), claims made, and since when."""

    texts: int = 0
    words: int = 0
    texts_done: int = 0
    words_done: int = 0
    claims: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    kept: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Return how long the run has gone on."""
        return time.monotonic() - self.started

    @property
    def words_a_second(self) -> float:
        """Return the rate."""
        return self.words_done / max(self.seconds, 1e-9)

    @property
    def seconds_left(self) -> float | None:
        """Return about how long it will go on, or None as long as nothing is done."""
        return (self.words - self.words_done) / self.words_a_second if self.words_done else None


def annotate(
    collection: Collection,
    *,
    scheduler: str | None = None,
    jobs: int = 0,
    only: Callable[[dict[str, Any]], bool] | None = None,
    retry: bool = False,
    tell: Callable[[Progress], None] = lambda progress: None,
) -> Progress:
    """Make the claims of a collection that are not made yet, and return what was done.

    scheduler: the address of a Dask scheduler. jobs: processes on this machine, 0 for one a processor, 1 for this
    process alone. only: leaves the texts out of whose row it says no; they count as not done. retry: takes up again
    what failed. tell: called as units come in. Raises ReadoutError or RunFailed with one sentence; what was done then
    stays.
    """
    jobs = jobs or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(2))
    claims = collection.claims_folder
    try:
        (claims / claim_parts.UNITS).mkdir(parents=True, exist_ok=True)
        with FileLock(claims / ".lock", timeout=0):
            return _Run(collection, only, retry, tell).go(scheduler, jobs)
    except Timeout:
        raise ReadoutError(f"Another run is annotating {collection.name}; wait for its end.") from None
    except OSError as error:
        raise RunFailed(f"{claims} cannot be written ({write.reason(error)}); what is done stays.") from None


class _Run:
    def __init__(
        self,
        collection: Collection,
        only: Callable[[dict[str, Any]], bool] | None,
        retry: bool,
        tell: Callable[[Progress], None],
    ):
        self.claims = collection.claims_folder
        self.text_parts = {path.name: path for path in collection.text_parts}
        self.only, self.retry, self.tell = only, retry, tell
        self.library = library()
        self.progress = Progress()
        #: By a text's hash, the file that holds its claims.
        self.where: dict[str, tuple[Path, Done]] = {}
        #: The hashes of the texts that a part still waits for.
        self.waiting: dict[str, set[str]] = {}
        #: The same of texts that a run was not asked for.
        self.left_out: dict[str, tuple[Path, Done]] = {}
        self.part_of: dict[str, str] = {}

    def go(self, scheduler: str | None, jobs: int) -> Progress:
        write.sweep(self.claims / claim_parts.UNITS, hours=0)
        write.sweep(self.claims, hours=0)
        self._look()
        pending = self._pending()
        self.tell(self.progress)
        if self.progress.texts:
            with workers.of(scheduler, jobs) as crew:
                self._work(crew, pending)
        for name in list(self.waiting):
            self._put_together(name)
        self._clear()
        return self.progress

    def _look(self) -> None:
        """Find out what is done: in parts that fit, and in units."""
        claim_parts.fit(self.claims, next(iter(self.text_parts.values())).parent)
        for path in [*claim_parts.units(self.claims), *claim_parts.parts(self.claims)]:
            for one in claim_parts.done_in(path):
                if one.state == text_rows.LEFT_OUT:
                    self.left_out[one.hash] = (path, one)
                elif one.library == self.library and not (self.retry and one.state == text_rows.FAILED):
                    self.where[one.hash] = (path, one)

    def _pending(self) -> Iterator[Unit]:
        """Count what is to be done, and return it in units, read part by part as they are asked for."""
        parts: list[tuple[Path, list[str]]] = []
        columns = [name for name in text_rows.schema().names if name != "text"]
        for name, path in self.text_parts.items():
            missing = []
            self.waiting[name] = set()
            for row in parquet.read(path, columns).to_pylist():
                self.part_of[row["hash"]] = name
                if row["hash"] in self.where:
                    self.progress.kept += 1
                elif row["state"]:
                    self.where[row["hash"]] = self._nothing(row, row["state"])
                elif self.only is not None and not self.only(row):
                    self.where[row["hash"]] = self.left_out.get(row["hash"]) or self._nothing(row, text_rows.LEFT_OUT)
                else:
                    missing.append(row["hash"])
                    self.waiting[name].add(row["hash"])
                    self.progress.texts += 1
                    self.progress.words += row["words"]
            if missing:
                parts.append((path, missing))
        return self._units(parts)

    def _nothing(self, row: dict[str, Any], state: str) -> tuple[Path, Done]:
        """Return what is said of a text that the annotator does not get."""
        done = Done(row["id"], row["hash"], self.library, state, "", 0)
        return self.claims / claim_parts.UNITS / NOTHING, done

    def _units(self, parts: list[tuple[Path, list[str]]]) -> Iterator[Unit]:
        for path, missing in parts:
            wanted, rows, words = set(missing), list[dict[str, Any]](), 0
            for row in parquet.read(path).to_pylist():
                if row["hash"] not in wanted:
                    continue
                if rows and (words + row["words"] > WORDS or len(rows) == TEXTS):
                    yield Unit(tuple(rows), self.library)
                    rows, words = [], 0
                rows.append(row)
                words += row["words"]
            if rows:
                yield Unit(tuple(rows), self.library)

    def _work(self, crew: workers.Workers, pending: Iterator[Unit]) -> None:
        under_way, again = 0, deque[Unit]()
        while True:
            while under_way < crew.slots:
                unit = again.popleft() if again else next(pending, None)
                if unit is None:
                    break
                crew.give(unit)
                under_way += 1
            if not under_way:
                return
            for unit, result in crew.finished():
                under_way -= 1
                again += self._take(unit, result)

    def _take(self, unit: Unit, result: bytes | Exception) -> list[Unit]:
        """Keep what a unit came to; return the units to be given again."""
        if isinstance(result, AnotherVersion):
            raise RunFailed(
                f"The library, model or codebook on {result} is another one than here; bring the worker to the same "
                "state. What is done stays."
            )
        if isinstance(result, Exception):
            if len(unit.rows) > 1:  # one of the texts is the cause: each by itself
                return [Unit((row,), unit.library) for row in unit.rows]
            row = unit.rows[0]
            died = isinstance(result, workers.Lost)
            note = f"{workers.DEATHS} workers died on it" if died else f"{type(result).__name__}: {result}"
            done = Done(row["id"], row["hash"], self.library, text_rows.FAILED, note[:300], 0)
            table = claim_parts.with_done(claim_parts.schema().empty_table(), [done])
            path = self._unit_path(unit)
            parquet.whole(path, table)
        else:
            path = self._unit_path(unit)
            write.whole(path, result)
        for one in claim_parts.done_in(path):
            self.where[one.hash] = (path, one)
            self.progress.claims += one.claims
            if one.state == text_rows.FAILED:
                self.progress.failed[one.id] = one.note
        self.progress.texts_done += len(unit.rows)
        self.progress.words_done += sum(row["words"] for row in unit.rows)
        for name in {self.part_of[row["hash"]] for row in unit.rows}:
            self.waiting[name] -= {row["hash"] for row in unit.rows}
            if not self.waiting[name]:
                self._put_together(name)
        self.tell(self.progress)
        return []

    def _unit_path(self, unit: Unit) -> Path:
        return self.claims / claim_parts.UNITS / f"{unit.rows[0]['hash']}.parquet"

    def _put_together(self, name: str) -> None:
        """Write the part of some texts, where all of them are done and it is not there yet."""
        if self.waiting.get(name):
            return
        self.waiting.pop(name, None)
        order = claim_parts.wanted(self.text_parts[name])
        path = self.claims / name
        if path.is_file() and all(self.where[hash][0] == path for _, hash in order):
            return
        for _, hash in order:
            if self.where[hash][0].name == NOTHING:
                claim_parts.keep_nothing(self.where[hash][0])
        claim_parts.put_together(self.claims, name, order, self.where)
        for _, hash in order:
            self.where[hash] = (path, self.where[hash][1])

    def _clear(self) -> None:
        """Remove units whose texts are all in parts; after a run that did everything, all of them."""
        in_use = {path for path, _ in self.where.values()}
        for path in claim_parts.units(self.claims):
            if path not in in_use or path.name == NOTHING:
                path.unlink(missing_ok=True)
