"""The papers of a workshop: slides of each lesson, the instructor's guide, the handout and the feedback form."""

import re
from collections.abc import Callable
from pathlib import Path

from readout import places
from readout.workshop.build import write_papers
from readout.workshop.build.author_notebook import Exercise
from readout.workshop.build.fit_to_text import Fitted, LeftOut
from readout.workshop.build.timetable import day_plan, length

#: Folders of a workshop whose pages are printed too.
PRINTED = ("learners", "instructor", "slides")


def write(lessons: list[Fitted], left_out: list[LeftOut], folder: Path) -> None:
    """Write slides, guide, handout and feedback form of the lessons into the folder of a workshop."""
    for name in PRINTED:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for lesson in lessons:
        _put(folder / "slides" / f"{lesson.source.path.stem}.html", write_papers.slides(lesson))
    guide = _filled("guide.md", lessons, left_out)
    _put(folder / "instructor" / "guide.html", write_papers.document("Guide for the instructor", "guide", guide))
    handout = _filled("handout.md", lessons, left_out)
    _put(folder / "learners" / "handout.html", write_papers.document("Who says what: handout", "handout", handout))
    feedback = _filled("feedback.md", lessons, left_out)
    _put(folder / "learners" / "feedback.html", write_papers.document("Your feedback", "feedback", feedback))
    # The same form as plain text, to be filled in with any editor and sent back.
    _put(folder / "learners" / "feedback.md", feedback)


def print_all(folder: Path, tell: Callable[[str], None]) -> None:
    """Print every page of a workshop to PDF beside it; without a browser, say so and go on."""
    if not write_papers.browser():
        tell("There is no Chromium or Chrome on this machine, so no PDF files were made; the HTML pages print well.")
        return
    for name in PRINTED:
        for page in sorted((folder / name).glob("*.html")):
            write_papers.print_page(page)


def misunderstandings(lesson: Fitted) -> str:
    """Return the notes to the instructor of a lesson, exercise by exercise, as Markdown."""
    found = []
    for part, page in lesson.parts:
        if isinstance(part, Exercise):
            notes = [lesson.fill(note.source) for note in part.all("instructor")]
            if notes:
                found.append(f"**{part.id}. {part.title}**\n\n" + "\n\n".join(notes))
        elif page.tag == "instructor":
            found.append(page.source)
    return "\n\n".join(found)


def _filled(name: str, lessons: list[Fitted], left_out: list[LeftOut]) -> str:
    """Return one of the papers in notebooks/workshop, filled in for the lessons that are taught."""
    import jinja2

    words = (places.lessons() / name).read_text(encoding="utf-8")
    values = {
        "lessons": [
            {
                "letter": lesson.source.letter.upper(),
                "title": lesson.source.title,
                "question": lesson.source.card["question"],
                "minutes": lesson.minutes,
                "notes": misunderstandings(lesson),
                "points": lesson.source.card["key points"],
            }
            for lesson in lessons
        ],
        "plan": day_plan(lessons),
        "hours": length(lessons),
        "left_out": [str(gone) for gone in left_out],
        "text": lessons[0].fill("{{ given.text.title }}") if lessons else "",
        "checked": bool(lessons) and lessons[0].lesson.given.checked,
    }
    made = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return re.sub(r"\n{3,}", "\n\n", str(made.from_string(words).render(**values)))


def _put(path: Path, words: str) -> None:
    path.write_text(words, encoding="utf-8", newline="\n")
