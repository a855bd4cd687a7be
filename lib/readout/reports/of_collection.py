"""The report of a collection: its notebook, run by papermill, its page, and the feed of who moved, as one folder."""

import hashlib
import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from readout import places
from readout.collections import claim_parts, feed, shipped
from readout.collections.collection import ABOUT, Collection
from readout.errors import RunFailed
from readout.reports.pages import cells, pages
from readout.reports.plan import fingerprints
from readout.reports.plan.plan import COLLECTIONS, defaults
from readout.reports.run import papermill_run, run
from readout.reports.run.paths import EXECUTED
from readout.reports.shelf import publish, shelf

#: What the report rests on, by content.
KEY = "rests-on.json"
MOVED = "moved.xml"


@dataclass(frozen=True)
class Made:
    """What became of the report: its folder, whether it was run now, the seconds that took, and who moved since."""

    folder: Path
    new: bool
    seconds: float = 0.0
    moved: tuple[str, ...] = ()


def report(
    name: str,
    parameters: dict[str, Any],
    *,
    force: bool = False,
    limits: run.Limits | None = None,
    on_cell: Callable[[int, int], None] = lambda cell, cells: None,
    tell: Callable[[str], None] = lambda sentence: None,
) -> Made:
    """Bring the report of a collection up to date, in reports/collections/NAME; nothing is run where nothing changed.

    parameters: those of the notebook besides the collection. Raises ReadoutError where there is no such collection, and
    RunFailed, with the sentence that says why, where the notebook fails: the last good report then stays.
    """
    found = shipped.collection(name)
    notebook = places.collection_notebook()
    values = {**parameters, "collection": name}
    target = places.reports() / COLLECTIONS / name
    key = _key(found, notebook, values)
    if not force and _read(target / KEY) == key and (target / "index.html").is_file():
        return Made(target, False)
    clock = time.perf_counter()
    papermill_run.clear_sockets()
    with publish.held(places.reports(), tell), publish.staging(places.reports()) as folder:
        # The kernel must find the collection where this process does.
        where = (places.home(), places.cache())
        outcome = run.run(notebook, values, folder / "run", where, limits or run.Limits(), on_cell)
        if not outcome.well:
            raise RunFailed(f"{outcome.sentence} The last good report stays as it was.")
        staged = folder / "report"
        moved = _assemble(found, notebook.stem, values, folder / "run", staged, target)
        (staged / KEY).write_text(json.dumps(key, indent=1, ensure_ascii=False), encoding="utf-8")
        publish.publish(staged, target)
    shelf.write(places.reports())
    return Made(target, True, time.perf_counter() - clock, tuple(moved))


def _assemble(
    found: Collection, notebook: str, values: dict[str, Any], ran: Path, staged: Path, last: Path
) -> list[str]:
    """Put page, tables, figures, notebook and feed into a folder; return the titles of what is new in the feed."""
    from readout import compare

    (staged / "notebooks").mkdir(parents=True)
    for kind in ("tables", "figures"):
        if (ran / kind).is_dir():
            shutil.copytree(ran / kind, staged / kind)
    shutil.copy2(ran / EXECUTED, staged / "notebooks" / f"{notebook}.ipynb")
    page = cells.read(ran / EXECUTED, notebook)
    tables: dict[str, list[str]] = {}
    for path in sorted((staged / "tables").glob("*")):
        tables.setdefault(path.stem, []).append(path.name)
    written = pages.render(
        "collection.html.j2",
        pages.TABLE_SCRIPT.read_text(encoding="utf-8"),
        name=found.name,
        page=page,
        tables=tables,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    (staged / "index.html").write_text(written, encoding="utf-8")
    if (last / MOVED).is_file():
        shutil.copy2(last / MOVED, staged / MOVED)
    answers = found.answers
    moved = compare.moved(answers.sides(), window=int(values.get("window", 5)))
    ids = [name for side in ("before", "after") for some in moved[f"claim_ids_{side}"] for name in some]
    told = answers.sentences(ids) if ids else None
    said = {} if told is None else dict(zip(told["claim_id"].astype(str), told["sentence"].astype(str), strict=True))
    return feed.update(staged / MOVED, found.name, moved, said)


def _key(found: Collection, notebook: Path, values: dict[str, Any]) -> dict[str, Any]:
    """Return what the report rests on: notebook, parameters, library, packages, texts and claims, by content."""
    key = fingerprints.run_key(fingerprints.digest(notebook.read_bytes()), {**defaults(notebook), **values})
    parts = [found.folder / ABOUT, *claim_parts.parts(found.claims_folder)]
    return {**key, "claims": {path.name: _hash(path) for path in parts}}


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
