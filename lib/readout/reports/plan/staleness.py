"""Which notebooks of a report must be run again, and why: by content, never by time stamps."""

from pathlib import Path

from readout.reports.plan.fingerprints import Hashes, page_maker, run_key
from readout.reports.plan.plan import Plan, notebooks
from readout.reports.record import record
from readout.reports.record.record import Record, Run

PARTS = {
    "notebook": "the notebook changed",
    "parameters": "a parameter changed",
    "library": "the library changed",
    "packages": "a package has another version",
}

#: What a report can hold besides its pages, with the file it is in.
EXTRAS = {"pdf": "report.pdf", "slides": "slides.html"}


def reasons(plan: Plan, folder: Path, before: Record | None, hashes: Hashes, force: bool) -> dict[str, str]:
    """Return why notebooks must run, by name: nothing for those whose last run stands.

    Of notebooks that the plan leaves out, only those run that the report lacks, since a report is whole.
    """
    wanted = {path.stem for path in plan.notebooks}
    broken = before is not None and not record.whole(folder, before)
    found: dict[str, str] = {}
    for notebook in notebooks():
        name = notebook.stem
        run = before.run_of(name) if before and not broken else None
        if before is None or run is None:
            found[name] = "a file of the report is missing" if broken else "there is no report of it yet"
        elif name in wanted:
            reason = "forced" if force else _reason(plan, before.text_id, notebook, run, hashes)
            if reason:
                found[name] = reason
    return found


def pages_are_stale(before: Record | None, extras: tuple[str, ...]) -> bool:
    """Return whether pages were made by another page maker, show other notebooks, or lack one of the extras."""
    if before is None or any(EXTRAS[name] not in before.files for name in extras):
        return True
    return before.page_maker != page_maker() or [run.name for run in before.runs] != [p.stem for p in notebooks()]


def _reason(plan: Plan, text_id: str, notebook: Path, run: Run, hashes: Hashes) -> str | None:
    key = run_key(hashes.of(f"notebooks/{notebook.name}"), plan.parameters_of(notebook))
    for part, words in PARTS.items():
        if run.key.get(part) != key[part]:
            return words
    texts = {Path(name).stem for name in run.inputs if name.startswith("data/texts/")} | {text_id}
    expected = set(run.inputs) | set(hashes.shared()) | set(hashes.decisions(texts))
    changed = [name for name in sorted(expected) if hashes.of(name) != run.inputs.get(name, "")]
    return f"{changed[0]} changed" if changed else None
