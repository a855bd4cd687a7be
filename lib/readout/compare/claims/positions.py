"""Positions: who holds what on which issue, text by text.

After Koopmans and Statham's political claims analysis (1999): a position is what an actor's claims say on an issue.
Only claims with an actor behind them count: neither the reporter's own sentences nor hearsay.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from readout import codebook
from readout.annotator.claim_table import to_records
from readout.compare.inputs import check_claims, dates_of, first_day
from readout.errors import ReadoutError
from readout.texts.text import Text
from readout.vocabulary import NOBODY, STANCES

if TYPE_CHECKING:
    import pandas as pd

#: How many times as many claims must take a side as take the other, for the side to be the actor's.
CLEAR = 2
By = Literal["actor", "party"]

POSITION_COLUMNS = (
    "actor",
    "issue",
    "text_id",
    "date",
    "stance",
    "strength",
    "claims",
    *STANCES,
    "acts",
    "conditions",
    "claim_ids",
    "sentences",
)


def positions(
    claims: "pd.DataFrame", texts: Iterable[Text] | None = None, *, by: By = "actor", named: bool = False
) -> "pd.DataFrame":
    """Return what each actor holds on each issue in each text, with the claims behind it.

    `texts` give the dates, and the wording of the conditions. With `by="party"` a person or a ministry counts as the
    state or body it belongs to. With `named` a claim counts only for the issues that its own words name.

    Columns: `actor`, `issue`, `text_id`, `date`, `stance` (that of most claims which take one; `mixed` where neither
    the supporting nor the opposing claims outnumber the others by more than two to one; `neutral` only where no claim
    takes a side), `strength` (0 to 1: the share of the claims that hold this stance, hedged ones counted half),
    `claims`, one column of counts for each of the stances, `acts`, `conditions` (lists), `claim_ids`, `sentences`
    (lists). Sorted by actor, issue and date.
    A claim on two issues counts for both. Claims without an issue are left out; `attrs["note"]` says how many.
    """
    import pandas as pd

    rows, left_out = held(claims, by, named=named)
    dates = dates_of(list(texts := list(texts or ())))
    bodies = {text.id: text.body for text in texts}
    cells: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in rows:
        for issue in row["issues"]:
            cells.setdefault((row["who"], issue, row["text_id"]), []).append(row)
    found: list[dict[str, Any]] = []
    for (actor, issue, text_id), group in cells.items():
        stance, strength = stance_of(group)
        counted = Counter(row["stance"] for row in group)
        found.append(
            {
                "actor": actor,
                "issue": issue,
                "text_id": text_id,
                "date": dates.get(text_id),
                "stance": stance,
                "strength": strength,
                "claims": len(group),
                **{name: counted[name] for name in STANCES},
                "acts": sorted({row["act"] for row in group}),
                "conditions": [_condition(row, bodies) for row in group if row["condition"] is not None],
                "claim_ids": [row["claim_id"] for row in group],
                "sentences": [int(row["sentence"]) for row in group],
            }
        )
    found.sort(key=lambda cell: (cell["actor"], cell["issue"], first_day(cell["date"]), cell["text_id"]))
    table = pd.DataFrame(found, columns=list(POSITION_COLUMNS))
    notes = [f"{left_out} claims have no issue of the codebook and are not shown."] if left_out else []
    if not found:
        notes.insert(0, "No claim of an actor on an issue of the codebook was found.")
    table.attrs["note"] = " ".join(notes)
    return table


def held(
    claims: "pd.DataFrame", by: By, *, every: bool = False, named: bool = False
) -> tuple[list[dict[str, Any]], int]:
    """Return the claims with an actor and an issue (`every`: or none) as rows, and how many had no issue.

    Each row has besides `who` holds it: its actor, or with `by="party"` the state or body that the actor belongs to.
    With `named` a claim counts for the issues that its own words name, not for those taken over from what stands
    around it; what a person decided counts always.
    """
    check_claims(claims, ("claim_id", "actor", "voice", "stance", "issues", "act"), "positions")
    if by not in ("actor", "party"):
        raise ReadoutError(f"Positions go by actor or by party, not by {by!r}.")
    rows, left_out = [], 0
    for row in to_records(claims):
        actor = row["actor"]
        if row["voice"] in NOBODY or not actor:
            continue
        row["who"] = (row.get("affiliation") or actor) if by == "party" else actor
        row["issues"] = named_issues(row) if named else list(row["issues"] or [])
        if not row["issues"]:
            left_out += 1
        if row["issues"] or every:
            rows.append(row)
    return rows, left_out


def named_issues(row: dict[str, Any]) -> list[str]:
    """Return the issues of a claim that its own words name, or that a person gave it."""
    known = codebook.load()
    issues = list(row["issues"] or [])
    if row.get("coder", "annotator") != "annotator":
        return issues
    named = known.code_issues(row["content_text"])
    codes = {code.code for code in known.issues}
    return [issue for issue in issues if issue in named or issue not in codes]


def _condition(row: dict[str, Any], bodies: dict[str, str]) -> str:
    """Return the wording of a claim's condition where the text is at hand, else its content."""
    start, end = row["condition"]
    body = bodies.get(row["text_id"])
    return " ".join((body[start:end] if body else row["content_text"]).split())


def stance_of(group: list[dict[str, Any]]) -> tuple[str, float]:
    """Return the stance of some claims of one actor on one issue, and how much of them holds it, 0 to 1."""
    counted = Counter(row["stance"] for row in group)
    more, fewer = sorted(("supports", "opposes"), key=lambda name: -counted[name])
    if counted["conditional"] > counted[more]:
        stance = "conditional"
    elif not counted[more]:
        stance = "neutral"
    elif counted[more] > CLEAR * counted[fewer]:
        stance = more if counted[more] > counted["conditional"] else "conditional"
    else:
        stance = "mixed"
    sides = ("supports", "opposes", "conditional") if stance == "mixed" else (stance,)
    weight = sum(0.5 if row["hedged"] is True else 1.0 for row in group if row["stance"] in sides)
    return stance, round(weight / len(group), 3)
