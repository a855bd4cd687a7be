"""The workshop on one text: every lesson fitted to it and written out, for learners and for the instructor."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from readout import places
from readout.workshop.build import author_notebook, lesson_tables, write_material, write_notebooks
from readout.workshop.build.fit_to_text import Fitted, LeftOut, checks, fit
from readout.workshop.lesson.material import Material

if TYPE_CHECKING:
    from readout.texts.text import Text


@dataclass(frozen=True)
class Workshop:
    """What was built: the folder, the text's title, the lessons, and what was left out of them."""

    folder: Path
    title: str
    lessons: list[Fitted]
    left_out: list[LeftOut]


def build(
    text: "Text", folder: Path | None = None, *, pdf: bool = True, tell: Callable[[str], None] = lambda words: None
) -> Workshop:
    """Write the workshop on a text to a folder (by default build/workshop/<id>), in place of what was there.

    The folder then holds `learners/` (notebooks, handout and feedback form), `material/` (the text, its claims and the
    checks), `instructor/` (guide, notebooks with notes, solutions) and `slides/`. `pdf` makes PDF files as well, which
    takes a Chromium browser. `tell` is called with a sentence about each step.
    """
    folder = folder or places.build() / "workshop" / text.id
    tell(f"Reading “{text.title}” and its claims.")
    given = Material.of(text)
    given.tables |= lesson_tables.tables(given)
    sources = author_notebook.lessons()
    fitted = [fit(source, given) for source in sources]
    taught = [lesson for lesson in fitted if lesson.exercises]
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    making.chmod(0o755)
    try:
        given.write(making / "material")
        for lesson in taught:
            _write_lesson(lesson, making)
        write_material.write(taught, [gone for lesson in fitted for gone in lesson.left_out], making)
        if pdf:
            tell("Printing slides, guide and handout to PDF.")
            write_material.print_all(making, tell)
        # The new workshop takes the place of the old one as a whole; a class never meets half of one.
        shutil.rmtree(folder, ignore_errors=True)
        making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return Workshop(folder, text.title, taught, [gone for lesson in fitted for gone in lesson.left_out])


def _write_lesson(lesson: Fitted, folder: Path) -> None:
    import nbformat

    from readout.workshop.build.timetable import lesson_plan

    source = lesson.source
    (folder / "material" / f"checks_{source.letter}.py").write_text(checks(source), encoding="utf-8")
    for name, made in (
        (f"learners/{source.path.name}", write_notebooks.learners(lesson)),
        (f"instructor/solutions/{source.path.name}", write_notebooks.solutions(lesson)),
        (f"instructor/notes/{source.path.name}", write_notebooks.instructors(lesson, lesson_plan(lesson))),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(made, path)
