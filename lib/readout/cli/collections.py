"""readout collect, collections, and what `readout annotate --collection` does."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readout.cli import app
from readout.errors import ReadoutError

if TYPE_CHECKING:
    from collections.abc import Callable

    from readout.collections.annotating.run import Progress

PANEL = "A whole collection"
CollectionOption = Annotated[
    str, typer.Option("--collection", help="Annotate this collection instead of files.", rich_help_panel=PANEL)
]
SchedulerOption = Annotated[
    str | None,
    typer.Option("--scheduler", help="Address of a Dask scheduler, as tcp://host:8786.", rich_help_panel=PANEL),
]
JobsOption = Annotated[
    int,
    typer.Option("--jobs", min=0, help="Processes on this machine; 0 for one a processor.", rich_help_panel=PANEL),
]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option("--only", help="Only texts of which this holds, as in form=speech.", rich_help_panel=PANEL),
]
RetryOption = Annotated[
    bool, typer.Option("--retry", help="Take up again the texts that failed.", rich_help_panel=PANEL)
]


@app.command()
def collect(
    name: Annotated[str, typer.Argument(help="A name for it: small letters, digits, hyphens.")],
    source: Annotated[str, typer.Argument(help="A file or folder, or with --fetch a web address.")],
    form: Annotated[str, typer.Option("--as", help="Its form, where the source does not show it.")] = "",
    fetch: Annotated[bool, typer.Option("--fetch", help="Allow the network, to get a web address.")] = False,
    checksum: Annotated[str, typer.Option(help="What the file must be, as sha256:… or md5:….")] = "",
    kind: Annotated[str, typer.Option(help="What texts are that do not say it: verbatim, account, digest.")] = "",
    party: Annotated[str, typer.Option(help="The state or body that speaks, where texts do not say it.")] = "",
    language: Annotated[str, typer.Option(help="Their language, where they do not say it, such as en.")] = "",
    licence: Annotated[str, typer.Option(help="For the datasheet: on which terms it may be used.")] = "",
    citation: Annotated[str, typer.Option(help="For the datasheet: how to cite it.")] = "",
) -> None:
    """Take a large collection in: texts with their metadata, in Parquet, with a datasheet.

    It is read by the first of these forms that it has: general-debate, security-council-debates,
    security-council-resolutions, secretary-of-state, parlamint, press-briefings, table (Parquet, CSV, TSV), folder.
    Nothing is downloaded without --fetch. A collection of that name is brought up to date.
    """
    from readout.collections import fetching
    from readout.collections.taking_in import collect as take_in

    if fetching.is_address(source):
        if not fetch:
            raise ReadoutError(f"{source} is a web address; --fetch allows the network to get it.")
        source = str(fetching.fetch(source, checksum, _downloaded))
        print(file=sys.stderr)
    said = {"kind": kind, "party": party, "language": language, "licence": licence, "citation": citation}
    made = take_in(name, source, form=form, said={key: value for key, value in said.items() if value}, tell=_read)
    print(made)


@app.command()
def collections(
    name: Annotated[str, typer.Argument(help="Show this one, with what failed in it.")] = "",
) -> None:
    """Show the collections that there are, or one of them."""
    from readout.collections.collection import collection, names

    if name:
        found = collection(name)
        print(found)
        failed = found.done().query("state == 'failed'")
        for row in failed.itertuples():
            print(f"  failed: {row.id}: {row.note}")
        return
    there = names()
    if not there:
        print("No collection yet; `readout collect NAME SOURCE` makes one.")
    for one in there:
        about = collection(one).about
        print(f"{one}: {about['texts']:,} texts, {about['words']:,} words. {about['sheet']['what']}")


def annotate_collection(name: str, scheduler: str | None, jobs: int, only: list[str], retry: bool) -> None:
    """Annotate a collection, show how far it is, and say what came of it; status 1 where a text failed."""
    from readout.collections.annotating.run import annotate
    from readout.collections.collection import collection

    chosen = _chosen(only)
    with _progress() as tell:
        made = annotate(collection(name), scheduler=scheduler, jobs=jobs, only=chosen, retry=retry, tell=tell)
    for text, why in made.failed.items():
        print(f"readout: {text}: {why}", file=sys.stderr)
    rate = f" in {_time(made.seconds)}, {made.words_a_second:,.0f} words a second" if made.texts_done else ""
    print(
        f"{name}: {made.texts_done - len(made.failed):,} texts annotated, {made.claims:,} claims{rate}; "
        f"{made.kept:,} were done before, {len(made.failed)} failed."
    )
    if made.failed:
        raise typer.Exit(1)


def _chosen(only: list[str]) -> "Callable[[dict[str, Any]], bool] | None":
    """Return what tells whether a text is one of those wanted, from conditions such as form=speech."""
    import json

    from readout.collections.text_rows import schema

    pairs = [one.partition("=") for one in only]
    for name, equals, _ in pairs:
        if not equals or not name:
            raise ReadoutError(f"--only {name} is no condition; write it as column=value, as in form=speech.")
    known = set(schema().names)

    def holds(row: dict[str, Any]) -> bool:
        more = json.loads(row["more"]) if row.get("more") else {}
        return all(str((row if name in known else more).get(name) or "") == value for name, _, value in pairs)

    return holds if pairs else None


@contextmanager
def _progress() -> "Iterator[Callable[[Progress], None]]":
    """Give the function that shows how far a run is: a bar on a screen, a line a minute elsewhere."""
    import time

    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True)
    last = 0.0
    with Bars(BarColumn(), TextColumn("{task.description}"), console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def tell(made: "Progress") -> None:
            nonlocal last
            left = f", {_time(made.seconds_left)} left" if made.seconds_left is not None else ""
            words = f"{made.texts_done:,} of {made.texts:,} texts, {made.words_a_second:,.0f} words a second{left}"
            bar.update(task, total=made.words or 1, completed=made.words_done, description=words)
            if not console.is_terminal and made.texts_done and time.monotonic() - last > 60:
                last = time.monotonic()
                print(words, file=sys.stderr)

        yield tell


def _time(seconds: float) -> str:
    hours, minutes = divmod(int(seconds) // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min" if minutes else f"{seconds:.0f} s"


def _read(texts: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{texts:,} texts read", end="", file=sys.stderr)


def _downloaded(done: int, whole: int | None) -> None:
    if sys.stderr.isatty():
        of = f" of {whole / 1e6:,.0f}" if whole else ""
        print(f"\r{done / 1e6:,.0f}{of} MB", end="", file=sys.stderr)
