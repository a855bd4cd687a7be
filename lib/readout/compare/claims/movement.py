"""Movement: what became of positions from one dated text to the next, and which issues only one text raises."""

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from readout.annotator.claim_table import to_records
from readout.compare.accounts.comparable_claims import wording
from readout.compare.claims.positions import By, positions
from readout.compare.inputs import check_claims
from readout.compare.meaning import matching
from readout.errors import NotComparable
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd


#: What may become of a position, the most telling first.
CHANGES = ("reversed", "to a condition", "from a condition", "taken up", "dropped", "same", "another matter")
#: Closeness below which the claims of two texts are on different matters under one code.
ALIKE = 0.45
_CELL = ("text", "date", "stance", "claim_ids")
COLUMNS = ("actor", "issue", *(f"{end}_{name}" for end in ("from", "to") for name in _CELL), "change", "similarity")


def movement(claims: "pd.DataFrame", texts: Iterable[Text], *, by: By = "actor") -> "pd.DataFrame":
    """Return what became of each position from one dated text to the next in which the actor takes the issue up.

    Columns: `actor`, `issue`, `from_text`, `from_date`, `from_stance`, `from_claim_ids`, the same with `to_`, `change`
    (`reversed`, `to a condition`, `from a condition`, `taken up`, `dropped`, `same`; `another matter` where no two
    claims come close, and a change would be one of subject) and `similarity` (how close the closest claims of the two
    texts come: cosine of the meanings and half that of the words, at most 1.5). The surest come first: sorted by change
    in this order, then by similarity. Only claims whose own words name the issue count. Two accounts of one event are
    no movement, and texts without a date are left out; `attrs["note"]` names them.
    """
    import pandas as pd

    given = list(texts)
    table = positions(claims, given, by=by, named=True)
    undated = sorted(set(table.loc[table["date"].isna(), "text_id"]))
    events = {text.id: text.event for text in given}
    told = {row["claim_id"]: wording(row) for row in to_records(claims)}
    steps = [
        (str(actor), str(issue), one, other)
        for (actor, issue), group in table.dropna(subset=["date"]).groupby(["actor", "issue"], sort=True)
        for one, other in pairwise(to_records(group))
        if events.get(one["text_id"]) is None or events[one["text_id"]] != events.get(other["text_id"])
    ]
    # All at once: one by one the vectors would take several times as long.
    matching.encode(
        sorted({told[name] for *_, one, other in steps for name in (*one["claim_ids"], *other["claim_ids"])})
    )
    found = []
    for actor, issue, one, other in steps:
        sides = [[told[name] for name in cell["claim_ids"]] for cell in (one, other)]
        similarity = round(float(matching.closeness(*sides).max()), 3)
        change = _change(one["stance"], other["stance"]) if similarity >= ALIKE else "another matter"
        cells = {**_cell("from", one), **_cell("to", other)}
        found.append({"actor": actor, "issue": issue, **cells, "change": change, "similarity": similarity})
    found.sort(key=lambda row: (CHANGES.index(row["change"]), -row["similarity"], row["actor"], row["issue"]))
    result = pd.DataFrame(found, columns=list(COLUMNS))
    notes = ["No actor takes up one issue in two dated texts."] if not found else []
    notes += [f"Without a date and left out: {', '.join(undated)}."] if undated else []
    result.attrs["note"] = " ".join(notes)
    return result


def _cell(end: str, cell: dict[str, Any]) -> dict[str, Any]:
    values = (cell["text_id"], cell["date"], cell["stance"], cell["claim_ids"])
    return {f"{end}_{name}": value for name, value in zip(_CELL, values, strict=True)}


def _change(before: str, after: str) -> str:
    """Return in words what became of a stance."""
    if before == after:
        return "same"
    if {before, after} == {"supports", "opposes"}:
        return "reversed"
    if after == "conditional":
        return "to a condition"
    if before == "conditional":
        return "from a condition"
    return "taken up" if before in ("neutral", "mixed") else "dropped"


def raised_by_one(claims: "pd.DataFrame", texts: Iterable[Text] | None = None, *, by: By = "actor") -> "pd.DataFrame":
    """Return the issues that only one of the texts raises.

    Columns: `issue`, `text_id`, `actors`, `claims`, `claim_ids`. Silence is not a position: a text may be short, or
    on something else. Raises ReadoutError where the claims come from fewer than two texts.
    """
    import pandas as pd

    check_claims(claims, ("text_id",), "issues raised by one text")
    if claims["text_id"].nunique() < 2:
        raise NotComparable("Issues raised by one text alone need claims of two texts or more; add another text.")
    table = positions(claims, texts, by=by)
    found = []
    for issue, group in table.groupby("issue", sort=True):
        if group["text_id"].nunique() == 1:
            found.append(
                {
                    "issue": issue,
                    "text_id": group["text_id"].iloc[0],
                    "actors": sorted(set(group["actor"])),
                    "claims": int(group["claims"].sum()),
                    "claim_ids": list(dict.fromkeys(one for ids in group["claim_ids"] for one in ids)),
                }
            )
    found.sort(key=lambda row: (row["text_id"], row["issue"]))
    result = pd.DataFrame(found, columns=["issue", "text_id", "actors", "claims", "claim_ids"])
    result.attrs["note"] = "" if found else "Every issue that one of the texts raises is raised by another too."
    return result
