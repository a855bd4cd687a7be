"""What the methods are given: texts in any of the usual shapes as a list; claims, checked for their columns."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar, cast

from readout.errors import NotComparable, ReadoutError
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd

Given = TypeVar("Given")

#: What a function that compares words may be given: a text, a plain string, or several of them.
Texts = Text | str | Iterable[Text | str]


def as_texts(given: Texts, what: str = "the comparison") -> list[Text]:
    """Return what was given as a list of texts; plain strings get the ids `text-1`, `text-2`, ...

    Raises ReadoutError where there is no text at all, where one is empty, and where two share an id.
    """
    several = [given] if isinstance(given, Text | str) else list(given)
    if not several:
        raise NotComparable(f"No text was given for {what}; give at least one.")
    texts = [one if isinstance(one, Text) else Text(f"text-{n}", one) for n, one in enumerate(several, 1)]
    seen: set[str] = set()
    for text in texts:
        if not text.body.strip():
            raise NotComparable(f"The text {text.id} is empty, so {what} has nothing to count; leave it out.")
        if text.id in seen:
            raise ReadoutError(f"Two of the texts given for {what} have the id {text.id}; give each its own.")
        seen.add(text.id)
    return texts


def reusable(given: Given) -> Given:
    """Return what a method was given so that it can be gone through twice: of an iterator, the list of what it gives.

    What is one text, or is split into words already, is returned as it is.
    """
    if isinstance(given, Iterator):
        return cast("Given", list(given))
    return given


def check_claims(claims: "pd.DataFrame", needed: Iterable[str], what: str) -> None:
    """Raise ReadoutError where a claim table lacks columns that a method needs."""
    missing = [name for name in needed if name not in getattr(claims, "columns", ())]
    if missing:
        raise ReadoutError(
            f"The table given for {what} has no column {missing[0]!r}; give the claim table of readout.claims(text)."
        )


def dates_of(texts: Iterable[Text] | None) -> dict[str, str]:
    """Return the date of each text that has one, by the text's id."""
    return {text.id: text.date for text in texts or () if text.date}


def first_day(date: str | None) -> str:
    """Return the first day that an EDTF date may mean, for sorting; unknown dates come last.

    >>> first_day("2022-04?"), first_day("2021-12-15/2021-12-17"), first_day(None)
    ('2022-04', '2021-12-15', '9999')
    """
    found = re.match(r"\d{4}(?:-\d\d)?(?:-\d\d)?", str(date)) if date else None
    return found.group() if found else "9999"
