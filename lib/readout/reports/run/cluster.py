"""The same runs on the machines of a Dask cluster, with what they make collected in one place.

Every machine needs the project, set up and in the same state; each run says so where that is not the case. Where a
worker dies, Dask gives its run to another.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readout import places
from readout.errors import ReadoutError, needs
from readout.reports.plan import fingerprints
from readout.reports.run import run
from readout.reports.run.outcome import Outcome, words

#: How often a run is given to another worker.
RETRIES = 3


@dataclass(frozen=True)
class Order:
    """One run for another machine: names and content instead of paths, and what the machine must have."""

    notebook: str
    parameters: dict[str, Any]
    limits: run.Limits
    #: A text that is not in the library: the name and the content of its file.
    file: tuple[str, bytes] | None
    library: str
    #: The hashes of the notebook and of everything in the data folder, by name.
    project: dict[str, str]


class Cluster:
    """A connection to a Dask scheduler."""

    def __init__(self, address: str):
        needs("distributed", "cluster")
        from distributed import Client

        try:
            self.client = Client(address, timeout=5, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ReadoutError(f"No Dask scheduler answers at {address}: {str(error).rstrip('.')}.") from None

    @property
    def slots(self) -> int:
        """Return how many runs the cluster takes at once."""
        return max(1, sum(self.client.nthreads().values()))

    def run(self, notebook: Path, parameters: dict[str, Any], folder: Path, limits: run.Limits) -> Outcome:
        """Run a notebook on one of the machines and put what it makes into `folder`."""
        home = places.home()
        hashes = fingerprints.Hashes(home)
        names = [places.name_of(path, home) for path in places.data_files(home)]
        path = Path(parameters.get("text", ""))
        order = Order(
            notebook.stem,
            parameters,
            limits,
            (path.name, path.read_bytes()) if path.is_absolute() else None,
            fingerprints.library(),
            {name: hashes.of(name) for name in [*names, f"notebooks/{notebook.name}"]},
        )
        future = self.client.submit(execute, order, pure=False, retries=RETRIES)
        try:
            outcome, files = future.result()
        except Exception as error:  # the scheduler gave up: every worker that took it died
            return Outcome("lost", words("lost", notebook.stem, None, str(error).splitlines()[0]))
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return outcome

    def close(self) -> None:
        """End the connection; the cluster goes on."""
        self.client.close()


def execute(order: Order) -> tuple[Outcome, dict[str, bytes]]:
    """Run an order on this machine, and return how it ended and the files that it made, by name."""
    import multiprocessing

    # Dask marks its workers as processes that may not have children; ours are waited for here.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    differs = _difference(order)
    if differs:
        return Outcome("error", words("error", order.notebook, None, f"on {_machine()} {differs}")), {}
    home = places.home()
    with tempfile.TemporaryDirectory(prefix="readout-order-") as temporary:
        parameters = dict(order.parameters)
        if order.file:
            text = Path(temporary) / "text" / order.file[0]
            text.parent.mkdir()
            text.write_bytes(order.file[1])
            parameters["text"] = str(text)
        folder = Path(temporary) / "made"
        cache = places.reports() / ".cache" / f"cluster-{order.library[:16]}"
        outcome = run.run(
            places.notebooks() / f"{order.notebook}.ipynb", parameters, folder, (home, cache), order.limits
        )
        made = [path for path in folder.rglob("*") if path.is_file()]
        return outcome, {path.relative_to(folder).as_posix(): path.read_bytes() for path in made}


def _difference(order: Order) -> str | None:
    """Return in words what this machine's project has otherwise than the one that sent the order."""
    if fingerprints.library() != order.library:
        return "the library is another one; bring the project there to the same state"
    hashes = fingerprints.Hashes(places.home())
    other = [name for name, content in order.project.items() if hashes.of(name) != content]
    return f"{other[0]} is another one; bring the project there to the same state" if other else None


def _machine() -> str:
    import platform

    return platform.node() or "a worker"
