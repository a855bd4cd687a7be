"""readout ask, phrase, moved: what a collection answers."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readout import write
from readout.cli import app, printing

if TYPE_CHECKING:
    import pandas as pd

Name = Annotated[str, typer.Argument(help="The collection; `shipped` comes along.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write to this file instead of standard output.")]


class Show(StrEnum):
    """What is shown of the claims that fit."""

    sentences = "sentences"
    claims = "claims"
    counts = "counts"


class Format(StrEnum):
    """How a table is written."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"


FormatOption = Annotated[Format, typer.Option("--format", help="How to write it.")]


@app.command()
def ask(
    name: Name,
    party: Annotated[str | None, typer.Option(help="A state or body, by any of its names or its code.")] = None,
    actor: Annotated[str | None, typer.Option(help="An actor, as texts name it.")] = None,
    issue: Annotated[str | None, typer.Option(help="A code of the codebook.")] = None,
    matter: Annotated[str | None, typer.Option(help="Words that the matter in dispute has.")] = None,
    words: Annotated[str | None, typer.Option(help="Words that the claim has.")] = None,
    stance: Annotated[str | None, typer.Option(help="supports, opposes, conditional or neutral.")] = None,
    act: Annotated[str | None, typer.Option(help="What is done: asserts, demands, rejects ...")] = None,
    voice: Annotated[str | None, typer.Option(help="Whose words: own, direct, mixed, indirect ...")] = None,
    since: Annotated[str | None, typer.Option(help="From this year or day on.")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this year or day.")] = None,
    anybody: Annotated[bool, typer.Option("--anybody", help="Also who is no state and no body.")] = False,
    told: Annotated[bool, typer.Option("--told", help="Also what others tell of an actor.")] = False,
    show: Annotated[Show, typer.Option(help="The sentences, the claims, or how many there are.")] = Show.sentences,
    by: Annotated[str, typer.Option(help="Count by these, parted by commas: holder, issue, year ...")] = "holder",
    most: Annotated[int, typer.Option(min=1, help="Rows at most.")] = 50,
    format: FormatOption = Format.table,
    out: Out = None,
) -> None:
    """Ask a collection: who said what, on which issue, on which side, and when, with the sentences behind."""
    from readout.collections.shipped import collection

    answers = collection(name).answers
    asked = {
        **{"party": party, "actor": actor, "issue": issue, "matter": matter, "words": words, "stance": stance},
        **{"act": act, "voice": voice, "since": since, "until": until, "held": not anybody, "told": told},
    }
    if show is Show.counts:
        groups = [one.strip() for one in by.split(",") if one.strip()]
        table = answers.counts(groups, most=most, **asked)
        _write(table, table.drop(columns="claim_ids"), format, out)
        return
    found = answers.claims(most=most, **asked)
    if show is Show.claims:
        seen = ["claim_id", "date", "holder", "act", "stance", "issues", "content_text"]
        _write(found, found[seen], format, out)
        return
    table = answers.sentences(found["claim_id"])
    _write(table, table[["date", "holder", "stance", "sentence", "claim_id"]], format, out)
    if format is Format.table:
        print(f"{len(table)} of {answers.count(**asked):,} claims.", file=sys.stderr)


@app.command()
def phrase(
    name: Name,
    term: Annotated[str, typer.Argument(help="A word or phrase; * and ? stand for characters.")],
    period: Annotated[int, typer.Option(min=1, help="Years in a period.")] = 1,
    format: FormatOption = Format.table,
    out: Out = None,
) -> None:
    """Follow a phrase through the years: how often, of how many words, who first, and from when on more or less."""
    from readout.collections.shipped import collection
    from readout.compare.through_time import phrase as through

    texts = collection(name)
    table = through.phrase(texts.words, term, texts.table["year"], period=period)
    used = table[table["count"] > 0]
    _write(table, used.drop(columns=["texts"]).round(3), format, out)
    if format is Format.table:
        first = through.first_uses(texts.words, term, texts.table, most=3)
        for row in first.to_dict("records"):
            print(f"First: {row['date']}, {row['party'] or row['id']}: … {row['left']} {row['node']} {row['right']} …")
        for change in table.attrs["changes"]:
            print(f"Change from {change['period']}: {change['before']:.3f} before, {change['after']:.3f} after.")


@app.command()
def moved(
    name: Name,
    window: Annotated[int, typer.Option(min=1, help="Years on either side that are compared.")] = 5,
    since: Annotated[str | None, typer.Option(help="From this year on.")] = None,
    issue: Annotated[str | None, typer.Option(help="A code of the codebook.")] = None,
    feed: Annotated[Path | None, typer.Option(help="Write what is sure into this Atom feed.")] = None,
    notify: Annotated[str, typer.Option(help="Tell what is new there: mail:name@host or a web address.")] = "",
    format: FormatOption = Format.table,
    out: Out = None,
) -> None:
    """Show who moved on which issue, and when: windows of years compared, the surest first."""
    from readout.collections import feed as feeds
    from readout.collections.shipped import collection
    from readout.compare.through_time import moved as through

    try:
        answers = collection(name).answers
        table = through.moved(answers.sides(issue, since=since), window=window)
        ids = [one for column in ("claim_ids_before", "claim_ids_after") for some in table[column] for one in some]
        said: dict[str, str] = {}
        if feed and ids:
            told = answers.sentences(ids)
            said = dict(zip(told["claim_id"].astype(str), told["sentence"].astype(str), strict=True))
        new = feeds.update(feed, name, table, said) if feed else []
    except Exception as error:
        if notify:
            feeds.notify(notify, f"Readout: who moved in {name} failed", str(error))
        raise
    _write(table, table.drop(columns=["claim_ids_before", "claim_ids_after"]).round(3), format, out)
    if format is Format.table:
        print(table.attrs["note"])
    if new and notify:
        feeds.notify(notify, f"Readout: {len(new)} moved in {name}", "\n".join(new))


def _write(table: "pd.DataFrame", seen: "pd.DataFrame", format: Format, out: Path | None) -> None:
    from readout.annotator.claim_table import to_json_lines

    if format is Format.jsonl:
        written = to_json_lines(table)
    elif format is Format.csv:
        written = table.to_csv(index=False)
    else:
        written = printing.drawn(seen, lines=True)
    if out is None:
        sys.stdout.write(written)
    else:
        write.whole(out, written)
