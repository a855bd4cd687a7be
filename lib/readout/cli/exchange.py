"""readout export and readout import: to and from the tools that other researchers use."""

import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readout.cli import app
from readout.errors import ReadoutError

if TYPE_CHECKING:
    from readout.exchange.post import Receipt

#: More changed, added or rejected claims than this are taken only after a question.
MANY = 50

TextName = Annotated[str, typer.Argument(metavar="TEXT", help="Path of a text, or the id of one.")]


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
    labelstudio = "labelstudio"
    doccano = "doccano"
    word = "word"
    latex = "latex"
    quarto = "quarto"


@app.command("export")
def export(
    text: TextName,
    format: Annotated[Format, typer.Option(help="The format to write.")],
    out: Annotated[Path | None, typer.Option(help="The file to write; by default named after the text.")] = None,
    coders: Annotated[str | None, typer.Option(help="Whose decisions count, separated by commas.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over a file that is there.")] = False,
) -> None:
    """Write the claims of a text, as people left them, for another tool; tell what the format could not hold."""
    from readout.exchange import post
    from readout.texts.library import load

    names = [name.strip() for name in coders.split(",") if name.strip()] if coders else None
    source = load(text)
    path = out or post.usual_path(source, format)
    lost = post.export(source, format, path, names, overwrite)
    print(f"Wrote {path}: {post.about(format)}.")
    _tell(lost)


class Missing(StrEnum):
    """What becomes of claims that a file does not have."""

    left = "left"
    rejected = "rejected"


@app.command("import")
def take(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="A file that another tool wrote.")] = None,
    text: Annotated[str | None, typer.Option(help="The text that it is about (path or id).")] = None,
    coder: Annotated[str | None, typer.Option(help="The name under which the decisions are kept.")] = None,
    format: Annotated[Format | None, typer.Option(help="The format, where its ending does not tell.")] = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Tell what it would do, and do nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before many claims are changed or added.")] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take claims that came back as they were sent as accepted.")
    ] = False,
    missing: Annotated[
        Missing, typer.Option(help="What becomes of claims that the file does not have.")
    ] = Missing.left,
    undo: Annotated[bool, typer.Option("--undo", help="Take the coder's last import back, as one.")] = False,
) -> None:
    """Take another tool's work on a text as a coder's decisions, or add the codes of its codebook to ours."""
    from readout.exchange import post
    from readout.texts.library import load

    if undo:
        if not text or not coder or file:
            raise ReadoutError("Say whose import to take back, and no file: --undo --text TEXT --coder NAME.")
        print(f"Took back {post.undo(load(text), coder)} decisions of {coder} on {text}.")
        return
    if file is None:
        raise ReadoutError("Name the file that another tool wrote: readout import FILE --text TEXT --coder NAME.")
    if not file.is_file():
        raise ReadoutError(f"No file {file}.")
    found = post.codes_in(file, format) if not (text and coder) else None
    if found and found[0]:
        _take_codes(*found, dry)
        return
    if not text or not coder:
        raise ReadoutError(f"Say which text {file.name} is about and whose work it is: --text TEXT --coder NAME.")
    many = None if yes or dry else _sure
    receipt = post.receive(
        file, load(text), coder, format, accept=accept, missing=missing == "rejected", dry=dry, confirm=many
    )
    made = _counts(receipt) or "nothing new"
    if dry:
        print(f"Would take {file.name} as decisions of {coder} on {text}: {made}.")
    elif receipt.decisions and not receipt.written:
        print(f"Took nothing of {file.name}.")
    else:
        print(f"Took {file.name} as decisions of {coder} on {text}: {made}.")
    _tell(receipt.lost)


def _counts(receipt: "Receipt") -> str:
    return ", ".join(f"{count} {action}" for action, count in receipt.counts.items())


def _sure(receipt: "Receipt") -> bool:
    """Ask before an import changes or adds many claims; without anybody to ask, refuse."""
    changed = sum(count for action, count in receipt.counts.items() if action not in ("accept", "note"))
    if changed <= MANY:
        return True
    if not sys.stdin.isatty():
        raise ReadoutError(
            f"This would make {_counts(receipt)} of it; look at it with --dry-run, and take it with --yes."
        )
    return typer.confirm(f"This makes {_counts(receipt)} of it. Take it?")


def _take_codes(given: list[dict[str, Any]], lost: list[str], dry: bool) -> None:
    """Add the codes that the codebook does not have, all or none."""
    from readout.reviewing.codebook_editor.editor import codes as editable

    book = editable()
    known = {name for code in book.codes.values() for name in (code.code, *code.formerly)}
    new = [code for code in given if code["code"] not in known]
    if new:
        change = book.add_all(new)
        if not dry:
            change.apply()
    verb = "Would add" if dry else "Added"
    print(f"{verb} {len(new)} codes to the codebook; {len(given) - len(new)} were there and stay as they are.")
    _tell(lost)


def _tell(lost: list[str]) -> None:
    for sentence, count in Counter(lost).items():
        print(f"  {sentence}" + (f" ({count} times)" if count > 1 else ""))
