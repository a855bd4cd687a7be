"""The workshop: lessons from authors' notebooks, exercises that check themselves, slides, guide and bundle.

A learner's notebook needs one name of it:

    from readout.workshop import open_lesson
    lesson = open_lesson("a")
    a1 = lesson.ask("a1")       # shows the exercise
    lesson.check("a1", a1)      # says in words how it went
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readout.workshop.lesson.forms import Form
    from readout.workshop.lesson.lesson import Lesson, open_lesson
    from readout.workshop.lesson.material import Lacking, Material
    from readout.workshop.lesson.solutions import nearly, solved, wrong
    from readout.workshop.lesson.verdict import Point, again, right

_HOME_OF = {
    "Form": "forms",
    "Lacking": "material",
    "Lesson": "lesson",
    "Material": "material",
    "Point": "verdict",
    "again": "verdict",
    "nearly": "solutions",
    "open_lesson": "lesson",
    "right": "verdict",
    "solved": "solutions",
    "wrong": "solutions",
}

__all__ = [
    "Form",
    "Lacking",
    "Lesson",
    "Material",
    "Point",
    "again",
    "nearly",
    "open_lesson",
    "right",
    "solved",
    "wrong",
]


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        return getattr(import_module(f"{__name__}.lesson.{_HOME_OF[name]}"), name)
    raise AttributeError(f"readout.workshop has no {name!r}; it has {', '.join(__all__)}.")
