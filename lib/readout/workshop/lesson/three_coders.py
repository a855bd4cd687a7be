"""Three coders of the same sentences: the learner, the program and a language model whose answers were recorded."""

import json
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout.errors import ReadoutError
from readout.workshop.lesson.displays import Rows
from readout.workshop.lesson.forms import read_answers
from readout.workshop.lesson.verdict import Said

if TYPE_CHECKING:
    from readout.workshop.lesson.lesson import Lesson

YOU, PROGRAM, MODEL = "you", "the program", "the model"
#: What stands for an answer of the model that could not be read.
UNREADABLE = "(no code)"


def recorded(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what is known of a recorded model and its answers, one row a sentence: words, code, why, answer.

    The file is that of `scripts/record_lesson_model.py`. An answer that breaks off, or is no JSON, has no code.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        rows = [{**_read(each["answer"]), **each} for each in held.pop("answers")]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ReadoutError(f"{path.name} is no record of a model's answers; record it again.") from None
    return held, rows


def _read(answer: str) -> dict[str, str]:
    try:
        said = json.loads(answer)
        return {"code": str(said["code"]), "why": str(said.get("why", ""))}
    except (ValueError, KeyError, TypeError):
        return {"code": UNREADABLE, "why": "(its answer broke off)"}


@dataclass(frozen=True)
class Three:
    """The codes of each coder by sentence, and the model's reasons."""

    codes: dict[str, dict[str, str]]
    why: dict[str, str]

    def same(self, one: str, other: str) -> int:
        """Return in how many sentences two coders gave the same code."""
        return sum(self.codes[one][key] == self.codes[other][key] for key in self.codes[one])

    @property
    def pairs(self) -> dict[str, int]:
        """Return for each two coders in how many sentences they gave the same code."""
        return {f"{one} and {other}": self.same(one, other) for one, other in combinations(self.codes, 2)}

    @property
    def favourites(self) -> tuple[list[str], int]:
        """Return the codes that the model gave most often, and how often."""
        counts = Counter(self.codes[MODEL].values())
        most = max(counts.values())
        return [code for code, count in counts.items() if count == most], most


def side_by_side(lesson: "Lesson", exercise: str, answer: Any) -> "Rows | Said":
    """Return the codes of all three side by side, and remember them for the exercises after it; never raises."""
    import pandas as pd

    lesson.three = None
    rows = lesson.ask(exercise).rows
    mine = {key: code for key, code in read_answers(lesson.ask(exercise), answer).items() if code}
    if not mine:
        return Said("You have not chosen any code yet. Choose a code for each sentence above.")
    asked = [row for row in rows if row.key in mine]
    codes = {
        YOU: mine,
        PROGRAM: {row.key: row.about["program"] for row in asked},
        MODEL: {row.key: row.about["model"] for row in asked},
    }
    lesson.three = Three(codes, {row.key: row.about["why"] for row in asked})
    table = pd.DataFrame(codes, index=[row.key for row in asked])
    table["why, in the model's words"] = pd.Series(lesson.three.why)
    return Rows(table)
