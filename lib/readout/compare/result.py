"""The table that a method of comparison returns: a DataFrame whose note stays with it where tables are joined."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from readout.errors import NotComparable


class Result(pd.DataFrame):
    """A tidy table with what a reader must know before trusting it, in `note` (kept in `attrs["note"]`).

    Where results are concatenated or merged, the new table has the notes of all, each once.
    """

    @property
    def _constructor(self) -> Callable[..., "Result"]:
        return Result

    @property
    def note(self) -> str:
        """Return the note, empty where there is none."""
        return str(self.attrs.get("note") or "")

    def __finalize__(self, other: Any, method: str | None = None, **kwargs: Any) -> "Result":
        """Take over what the tables that this one was made from say of themselves (pandas calls this)."""
        super().__finalize__(other, method=method, **kwargs)  # type: ignore[misc]
        if method in ("concat", "merge"):
            parts = getattr(other, "objs", None) or (getattr(other, "left", None), getattr(other, "right", None))
            notes = [str(part.attrs.get("note") or "") for part in parts if isinstance(part, pd.DataFrame)]
            self.attrs["note"] = " ".join(dict.fromkeys(filter(None, notes)))
        return self


def told(table: pd.DataFrame) -> Result:
    """Return a method's table as a result, its notes kept."""
    result = Result(table)
    result.attrs.update(table.attrs)
    return result


def in_place(method: Callable[..., pd.DataFrame], /, *given: Any, **options: Any) -> Result:
    """Return the result of a method, or, where it finds nothing comparable, an empty one whose note says why.

    So one notebook serves texts of every kind, and a refusal is read where the result would stand.
    """
    try:
        return told(method(*given, **options))
    except NotComparable as refusal:
        empty = Result()
        empty.attrs["note"] = str(refusal)
        return empty
