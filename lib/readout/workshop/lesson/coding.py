"""Two learners code the same sentences: how each shows the other, and how far they agree."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout.errors import ReadoutError
from readout.workshop.lesson.codings import Coding, Pair, file_name, read_coding
from readout.workshop.lesson.displays import Rows
from readout.workshop.lesson.forms import folded, read_answers
from readout.workshop.lesson.verdict import Said

if TYPE_CHECKING:
    from readout.workshop.lesson.lesson import Lesson

#: Who a learner without a partner can compare with.
PROGRAM, EXAMPLE = "the program", "the example coder"


def save(lesson: "Lesson", exercise: str, name: str, answer: Any) -> Said:
    """Write a learner's codes to a file in the folder of the notebook, and say its name; never raises."""
    try:
        path = _mine(lesson, exercise, name, answer).write(Path())
    except (ReadoutError, OSError) as error:
        return Said(str(error))
    return Said(
        f"Your codes are in the file {path.name}, in the folder of this notebook. Give this file to your partner."
    )


def exchange(lesson: "Lesson", exercise: str, name: str, answer: Any, partner: str) -> "Rows | Said":
    """Return a learner's codes beside a partner's, and remember both for the exercises after it; never raises.

    `partner` is the name of a file in the folder of the notebook, or one of the two that are always there: the
    program, and for the shipped statement a made-up example coder.
    """
    lesson.coded = None
    try:
        mine = _mine(lesson, exercise, name, answer)
        lesson.coded = Pair(mine, _partner(lesson, exercise, partner.strip(), mine))
    except ReadoutError as error:
        return Said(str(error))
    return Rows(lesson.coded.table())


def agreement(lesson: "Lesson") -> "Rows | Said":
    """Return the share of sentences with the same code, and Cohen's kappa, as a table of two rows; never raises."""
    import pandas as pd

    pair = lesson.coded
    if pair is None:
        return Said(
            "There is no partner yet. Put in your name and your partner's file above, and run those cells again."
        )
    from readout.reviewing.agreement.coefficients import interval, kappa

    value = pair.kappa
    rows = {"same code": f"{pair.agreed} of {len(pair.shared)} sentences"}
    rows["Cohen's kappa"] = "none: both used one code only" if value is None else f"{value:.2f}"
    low, high = interval(pair.items, kappa, samples=300, seed=1)
    if low is not None and high is not None:
        rows["with other sentences, kappa could well be"] = f"between {low:.2f} and {high:.2f}"
    return Rows(pd.DataFrame({"value": rows}))


def differences(lesson: "Lesson", exercise: str) -> "Rows | Said":
    """Return the first three sentences on which the two coders differ, with their words; never raises."""
    import pandas as pd

    pair = lesson.coded
    if pair is None:
        return Said(
            "There is no partner yet. Put in your name and your partner's file above, and run those cells again."
        )
    words = {row.key: row.shown for row in lesson.ask(exercise).rows}
    rows = [(key, words.get(key, ""), pair.mine.codes[key], pair.partner.codes[key]) for key in pair.differ[:3]]
    if not rows:
        return Said("You agree on every sentence, so there is nothing to settle. Leave the boxes empty.")
    return Rows(pd.DataFrame(rows, columns=["", "sentence", "you", pair.partner.coder]).set_index(""))


def _mine(lesson: "Lesson", exercise: str, name: str, answer: Any) -> Coding:
    answers = {key: code for key, code in read_answers(lesson.ask(exercise), answer).items() if code}
    coder = str(name).strip()
    file_name(coder)
    if not answers:
        raise ReadoutError("You have not chosen any code yet. Choose a code for each sentence above.")
    return Coding(lesson.given.text.id, coder, answers)


def _partner(lesson: "Lesson", exercise: str, partner: str, mine: Coding) -> Coding:
    rows = lesson.ask(exercise).rows
    if partner == PROGRAM:
        return Coding(mine.text_id, PROGRAM, {row.key: row.about["program"] for row in rows})
    if partner == EXAMPLE:
        made = {row["words"]: row["code"] for row in lesson.given.tables.get("example coder", [])}
        codes = {row.key: code for row in rows for words, code in made.items() if folded(words) in folded(row.shown)}
        if not codes:
            raise ReadoutError(f'For this text there is no example coder. Write "{PROGRAM}" in its place.')
        return Coding(mine.text_id, EXAMPLE, codes)
    return read_coding(Path(partner if partner.endswith(".csv") else f"coding-{file_name(partner)}.csv"))
