"""Who does the work: this process, worker processes of this machine, or the workers of a Dask cluster.

Each of them takes a unit and gives back the bytes of its claims. Workers need no folder in common with whoever gives
the work. A worker that dies is replaced, and its unit is given to another; a unit that kills one worker after another
is given back as lost.
"""

from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any, Protocol, Self

from readout.collections.annotating.unit import AnotherVersion, Unit, make
from readout.errors import ReadoutError, RunFailed, needs

#: Seconds to wait for a worker where all have gone.
PATIENCE = 120
#: How many workers may die on one unit before it is held to be the cause.
DEATHS = 3


class Lost(Exception):
    """Every worker that took a unit died."""


class Workers(Protocol):
    """Those who do the work."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...

    @property
    def slots(self) -> int:
        """Return how many units may be under way at once."""
        ...

    def give(self, unit: Unit) -> None:
        """Hand over a unit."""
        ...

    def finished(self) -> Iterator[tuple[Unit, bytes | Exception]]:
        """Yield what is finished, after waiting for at least one unit; an exception where it could not be done."""
        ...


class Here:
    """This process does the work itself, a unit at a time."""

    slots = 1

    def __init__(self) -> None:
        self._waiting: list[Unit] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._waiting.clear()

    def give(self, unit: Unit) -> None:
        """Hand over a unit."""
        self._waiting.append(unit)

    def finished(self) -> Iterator[tuple[Unit, bytes | Exception]]:
        """Yield the next unit with its claims."""
        unit = self._waiting.pop(0)
        yield unit, make(unit)


class OnDask:
    """The workers of a Dask scheduler, or so many processes of this machine where no address is given."""

    def __init__(self, scheduler: str | None, jobs: int):
        self._scheduler, self._jobs = scheduler, jobs
        self._cluster: Any = None
        self._client: Any = None
        self._under_way: dict[Any, Unit] = {}

    def __enter__(self) -> Self:
        needs("distributed", "cluster")
        import dask
        from distributed import Client, LocalCluster

        dask.config.set({"distributed.scheduler.allowed-failures": DEATHS})
        if self._scheduler is None:
            try:
                self._cluster = LocalCluster(
                    n_workers=self._jobs,
                    threads_per_worker=1,
                    dashboard_address=None,
                    memory_limit=0,
                    silence_logs=50,
                )
            except OSError as error:
                raise RunFailed(f"No worker processes can be started here ({error}); take --jobs 1.") from None
            self._client = Client(self._cluster, set_as_default=False)
            return self
        try:
            self._client = Client(self._scheduler, timeout=5, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ReadoutError(f"No Dask scheduler answers at {self._scheduler}: {str(error).rstrip('.')}.") from None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(Exception):
            self._client.close(timeout=5)
        if self._cluster is not None:
            with suppress(Exception):
                self._cluster.close(timeout=10)

    @property
    def slots(self) -> int:
        """Return twice as many units as there are threads: one under way and one that waits, for each."""
        return 2 * max(1, self._jobs, sum(self._client.nthreads().values()))

    def give(self, unit: Unit) -> None:
        """Hand over a unit."""
        self._under_way[self._client.submit(make, unit, pure=False)] = unit

    def finished(self) -> Iterator[tuple[Unit, bytes | Exception]]:
        """Yield what is finished; raises RunFailed where scheduler or workers are gone for good."""
        from distributed import wait
        from distributed.scheduler import KilledWorker

        waited = 0
        while True:
            try:
                with self._client.as_current():
                    ready = wait(list(self._under_way), timeout=10, return_when="FIRST_COMPLETED").done
                break
            except TimeoutError:
                waited = 0 if self._workers() else waited + 10
                if waited >= PATIENCE:
                    raise RunFailed(
                        f"No worker is left after {PATIENCE} seconds; what is done stays, and the same command goes on "
                        "when there are workers."
                    ) from None
        for future in ready:
            unit = self._under_way.pop(future)
            if future.status == "cancelled" or future.status == "lost":
                raise RunFailed("The Dask scheduler is gone; what is done stays, and the same command goes on.")
            error = future.exception()
            if error is None:
                yield unit, future.result()
            else:
                yield unit, Lost(str(error)) if isinstance(error, KilledWorker) else error

    def _workers(self) -> int:
        try:
            return len(self._client.scheduler_info(n_workers=-1)["workers"])
        except (OSError, ValueError):
            return 0


def of(scheduler: str | None, jobs: int) -> Workers:
    """Return who does the work: the cluster behind an address, some processes here, or this process itself."""
    return Here() if scheduler is None and jobs == 1 else OnDask(scheduler, jobs)


__all__ = ["AnotherVersion", "Here", "Lost", "OnDask", "Workers", "of"]
