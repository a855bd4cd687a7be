"""How far a model agrees with itself when it is asked the same again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readout.models.coder import Reading
from readout.reviewing.decisions.apply import SAME_WORDS
from readout.spans import jaccard

if TYPE_CHECKING:
    import pandas as pd

FIELDS = ("actor", "voice", "act", "stance", "target_text", "issues")


def agreement(first: Reading, again: Sequence[Reading]) -> "pd.DataFrame":
    """Return the agreement of repeated readings with the first: one row a repetition.

    Columns: run (from 1), claims (of the repetition), in_both (claims that overlap one of the first by half), f1
    (2 × in_both over the claims of both), and for each field the share of the claims in both with the same value.
    """
    import pandas as pd

    rows = []
    for run, reading in enumerate(again, 1):
        left, pairs = list(reading.claims), []
        for claim in first.claims:
            shares = [jaccard(claim.content, other.content) for other in left]
            if shares and max(shares) >= SAME_WORDS:
                pairs.append((claim, left.pop(shares.index(max(shares)))))
        both = len(first.claims) + len(reading.claims)
        row: dict[str, object] = {"run": run, "claims": len(reading.claims), "in_both": len(pairs)}
        row["f1"] = 2 * len(pairs) / both if both else None
        for name in FIELDS:
            same = sum(getattr(one, name) == getattr(other, name) for one, other in pairs)
            row[name] = same / len(pairs) if pairs else None
        rows.append(row)
    return pd.DataFrame(rows, columns=["run", "claims", "in_both", "f1", *FIELDS])
