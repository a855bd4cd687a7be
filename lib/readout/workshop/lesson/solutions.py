"""Answers to forms, for the solutions, the authors and the tests; learners' notebooks never call these."""

from html import escape

from readout.workshop.lesson.forms import Form, as_lines
from readout.workshop.lesson.lesson import Lesson


class Filled(Form):
    """A form with its answers, which shows itself as a plain table so that it can be read without a kernel."""

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left;white-space:nowrap">{escape(row.key)}</th>'
            f'<td style="text-align:left">{as_lines(row.shown)}</td>'
            f'<td style="text-align:left"><b>{escape(self.spoken(row.key))}</b></td></tr>'
            for row in self.rows
        )
        return f"<table><tr><th></th><th>question</th><th>answer</th></tr>{rows}</table>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}

    def spoken(self, key: str) -> str:
        """Return the answers that are right for a question, in the words of the list, or the one filled in."""
        row = self._row(key)
        named = row.options or {}
        chosen = self._answers[key] or ""
        if chosen in row.right:
            return " or ".join(named.get(value, value) for value in row.right)
        return named.get(chosen, chosen)


def _filled(lesson: Lesson, exercise: str, answers: dict[str, str | None]) -> Filled:
    form = lesson.ask(exercise)
    done = Filled(form.rows, form.by_program)
    done.fill(answers)
    return done


def _right(lesson: Lesson, exercise: str) -> dict[str, str | None]:
    # Where any answer will do, the options are taken in turn, so that example coders do not all agree by design.
    answers: dict[str, str | None] = {}
    for number, row in enumerate(lesson.ask(exercise).rows):
        options = list(row.options or {"any words": ""})
        answers[row.key] = row.right[0] if row.right else options[number % len(options)]
    return answers


def solved(lesson: Lesson, exercise: str, pick: int = 0) -> Filled:
    """Return the form of an exercise with right answers; `pick` 1 takes the second right answer where there is one."""
    form = lesson.ask(exercise)
    answers = _right(lesson, exercise)
    for row in form.rows:
        if len(row.right) > pick:
            answers[row.key] = row.right[pick]
    return _filled(lesson, exercise, answers)


def nearly(lesson: Lesson, exercise: str) -> Filled:
    """Return the form of an exercise with one answer wrong."""
    answers = _right(lesson, exercise)
    for row in lesson.ask(exercise).rows:
        if row.right:
            answers[row.key] = _miss(row.options, row.right)
            break
    return _filled(lesson, exercise, answers)


def wrong(lesson: Lesson, exercise: str) -> Filled:
    """Return the form of an exercise with every answer wrong that can be wrong, and the others empty."""
    return _filled(
        lesson,
        exercise,
        {row.key: _miss(row.options, row.right) if row.right else None for row in lesson.ask(exercise).rows},
    )


def _miss(options: object, right: tuple[str, ...]) -> str | None:
    if isinstance(options, dict):
        return next((value for value in options if value not in right), None)
    return "words that stand nowhere"
