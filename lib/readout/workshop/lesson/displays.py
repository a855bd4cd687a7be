"""What lessons show beside their exercises: tables and the annotated text."""

from html import escape
from typing import TYPE_CHECKING, Any

from readout.workshop.lesson.forms import read_answers
from readout.workshop.lesson.grouping import counted
from readout.workshop.lesson.verdict import Said

if TYPE_CHECKING:
    import pandas as pd

    from readout.annotator.shown.view import View
    from readout.workshop.lesson.lesson import Lesson


class Rows:
    """A table to be read: all its words, to the left, as wide as there is room."""

    def __init__(self, table: "pd.DataFrame"):
        self.table = table

    def __repr__(self) -> str:
        return str(self.table.to_string())

    def _repr_html_(self) -> str:
        import pandas as pd

        with pd.option_context("display.max_colwidth", None):
            html = self.table.to_html(border=0, classes="readout-rows", na_rep="")
        cells = ".readout-rows td, .readout-rows th"
        style = cells + " { text-align: left !important; vertical-align: top; white-space: normal }"
        return f'<style>{style}</style><div style="overflow-x:auto">{html}</div>'


def beside(lesson: "Lesson", exercise: str, answer: Any) -> Rows:
    """Return the answers to an exercise beside the annotator's: a row a question, with whether they are the same."""
    import pandas as pd

    form = lesson.ask(exercise)
    answers = read_answers(form, answer)
    rows = []
    for row in form.rows:
        yours = (row.options or {}).get(answers[row.key] or "", answers[row.key] or "(no answer)")
        program = row.about["annotator"]
        rows.append((row.key, row.shown, yours, program, "same" if yours == program else "different"))
    return Rows(pd.DataFrame(rows, columns=["", "sentence", "you", "the program", "same?"]).set_index(""))


def annotated(lesson: "Lesson") -> "View":
    """Return the text as the annotator reads it: each claim underlined in the style of its voice."""
    from readout.annotator.shown.view import View

    return View(lesson.given.text, lesson.given.table())


def codes(lesson: "Lesson") -> Rows:
    """Return the issues of the codebook that this lesson uses: label, definition, when to use it, when not."""
    import pandas as pd

    from readout import codebook

    used = [code for code in codebook.load().issues if code.code in lesson.given.common_issues]
    rows = [(code.label, code.definition, code.use_when, code.not_when) for code in used]
    return Rows(pd.DataFrame(rows, columns=["issue", "meaning", "use it when", "do not use it for"]).set_index("issue"))


def positions(lesson: "Lesson") -> Rows:
    """Return the claims as positions, a row a claim and issue: who, issue, stance, condition, and the words."""
    import pandas as pd

    given = lesson.given
    rows = [
        (
            claim["actor"],
            given.issues.get(issue, issue),
            claim["stance"],
            given.body(claim["condition"]),
            claim["content_text"],
        )
        for claim in given.spoken
        for issue in claim["issues"] or ()
    ]
    return Rows(pd.DataFrame(rows, columns=["who", "issue", "stance", "condition", "words"]))


def counts(lesson: "Lesson") -> "pd.DataFrame":
    """Return how many claims there are in each group and stance: columns `group`, `stance`, `claims`."""
    return counted(lesson.given.spoken, lesson.given.issues, lesson.given.grouping)


def second(lesson: "Lesson") -> "Said | Reading":
    """Return the second account of the statement, to be read; a sentence where there is none."""
    rows = lesson.given.tables.get("second")
    return Reading(rows[0]["title"], rows[0]["body"]) if rows else Said("There is no second account of this statement.")


class Reading:
    """A text to be read: its title and its paragraphs."""

    def __init__(self, title: str, body: str):
        self.title = title
        self.body = body

    def __repr__(self) -> str:
        return f"{self.title}\n\n{self.body}"

    def _repr_html_(self) -> str:
        paragraphs = "".join(f"<p>{escape(part)}</p>" for part in self.body.split("\n\n") if part.strip())
        return f'<article style="max-width:44em;line-height:1.5"><h4>{escape(self.title)}</h4>{paragraphs}</article>'


#: The features of guarantees that the lesson shows, and the question that each answers.
FEATURES = {
    "guarantors": "who guarantees",
    "p5_all": "all five permanent members of the Security Council?",
    "trigger": "what triggers it",
    "use_of_force": "must force be used?",
    "foreign_forces_clause": "on foreign forces",
    "binding": "is it binding?",
    "status": "what became of it",
}


def guarantees(lesson: "Lesson") -> "Rows | Said":
    """Return what earlier papers say of guarantees: a row a question, a column a paper, an open cell empty."""
    import pandas as pd

    rows = lesson.given.tables.get("instruments")
    if not rows:
        return Said("This text says nothing of security guarantees, so there is no table to compare it with.")
    return Rows(pd.DataFrame({row["title"]: {words: row[name] for name, words in FEATURES.items()} for row in rows}))
