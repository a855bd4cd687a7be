"""The page of a class: one self-contained file to be projected, without a name in it, and the table for a course."""

from importlib.resources import files
from pathlib import Path

from readout import write
from readout.exchange.cells import defuse
from readout.workshop.build.write_papers import render
from readout.workshop.lesson.three_coders import UNREADABLE
from readout.workshop.whole_class.results import ClassResults, SentenceResult


def write_page(found: ClassResults, left_out: int, path: Path) -> Path:
    """Write the page of a class to a file, and return the path; `left_out` is how many files could not be used."""
    css = (files("readout.reports.pages") / "page.css").read_text(encoding="utf-8")
    page = render(
        "class.html.j2",
        found=found,
        headline=headline(found),
        splitting=found.splitting,
        left_out=left_out,
        labels={field.field: field.label for field in found.fields},
        rows=_rows,
        percent=_percent,
        css=css,
    )
    write.whole(path, page)
    return path


def write_results(found: ClassResults, path: Path) -> Path:
    """Write one row a learner as CSV for a course system, and return the path; empty where there is nothing to say."""
    table = found.learners.assign(coder=found.learners["coder"].map(defuse))
    write.whole(path, table.to_csv(index=False, float_format="%.3f", lineterminator="\n"))
    return path


def headline(found: ClassResults) -> str:
    """Return in a sentence how many sentences the class agrees on, and how many split it."""
    all_of, split = len(found.sentences), len(found.splitting)
    what = "sentence" if len(found.fields) == 1 else "code"
    if not split:
        return f"{found.coders} coders, {all_of} {what}s, and none of them splits the class"
    return f"{found.coders} coders, {all_of} {what}s: {split} {'splits' if split == 1 else 'split'} the class"


def _rows(row: SentenceResult) -> list[tuple[str, int, list[str]]]:
    """Return each code of a sentence with how many gave it and who besides the class did, the commonest first."""
    codes = [code for code in dict.fromkeys([*row.given, *row.beside.values()]) if code != UNREADABLE]
    return [
        (code, row.given.get(code, 0), [who for who, given in row.beside.items() if given == code]) for code in codes
    ]


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"
