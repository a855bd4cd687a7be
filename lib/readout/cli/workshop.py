"""`readout workshop`: build the lessons on a text, check a laptop, and pack all for a class without a network."""

from pathlib import Path
from typing import Annotated

import typer

from readout.cli import app

workshop = typer.Typer(no_args_is_help=True, help="A workshop in a box: lessons, slides and guide, on any text.")
app.add_typer(workshop, name="workshop")

Statement = Annotated[str, typer.Argument(metavar="[TEXT]", help="The id of a text, or the path of a file.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write to this folder; otherwise build/workshop/TEXT-ID.")]


@workshop.command("build")
def build_workshop(
    text: Statement = "polyanskiy-tass",
    out: Out = None,
    pdf: Annotated[bool, typer.Option(help="Make PDF files as well; takes Chromium or Chrome.")] = True,
) -> None:
    """Build the lessons on a text: notebooks for learners and instructor, slides, guide, handout, feedback form."""
    import readout
    from readout.workshop.build.build import build

    made = build(readout.load(text), out, pdf=pdf, tell=print)
    print(f"\n{len(made.lessons)} lessons on “{made.title}”:")
    for lesson in made.lessons:
        teach, do = lesson.minutes
        exercises = ", ".join(exercise.id for exercise in lesson.exercises)
        print(f"  {lesson.source.letter.upper()}. {lesson.source.title} ({teach} + {do} minutes): {exercises}")
    for gone in made.left_out:
        print(f"  {gone}")
    print(f"\nIn {made.folder}:")
    print("  learners/    notebooks without answers, handout, feedback form")
    print("  instructor/  guide, notebooks with notes and solutions")
    print("  slides/      the slides of each lesson")
    print("  material/    what the notebooks need beside them")


@workshop.command("check")
def check_laptop(
    folder: Annotated[
        Path | None, typer.Option("--folder", help="A built workshop; otherwise the one found here.")
    ] = None,
) -> None:
    """Say in words whether this laptop is ready for the workshop."""
    from readout.errors import RunFailed
    from readout.workshop.build.laptop_check import findings, told

    stopped = []
    for found in findings(folder):
        print(told(found), flush=True)
        if not found.well and not found.hint:
            stopped.append(found.what)
    if stopped:
        raise RunFailed(f"This laptop is not ready yet: see the lines marked STOP ({', '.join(stopped)}).")
    print("This laptop is ready for the workshop.")


@workshop.command("bundle")
def bundle_workshop(
    text: Statement = "polyanskiy-tass",
    out: Annotated[Path | None, typer.Option("--out", help="Write the archive to this file.")] = None,
) -> None:
    """Pack the lessons on a text with all that runs them into one archive, for laptops without a network."""
    import readout
    from readout.workshop.build.build import build
    from readout.workshop.build.bundle import bundle

    made = build(readout.load(text), tell=print)
    print(f"The archive: {bundle(made.folder, out, tell=print)}")
