"""What is installed, which study this is, what is stale, and what is wrong: tried one by one, told in words."""

import importlib.metadata
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import readout
from readout import codebook, parser, places
from readout.errors import ReadoutError

#: What the extras bring, by a module of theirs.
EXTRAS = {"lab": "jupyterlab", "cluster": "distributed", "exchange": "cassis"}
#: A disk that takes longer than this to keep a small file makes every decision wait, in seconds.
SLOW = 0.5


class Finding(NamedTuple):
    """One thing that was looked at: what, whether it is well, and what to say or do. A hint is nothing wrong."""

    what: str
    well: bool
    words: str
    hint: bool = False


def findings() -> Iterator[Finding]:
    """Yield what was found, one by one as it is looked at."""
    yield Finding("Readout", True, f"{readout.__version__} on Python {sys.version.split()[0]}, in {places.PACKAGE}.")
    yield _extras()
    try:
        yield Finding("parser", True, f"{parser.version()}.")
        here = places.found()
    except ReadoutError as error:
        yield Finding("study", False, str(error))
        return
    if here.kind == "shipped":
        yield Finding("study", False, "none here; `readout init FOLDER` makes one, --study names one.", True)
        return
    by = " (named by READOUT_HOME or --study)" if here.by == "READOUT_HOME" else ""
    what = "a clone of Readout" if here.kind == "project" else "a study"
    yield Finding("study", True, f"{here.folder}, {what}{by}.")
    if sentence := places.not_obvious():
        yield Finding("which study", False, sentence, True)
    yield from _parts(here)
    yield _disk(here.folder)
    yield from _texts()
    yield from _codebook()
    yield from _decisions()
    yield from _stale(here)


def _extras() -> Finding:
    there: list[str] = []
    missing: list[str] = []
    for extra, module in EXTRAS.items():
        (there if importlib.util.find_spec(module) else missing).append(extra)
    lacking = (
        f"; not installed: {', '.join(missing)} (pip install 'readout-notebooks[{missing[0]}]')" if missing else ""
    )
    return Finding("extras", not missing, f"{', '.join(there) or 'none'}{lacking}.", True)


def _parts(here: places.Home) -> Iterator[Finding]:
    for name in ("texts", "annotations"):
        folder = places.data_of(here.folder) / name
        if not folder.is_dir():
            told = f"{folder} is missing: half a study; `readout init {here.folder}` puts the folder back."
            yield Finding(name, False, told)
    if here.kind == "study":
        from readout.study import layout, update

        said = layout.settings(here.folder)
        steps = update.plan(here.folder)
        if steps:
            words = (
                f"{said.get('readout', 'an unknown version')} made it; `readout update` has {len(steps)} steps to show."
            )
            yield Finding("version", False, words, True)


def _disk(folder: Path) -> Finding:
    started = time.perf_counter()
    path = folder / f".readout-tried-{os.getpid()}"
    try:
        with path.open("wb") as file:
            file.write(b"tried")
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except OSError as error:
        return Finding("disk", False, f"{folder} cannot be written: {(error.strerror or str(error)).lower()}.")
    seconds = time.perf_counter() - started
    if seconds > SLOW:
        words = f"a small file took {seconds:.1f} s; work on a copy on this machine, and keep both by git or by pack."
        return Finding("disk", False, words, True)
    return Finding("disk", True, f"a small file was kept in {1000 * seconds:.0f} ms.")


def _texts() -> Iterator[Finding]:
    from readout.texts.library import library

    try:
        texts = library()
    except ReadoutError as error:
        yield Finding("texts", False, str(error))
        return
    yield Finding("texts", True, f"{len(texts)}.")
    for problem in texts.problems:
        yield Finding("text", False, problem)


def _codebook() -> Iterator[Finding]:
    try:
        book = codebook.load()
    except ReadoutError as error:
        yield Finding("codebook", False, str(error))
        return
    empty = not book.issues
    words = (
        "empty; `readout codebook suggest` proposes codes from the texts."
        if empty
        else f"{len(book.issues)} issues, {len(book.themes)} themes."
    )
    yield Finding("codebook", not empty, words, True)


def _decisions() -> Iterator[Finding]:
    from readout.reviewing.decisions.store import Store
    from readout.texts.library import library

    count = 0
    known = set(library().ids) if places.texts().is_dir() else set()
    for path in sorted(places.annotations().glob("*/*.jsonl")):
        kept = Store(path).read()
        count += len(kept.active)
        for trouble in kept.trouble:
            yield Finding("decision", False, trouble)
        if known and path.parent.name not in known:
            words = f"{path} is about a text that is not here; `readout decisions NEW-ID --from {path.parent.name}`."
            yield Finding("decision", False, words, True)
    yield Finding("decisions", True, f"{count}.")


def _stale(here: places.Home) -> Iterator[Finding]:
    from readout.reports.plan import plan as planning
    from readout.reports.plan import staleness
    from readout.reports.plan.fingerprints import Hashes
    from readout.reports.record import record

    hashes = Hashes(here.folder)
    for folder in sorted(places.reports().glob("*")):
        before = record.read(folder)
        if before is None:
            continue
        parameters = {name: value for run in before.runs for name, value in run.key["parameters"].items()}
        plan = planning.Plan(before.text_id, before.text, planning.notebooks(), parameters)
        why = staleness.reasons(plan, folder, before, hashes, force=False)
        if why:
            yield Finding(
                "report", False, f"{folder.name} is stale: {next(iter(why.values()))}; `readout report`.", True
            )
