"""`readout report`, `readout verify` and `readout watch`: regenerate reports, run them again, take in new texts."""

import json
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readout.cli import app
from readout.errors import ReadoutError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readout.reports.plan.plan import Plan
    from readout.reports.regenerate import Progress, Result
    from readout.reports.run.run import Limits
    from readout.reports.shelf.shelf import Row

SHIPPED = "polyanskiy-tass"


@app.command()
def report(
    texts: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT ...]", help="Ids or files; if none, the one of `readout use`.")
    ] = None,
    all_texts: Annotated[bool, typer.Option("--all", help="Bring the report of every text up to date.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Run everything, changed or not.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Notebooks at once; 0 for one a processor.")] = 0,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="NUMBER", help="Only these notebooks, as in --only 03.")
    ] = None,
    parameters: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", metavar="NAME=VALUE", help="Set a notebook's parameter.")
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=0, help="Seconds a notebook may take; 0: no limit.")] = 600,
    memory: Annotated[
        int, typer.Option("--memory", metavar="MB", min=0, help="Memory a notebook may take; 0: no limit.")
    ] = 4096,
    pdf: Annotated[bool, typer.Option("--pdf", help="Print the pages as report.pdf too (needs Chromium).")] = False,
    slides: Annotated[bool, typer.Option("--slides", help="Make slides.html of the brief too.")] = False,
    zipped: Annotated[bool, typer.Option("--zip", help="Write each report as a zip file too, for sending.")] = False,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Run on the Dask cluster of this scheduler.")
    ] = None,
    collection: Annotated[
        str, typer.Option("--collection", metavar="NAME", help="Report on this collection instead of on texts.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print failures only, for cron.")] = False,
) -> None:
    """Run the notebooks for texts and publish their reports; only what changed is run.

    Exit status: 0 all well, 1 something failed, 2 bad use.
    """
    from readout import places
    from readout.reports.pages import pdf_and_zip
    from readout.reports.plan import plan as planning
    from readout.reports.regenerate import Settings, regenerate
    from readout.reports.run.run import Limits
    from readout.reports.shelf import shelf

    if all_texts and texts:
        raise ReadoutError("Give either texts or --all, not both.")
    if collection:
        if texts or all_texts or only or pdf or slides or zipped or scheduler:
            raise ReadoutError("--collection goes with -p, --force, --timeout, --memory, --json and --quiet alone.")
        limits = Limits(timeout or None, memory * 2**20 or None)
        _report_collection(collection, parameters or [], force, limits, as_json, quiet)
        return
    chosen = planning.notebooks(only)
    values = planning.read_parameters(parameters or [], chosen)
    if all_texts:
        on_the_shelf = shelf.rows(places.reports())
        plans = planning.plan_all(chosen, values, _files(on_the_shelf)) + _comparisons(on_the_shelf)
    else:
        plans = planning.plan(texts or [_chosen()], chosen, values)
    if pdf:
        pdf_and_zip.browser()
    extras = tuple(name for name, wanted in (("pdf", pdf), ("slides", slides)) if wanted)
    settings = Settings(jobs, force, Limits(timeout or None, memory * 2**20 or None), extras, scheduler)
    # What a scheduler ends is recorded like what a person interrupts.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with _progress(quiet or as_json) as (progress, started):
        results = regenerate(plans, settings, progress, lambda sentence: print(sentence, file=sys.stderr), started)
    if zipped:
        for result in results:
            if result.status != "failed":
                pdf_and_zip.archive(result.folder)
    _tell(results, as_json, quiet)
    if any(result.status == "failed" for result in results):
        raise typer.Exit(1)


@app.command()
def verify(
    report: Annotated[
        Path | None, typer.Argument(help="A folder of reports/, or the id of its text; with --files all if none.")
    ] = None,
    files: Annotated[
        bool, typer.Option("--files", help="Only hold the published files against their hashes; run nothing.")
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Notebooks at once; 0 for one a processor.")] = 0,
) -> None:
    """Run a report again and say whether its tables come out the same; exit status 1 where they do not.

    With --files nothing is run: the files of the report, or of all reports, are held against what was published.
    """
    from readout import places
    from readout.reports.regenerate import Settings
    from readout.reports.run.run import Limits
    from readout.reports.shelf import verify as verifying

    if report is None:
        if not files:
            raise ReadoutError(
                "No report to run again was named; give one, or --files to hold all against their hashes."
            )
        folders = verifying.published(places.reports())
    else:
        folders = [report if report.is_dir() else places.reports() / report]
    if files:
        faults = [f"{folder.name}: {line}" for folder in folders for line in verifying.faults(folder)]
        for line in faults:
            print(f"readout: {line}", file=sys.stderr)
        if faults:
            raise typer.Exit(1)
        print(f"Verified: {len(folders)} report{'s' if len(folders) != 1 else ''}, every file as it was published.")
        return
    folder = folders[0]
    with _progress(False) as (progress, _):
        verdict = verifying.verify(folder, Settings(jobs).slots, Limits(), progress)
    for line in [*verdict.changed, *verdict.differing]:
        print(f"readout: {line}", file=sys.stderr)
    total = f"{verdict.same} table{'s' if verdict.same != 1 else ''}"
    if verdict.well:
        print(f"Verified: {total} of {folder.name} came out the same.")
    else:
        print(f"Not the same: {total} of {folder.name} came out the same; what differs stands above.")
        raise typer.Exit(1)


@app.command()
def watch(
    folder: Annotated[Path, typer.Argument(help="The folder that texts are put into.")],
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Notebooks at once; 0 for one a processor.")] = 0,
) -> None:
    """Make a report of every text in a folder, and of each one that is added or changed, until interrupted."""
    from readout.reports.plan.watch import watch as take_in
    from readout.reports.regenerate import Settings

    print(f"Watching {folder}; Ctrl-C ends it.", file=sys.stderr)
    take_in(
        folder,
        Settings(jobs),
        lambda sentence: print(f"readout: {sentence}", file=sys.stderr),
        lambda results: _tell(results, as_json=False, quiet=False),
    )


def _report_collection(
    name: str, parameters: list[str], force: bool, limits: "Limits", as_json: bool, quiet: bool
) -> None:
    """Make the report of a collection and say where it is."""
    from readout import places
    from readout.reports import of_collection
    from readout.reports.plan import plan as planning

    if any(one.partition("=")[0] == "collection" for one in parameters):
        raise ReadoutError("The collection is not given with -p; write `readout report --collection NAME`.")
    values = planning.read_parameters(parameters, (places.collection_notebook(),))
    with _progress(quiet or as_json) as (progress, started):
        started(1)
        made = of_collection.report(
            name,
            values,
            force=force,
            limits=limits,
            on_cell=lambda cell, cells: progress(name, "06", cell, cells),
            tell=lambda sentence: print(sentence, file=sys.stderr),
        )
    page = made.folder / "index.html"
    if as_json:
        told = {"collection": name, "made": made.new, "seconds": round(made.seconds, 3), "page": str(page)}
        print(json.dumps({**told, "moved": list(made.moved)}, ensure_ascii=False))
    elif not quiet:
        for title in made.moved:
            print(f"Moved: {title}")
        print(f"{'Report made' if made.new else 'Up to date'}: {_near(page)}")


def _chosen() -> str:
    """Return the text to report on where none is named: the one that `readout use` chose, else the shipped one."""
    from readout import places
    from readout.study.use import chosen

    text = chosen()
    if not text and places.found().kind == "study":
        raise ReadoutError("No text was named, and none is chosen; `readout report TEXT`, or `readout use TEXT` once.")
    return text or SHIPPED


def _comparisons(rows: "list[Row]") -> "list[Plan]":
    """Return the comparisons on the shelf whose texts are still there, each as a plan."""
    from contextlib import suppress

    from readout.reports.plan import plan as planning

    plans = []
    for row in rows:
        if row.report and row.text_id != row.report.text_id:
            given = {name: value for run in row.report.runs for name, value in run.key["parameters"].items()}
            others = str(given.pop("compare_with", "")).split(",")
            with suppress(ReadoutError):
                plans.append(planning.comparison([row.report.text, *filter(None, others)], given))
    return plans


def _files(rows: "list[Row]") -> list[str]:
    """Return the files, outside the library, that reports were made of and that are still there."""
    made = [row.report.text for row in rows if row.report and row.text_id == row.report.text_id]
    return [text for text in made if Path(text).is_absolute() and Path(text).is_file()]


def _tell(results: "list[Result]", as_json: bool, quiet: bool) -> None:
    """Print what became of each text; the last line is a summary."""
    from readout import places

    made = [result for result in results if result.status == "made"]
    failed = [result for result in results if result.status == "failed"]
    shelf = places.reports() / "index.html"
    if as_json:
        summary = {
            "made": len(made),
            "up_to_date": len(results) - len(made) - len(failed),
            "failed": len(failed),
            "shelf": str(shelf),
            "reports": [result.to_json() for result in results],
        }
        print(json.dumps(summary, ensure_ascii=False))
        return
    for result in failed:
        for sentence in result.failures:
            print(f"readout: {result.text_id}: {sentence}", file=sys.stderr)
    if quiet:
        return
    for result in made:
        changes = f" {' '.join(result.changes)}" if result.changes else ""
        print(f"{result.text_id}: made in {result.seconds:.1f} s, {result.claims} claims.{changes}")
    if len(results) == 1 and not failed:
        state = "Up to date" if not made else "Report made"
        print(f"{state}: {_near(results[0].folder / 'index.html')}")
    else:
        counts = f"{len(made)} made, {len(results) - len(made) - len(failed)} up to date, {len(failed)} failed"
        print(f"{len(results)} report{'s' if len(results) != 1 else ''}: {counts}. The shelf: {_near(shelf)}")


def _near(path: Path) -> Path:
    """Return a path from the working folder where it lies in it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


@contextmanager
def _progress(silent: bool) -> "Iterator[tuple[Progress, Any]]":
    """Give the two functions that move the progress bar: one for a cell that starts, one for the number of runs."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=silent or not console.is_terminal) as bar:
        task = bar.add_task("Notebooks", total=None)
        cells: dict[tuple[str, str], float] = {}

        def started(count: int) -> None:
            bar.update(task, total=count)

        def moved(text: str, notebook: str, cell: int, of: int) -> None:
            cells[text, notebook] = cell / of
            bar.update(task, completed=int(sum(cells.values())), description=f"{text} {notebook}")

        yield moved, started
