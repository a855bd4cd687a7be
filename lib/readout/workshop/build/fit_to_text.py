"""A lesson fitted to a text: exercises chosen, pages filled with the text's words, and what is left out named."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from readout.errors import ReadoutError
from readout.workshop.build.author_notebook import Exercise, Passage, Source
from readout.workshop.lesson.lesson import Lesson
from readout.workshop.lesson.material import Lacking, Material


class LeftOut(NamedTuple):
    """What could not be made from the text, and why."""

    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.what} is left out: {self.why}."


class Page(NamedTuple):
    """A Markdown cell filled with the text's words, or the code cell of a passage as it stands."""

    source: str
    kind: str
    tag: str


@dataclass
class Fitted:
    """A lesson on one text: what of it can be taught, in order, and what is left out."""

    source: Source
    lesson: Lesson
    parts: list[tuple[Passage | Exercise, Page]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def exercises(self) -> list[Exercise]:
        """Return the exercises that can be made."""
        return [part for part, _ in self.parts if isinstance(part, Exercise)]

    @property
    def minutes(self) -> tuple[int, int]:
        """Return the minutes to teach and to do, of what is not left out."""
        teach = sum(part.minutes for part, _ in self.parts if isinstance(part, Passage))
        return teach, sum(exercise.minutes for exercise in self.exercises)

    def fill(self, words: str) -> str:
        """Return Markdown with its `{{ }}` filled in; raises Lacking where the text has not what it asks for."""
        return _template(words, self.source).render(given=self.lesson.given, lesson=self.lesson)


def checks(source: Source) -> str:
    """Return the code of a lesson's choosers and checkers, which learners' machines need; it holds no solution."""
    cells = [*source.shared]
    for exercise in source.exercises:
        cells += exercise.all("chooser") + exercise.all("checker")
    head = f'"""The questions and checks of lesson {source.letter}; they work the answers out from the text."""'
    return "\n\n\n".join([head, *(cell.source.strip() for cell in cells)]) + "\n"


def fit(source: Source, given: Material) -> Fitted:
    """Return a lesson fitted to a text."""
    lesson = Lesson(source.letter, given)
    exec(compile(checks(source), str(source.path), "exec"), {"lesson": lesson})
    fitted = Fitted(source, lesson)
    # A heading whose cells are left out goes with them; a cell without a heading belongs to the last one.
    gone = False
    for part in source.parts:
        if isinstance(part, Passage) and not part.title and gone:
            continue
        name = f"Exercise {part.id} ({part.title})" if isinstance(part, Exercise) else f"“{part.title or 'a passage'}”"
        cell = part.task if isinstance(part, Exercise) else part.cell
        try:
            if isinstance(part, Exercise) and part.all("chooser"):
                lesson.ask(part.id)
            filled = fitted.fill(cell.source) if cell.kind == "markdown" else cell.source
        except Lacking as lacking:
            fitted.left_out.append(LeftOut(name, str(lacking)))
            gone = True
        else:
            gone = False
            fitted.parts.append((part, Page(filled, cell.kind, cell.tag)))
    if not fitted.exercises:
        fitted.left_out = [
            LeftOut(f"Lesson {source.letter.upper()} ({source.title})", "none of its exercises can be made")
        ]
    return fitted


def _template(words: str, source: Source) -> Any:
    import jinja2

    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, finalize=_plain, keep_trailing_newline=True)
    try:
        return environment.from_string(words)
    except jinja2.TemplateSyntaxError as error:
        raise ReadoutError(f"{source.path.name}: {error} in a cell that begins {words[:40]!r}.") from error


def _plain(value: Any) -> str:
    """Return a value as words that neither Markdown nor HTML takes for a sign of its own."""
    words = " ".join(str(value).split())
    return re.sub(r"([\\`*_{}\[\]#|~$<>&])", r"\\\1", words)
