"""readout init, update, use, pack, unpack, doctor: a study of one's own."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from readout.cli import app
from readout.errors import ReadoutError


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of the study; it is made.")],
    codebook: Annotated[
        str, typer.Option(help="What the codebook begins as: empty, shipped, one for a subject, or a file.")
    ] = "empty",
    language: Annotated[str, typer.Option(help="The language of the texts, as a code.")] = "en",
    coder: Annotated[list[str] | None, typer.Option(help="Who codes, by initials; may be repeated.")] = None,
    model: Annotated[str, typer.Option(help="The address of a language model that is used as a coder.")] = "",
) -> None:
    """Make a study: a folder of your own for texts, decisions, codebook, notebooks and reports.

    The codebooks for a subject are waters-and-borders and trade-and-sanctions; `shipped` is the one of the example.
    """
    from readout.study.init import init as make

    made = make(folder, codebook, language, coder or [], model)
    if not made:
        print(f"{folder} is a whole study already; nothing was written.")
        return
    print(f"Made the study {folder}: {len(made)} files. Go there, and put a text in: readout add FILE")


@app.command()
def update(
    yes: Annotated[bool, typer.Option("--yes", help="Make the changes without asking.")] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Show the changes and make none.")] = False,
) -> None:
    """Bring a study to this version of Readout: the changes are shown first, and what you changed is kept."""
    from readout.study import layout
    from readout.study import update as updating

    folder = layout.study()
    steps = updating.plan(folder)
    if not steps:
        print(f"{folder} is up to date.")
        return
    for step in steps:
        print(f"  {step.name} {step.words}.")
    if dry:
        print("Nothing was changed.")
        return
    updating.check_writable(folder)
    if not yes and not (sys.stdin.isatty() and typer.confirm("Make these changes?")):
        raise ReadoutError("Nothing was changed; run again with --yes to make these changes.")
    backup = updating.carry_out(folder, steps)
    print("The study is up to date." + (f" What was written over is kept in {backup}." if backup else ""))


@app.command()
def use(text: Annotated[str, typer.Argument(metavar="TEXT", help="The id of a text, or the path of a file.")]) -> None:
    """Let all notebooks of the study open this text, and `readout report` make its report."""
    from readout.study.use import use as choose

    changed = choose(text)
    print(f"The notebooks open {text} now ({len(changed)} changed). One that is open in JupyterLab is to be reloaded.")


@app.command()
def pack(
    out: Annotated[Path | None, typer.Option("--out", help="The archive to write.")] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave the words of the texts out: offsets and numbers stay.")
    ] = False,
    title: Annotated[str, typer.Option(help="The title in the metadata; else the study's name.")] = "",
    creator: Annotated[list[str] | None, typer.Option(help="Who made it, as 'Doe, Jane'; may be repeated.")] = None,
    licence: Annotated[str, typer.Option(help="The licence of what is yours in it, by its SPDX name.")] = "",
    description: Annotated[str, typer.Option(help="What it is, in a sentence or two.")] = "",
) -> None:
    """Make one archive of the study, for a colleague or a data archive: RO-Crate, Zenodo's metadata, CITATION.cff."""
    from readout.study import layout
    from readout.study.pack import pack as make

    packed = make(layout.study(), out, not no_text, title, creator or [], licence, description)
    print(f"Packed {packed.files} files as {packed.path} ({packed.path.stat().st_size / 1e6:.1f} MB).")
    for sentence in packed.notes:
        print(f"Note: {sentence}", file=sys.stderr)


@app.command()
def unpack(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", help="What `readout pack` wrote.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="Where to; it must not be there yet.")
    ] = None,
) -> None:
    """Unpack the archive of a study, and hold every file against the hash that it was packed with."""
    from readout.study.unpack import unpack as take_out

    into, count = take_out(archive, folder)
    print(f"Unpacked and verified {count} files: {into}.")


@app.command()
def doctor() -> None:
    """Say what is installed, which study this is, what is stale, and what is wrong; status 1 where something is."""
    from readout.study.health import findings

    bad = 0
    for finding in findings():
        print(f"{'ok   ' if finding.well else 'note ' if finding.hint else 'WRONG'}  {finding.what}: {finding.words}")
        bad += not finding.well and not finding.hint
    if bad:
        raise typer.Exit(1)
