"""The record and the page of a run that failed, kept beside the reports: the last good report stays as it was."""

import contextlib
import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from readout.reports.plan.plan import Plan
from readout.reports.record.record import Record
from readout.reports.run.outcome import Outcome
from readout.reports.shelf import publish as publication

FAILURE = "failure.json"


@dataclass(frozen=True)
class Failure:
    """A failed run: which text, when, and how each notebook ended; `last` is the time of the last good report."""

    text_id: str
    title: str
    made: str
    outcomes: list[dict[str, Any]]
    last: str | None
    #: Which run of the text this is, counted with the good ones.
    number: int = 0

    @property
    def sentences(self) -> list[str]:
        """Return what went wrong, a sentence for each notebook that failed."""
        return [outcome["sentence"] for outcome in self.outcomes if outcome["kind"] != "done"]


def folder(reports: Path, text_id: str) -> Path:
    """Return where the failure of a text is kept."""
    return reports / "failures" / text_id


def read(reports: Path, text_id: str) -> Failure | None:
    """Return the failure of a text's latest run, or None where that went well."""
    try:
        return Failure(**json.loads((folder(reports, text_id) / FAILURE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def publish(
    plan: Plan, outcomes: list[Outcome], work: Path, reports: Path, before: Record | None, number: int = 0
) -> None:
    """Publish the failure of a text: its record, its page, and the notebooks as far as they were executed.

    Where the disk is full, what the run itself wrote makes room first; the record alone is kept in need.
    """
    staged = work / "failure"
    try:
        _write(plan, outcomes, work, staged, before, number, pages=True)
    except OSError:
        shutil.rmtree(work, ignore_errors=True)
        with contextlib.suppress(OSError):
            _write(plan, outcomes, work, staged, before, number, pages=False)
    with contextlib.suppress(OSError):
        if (staged / FAILURE).exists():
            publication.publish(staged, folder(reports, plan.text_id))


def _write(
    plan: Plan, outcomes: list[Outcome], work: Path, staged: Path, before: Record | None, number: int, pages: bool
) -> None:
    from readout.reports.pages import cells
    from readout.reports.pages.pages import About, write_failure
    from readout.reports.run.paths import EXECUTED

    staged.mkdir(parents=True)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    title = before.title if before else _title(plan)
    last = before.made if before else None
    executed = []
    for notebook in plan.notebooks if pages else ():
        source = work / notebook.stem / EXECUTED
        if source.exists():
            shutil.move(source, staged / f"{notebook.stem}.ipynb")
            page = cells.read(staged / f"{notebook.stem}.ipynb", notebook.stem, files=False)
            executed.append((page, f"{notebook.stem}.ipynb"))
    write_failure(About(plan.text_id, title, None, []), outcomes, executed, made, last, staged)
    content = Failure(plan.text_id, title, made, [outcome.to_json() for outcome in outcomes], last, number)
    (staged / FAILURE).write_text(json.dumps(content.__dict__, indent=1, ensure_ascii=False), encoding="utf-8")


def _title(plan: Plan) -> str:
    import readout
    from readout.errors import ReadoutError

    if plan.title:
        return plan.title
    try:
        return str(readout.load(plan.text).title)
    except ReadoutError:
        return plan.text_id
