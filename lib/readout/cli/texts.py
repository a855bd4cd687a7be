"""readout add, list, show: the texts and what is known of them."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from readout.cli import app, given
from readout.cli.given import Kind, PartiesOption, SpeakersOption, TurnsOption
from readout.cli.output import FormatOption, OutputOption, put
from readout.errors import ReadoutError

if TYPE_CHECKING:
    import pandas as pd


def _field(meaning: str) -> typer.models.OptionInfo:
    return typer.Option(help=meaning, rich_help_panel="What is known of the text")


@app.command()
def add(
    file: Annotated[
        str, typer.Argument(metavar="FILE|URL", help="A Markdown, text, HTML, PDF or DOCX file, or a web address.")
    ],
    id: Annotated[str, _field("Name in tables, folders and commands; by default made of the file's name.")] = "",
    title: Annotated[str, _field("Title for readers.")] = "",
    kind: Annotated[
        Kind | None, _field("As spoken or signed, somebody's report of it, or a summary of provisions.")
    ] = None,
    form: Annotated[str, _field("What it is: speech, interview, treaty ...")] = "",
    date: Annotated[str, _field("When it was said: 2025-08-29, 2025-08, 2025, 2025-08~ (about), 2022/2023.")] = "",
    speaker: Annotated[str, _field("Who speaks, by full name.")] = "",
    role: Annotated[str, _field("The speaker's office.")] = "",
    party: Annotated[str, _field("The state or body the speaker speaks for.")] = "",
    parties: PartiesOption = "",
    turns: TurnsOption = None,
    speakers: SpeakersOption = "",
    channel: Annotated[str, _field("Outlet or place of publication.")] = "",
    occasion: Annotated[str, _field("The meeting or event at which it was said.")] = "",
    event: Annotated[str, _field("One name for all accounts of the same statement.")] = "",
    source: Annotated[str, _field("Address or reference of the original.")] = "",
    language: Annotated[str, _field("Language code, such as en.")] = "",
    note: Annotated[str, _field("What a reader must know before using the text.")] = "",
    interactive: Annotated[bool, typer.Option("--interactive", "-i", help="Be asked for each of these.")] = False,
    fetch: Annotated[bool, typer.Option("--fetch", help="Allow the network, to get a web address.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of a text with the same id.")] = False,
) -> None:
    """Take a text into the library of the study.

    What the file itself declares is taken over, options go before it, and nothing else is filled in.
    The text is written whole or not at all, and never over another one without `--replace`.
    """
    from readout.texts import adding
    from readout.texts.library import load

    if adding.is_address(file):
        if not fetch:
            raise ReadoutError(f"{file} is a web address; add --fetch to allow the network, or save the page first.")
        text = adding.fetch(file)
    else:
        text = load(Path(file))
    said = {
        "id": id,
        "title": title,
        "kind": kind.value if kind else "",
        "form": form,
        "date": date,
        "speaker": speaker,
        "role": role,
        "party": party,
        "channel": channel,
        "occasion": occasion,
        "event": event,
        "source": source,
        "language": language,
        "note": note,
    }
    lists = given.metadata(None, "", "", parties, turns, speakers)
    text = adding.describe(text, {**said, **lists})
    if interactive:
        text = adding.describe(text, _ask(adding.metadata_to_ask(text)))
    path = adding.take_in(text, replace)
    print(f"Added {text.id} ({text.n_words:,} words) as {path}.")
    for notice in (*text.notices, *([] if text.kind else [text.taken_for.sentence])):
        print(f"Note: {notice}", file=sys.stderr)


@app.command("list")
def list_texts(
    kind: Annotated[Kind | None, typer.Option(help="Only texts of this kind.")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show the texts of the library, by date.

    Files that cannot be used are named after the list, a sentence each; the status is then 2.
    """
    from readout.texts.library import library

    texts = library()
    table = texts.table()
    if kind:
        table = table[table["kind"] == kind.value]
    put(table, format, output, draw=lambda rows: _drawn(rows, ["date", "id", "kind", "speaker", "title", "words"]))
    for problem in texts.problems:
        print(f"readout: {problem}", file=sys.stderr)
    if texts.problems:
        raise typer.Exit(ReadoutError.status)


@app.command()
def show(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The id of a text, or the path of a file.")],
    paragraphs: Annotated[
        bool, typer.Option("--paragraphs", help="The paragraphs too, each with its reference and characters.")
    ] = False,
) -> None:
    """Show what is known of a text: what kind it is, who speaks, when, where, and what to beware of."""
    from readout.texts.cards import describe, printable
    from readout.texts.library import load

    found = load(text)
    print(describe(found))
    if paragraphs:
        for number, paragraph in enumerate(found.paragraphs):
            reference = f", {paragraph.reference}" if paragraph.reference else ""
            print(printable(f"\n[{number}{reference}; characters {paragraph.start}-{paragraph.end}]\n{paragraph.text}"))


def _ask(questions: list[tuple[str, str, str]]) -> dict[str, str]:
    """Ask a person for each field; return takes what stands in brackets."""
    print("Return keeps what stands in brackets; nothing is filled in for you.", file=sys.stderr)
    try:
        return {
            name: typer.prompt(
                f"{name} ({meaning})", default=known, show_default=bool(known), value_proc=_checker(name), err=True
            )
            for name, meaning, known in questions
        }
    except typer.Abort:
        _stop()


def _checker(name: str) -> Callable[[str], str]:
    """Return what checks one answer, so that a wrong one is asked again and costs no other."""
    from readout.texts.metadata import check

    def checked(answer: str) -> str:
        try:
            check({name: answer}, "your answer")
        except ReadoutError as error:
            raise typer.BadParameter(str(error)) from None
        return answer

    return checked


def _stop() -> NoReturn:
    raise ReadoutError("The questions were not answered to the end; nothing was added.")


def _drawn(table: "pd.DataFrame", columns: list[str]) -> str:
    """Return the texts as a plain list for the screen, without lines."""
    import io

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from readout.annotator.claim_table import to_records
    from readout.texts.cards import printable

    shown = Table(box=None, pad_edge=False)
    for column in columns:
        shown.add_column(Text(column), justify="right" if column == "words" else "left", overflow="fold")
    for row in to_records(table[columns]):
        shown.add_row(*(Text(printable("" if value is None else str(value))) for value in row.values()))
    stream = io.StringIO()
    width = None if sys.stdout.isatty() else 160
    Console(file=stream, width=width, markup=False, emoji=False, highlight=False, color_system=None).print(shown)
    return stream.getvalue()
