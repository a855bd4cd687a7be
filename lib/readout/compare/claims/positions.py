"""Positions: who holds what, text by text, on the issues of the codebook or on the matters in dispute.

After Koopmans and Statham's political claims analysis (1999): a position is what an actor's claims say on an issue.
Only claims with an actor behind them count: neither the reporter's own sentences nor hearsay. A claim that takes no
side is nobody's position on anything.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from readout.compare.claims.sides import By, On, Row, matter_of, on, said
from readout.compare.inputs import dates_of, first_day
from readout.errors import ReadoutError
from readout.texts.text import Text
from readout.vocabulary import STANCES

if TYPE_CHECKING:
    import pandas as pd

#: How many times as many claims must take a side as take the other, for the side to be the actor's.
CLEAR = 2
_AFTER = ("text_id", "date", "stance", "strength", "claims", *STANCES)
_LISTS = ("actors", "told_by", "acts", "conditions", "claim_ids", "sentences")


def positions(
    claims: "pd.DataFrame", texts: Iterable[Text] | None = None, *, by: By = "party", what: On = "issue"
) -> "pd.DataFrame":
    """Return what each party holds on each issue, or each matter in dispute, in each text, with the claims behind it.

    `texts` give the dates, the wording of the conditions, and which of them are digests: what a draft provides is the
    draft's proposal. By party a person or a ministry counts as the state or body that it speaks for; `by="actor"`
    opens it to persons. `what="matter"` needs no codebook; matters of several texts that are one have one name.

    Columns: `actor` (or party), `issue` (or `matter`), `text_id`, `date`, `stance` (that of most claims which take a
    side; `mixed` where neither the supporting nor the opposing claims outnumber the others by more than two to one;
    `neutral` only where no claim takes a side), `strength` (0 to 1: the share of these claims that hold it, hedged ones
    counted half), `claims`, one column of counts for each of the stances, `actors` (who speaks),
    `told_by` (by whom the position is told, where it is told by others alone), `acts`, `conditions`, `claim_ids`,
    `sentences` (lists). On an issue a stance is turned to what the codebook says being for it means. Sorted by actor,
    issue and date. A claim on two issues counts for both. `attrs["note"]` says what could not be told.
    """
    import pandas as pd

    if what not in ("issue", "matter"):
        raise ReadoutError(f"Positions are on issues or on matters, not on {what!r}; write what='issue' or 'matter'.")
    given = list(texts or ())
    rows = said(claims, by, given)
    dates, bodies = dates_of(given), {text.id: text.body for text in given}
    cells: dict[tuple[str, str, str], list[Row]] = {}
    for name, group in on(rows, what).items():
        for row in group:
            cells.setdefault((row["who"], name, row["text_id"]), []).append(row)
    found: list[dict[str, Any]] = []
    for (actor, name, text_id), group in cells.items():
        counts = _that_count(group)
        stance, strength = stance_of(counts)
        sides = Counter(row["side"] for row in group)
        own = any(not row["told_by"] for row in counts)
        found.append(
            {
                "actor": actor,
                what: name,
                "text_id": text_id,
                "date": dates.get(text_id),
                "stance": stance,
                "strength": strength,
                "claims": len(counts),
                **{one: sides[one] for one in STANCES},
                "actors": list(dict.fromkeys(row["actor"] for row in counts)),
                "told_by": [] if own else sorted({row["told_by"] for row in counts}),
                "acts": sorted({row["act"] for row in counts}),
                "conditions": [_condition(row, bodies) for row in counts if row["condition"] is not None],
                "claim_ids": [row["claim_id"] for row in counts],
                "sentences": [int(row["sentence"]) for row in counts],
            }
        )
    found.sort(key=lambda cell: (cell["actor"], cell[what], first_day(cell["date"]), cell["text_id"]))
    table = pd.DataFrame(found, columns=["actor", what, *_AFTER, *_LISTS])
    table.attrs["note"] = _note(rows, found, what)
    return table


def _that_count(group: list[Row]) -> list[Row]:
    """Return the claims of a cell that make its position: those with a side, one's own before what others tell."""
    own = [row for row in group if not row["told_by"]]
    for some in (own, group):
        sided = [row for row in some if row["side"] != "neutral"]
        if sided:
            return sided
    return own or group


def _note(rows: list[Row], found: list[dict[str, Any]], what: On) -> str:
    """Return in a sentence or two what the table cannot tell."""
    if not rows:
        return "No claim of an actor was found, so nobody's position can be told."
    named = "an issue of the codebook" if what == "issue" else "a matter that could be named"
    if not found:
        return f"No claim of an actor is on {named}, so no position can be told."
    sided = any(cell["stance"] != "neutral" for cell in found)
    without = sum(not (row["issues"] if what == "issue" else matter_of(row)) for row in rows)
    notes = [] if sided else ["No claim takes a side."]
    if without:
        notes.append(f"{without} of {len(rows)} claims are on no {named.split(' ', 1)[1]} and are not shown.")
    return " ".join(notes)


def _condition(row: Row, bodies: dict[str, str]) -> str:
    """Return the wording of a claim's condition where the text is at hand, else its content."""
    start, end = row["condition"]
    body = bodies.get(row["text_id"])
    return " ".join((body[start:end] if body else row["content_text"]).split())


def stance_of(group: list[Row]) -> tuple[str, float]:
    """Return the side that some claims of one actor take on one thing, and how much of those with a side hold it."""
    counted = Counter(row["side"] for row in group)
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
    weight = sum(0.5 if row["hedged"] is True else 1.0 for row in group if row["side"] in sides)
    return stance, round(weight / len(group), 3)
