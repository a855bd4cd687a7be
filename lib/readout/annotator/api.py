"""What the annotator makes of a text: the table of its claims, and the table of its sentences."""

import hashlib
from typing import TYPE_CHECKING, Any

from readout.annotator import cache
from readout.annotator.annotation import Annotation
from readout.annotator.claim_table import Claim, to_table
from readout.annotator.sentences import to_sentence_table
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd


def annotate(text: Text | str) -> "pd.DataFrame":
    """Return the claims of a text as a table with the columns and dtypes of CLAIM_COLUMNS, in the order of the text.

    A plain string is read as an account of which nothing else is known. Raises ReadoutError for a text that is not in
    English.
    """
    return to_table(annotated(_as_text(text))[0])


def sentences(text: Text | str) -> "pd.DataFrame":
    """Return every sentence of a text with the voice and the actor of its widest claim (see SENTENCE_COLUMNS)."""
    return to_sentence_table(annotated(_as_text(text))[1])


def _as_text(text: Text | str) -> Text:
    if isinstance(text, Text):
        return text
    return Text("text-" + hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest(), text)


def annotated(text: Text) -> tuple[list[Claim], list[dict[str, Any]]]:
    """Return the claims and the sentence rows of a text; in a report run they are computed once for all notebooks."""

    def compute() -> tuple[list[Claim], list[dict[str, Any]]]:
        text.require_english()
        annotation = Annotation(text)
        return annotation.claims, annotation.sentence_rows()

    return cache.annotated(text, compute)
