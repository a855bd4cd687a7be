"""The notebooks of a fitted lesson: the learner's, without answers; the solutions; the instructor's."""

from typing import Any

from readout.workshop.build.author_notebook import Exercise, Passage
from readout.workshop.build.colophon import colophon
from readout.workshop.build.fit_to_text import Fitted

START = (
    "Run each cell with **Shift + Enter**, from the top. Grey boxes with a number in brackets are cells with code; "
    "you need not read the code. A check says in words how your answer does; you may try as often as you like."
)


def learners(fitted: Fitted) -> Any:
    """Return the notebook for learners: tasks, starting cells, folded hints and checks, and no answer anywhere."""
    cells = _opening(fitted)
    for part, page in fitted.parts:
        if isinstance(part, Exercise):
            cells += _task(fitted, part, page.source)
        elif page.tag != "instructor":
            cells.append(_cell(page.kind, page.source, f"{fitted.source.letter}-{len(cells)}"))
    return _notebook([*cells, *_closing(fitted)])


def solutions(fitted: Fitted) -> Any:
    """Return the notebook of solutions: each exercise with every solution of its author, and its check after each."""
    letter = fitted.source.letter
    cells = [
        _markdown(f"# Solutions to lesson {letter.upper()}: {fitted.source.title}\n\n{_key(fitted)}", f"{letter}-head"),
        _code(fitted.source.setup.source + "\nfrom readout.workshop import solved", f"{letter}-setup"),
    ]
    for part, page in fitted.parts:
        if isinstance(part, Exercise):
            cells.append(_markdown(page.source, f"{part.id}-task"))
            cells += _solutions(part)
        elif page.kind == "code":
            cells.append(_code(page.source, f"{letter}-{len(cells)}"))
    return _notebook(cells)


def instructors(fitted: Fitted, plan: str) -> Any:
    """Return the notebook for the instructor: the learner's with the plan, the notes and the solutions put in."""
    letter = fitted.source.letter
    cells = _opening(fitted, also="from readout.workshop import solved")
    cells[0] = _markdown(
        f"# For the instructor. Lesson {letter.upper()}: {fitted.source.title}\n\n{plan}", f"{letter}-plan"
    )
    for part, page in fitted.parts:
        if isinstance(part, Exercise):
            cells += _task(fitted, part, page.source)
            notes = [_note(fitted.fill(note.source), note.id) for note in part.all("instructor")]
            cells += [*notes, *_solutions(part)]
        elif page.tag == "instructor":
            cells.append(_note(page.source, part.cell.id if isinstance(part, Passage) else ""))
        else:
            cells.append(_cell(page.kind, page.source, f"{letter}-{len(cells)}"))
    return _notebook([*cells, *_closing(fitted)])


def card(fitted: Fitted) -> str:
    """Return the lesson's card as Markdown: question, objectives, what one must know, and the minutes."""
    about = fitted.source.card
    teach, do = fitted.minutes
    objectives = "\n".join(f"- {line}" for line in about["objectives"])
    return (
        f"**Question.** {about['question']}\n\n**After this lesson you can**\n\n{objectives}\n\n"
        f"**What you must know first.** {about['prerequisites']}\n\n"
        f"**Time.** {teach} minutes of teaching, {do} minutes of exercises.\n\n"
        f"**The text.** {_title(fitted)}"
    )


def _title(fitted: Fitted) -> str:
    text = fitted.lesson.given.text
    parts = [fitted.fill("*{{ given.text.title }}*")]
    if text.metadata.get("channel"):
        parts.append(fitted.fill("{{ given.text.metadata.channel }}"))
    if text.date:
        parts.append(fitted.fill("{{ given.text.date }}"))
    return ", ".join(parts) + "."


def _key(fitted: Fitted) -> str:
    if fitted.lesson.given.checked:
        return "A person has checked the answers to this text."
    return (
        "**Nobody has checked the answers to this text.** They come from the annotator, which can be wrong. Read them "
        "before the class; the workshop's README tells how to put your own in their place."
    )


def _opening(fitted: Fitted, also: str = "") -> list[Any]:
    letter = fitted.source.letter
    head = f"# Lesson {letter.upper()}. {fitted.source.title}\n\n{card(fitted)}\n\n---\n\n{START}"
    setup = fitted.source.setup.source + (f"\n{also}" if also else "")
    lines = setup.splitlines()
    # The last line names the lesson, so that the learner sees that it is open.
    return [_markdown(head, f"{letter}-head"), _code("\n".join([*lines, "lesson"]), f"{letter}-setup")]


def _task(fitted: Fitted, exercise: Exercise, task: str) -> list[Any]:
    cells = [_markdown(task, f"{exercise.id}-task")]
    cells += [_code(start.source, f"{exercise.id}-start-{n}") for n, start in enumerate(exercise.all("start"), start=1)]
    for number, hint in enumerate(exercise.all("hint"), start=1):
        many = f" {number}" if len(exercise.all("hint")) > 1 else ""
        folded = f"<details><summary>Hint{many}</summary>\n\n{fitted.fill(hint.source)}\n\n</details>"
        cells.append(_markdown(folded, f"{exercise.id}-hint-{number}"))
    return [*cells, _check(exercise, "check")]


def _check(exercise: Exercise, name: str) -> Any:
    return _code(f'lesson.check("{exercise.id}", {exercise.id})', f"{exercise.id}-{name}")


def _solutions(exercise: Exercise) -> list[Any]:
    cells = []
    for number, solution in enumerate(exercise.all("solution"), start=1):
        cells.append(_code(solution.source, f"{exercise.id}-solution-{number}"))
        cells.append(_check(exercise, f"green-{number}"))
    return cells


def _closing(fitted: Fitted) -> list[Any]:
    points = "\n".join(f"- {line}" for line in fitted.source.card["key points"])
    gone = "\n".join(f"- {item}" for item in fitted.left_out)
    left_out = f"\n\n## Left out of this lesson\n\nThis text has not what these need.\n\n{gone}" if gone else ""
    return [_markdown(f"## Key points\n\n{points}{left_out}\n\n---\n\n{colophon()}", f"{fitted.source.letter}-end")]


def _note(words: str, name: str) -> Any:
    quoted = "\n".join(f"> {line}".rstrip() for line in f"**For the instructor.** {words.strip()}".splitlines())
    return _markdown(quoted, f"note-{name}")


def _notebook(cells: list[Any]) -> Any:
    import nbformat.v4 as v4

    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    # A fixed name for each cell: the same source and text give the same file.
    for number, cell in enumerate(cells):
        cell["id"] = f"{number:02d}-{cell['id']}"[:64]
    return v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})


def _cell(kind: str, source: str, name: str) -> Any:
    return _code(source, name) if kind == "code" else _markdown(source, name)


def _markdown(source: str, name: str) -> Any:
    import nbformat.v4 as v4

    return v4.new_markdown_cell(source, id=name)


def _code(source: str, name: str) -> Any:
    import nbformat.v4 as v4

    return v4.new_code_cell(source, id=name)
