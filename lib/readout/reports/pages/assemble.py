"""Put a report together in its staging folder: files, snapshot, changes, pages, record; nothing is published here."""

import filecmp
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import readout
from readout.errors import RunFailed
from readout.reports.pages import cells, pages, pdf_and_zip
from readout.reports.plan.fingerprints import Hashes, page_maker
from readout.reports.plan.plan import Plan, notebooks
from readout.reports.plan.staleness import EXTRAS
from readout.reports.record import changes, record, snapshot
from readout.reports.record.record import Record, Run
from readout.reports.run.outcome import Outcome
from readout.reports.run.paths import EXECUTED

#: The brief alone, on paper.
BRIEF = "brief.pdf"
MADE_HERE = ("tables", "figures")


@dataclass(frozen=True)
class Ran:
    """A notebook that ran well in this run: its folder, what it rested on, and how it ended."""

    name: str
    folder: Path
    key: dict[str, Any]
    inputs: dict[str, str]
    outcome: Outcome


def assemble(
    plan: Plan,
    ran: list[Ran],
    last: Path,
    staged: Path,
    home: Path,
    made: str,
    extras: tuple[str, ...] = (),
    number: int = 0,
) -> Record:
    """Make the report of a text in the folder `staged` and return its record.

    The notebooks that ran now are taken from their folders, the others from the report in `last`, where there is one.
    `extras` names what to make besides the pages (see
    stale.EXTRAS). Raises RunFailed where two notebooks write a table of the same name with different rows.
    """
    text = readout.load(plan.text)
    before = record.read(last)
    names = [path.stem for path in notebooks()]
    fresh = {one.name: one for one in ran}
    runs: list[Run] = []
    for name in names:
        if name in fresh:
            runs.append(_take_new(fresh[name], staged))
        else:
            kept = before.run_of(name) if before else None
            if kept:
                runs.append(kept)
                for file in kept.files:
                    _link(last / file, staged / file, name)
    about = pages.About.of(text, plan.title)
    now = snapshot.take(staged, text.id, text.body)
    told = _changes(before, now, last, runs, text.id, made)
    (staged / "changes.json").write_text(_json(told), encoding="utf-8")
    shown = [cells.read(staged / "notebooks" / f"{run.name}.ipynb", run.name) for run in runs]
    tables: dict[str, list[str]] = {}
    for path in sorted((staged / "tables").glob("*")):
        tables.setdefault(path.stem, []).append(path.name)
    report = pages.Report(plan.text_id, about, shown, brief_of([run.name for run in runs]), made, told, tables)
    # What the last report had, the new one has too.
    report.extras = [name for name, file in EXTRAS.items() if name in extras or (before and file in before.files)]
    shown_pages = pages.write(report, staged)
    if "slides" in report.extras:
        pages.write_slides(report, staged / EXTRAS["slides"])
    if "pdf" in report.extras:
        titles = {report.file_of(page): page.title for page in shown}
        printed = {staged / name: titles.get(name, "What changed") for name in shown_pages}
        pdf_and_zip.print_pdf(printed, staged / EXTRAS["pdf"], about.title)
        first = staged / "index.html"
        pdf_and_zip.print_pdf({first: printed[first]}, staged / BRIEF, about.title)
    result = Record(
        text_id=text.id,
        text=plan.text,
        title=about.title,
        date=text.date,
        made=made,
        page_maker=page_maker(),
        runs=runs,
        snapshot=now,
        decisions=sum(claim["coder"] != "annotator" for claim in now["claims"]),
        changed=before.changed if before and not (told["made"] == made and told["own"]) else made,
        files=record.sizes(staged),
        number=number,
    )
    record.write_crate(result, staged, home, text.metadata.get("licence") or text.metadata.get("license"))
    result.files = record.sizes(staged)
    result.hashes = record.hashes(staged, result)
    (staged / record.RECORD).write_text(result.to_json(), encoding="utf-8")
    return result


def brief_of(names: list[str]) -> str:
    """Return the notebook whose page is the report's index: the one named as the brief, else the last."""
    return next((name for name in names if name.endswith("brief")), names[-1])


def inputs_of(plan: Plan, text_id: str, outcome: Outcome, hashes: Hashes) -> dict[str, str]:
    """Return what a run read, by name: the files it names, what its kernel opened, and what every run rests on.

    `text_id` is the id of the plan's text, whose decisions count whether or not the kernel opened them.
    """
    opened = set(outcome.opened)
    texts = {Path(name).stem for name in opened if name.startswith("data/texts/")} | {text_id}
    names = opened | set(hashes.shared()) | set(hashes.decisions(texts)) | set(plan.files)
    return {name: hashes.of(name) for name in sorted(names) if name not in ("data", "data/annotations")}


def _take_new(one: Ran, staged: Path) -> Run:
    files = []
    for kind in MADE_HERE:
        for path in sorted((one.folder / kind).glob("*")):
            files.append(f"{kind}/{path.name}")
            _link(path, staged / kind / path.name, one.name)
    _link(one.folder / EXECUTED, staged / "notebooks" / f"{one.name}.ipynb", one.name)
    files.append(f"notebooks/{one.name}.ipynb")
    return Run(one.name, one.key, one.inputs, one.outcome.started, one.outcome.seconds, files)


def _link(source: Path, target: Path, notebook: str) -> None:
    """Put a file in its place without copying its content, if no other notebook made another of that name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        if not filecmp.cmp(source, target, shallow=False) and target.suffix == ".csv":
            raise RunFailed(f"{notebook} writes {target.parent.name}/{target.name}, and so does another, otherwise.")
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _changes(
    before: Record | None, now: dict[str, Any], last: Path, runs: list[Run], text_id: str, made: str
) -> dict[str, Any]:
    """Return what changed, with what was told before; where nothing did, that goes on standing, with its date."""
    if before is None:
        return changes.NOTHING
    try:
        earlier = {**changes.NOTHING, **json.loads((last / "changes.json").read_text(encoding="utf-8"))}
    except (OSError, ValueError):
        earlier = changes.NOTHING
    because, own = causes(before.runs, runs, text_id)
    told = changes.compare(before.snapshot, now, before.made, because, own)
    if not told["summary"]:
        return earlier
    return {**told, "made": made, "history": changes.remembered(earlier)}


def causes(before: list[Run], after: list[Run], text_id: str) -> tuple[list[str], bool]:
    """Return what changed from some runs to others outside the text, in words, and whether the text itself did."""
    others: list[str] = []
    own = False
    known = {run.name: run for run in before}
    for run in after:
        old = known.get(run.name)
        if old is None:
            others.append(f"the notebook {run.name}")
            continue
        for part in ("notebook", "parameters", "library", "packages"):
            if old.key.get(part) != run.key.get(part):
                others.append(f"the notebook {run.name}" if part == "notebook" else f"the {part}")
        for name in sorted(old.inputs.keys() | run.inputs.keys()):
            path = Path(name)
            if old.inputs.get(name) == run.inputs.get(name) or name == "data/texts":
                continue
            if text_id in (path.stem, path.parent.name) or not name.startswith("data/"):
                own = True
            elif path.parent.name == "texts":
                others.append(path.stem)
            elif name.startswith("data/annotations/"):
                others.append(f"the decisions on {path.parent.name}")
            else:
                others.append(path.name)
    return list(dict.fromkeys(others)), own


def _json(content: Any) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
