"""Reasons: for every claim of a table the rule that found it, in words, and how sure that rule is."""

import pandas as pd

from readout.annotator import measured
from readout.annotator.claim_table import to_records


def reasons(claims: pd.DataFrame) -> pd.DataFrame:
    """Return why each claim is in the table.

    Columns: claim, said (who said it, by which words), rule, looks_for, confidence (0 to 1), coder, claim_id.
    """
    rows = [
        {
            "claim": claim["content_text"],
            "said": " · ".join(part for part in (claim["source_text"], claim["cue_text"]) if part) or None,
            "rule": claim["rule"],
            "looks_for": measured.description(claim["rule"]) if claim["rule"] else "none: a person added it",
            "confidence": claim["confidence"],
            "coder": claim["coder"],
            "claim_id": claim["claim_id"],
        }
        for claim in to_records(claims)
    ]
    return pd.DataFrame(rows, columns=["claim", "said", "rule", "looks_for", "confidence", "coder", "claim_id"])
