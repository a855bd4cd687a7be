"""What stands behind a number: the claims or lines that it counts, in words, for the cell that opens them."""

from typing import Any

import pandas as pd


def of_claims(ids: pd.Series, claims: pd.DataFrame) -> "pd.Series[Any]":
    """Return for each list of claim ids the claims in words: who says it, in which sentence of which text, and what.

    claims: the claims of all texts that the ids come from. An id that is not among them is left out.
    """
    rows = claims[["claim_id", "actor", "text_id", "sentence", "content_text"]].astype(object)
    said = {
        claim: f"{actor if isinstance(actor, str) else 'Nobody named'} ({text}, sentence {int(sentence) + 1}): "
        f"{' '.join(str(content).split())}"
        for claim, actor, text, sentence, content in rows.itertuples(index=False)
    }
    return ids.map(lambda some: [said[one] for one in some if one in said])


def of_lines(keys: pd.Series, lines: pd.DataFrame) -> "pd.Series[Any]":
    """Return for each key the lines of a concordance that were found for it: which text, and the words around.

    lines: as compare.lines_of gives them (term, text_id, left, node, right).
    """
    found: dict[str, list[str]] = {}
    for term, text, left, node, right in lines[["term", "text_id", "left", "node", "right"]].itertuples(index=False):
        found.setdefault(str(term), []).append(f"{text}: … {left} {node} {right} …")
    return keys.map(lambda key: found.get(str(key), []))
