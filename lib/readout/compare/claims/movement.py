"""Movement: what became of a position from the first dated text to the last, and which issues only one text raises."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from readout.compare.claims.positions import positions, stance_of
from readout.compare.claims.sides import By, Row, said
from readout.compare.inputs import check_claims, dates_of, first_day
from readout.compare.meaning import matching
from readout.errors import NotComparable
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd


#: What may become of a position, the most telling first.
CHANGES = ("reversed", "to a condition", "from a condition", "divided", "same")
#: How close what two claims are for or against has to come, for it to be the same: cosine of the meanings and half
#: that of the words.
SAME_TARGET = 0.75
_CELL = ("text", "date", "stance", "claim_ids")
COLUMNS = (
    "actor",
    "issue",
    "target",
    *(f"{end}_{name}" for end in ("from", "to") for name in _CELL),
    "between",
    "change",
    "similarity",
)


def movement(claims: "pd.DataFrame", texts: Iterable[Text], *, by: By = "party") -> "pd.DataFrame":
    """Return what became of each position between the first and the last dated text in which it is taken.

    Only claims that take a side count, and only those whose targets are the same in both texts, by meaning and words:
    to be against a deployment and for a withdrawal is no movement. Positions that others tell do not count, two
    accounts of one event are no movement, and digests are nobody's positions but the document's.

    Columns: `actor` (or party), `issue` (None where the claims have none in common), `target` (what the position is
    on, in the words of the last text), `from_text`, `from_date`, `from_stance`, `from_claim_ids`, the same with `to_`,
    `between` (list: the stance in each text between, with its date), `change` (`reversed`, `to a condition`, `from a
    condition`, `divided`: both sides in one text; `same`) and `similarity` (how close the targets come, at most 1.5).
    Sorted by change in this order, then by similarity. `attrs["note"]` names the texts without a date.
    """
    import pandas as pd

    given = list(texts)
    dates, events = dates_of(given), {text.id: text.event for text in given}
    rows = [row for row in said(claims, by, given) if not row["told_by"] and row["stance"] != "neutral"]
    rows = [row for row in rows if row.get("target_text")]
    undated = sorted({row["text_id"] for row in rows if not dates.get(row["text_id"])})
    rows = [row for row in rows if dates.get(row["text_id"])]
    rows.sort(key=lambda row: (first_day(dates[row["text_id"]]), row["text_id"], row["claim_id"]))
    matching.encode(sorted({str(row["target_text"]) for row in rows}))
    found = []
    for who in sorted({row["who"] for row in rows}):
        for chain in _chains([row for row in rows if row["who"] == who]):
            row = _told(who, chain, dates, events)
            if row is not None:
                found.append(row)
    found.sort(key=lambda row: (CHANGES.index(row["change"]), -row["similarity"], row["actor"], row["target"]))
    result = pd.DataFrame(found, columns=list(COLUMNS))
    notes = ["Nobody takes a side on the same thing in two dated texts."] if not found else []
    notes += [f"Without a date and left out: {', '.join(undated)}."] if undated else []
    result.attrs["note"] = " ".join(notes)
    return result


def _chains(rows: list[Row]) -> list[list[tuple[Row, float]]]:
    """Return the claims of one actor in groups with the same target, in time, each with how close it comes."""
    chains: list[list[tuple[Row, float]]] = []
    if len(rows) < 2:
        return chains
    targets = [str(row["target_text"]) for row in rows]
    near = matching.closeness(targets, targets)
    places: list[list[int]] = []
    for place, row in enumerate(rows):
        close = [(float(max(near[place, other] for other in chain)), number) for number, chain in enumerate(places)]
        best = max(close, default=(0.0, -1))
        if best[0] >= SAME_TARGET:
            places[best[1]].append(place)
            chains[best[1]].append((row, best[0]))
        else:
            places.append([place])
            chains.append([(row, 1.5)])
    return chains


def _told(
    who: str, chain: list[tuple[Row, float]], dates: dict[str, str], events: dict[str, Any]
) -> dict[str, Any] | None:
    """Return the row of a chain from its first text to its last; None where these are one text or one event."""
    texts = list(dict.fromkeys(row["text_id"] for row, _ in chain))
    first, last = texts[0], texts[-1]
    if first == last or (events.get(first) and events[first] == events.get(last)):
        return None
    by_text = {name: [row for row, _ in chain if row["text_id"] == name] for name in texts}
    common = set.intersection(*(set(row["issues"]) for row, _ in chain))
    issue = next((code for code in chain[-1][0]["issues"] if code in common), None)
    stances = {name: stance_of([{**row, "side": row["stance"]} for row in rows])[0] for name, rows in by_text.items()}
    cells: dict[str, Any] = {}
    for end, name in (("from", first), ("to", last)):
        values = (name, dates[name], stances[name], [row["claim_id"] for row in by_text[name]])
        cells |= {f"{end}_{key}": value for key, value in zip(_CELL, values, strict=True)}
    return {
        "actor": who,
        "issue": issue,
        "target": chain[-1][0]["target_text"],
        **cells,
        "between": [f"{stances[name]} ({dates[name]})" for name in texts[1:-1]],
        "change": _change(stances[first], stances[last]),
        "similarity": round(min(near for row, near in chain[1:]), 3),
    }


def _change(before: str, after: str) -> str:
    """Return in words what became of a stance."""
    if before == after:
        return "same"
    if "mixed" in (before, after):
        return "divided"
    if {before, after} == {"supports", "opposes"}:
        return "reversed"
    return "to a condition" if after == "conditional" else "from a condition"


def raised_by_one(claims: "pd.DataFrame", texts: Iterable[Text] | None = None, *, by: By = "party") -> "pd.DataFrame":
    """Return the issues that only one of the texts raises.

    Columns: `issue`, `text_id`, `actors`, `claims`, `claim_ids`. Silence is not a position: a text may be short, or
    on something else. Raises NotComparable where the claims come from fewer than two texts.
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
