"""readout compare: one text held against others, as a report or as one method's table."""

import math
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readout.cli import app, printing
from readout.cli.output import FormatOption, OutputOption, put
from readout.errors import ReadoutError

if TYPE_CHECKING:
    import pandas as pd

#: The methods by subject, as `readout compare --help` shows them; readout.compare.methods says what each one tells.
METHODS = {
    "who says what": "positions, contradictions, movement, alone, ties, matching, retellings, guarantees",
    "in which words": "keyness, concordance, dispersion, vocabulary, collocations, counts, reuse, wordfish, wordscores",
    "on what": "themes, unlisted",
    "what is allowed": "permitted",
}


#: A table on the screen has no more rows than this; in a file, and as CSV or JSON, it is whole.
MOST_ROWS = 100


@app.command()
def compare(
    texts: Annotated[
        list[str], typer.Argument(metavar="TEXT...", help="Ids or files; the first is held against the others.")
    ],
    method: Annotated[
        str | None,
        typer.Option(
            "--method",
            "-m",
            help="Print this method's table and make no report. "
            + ". ".join(f"{subject.capitalize()}: {names}" for subject, names in METHODS.items())
            + ".",
        ),
    ] = None,
    term: Annotated[
        list[str] | None,
        typer.Option(
            "--term", "-t", help="A word or phrase to look for, such as 'security guarant*'; may be repeated."
        ),
    ] = None,
    quotations: Annotated[
        bool, typer.Option("--quotations", help="Count only what stands in quotation marks: the speakers' own words.")
    ] = False,
    same_event: Annotated[
        bool,
        typer.Option("--same-event", help="The texts tell one event, though their front matter does not say so."),
    ] = False,
    phrase: Annotated[int, typer.Option(help="Count phrases of so many words (keyness, counts).", min=1, max=5)] = 1,
    score: Annotated[
        list[str] | None,
        typer.Option("--score", metavar="ID=NUMBER", help="The score of a reference text (wordscores); twice or more."),
    ] = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Hold a text against others: who says what, in which words, and what only one of them tells.

    `readout compare A B` writes a report of its own under reports/. With `--method` it prints one table instead:
    `readout compare A B --method retellings`, `readout compare A -m concordance -t 'guarant*' --format csv`.
    """
    if method is None:
        if term or score or output or quotations or phrase != 1:
            raise ReadoutError(
                "--term, --score, --quotations, --phrase and --output go with a method's table; name one with --method."
            )
        _report(texts, same_event)
        return
    if same_event:
        raise ReadoutError(
            "--same-event goes with a report; the method retellings takes the texts that are named as accounts of one "
            "event in any case, and other methods do not ask. Leave it out."
        )
    from readout.compare import methods
    from readout.compare.accounts import permitted
    from readout.texts.library import load

    given = [load(name) for name in texts]
    if quotations:
        if method not in METHODS["in which words"].split(", "):
            raise ReadoutError(f"The method {method} reads claims, not wording; leave --quotations out.")
        given = permitted.quotations_of(given)
    table = methods.run(method, given, terms=term or (), phrase=phrase, scores=_scores(score or ()))
    if note := table.attrs.get("note"):
        print(f"Note: {note}", file=sys.stderr)
    put(table, format, output, draw=lambda rows: _drawn(_listed(rows), output is not None))


def _scores(given: Iterable[str]) -> dict[str, float]:
    """Return the scores of reference texts from `ID=NUMBER`; raises ReadoutError for anything else."""
    scores: dict[str, float] = {}
    for pair in given:
        name, _, number = pair.rpartition("=")
        try:
            scores[name] = float(number)
        except ValueError:
            scores[name] = math.nan
        if not name or not math.isfinite(scores[name]):
            raise ReadoutError(f"--score {pair} is no score; write it as ID=NUMBER, such as {name or 'some-text'}=-1.")
    return scores


def _report(names: list[str], same_event: bool) -> None:
    """Write the report of the first text held against the others."""
    from readout import places
    from readout.reports.plan import plan
    from readout.reports.regenerate import Settings, regenerate

    made = plan.comparison(names, {"same_event": same_event})
    result = regenerate([made], Settings(), tell=lambda sentence: print(sentence, file=sys.stderr))[0]
    for sentence in result.failures:
        print(f"readout: {sentence}", file=sys.stderr)
    if result.status == "failed":
        raise typer.Exit(1)
    index = places.reports() / made.text_id / "index.html"
    print(f"Report: {index.relative_to(Path.cwd()) if index.is_relative_to(Path.cwd()) else index}")


def _listed(table: "pd.DataFrame") -> "pd.DataFrame":
    return table.map(lambda value: "; ".join(map(str, value)) if isinstance(value, list | tuple) else value)


def _drawn(table: "pd.DataFrame", whole: bool) -> str:
    """Return a table drawn for a terminal: the columns a reader wants first, numbers short."""
    if table.empty:
        return "No rows.\n"
    shown = table[[name for name in table.columns if whole or not _is_key(str(name))]]
    more = 0 if whole else len(table) - MOST_ROWS
    drawn = printing.drawn(shown, most=None if whole else MOST_ROWS)
    return drawn + (f"And {more:,} more rows: give --format csv or --output FILE for all.\n" if more > 0 else "")


def _is_key(name: str) -> bool:
    """Return whether a column only leads back to characters, which a screen has no room for."""
    return name in ("start", "end") or name.startswith(("start_", "end_", "sentence", "log_odds"))
