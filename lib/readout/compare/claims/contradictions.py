"""Contradictions: where one claim affirms what another denies.

Two claims contradict each other where they say much the same by meaning, on one issue, and one says of a subject or
object what the other denies of it in the same words (`compare.polarity`); or, less surely, where they stand on
opposite sides of the issue and only one of them denies. Opposite stances on one issue alone are no contradiction: two
parties may support different things under one code. Those are in `positions` and in the ties of the `network`.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from readout.annotator.what.stance import asks
from readout.compare.accounts.comparable_claims import wording
from readout.compare.claims.sides import By, said
from readout.compare.meaning import matching, polarity

if TYPE_CHECKING:
    import pandas as pd

#: Closeness (cosine of the meanings and half that of the words) from which claims say much the same: where the words
#: themselves contradict, and where only the stances do.
SAME, SAME_BY_STANCE = 0.6, 0.75
_SIDE = ("actor", "text", "stance", "claim_ids")
COLUMNS = ("issue", "kind", "same_actor", *(f"{name}_{side}" for side in "ab" for name in _SIDE), "similarity", "sure")
#: How sure a contradiction is, the surest first; benchmarks/contradictions.py measures how often each is right.
SURE = ("words and stances", "words", "stances")


def contradictions(claims: "pd.DataFrame", *, by: By = "party") -> "pd.DataFrame":
    """Return the claims that contradict each other, the surest first.

    Columns: `issue`, `kind` (`within a text` or `between texts`), `same_actor`, `actor_a`, `text_a`, `stance_a`,
    `claim_ids_a` (the claim, then others of the same actor in that text that contradict the other side too), the same
    for b, `similarity` (how close the two claims come: cosine of the meanings and half that of the words, at most 1.5)
    and `sure`: what shows it, `words and stances`, `words`, or `stances` alone, which is a hint where to read. A row
    for each two actors, texts and issue. With `by="party"` a person counts as the party. Sorted by `sure`, then by
    similarity.

    Only claims with an actor count, none that asks or leaves open, and no two whose words name different issues alone;
    `issue` is empty where the claims have none in common.
    """
    import pandas as pd

    rows = [row for row in said(claims, by) if not asks(row["content_text"])]
    cells: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for similarity, sure, one, other in _pairs(rows):
        issue = _issue(one, other)
        key = (issue, one["who"], one["text_id"], other["who"], other["text_id"])
        cells.setdefault(key, []).append({"similarity": similarity, "sure": sure, "a": one, "b": other})
    found = []
    for (issue, *_), pairs in cells.items():
        pairs.sort(key=lambda pair: (SURE.index(pair["sure"]), -pair["similarity"]))
        best = pairs[0]
        found.append(
            {
                "issue": issue,
                "kind": "within a text" if best["a"]["text_id"] == best["b"]["text_id"] else "between texts",
                "same_actor": best["a"]["who"] == best["b"]["who"],
                **{name: value for side in "ab" for name, value in _side(side, pairs).items()},
                "similarity": best["similarity"],
                "sure": best["sure"],
            }
        )
    found.sort(key=lambda row: (SURE.index(row["sure"]), -row["similarity"], row["issue"] or ""))
    table = pd.DataFrame(found, columns=list(COLUMNS))
    table.attrs["note"] = (
        "Contradictions shown by stances alone are hints where to read; the words decide."
        if any(row["sure"] == "stances" for row in found)
        else ""
        if found
        else "No claim was found that denies what another affirms; contradictions put in other words may be missed."
    )
    return table


def _pairs(rows: list[dict[str, Any]]) -> Iterable[tuple[float, str, dict[str, Any], dict[str, Any]]]:
    """Yield the pairs of claims that contradict each other, with how close they come and what shows it."""
    if len(rows) < 2:
        return
    told = [wording(row) for row in rows]
    closeness = matching.closeness(told, told)
    near = [(int(i), int(j)) for i, j in zip(*np.where(np.triu(closeness, 1) >= SAME), strict=True)]
    near = [(i, j) for i, j in near if not (rows[i]["issues"] and rows[j]["issues"]) or _issue(rows[i], rows[j])]
    polarity.prepare(rows[place] for place in {place for pair in near for place in pair})
    for i, j in near:
        one, other, similarity = rows[i], rows[j], float(closeness[i, j])
        if sure := _shown_by(one, other, similarity):
            yield round(similarity, 3), sure, one, other


def _issue(one: dict[str, Any], other: dict[str, Any]) -> str | None:
    """Return the first issue that two claims have in common."""
    return next((issue for issue in one["issues"] if issue in other["issues"]), None)


def _shown_by(one: dict[str, Any], other: dict[str, Any], similarity: float) -> str | None:
    opposite = {one["stance"], other["stance"]} == {"supports", "opposes"} and _issue(one, other) is not None
    if polarity.contradicts(one, other):
        return "words and stances" if opposite else "words"
    if not opposite or similarity < SAME_BY_STANCE or polarity.agree(one, other):
        return None
    return "stances"


def _side(side: str, pairs: list[dict[str, Any]]) -> dict[str, Any]:
    first = pairs[0][side]
    claim_ids = list(dict.fromkeys(pair[side]["claim_id"] for pair in pairs))
    values = (first["who"], first["text_id"], first["stance"], claim_ids)
    return {f"{name}_{side}": value for name, value in zip(_SIDE, values, strict=True)}
