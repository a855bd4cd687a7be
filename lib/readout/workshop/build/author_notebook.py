"""An author's notebook: one lesson, with each exercise's cells side by side, told apart by their tags.

`notebooks/workshop/README.md` tells authors the same in a page. The tags:

- `lesson`: a raw cell with the lesson's card in YAML (question, objectives, prerequisites, key points);
- `setup`: opens the lesson;
- `author`: imports that only authors and solutions need;
- `shared`: imports and words that the choosers and checkers of the lesson share;
- `exercise`: a Markdown cell whose heading is `## a1. Title (8 minutes)`; the tagged cells after it belong to it:
  `chooser`, `start`, `hint` (one or more), `solution` (one or more, each a right answer), `checker`, `nearly` and
  `wrong` (answers that must be told so), `instructor`;
- `slide`: a Markdown cell that is a slide as well; `instructor` outside an exercise: a note to the instructor;
- no tag: Markdown or code that every learner sees.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from readout import places
from readout.errors import ReadoutError

HEADING = re.compile(r"^##\s+(?P<name>.+?)\s*(?:\((?P<minutes>\d+) minutes?\))?\s*$", re.MULTILINE)
NUMBERED = re.compile(r"^(?P<id>[a-z]\d+)\.\s+(?P<title>.+)$")
#: The tags of an exercise's cells: needed once, needed at least once, and as many as the author likes.
ONE = ("checker",)
SOME = ("start", "hint", "solution", "nearly", "wrong")
ANY = ("chooser", "instructor")
OTHERS = ("lesson", "setup", "author", "shared", "exercise", "slide")
CARD = ("title", "question", "objectives", "prerequisites", "key points")


@dataclass(frozen=True)
class Cell:
    """A cell of an author's notebook: its type, its source, its tag (or ''), and its name."""

    kind: str
    source: str
    tag: str
    id: str


@dataclass
class Exercise:
    """An exercise: its id (a1), title, minutes, and its cells by tag, in the author's order."""

    id: str
    title: str
    minutes: int
    task: Cell
    cells: dict[str, list[Cell]] = field(default_factory=dict)

    def one(self, tag: str) -> Cell:
        """Return the only cell of a tag."""
        return self.cells[tag][0]

    def all(self, tag: str) -> list[Cell]:
        """Return the cells of a tag."""
        return self.cells.get(tag, [])


@dataclass
class Passage:
    """A cell between exercises: teaching text, a demonstration, a slide, or a note to the instructor."""

    cell: Cell
    title: str = ""
    minutes: int = 0


@dataclass
class Source:
    """A lesson as its author wrote it: letter, card, the cell that opens it, and passages and exercises in order."""

    path: Path
    letter: str
    card: dict[str, Any]
    setup: Cell
    shared: list[Cell]
    parts: list[Passage | Exercise]

    @property
    def title(self) -> str:
        """Return the lesson's title."""
        return str(self.card["title"])

    @property
    def exercises(self) -> list[Exercise]:
        """Return the exercises in order."""
        return [part for part in self.parts if isinstance(part, Exercise)]

    @cached_property
    def minutes(self) -> tuple[int, int]:
        """Return the minutes to teach and to do: those in the headings, added up."""
        teach = sum(part.minutes for part in self.parts if isinstance(part, Passage))
        return teach, sum(exercise.minutes for exercise in self.exercises)


def lessons(folder: Path | None = None) -> list[Source]:
    """Return the lessons of a folder (by default notebooks/workshop) in the order of their letters."""
    folder = folder or places.lessons()
    paths = sorted(folder.glob("[a-z]_*.ipynb"))
    if not paths:
        raise ReadoutError(f"{folder} holds no author's notebook; their names are like a_three_voices.ipynb.")
    return [read(path) for path in paths]


def read(path: Path) -> Source:
    """Return the lesson of an author's notebook; raises ReadoutError that names the cell where something is missing."""
    import nbformat

    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:
        raise ReadoutError(f"{path.name} is not a notebook that can be read: {str(error).splitlines()[0]}") from error
    cells = [_cell(cell, path) for cell in notebook.cells if cell.source.strip()]
    card = _only([cell for cell in cells if cell.tag == "lesson"], "lesson", path)
    setup = _only([cell for cell in cells if cell.tag == "setup"], "setup", path)
    shared = [cell for cell in cells if cell.tag == "shared"]
    source = Source(path, path.name[0], _card(card, path), setup, shared, [])
    for cell in cells:
        if cell.tag in ("lesson", "setup", "author", "shared"):
            continue
        if cell.tag == "exercise":
            source.parts.append(_exercise(cell, source))
        elif cell.tag in (*ONE, *SOME, *ANY) and source.parts and isinstance(source.parts[-1], Exercise):
            source.parts[-1].cells.setdefault(cell.tag, []).append(cell)
        elif cell.tag in (*ONE, *SOME, "chooser"):
            raise ReadoutError(f"{path.name}: the cell tagged {cell.tag!r} stands before any exercise.")
        else:
            heading = HEADING.search(cell.source) if cell.kind == "markdown" else None
            title, minutes = (heading["name"], int(heading["minutes"] or 0)) if heading else ("", 0)
            source.parts.append(Passage(cell, title, minutes))
    for exercise in source.exercises:
        _complete(exercise, path)
    return source


def _cell(cell: Any, path: Path) -> Cell:
    tags = [tag for tag in cell.metadata.get("tags", []) if tag in (*ONE, *SOME, *ANY, *OTHERS)]
    unknown = sorted(set(cell.metadata.get("tags", [])) - set(tags))
    if unknown or len(tags) > 1:
        raise ReadoutError(
            f"{path.name}: a cell has the tags {', '.join(tags + unknown)}; a cell has one, of "
            f"{', '.join((*OTHERS, *ONE, *SOME, *ANY))}."
        )
    return Cell(cell.cell_type, cell.source, tags[0] if tags else "", cell.get("id", ""))


def _only(cells: list[Cell], tag: str, path: Path) -> Cell:
    if len(cells) != 1:
        raise ReadoutError(f"{path.name} has {len(cells)} cells tagged {tag!r}; it needs one.")
    return cells[0]


def _card(cell: Cell, path: Path) -> dict[str, Any]:
    import yaml

    try:
        card = yaml.safe_load(cell.source)
    except yaml.YAMLError as error:
        raise ReadoutError(f"{path.name}: the lesson's card is not YAML: {str(error).splitlines()[0]}.") from error
    missing = [name for name in CARD if not (isinstance(card, dict) and card.get(name))]
    if missing:
        raise ReadoutError(f"{path.name}: the lesson's card has no {', '.join(missing)}.")
    return dict(card)


def _exercise(cell: Cell, source: Source) -> Exercise:
    heading = HEADING.search(cell.source)
    numbered = NUMBERED.match(heading["name"]) if heading else None
    if not heading or not numbered or not heading["minutes"]:
        raise ReadoutError(f"{source.path.name}: an exercise's heading is like '## a1. Title (8 minutes)'.")
    if numbered["id"] in [exercise.id for exercise in source.exercises]:
        raise ReadoutError(f"{source.path.name}: there are two exercises {numbered['id']}.")
    return Exercise(numbered["id"], numbered["title"], int(heading["minutes"]), cell)


def _complete(exercise: Exercise, path: Path) -> None:
    for tag in (*ONE, *SOME):
        found = len(exercise.all(tag))
        if not found or (tag in ONE and found > 1):
            raise ReadoutError(f"{path.name}: exercise {exercise.id} has {found} cells tagged {tag!r}; it needs one.")
