"""readout annotate, sentences, explain: who claims what."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readout.cli import app, given, printing
from readout.cli.collections import (
    CollectionOption,
    JobsOption,
    OnlyOption,
    RetryOption,
    SchedulerOption,
    annotate_collection,
)
from readout.cli.given import FormOption, KindOption, PartiesOption, SpeakerOption, SpeakersOption, TurnsOption
from readout.cli.output import Format, FormatOption, OutputOption, chosen, put
from readout.errors import ReadoutError

if TYPE_CHECKING:
    import pandas as pd

    from readout.texts.text import Text

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Paths of texts, or ids of texts.")]

#: What a person sees of a claim and of a sentence on the screen; as JSON Lines and CSV the tables are whole.
CLAIM_COLUMNS = ["claim_id", "voice", "actor", "act", "stance", "issues", "content_text"]
SENTENCE_COLUMNS = ["text_id", "sentence", "voice", "actor", "words"]


@app.command()
def annotate(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Paths of texts, or ids of texts in data/texts.")
    ] = None,
    format: FormatOption = None,
    output: OutputOption = None,
    collection: CollectionOption = "",
    scheduler: SchedulerOption = None,
    jobs: JobsOption = 0,
    only: OnlyOption = None,
    retry: RetryOption = False,
    kind: KindOption = None,
    form: FormOption = "",
    speaker: SpeakerOption = "",
    parties: PartiesOption = "",
    turns: TurnsOption = None,
    speakers: SpeakersOption = "",
) -> None:
    """Tell who claims what: one row a claim, as the annotator proposes it, whatever people have decided since."""
    from readout.annotator.api import annotate as annotate_text

    if collection:
        if files:
            raise ReadoutError("Give either files or --collection, not both.")
        annotate_collection(collection, scheduler, jobs, only or [], retry)
        return
    if not files:
        raise ReadoutError("No text was named; give paths or ids of texts, or --collection NAME.")
    said = given.metadata(kind, form, speaker, parties, turns, speakers)
    _put(_joined(files, annotate_text, said), format, output, CLAIM_COLUMNS)


@app.command()
def claims(
    files: Files,
    coders: Annotated[str | None, typer.Option(help="Whose decisions count, separated by commas; else all.")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Tell who claims what, as people's decisions leave it: the corrected table, with the id of each claim."""
    from readout.reviewing.decisions.decided_claims import claims as decided

    names = [name.strip() for name in coders.split(",") if name.strip()] if coders else None
    _put(_joined(files, lambda text: decided(text, names), {}), format, output, [*CLAIM_COLUMNS, "coder"])


@app.command()
def sentences(
    files: Files,
    format: FormatOption = None,
    output: OutputOption = None,
    kind: KindOption = None,
    form: FormOption = "",
    speaker: SpeakerOption = "",
    parties: PartiesOption = "",
    turns: TurnsOption = None,
    speakers: SpeakersOption = "",
) -> None:
    """Show each sentence with its voice and who speaks, as people's decisions leave it."""
    from readout.reviewing.decisions.decided_claims import sentences as sentences_of

    def with_words(text: "Text") -> "pd.DataFrame":
        table = sentences_of(text)
        if chosen(format, output) is not Format.table:
            return table
        places = zip(table["start"], table["end"], strict=True)
        return table.assign(words=[" ".join(text.body[start:end].split()) for start, end in places])

    said = given.metadata(kind, form, speaker, parties, turns, speakers)
    table = _joined(files, with_words, said)
    spoken = ["speaker", "role"] if table["role"].notna().any() else []
    _put(table, format, output, [*SENTENCE_COLUMNS[:-1], *spoken, "words"])


@app.command()
def explain(
    claim_id: Annotated[str, typer.Argument(help="The id of a claim, as `readout annotate` gives it.")],
    text: Annotated[
        str | None, typer.Option(help="The text (path or id) that the claim is in, where the id does not tell.")
    ] = None,
) -> None:
    """Tell in words why a claim is in the table: the rule, what it saw, and how sure it is."""
    from readout.annotator.api import annotate as annotate_text
    from readout.annotator.shown.explain import explain as in_words
    from readout.reviewing.decisions.decided_claims import claims
    from readout.texts.library import load

    name = text or claim_id.rpartition("-")[0]
    if not name:
        raise ReadoutError(f"{claim_id!r} is no claim id; `readout annotate FILE --format jsonl` gives them.")
    source = load(name)
    stands, proposed = (table[table["claim_id"] == claim_id] for table in (claims(source), annotate_text(source)))
    rows = proposed if stands.empty else stands
    if rows.empty:
        raise ReadoutError(f"{name} has no claim {claim_id!r}; `readout annotate {name} --format jsonl` gives the ids.")
    print(in_words({str(name): value for name, value in rows.iloc[0].items()}))
    if stands.empty:
        print(f"It stands no more: people decided otherwise; `readout decisions {name}` lists what they decided.")


def _joined(files: list[str], read: "Callable[[Text], pd.DataFrame]", said: dict[str, Any]) -> "pd.DataFrame":
    import pandas as pd

    from readout.texts.library import load

    texts = [load(file, said) for file in files]
    table = pd.concat([read(text) for text in texts], ignore_index=True)
    # What a text was taken for is told of texts that could be read: a refusal stands alone.
    for text in texts:
        if text.kind is None:
            print(f"Note: {text.id}: {text.taken_for.sentence}", file=sys.stderr)
    return table


def _put(table: "pd.DataFrame", format: Format | None, output: Path | None, columns: list[str]) -> None:
    put(table, format, output, draw=lambda whole: printing.drawn(whole[columns], lines=True))
