"""Counts of claims by group and stance, from which the lessons on charts draw."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

#: What the claims of a chart are grouped by, the better one first.
GROUPS = ("voice", "issue")


def counted(claims: Iterable[Mapping[str, Any]], issues: Mapping[str, str], groups: str) -> "pd.DataFrame":
    """Return how many claims there are in each group and stance: columns `group`, `stance`, `claims`.

    issues: the label of each code. groups: `voice` or `issue`; a claim on two issues counts in both.
    """
    import pandas as pd

    rows = [
        (group, claim["stance"])
        for claim in claims
        for group in (
            [claim["voice"]] if groups == "voice" else [issues.get(one, one) for one in claim["issues"] or ()]
        )
    ]
    table = pd.DataFrame(rows, columns=["group", "stance"], dtype="object")
    return table.groupby(["group", "stance"], as_index=False).size().rename(columns={"size": "claims"})
