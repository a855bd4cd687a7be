"""`readout workshop`: build the lessons on a text, check a laptop, pack all for a class, and gather what it coded."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from readout.cli import app

workshop = typer.Typer(no_args_is_help=True, help="A workshop in a box: lessons, slides and guide, on any text.")
app.add_typer(workshop, name="workshop")


class System(StrEnum):
    """What laptops run."""

    linux = "linux"
    windows = "windows"
    macos = "macos"


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


@workshop.command("class")
def gather_class(
    folder: Annotated[Path, typer.Argument(help="The folder with the files coding-*.csv of the class.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Write the page to this file; otherwise class.html in the folder.")
    ] = None,
    results: Annotated[
        Path | None, typer.Option("--results", help="Write one row a learner to this CSV file, for a course system.")
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="Put the learners' names into the file of --results.")] = False,
    built: Annotated[
        Path | None, typer.Option("--workshop", help="The built workshop; otherwise the one on this text found here.")
    ] = None,
) -> None:
    """Make one page, to be projected, of how a whole class coded: its agreement, and the sentences that split it."""
    from readout.errors import ReadoutError
    from readout.workshop.whole_class import beside, handed_in, page
    from readout.workshop.whole_class.results import results as computed

    if names and not results:
        raise ReadoutError("The page holds no names; --names is for the file of --results, so name one with it.")
    used, left_out = handed_in.read_class(folder)
    for gone in left_out:
        print(f"Left out: {gone.file}: {gone.why}")
    found = computed(used, beside.find(used[0].text_id, built), names=names)
    if not any(row.words for row in found.sentences):
        print(f"No workshop on {found.text_id} is built here, so the page has no words and nobody beside the class.")
    print(f"{page.headline(found)}{''.join(f'; {row.sentence}' for row in found.splitting)}.")
    print(f"The page: {page.write_page(found, len(left_out), out or folder / 'class.html')}")
    if results:
        print(f"The results: {page.write_results(found, results)}")


@workshop.command("bundle")
def bundle_workshop(
    text: Statement = "polyanskiy-tass",
    out: Annotated[Path | None, typer.Option("--out", help="Write the archive to this file.")] = None,
    platform: Annotated[
        System | None, typer.Option("--platform", help="What the laptops run; otherwise what this machine runs.")
    ] = None,
) -> None:
    """Pack the lessons on a text with all that runs them into one archive, for laptops without a network."""
    import readout
    from readout.workshop.build.build import build
    from readout.workshop.build.bundle import bundle

    made = build(readout.load(text), tell=print)
    wanted = platform.value if platform else ""
    print(f"The archive: {bundle(made.folder, out, platform=wanted, tell=print)}")
