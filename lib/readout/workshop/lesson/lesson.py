"""Lesson: what a learner's notebook opens: it asks exercises and checks answers, in words whatever was answered."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout import write
from readout.errors import ReadoutError
from readout.workshop.lesson.forms import Form, read_answers
from readout.workshop.lesson.material import PACKED, Lacking, Material
from readout.workshop.lesson.verdict import Point, Verdict, again

if TYPE_CHECKING:
    from readout.workshop.lesson.codings import Pair
    from readout.workshop.lesson.three_coders import Three

#: Beside the learners' notebooks: the text with its claims, and the checks of each lesson.
MATERIAL = "material"
#: Where a learner's answers are kept, in the folder of the notebook.
NOTES = "my-answers-{}.json"
SHIPPED = "polyanskiy-tass"

#: Stands under a verdict on a text whose answers no person has checked.
DOUBT = (
    "The answers to this text come from the annotator, a program, and no person has checked them. If you have read the "
    "sentence again and still hold to your answer, write down why: you may be right."
)

Chooser = Callable[[Material], Any]
Checker = Callable[[Any, Any], Iterable[Point]]


class Lesson:
    """A lesson on one text; `given` is what it is built from: the text, its claims, its sentences."""

    def __init__(self, letter: str, given: Material, notes: Path | None = None):
        self.letter = letter
        #: The file in which a learner's answers are kept, so that a restarted kernel loses none; None keeps nothing.
        self.notes = notes
        self.given = given
        self._choosers: dict[str, Chooser] = {}
        self._checkers: dict[str, Checker] = {}
        self._asked: dict[str, Any] = {}
        #: The learner's codes and a partner's, once there are any (lesson C).
        self.coded: Pair | None = None
        #: The learner's codes beside the program's and a model's (lesson G).
        self.three: Three | None = None

    def __repr__(self) -> str:
        return f"Lesson {self.letter.upper()}, on: {self.given.text.title}"

    def _repr_html_(self) -> str:
        from html import escape

        key = "by a person" if self.given.checked else "by the annotator, a program, which can be wrong"
        return (
            f"<p><b>Lesson {self.letter.upper()}</b> is open. Its text: <i>{escape(self.given.text.title)}</i>. "
            f"The answers that the checks expect were made {key}.</p>"
        )

    def chooser(self, exercise: str) -> Callable[[Chooser], Chooser]:
        """Make a function the one that chooses an exercise's questions from the text (an author's cell)."""

        def keep(function: Chooser) -> Chooser:
            self._choosers[exercise] = function
            self._asked.pop(exercise, None)
            return function

        return keep

    def checker(self, exercise: str) -> Callable[[Checker], Checker]:
        """Make a function the one that judges the answer to an exercise (an author's cell)."""

        def keep(function: Checker) -> Checker:
            self._checkers[exercise] = function
            return function

        return keep

    def ask(self, exercise: str) -> Any:
        """Return the questions of an exercise; the same form at every call, so that answers given are not lost."""
        if exercise not in self._asked:
            if exercise not in self._choosers:
                known = ", ".join(sorted(self._choosers)) or "none"
                raise ReadoutError(f"Lesson {self.letter} asks no exercise {exercise!r}; it asks {known}.")
            asked = self._asked[exercise] = self._choosers[exercise](self.given)
            if isinstance(asked, Form) and self.notes:
                self._remember(exercise, asked, self.notes)
        return self._asked[exercise]

    def _remember(self, exercise: str, form: Form, notes: Path) -> None:
        """Fill in what the learner answered before, and keep each further answer."""
        for key, value in _read(notes).get(exercise, {}).items():
            row = next((row for row in form.rows if row.key == key), None)
            if row and isinstance(value, str) and (row.options is None or value in row.options):
                form.fill({key: value})

        def keep() -> None:
            # Where nothing can be written the answers stay in the form, as long as the notebook runs.
            with suppress(ReadoutError):
                write.whole(notes, json.dumps(_read(notes) | {exercise: form.answers}, indent=1))

        form.changed = keep

    def check(self, exercise: str, answer: Any) -> Verdict:
        """Say in words how an answer does: what is right, and what to look at again. It never raises an error."""
        if exercise not in self._checkers:
            known = ", ".join(sorted(self._checkers)) or "none"
            return Verdict(exercise, (again("this check", f"is not one of this lesson; it has {known}."),))
        asked = None
        try:
            asked = self.ask(exercise) if exercise in self._choosers else None
            if isinstance(asked, Form):
                points = tuple(self._judge_form(exercise, asked, read_answers(asked, answer)))
            else:
                points = tuple(self._checkers[exercise](answer, asked))
        except (ReadoutError, Lacking) as error:
            points = (again("your answer", str(error)),)
        except Exception as error:
            # A learner can hand over anything. An author who wants to see the fault calls the checker itself.
            kind = type(answer).__name__
            words = f"could not be read ({error or type(error).__name__}). It is a {kind}; run the cells above again, "
            points = (again("your answer", words + "from the top, and change only what the task asks you to change."),)
        points = points or (again("your answer", "is empty; run the cell above first."),)
        return Verdict(
            exercise, points, DOUBT if isinstance(asked, Form) and asked.by_program and not self.given.checked else ""
        )

    def _judge_form(self, exercise: str, form: Form, answers: dict[str, str | None]) -> Iterable[Point]:
        """Yield a point a question: empty ones are named here, the others are the author's function's."""
        empty = [row.key for row in form.rows if answers[row.key] is None and not row.optional]
        if empty:
            has = "has" if len(empty) == 1 else "have"
            yield again(", ".join(empty), f"{has} no answer yet.", questions=len(empty))
        filled = {key: value for key, value in answers.items() if value is not None}
        if filled or all(row.optional for row in form.rows):
            yield from self._checkers[exercise](filled, form)


def _read(notes: Path) -> dict[str, Any]:
    """Return the answers in a learner's file; none where there is no file, or where somebody has changed it badly."""
    try:
        held = json.loads(notes.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {key: value for key, value in held.items() if isinstance(value, dict)} if isinstance(held, dict) else {}


def open_lesson(letter: str, text: Any = None) -> Lesson:
    """Return a lesson on the text that this folder was built for, or, for authors, on a text of their choice.

    Beside a learner's notebook, or beside one of the folders that it is in, the folder `material` holds the text, its
    claims and the checks, which are read from there. Anywhere else the lesson opens on `text` (by default the shipped
    statement) without checks: the author's notebook makes them in its own cells.
    """
    above = (Path(*[".."] * up, MATERIAL) for up in range(3))
    folder = next((place for place in above if (place / PACKED).is_file()), None)
    if text is None and folder:
        lesson = Lesson(letter, Material.read(folder), Path(NOTES.format(letter)))
        checks = folder / f"checks_{letter}.py"
        if not checks.is_file():
            raise ReadoutError(f"{checks} is missing; build the workshop again with `make workshop`.")
        exec(compile(checks.read_text(encoding="utf-8"), str(checks), "exec"), {"lesson": lesson})
        return lesson
    import readout

    return Lesson(letter, Material.of(readout.load(text or SHIPPED)))
