"""Form: an exercise that is answered without programming, by choosing from lists or by copying words into boxes."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from readout.errors import ReadoutError
from readout.workshop.lesson.verdict import Point, again, right

NOTHING = "(choose)"


@dataclass(frozen=True)
class Row:
    """One question of a form: its key, what is shown, every right answer, and what else a check needs to know of it.

    `options` are the answers to choose from, value to label; None makes a box to type or paste words into. `right` may
    hold more than one answer, and none where any answer will do (an opinion, a coder's decision). An optional row may
    stay empty.
    """

    key: str
    shown: str
    right: tuple[str, ...] = ()
    options: Mapping[str, str] | None = None
    about: Any = None
    optional: bool = False


class Form:
    """Questions with a list or a box each; `answers` are what the learner has chosen or typed so far.

    `by_program` says that the right answers come from the annotator's claims, so that they can be wrong themselves.
    """

    def __init__(self, rows: Iterable[Row], by_program: bool = False):
        self.rows = list(rows)
        self.by_program = by_program
        self._answers: dict[str, str | None] = {row.key: None for row in self.rows}
        self._boxes: dict[str, Any] = {}
        #: Called after each change that the learner makes.
        self.changed: Callable[[], None] = lambda: None

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def answers(self) -> dict[str, str | None]:
        """Return the answers by key, None where there is none yet."""
        for key, box in self._boxes.items():
            self._answers[key] = box.value.strip() or None
        return dict(self._answers)

    def fill(self, answers: Mapping[str, str | None]) -> "Form":
        """Fill in answers by key, as if chosen by hand, and return the form."""
        for key, value in answers.items():
            if key not in self._answers:
                raise ReadoutError(f"The form has no {key!r}; its questions are {', '.join(self._answers)}.")
            self._answers[key] = value
            if key in self._boxes:
                self._boxes[key].value = value or ""
        return self

    def _row(self, key: str) -> Row:
        return next(row for row in self.rows if row.key == key)

    def widget(self) -> Any:
        """Return the form as widgets of ipywidgets, which JupyterLab shows without a network."""
        import ipywidgets

        wide = ipywidgets.Layout(width="100%", max_width="52em")
        shown: list[Any] = []
        current = self.answers
        self._boxes = {}
        for row in self.rows:
            question = (
                f'<div style="line-height:1.45;padding-top:.5em"><b>{escape(row.key)}</b> {as_lines(row.shown)}</div>'
            )
            named = {"description": row.key, "style": {"description_width": "8em"}, "layout": wide}
            box: Any
            if row.options is None:
                box = ipywidgets.Text(value=current[row.key] or "", placeholder="write or copy here", **named)
            else:
                options = [(NOTHING, ""), *((label, value) for value, label in row.options.items())]
                box = ipywidgets.Dropdown(options=options, value=current[row.key] or "", **named)
            self._boxes[row.key] = box
            box.observe(lambda change: self.changed(), names="value")
            shown += [ipywidgets.HTML(question, layout=wide), box]
        return ipywidgets.VBox(shown, layout=ipywidgets.Layout(padding="0 0 1em 0"))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        bundle = self.widget()._repr_mimebundle_()
        # Programs that draw no widgets show the questions at least.
        return {**(bundle or {}), "text/plain": repr(self)}

    def __repr__(self) -> str:
        return "\n".join(f"{row.key}: {row.shown}  [{self.answers[row.key] or NOTHING}]" for row in self.rows)


def as_lines(words: str) -> str:
    """Return words as HTML in which their lines are kept."""
    return escape(words).replace("\n", "<br>")


def read_answers(form: Form, answer: Any) -> dict[str, str | None]:
    """Return a learner's answers by key, from the form itself or from a dictionary that the learner typed.

    Raises ReadoutError, in words for a learner, where it is neither.
    """
    if isinstance(answer, Form):
        return {key: answer.answers.get(key) for key in form.answers}
    if isinstance(answer, Mapping):
        given = {str(key).strip(): value for key, value in answer.items()}
        unknown = sorted(set(given) - set(form.answers))
        if unknown:
            raise ReadoutError(f"There is no question {unknown[0]!r} here; there are {', '.join(form.answers)}.")
        return {key: str(given[key]).strip() if given.get(key) not in (None, "") else None for key in form.answers}
    raise ReadoutError("Give the check what the cell above made, the form in which you chose your answers.")


def folded(words: str) -> str:
    """Return words as they are compared: without quotation marks, outer punctuation, capitals and double spaces."""
    return re.sub(r"\s+", " ", re.sub(r"[‘’“”\"'«»„]", "", words)).strip(" .,;:!?–—-…").casefold()


def overlap(answer: str, wanted: str) -> tuple[float, float]:
    """Return the share of the wanted words that the answer has, and the share of its words that are wanted ones."""
    from collections import Counter

    ours, theirs = (Counter(re.findall(r"\w+", folded(words))) for words in (answer, wanted))
    shared = (ours & theirs).total()
    return shared / max(theirs.total(), 1), shared / max(ours.total(), 1)


def judge(form: Form, answers: Mapping[str, str | None], words: Callable[[Row, str], str]) -> Iterator[Point]:
    """Yield a point for each answer: right where it is one of its row's right ones, else with what `words` says."""
    for row in form:
        chosen = answers.get(row.key)
        if chosen is None:
            continue
        yield right(row.key) if chosen in row.right else again(row.key, words(row, chosen))
