"""What stands beside a class: the words of its sentences, the program, and a model whose answers were recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from readout import places
from readout.errors import ReadoutError
from readout.workshop.lesson.forms import Form, folded
from readout.workshop.lesson.lesson import MATERIAL, Lesson
from readout.workshop.lesson.material import PACKED, Lacking, Material

#: The lesson in which a class codes, its exercise, and what it codes in.
LETTER, EXERCISE, FIELD = "c", "c1", "code"


@dataclass(frozen=True)
class Beside:
    """The title of a text, the words of its sentences, and, by who coded them and by field, the code of each."""

    title: str
    words: Mapping[str, str] = field(default_factory=dict)
    coders: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)


def find(text_id: str, built: Path | None = None) -> Beside:
    """Return what stands beside a class that coded a text; only its id as title where no workshop on it is built here.

    built: the folder of the workshop; by default that of a bundle, or the one that `readout workshop build` wrote.
    Raises ReadoutError where a folder is named that holds no workshop, or one on another text.
    """
    usual = (places.home() / "workshop", places.build() / "workshop" / text_id)
    for folder in (built,) if built else usual:
        if not (folder / MATERIAL / PACKED).is_file():
            continue
        given = Material.read(folder / MATERIAL)
        if given.text.id == text_id:
            return _read(given, folder / MATERIAL / f"checks_{LETTER}.py")
        if built:
            raise ReadoutError(f"The workshop in {built} is on {given.text.id}, and the class coded {text_id}.")
    if built:
        raise ReadoutError(f"{built} holds no workshop; name the folder that `readout workshop build` wrote.")
    return Beside(text_id)


def _read(given: Material, checks: Path) -> Beside:
    """Return the sentences as the learners saw them, with the program's codes and the model's."""
    lesson = Lesson(LETTER, given)
    try:
        exec(compile(checks.read_text(encoding="utf-8"), str(checks), "exec"), {"lesson": lesson})
        asked = lesson.ask(EXERCISE)
    except (OSError, Lacking):
        return Beside(given.text.title)
    rows = asked.rows if isinstance(asked, Form) else []
    coders = {"the program": {row.key: row.about["program"] for row in rows}}
    said = {folded(row["words"]): row["code"] for row in given.tables.get("model coder", [])}
    model = {row.key: code for row in rows for words, code in said.items() if words in folded(row.shown)}
    if model:
        coders[f"the model {given.model['model']}"] = model
    words = {row.key: row.shown for row in rows}
    return Beside(given.text.title, words, {name: {FIELD: codes} for name, codes in coders.items()})
