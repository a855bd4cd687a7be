"""What a notebook does where a text does not allow a comparison: it shows the reason in place of a result."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from readout.errors import ReadoutError


def attempt(method: Callable[..., pd.DataFrame], *args: Any, **options: Any) -> pd.DataFrame:
    """Return the table of a method, or, where the method refuses, an empty one whose note says why.

    A chart of an empty table shows its note. So one notebook serves texts of every kind, and a refusal is read there
    as a result.
    """
    try:
        return method(*args, **options)
    except ReadoutError as refusal:
        table = pd.DataFrame()
        table.attrs["note"] = str(refusal)
        return table
