"""readout export and readout import: to and from the tools that other researchers use."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from readout.cli import app
from readout.errors import ReadoutError

TextName = Annotated[str, typer.Argument(metavar="TEXT", help="Path of a text, or the id of one in data/texts.")]


class Format(StrEnum):
    """The formats of exchange."""

    qdc = "qdc"
    taguette = "taguette"
    qdpx = "qdpx"
    webannotation = "webannotation"
    xmi = "xmi"
    brat = "brat"
    csv = "csv"
    xlsx = "xlsx"
    dna = "dna"


@app.command("export")
def export(
    text: TextName,
    format: Annotated[Format, typer.Option(help="The format to write.")],
    out: Annotated[Path | None, typer.Option(help="The file to write; by default named after the text.")] = None,
    coders: Annotated[str | None, typer.Option(help="Whose decisions count, separated by commas.")] = None,
) -> None:
    """Write the claims of a text, as people left them, for another tool; tell what the format could not hold."""
    from readout.exchange import post
    from readout.texts.library import load

    names = [name.strip() for name in coders.split(",") if name.strip()] if coders else None
    source = load(text)
    path = out or post.usual_path(source, format)
    lost = post.export(source, format, path, names)
    print(f"Wrote {path}: {post.FORMATS[format][2]}.")
    _tell(lost)


@app.command("import")
def take(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that another tool wrote.")],
    text: Annotated[str | None, typer.Option(help="The text that it is about (path or id).")] = None,
    coder: Annotated[str | None, typer.Option(help="The name under which the decisions are kept.")] = None,
    format: Annotated[Format | None, typer.Option(help="The format, where its ending does not tell.")] = None,
) -> None:
    """Take another tool's work on a text as a coder's decisions, or add the codes of its codebook to ours."""
    from readout.exchange import post
    from readout.texts.library import load

    if not file.is_file():
        raise ReadoutError(f"No file {file}.")
    found = post.codes_in(file, format)
    if found:
        from readout.reviewing.codebook_editor.editor import codes as editable

        given, lost = found
        book = editable()
        known = {name for code in book.codes.values() for name in (code.code, *code.formerly)}
        new = [code for code in given if code["code"] not in known]
        for code in new:
            book.add(**code).apply()
        print(f"Added {len(new)} codes to the codebook; {len(given) - len(new)} were there.")
        _tell(lost)
        return
    if not text or not coder:
        raise ReadoutError(f"Say which text {file.name} is about and whose work it is: --text TEXT --coder NAME.")
    receipt = post.receive(file, load(text), coder, format)
    made = ", ".join(f"{count} {action}" for action, count in receipt.counts.items()) or "nothing new"
    print(f"Took {file.name} as decisions of {coder} on {text}: {made}.")
    _tell(receipt.lost)


def _tell(lost: list[str]) -> None:
    for sentence in dict.fromkeys(lost):
        print(f"  {sentence}")
