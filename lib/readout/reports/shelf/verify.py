"""Run a published report again, from nothing, and say whether its tables come out the same."""

import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from readout import places
from readout.errors import ReadoutError
from readout.reports.plan import fingerprints
from readout.reports.plan.plan import notebooks
from readout.reports.record import record
from readout.reports.record.record import Record
from readout.reports.run import run
from readout.reports.run.outcome import Outcome


@dataclass(frozen=True)
class Verdict:
    """What a second run came to: how many tables are the same, what differs, and what changed meanwhile."""

    same: int
    differing: list[str]
    changed: list[str]

    @property
    def well(self) -> bool:
        """Return whether every table came out the same."""
        return not self.differing


def verify(folder: Path, jobs: int, limits: run.Limits, progress: Callable[..., None]) -> Verdict:
    """Run the notebooks of a report again, with its parameters and without any cache, and compare the tables.

    Raises ReadoutError where the folder is no report.
    """
    known = _record(folder)
    hashes = fingerprints.Hashes(places.home())
    expected = {name: content for one in known.runs for name, content in one.inputs.items()}
    changed = [f"{name} has changed since" for name, content in sorted(expected.items()) if hashes.of(name) != content]
    changed += _changed_keys(known, hashes)
    changed += record.altered(folder, known)
    with tempfile.TemporaryDirectory(prefix="readout-verify-") as temporary:
        outcomes = _run(known, Path(temporary), jobs, limits, progress)
        differing = [outcome.sentence for outcome in outcomes if not outcome.well]
        same = 0
        if not differing:
            for table in sorted(known.snapshot["tables"]):
                again = next(Path(temporary).glob(f"*/tables/{table}.csv"), None)
                if again and fingerprints.digest(again.read_bytes()) == _hash(folder / "tables" / f"{table}.csv"):
                    same += 1
                else:
                    differing.append(f"tables/{table}.csv comes out {'otherwise' if again else 'not at all'}")
    return Verdict(same, differing, changed)


def published(reports: Path) -> list[Path]:
    """Return the folders of all published reports."""
    return sorted(path.parent for path in reports.glob(f"*/{record.RECORD}"))


def faults(folder: Path) -> list[str]:
    """Return how the files of a report differ from what was published; raises ReadoutError where it is no report."""
    return record.altered(folder, _record(folder))


def _record(folder: Path) -> Record:
    known = record.read(folder)
    if known is None:
        raise ReadoutError(f"{folder} is no report: it has no readable {record.RECORD}; name a folder of reports/.")
    return known


def _run(known: Record, temporary: Path, jobs: int, limits: run.Limits, progress: Callable[..., None]) -> list[Outcome]:
    there = {path.stem: path for path in notebooks()}
    missing = [one.name for one in known.runs if one.name not in there]
    if missing:
        raise ReadoutError(f"The report was made by {', '.join(missing)}, which is not in {places.notebooks()} now.")

    def again(one: record.Run) -> Outcome:
        where = (places.home(), temporary / "cache")
        return run.run(
            there[one.name],
            one.key["parameters"],
            temporary / one.name,
            where,
            limits,
            lambda cell, cells: progress(known.text_id, one.name, cell, cells),
        )

    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(again, known.runs))


def _changed_keys(known: Record, hashes: fingerprints.Hashes) -> list[str]:
    found = []
    for one in known.runs:
        if hashes.of(f"notebooks/{one.name}.ipynb") != one.key["notebook"]:
            found.append(f"notebooks/{one.name}.ipynb has changed since")
    keys = [one.key for one in known.runs]
    if any(key["library"] != fingerprints.library() for key in keys):
        found.append("the library has changed since")
    if any(key["packages"] != fingerprints.packages_hash() for key in keys):
        found.append("package versions have changed since")
    return found


def _hash(path: Path) -> str:
    return fingerprints.digest(path.read_bytes()) if path.exists() else ""
