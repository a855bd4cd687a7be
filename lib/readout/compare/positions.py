"""Positions: who holds what on which issue, text by text; what contradicts, moves, and who stands with whom.

After Koopmans and Statham's political claims analysis (1999) and Leifeld's discourse network analysis (2017): a
position is what an actor's claims say on an issue, and two actors are tied by the issues on which they agree or clash.
Only claims with an actor behind them count: neither the reporter's own sentences nor hearsay.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, Literal

from readout.annotate.record import NOBODY, STANCES, to_records
from readout.compare import matching
from readout.compare.given import check_claims, dates_of, first_day
from readout.errors import ReadoutError
from readout.texts import Text

if TYPE_CHECKING:
    import pandas as pd

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


def positions(claims: "pd.DataFrame", texts: Iterable[Text] | None = None, *, by: By = "actor") -> "pd.DataFrame":
    """Return what each actor holds on each issue in each text, with the claims behind it.

    `texts` give the dates, and the wording of the conditions. With `by="party"` a person or a ministry counts as the
    state or body it belongs to.

    Columns: `actor`, `issue`, `text_id`, `date`, `stance` (that of most claims which take one; `mixed` where
    supporting and opposing claims are equally many; `neutral` only where no claim takes a side), `strength` (0 to 1:
    the share of the claims that hold this stance, hedged ones counted half), `claims`, one column of counts for each
    of the stances, `acts`, `conditions` (lists), `claim_ids`, `sentences` (lists). Sorted by actor, issue and date.
    A claim on two issues counts for both. Claims without an issue are left out; `attrs["note"]` says how many.
    """
    import pandas as pd

    rows, left_out = _rows(claims, by)
    dates = dates_of(list(texts := list(texts or ())))
    bodies = {text.id: text.body for text in texts}
    cells: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in rows:
        for issue in row["issues"]:
            cells.setdefault((row["who"], issue, row["text_id"]), []).append(row)
    found: list[dict[str, Any]] = []
    for (actor, issue, text_id), group in cells.items():
        stance, strength = _stance(group)
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


def contradictions(claims: "pd.DataFrame", texts: Iterable[Text] | None = None, *, by: By = "actor") -> "pd.DataFrame":
    """Return where one cell supports what another opposes, those first that speak of the same thing most clearly.

    Columns: `issue`, `kind` (`within a text` or `between texts`), `same_actor`, `actor_a`, `text_a`, `stance_a`,
    `claim_ids_a` (the claims with that stance, the one first that comes closest to one of the other side), the same for
    b, and `similarity` (of those two claims in meaning, -1 to 1). A contradiction on an issue is not one on every
    sentence: two parties may oppose one proposal and support another under the same code. Where the similarity is low,
    below 0.4 or so, they mostly do: read the claims.
    """
    import pandas as pd

    table = positions(claims, texts, by=by)
    rows, _ = _rows(claims, by)
    told = {row["claim_id"]: matching.with_party_named(row) for row in rows}
    stance_of = {row["claim_id"]: row["stance"] for row in rows}
    pairs = [
        (str(issue), one, other)
        for issue, group in table.groupby("issue", sort=True)
        for one, other in combinations(to_records(group), 2)
        if {one["stance"], other["stance"]} == {"supports", "opposes"}
    ]
    # All at once: one by one the vectors would take several times as long.
    matching.encode(sorted({told[name] for _, *cells in pairs for cell in cells for name in cell["claim_ids"]}))
    found = []
    for issue, one, other in pairs:
        sides = [[name for name in cell["claim_ids"] if stance_of[name] == cell["stance"]] for cell in (one, other)]
        meanings = [matching.encode([told[name] for name in side]) for side in sides]
        alike = meanings[0] @ meanings[1].T
        best = divmod(int(alike.argmax()), alike.shape[1])
        ordered = [[side[at], *side[:at], *side[at + 1 :]] for side, at in zip(sides, best, strict=True)]
        found.append(
            {
                "issue": issue,
                "kind": "within a text" if one["text_id"] == other["text_id"] else "between texts",
                "same_actor": one["actor"] == other["actor"],
                **_side("a", one, ordered[0]),
                **_side("b", other, ordered[1]),
                "similarity": round(float(alike.max()), 3),
            }
        )
    found.sort(key=lambda row: (-row["similarity"], row["issue"]))
    columns = ["issue", "kind", "same_actor", *(f"{name}_{side}" for side in "ab" for name in _SIDE), "similarity"]
    result = pd.DataFrame(found, columns=columns)
    result.attrs["note"] = "" if found else "No actor supports what another opposes."
    return result


_SIDE = ("actor", "text", "stance", "claim_ids")


def _side(side: str, cell: dict[str, Any], claim_ids: list[str]) -> dict[str, Any]:
    values = (cell["actor"], cell["text_id"], cell["stance"], claim_ids)
    return {f"{name}_{side}": value for name, value in zip(_SIDE, values, strict=True)}


def movement(claims: "pd.DataFrame", texts: Iterable[Text], *, by: By = "actor") -> "pd.DataFrame":
    """Return what became of each position from one dated text to the next in which the actor takes the issue up.

    Columns: `actor`, `issue`, `from_text`, `from_date`, `from_stance`, `to_text`, `to_date`, `to_stance`, `change`
    (`reversed`, `from a condition`, `to a condition`, `taken up`, `dropped`, `same`), `from_claim_ids`,
    `to_claim_ids`. Sorted by actor, issue and date. Texts without a date are left out; `attrs["note"]` names them.
    """
    import pandas as pd

    table = positions(claims, texts, by=by)
    undated = sorted(set(table.loc[table["date"].isna(), "text_id"]))
    found = []
    for (actor, issue), group in table.dropna(subset=["date"]).groupby(["actor", "issue"], sort=True):
        cells = to_records(group)
        for one, other in pairwise(cells):
            found.append(
                {
                    "actor": actor,
                    "issue": issue,
                    "from_text": one["text_id"],
                    "from_date": one["date"],
                    "from_stance": one["stance"],
                    "to_text": other["text_id"],
                    "to_date": other["date"],
                    "to_stance": other["stance"],
                    "change": _change(one["stance"], other["stance"]),
                    "from_claim_ids": one["claim_ids"],
                    "to_claim_ids": other["claim_ids"],
                }
            )
    columns = "actor issue from_text from_date from_stance to_text to_date to_stance change from_claim_ids to_claim_ids"
    result = pd.DataFrame(found, columns=columns.split())
    notes = ["No actor takes up one issue in two dated texts."] if not found else []
    notes += [f"Without a date and left out: {', '.join(undated)}."] if undated else []
    result.attrs["note"] = " ".join(notes)
    return result


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
        raise ReadoutError("Issues raised by one text alone need claims of two texts or more; add another text's.")
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


def ties(claims: "pd.DataFrame", texts: Iterable[Text] | None = None, *, by: By = "actor") -> "pd.DataFrame":
    """Return who stands with whom, who against whom, and who accuses whom.

    Columns: `actor_a`, `actor_b`, `tie` (`congruence`: on so many issues both support or both oppose; `conflict`: one
    supports what the other opposes; `accuses`: a accuses b, directed), `weight` (issues, or accusations), `normalised`
    (weight by the mean number of issues on which the two take a side: average activity, Leifeld 2017; of accusations
    none), `issues`, `claim_ids`. Sorted by tie and weight. Stances are taken over all texts together.
    """
    import pandas as pd

    rows, _ = _rows(claims, by)
    held: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for row in rows:
        for issue in row["issues"]:
            held.setdefault(row["who"], {}).setdefault(issue, []).append(row)
    sides = {
        actor: {
            issue: side for issue, group in issues.items() if (side := _stance(group)[0]) in ("supports", "opposes")
        }
        for actor, issues in held.items()
    }
    found = []
    for one, other in combinations(sorted(sides), 2):
        common = sorted(set(sides[one]) & set(sides[other]))
        for tie in ("congruence", "conflict"):
            issues = [issue for issue in common if (sides[one][issue] == sides[other][issue]) == (tie == "congruence")]
            if issues:
                behind = [row["claim_id"] for who in (one, other) for issue in issues for row in held[who][issue]]
                mean = (len(sides[one]) + len(sides[other])) / 2
                found.append(_tie(one, other, tie, len(issues), len(issues) / mean, issues, behind))
    blamed: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in _rows(claims, by, every=True)[0]:
        if row["act"] == "accuses" and row["object"]:
            blamed.setdefault((row["who"], row["object"]), []).append(row)
    for (one, other), group in blamed.items():
        issues = sorted({issue for row in group for issue in row["issues"]})
        found.append(_tie(one, other, "accuses", len(group), None, issues, [row["claim_id"] for row in group]))
    found.sort(key=lambda row: (row["tie"], -row["weight"], row["actor_a"], row["actor_b"]))
    table = pd.DataFrame(found, columns=["actor_a", "actor_b", "tie", "weight", "normalised", "issues", "claim_ids"])
    table["normalised"] = table["normalised"].astype("float64")
    table.attrs["note"] = "" if found else "No two actors take sides on one issue, and nobody accuses anybody by name."
    return table


def _tie(
    one: str, other: str, tie: str, weight: int, normalised: float | None, issues: list[str], claim_ids: list[str]
) -> dict[str, Any]:
    return {
        "actor_a": one,
        "actor_b": other,
        "tie": tie,
        "weight": weight,
        "normalised": normalised,
        "issues": issues,
        "claim_ids": list(dict.fromkeys(claim_ids)),
    }


def _rows(claims: "pd.DataFrame", by: By, every: bool = False) -> tuple[list[dict[str, Any]], int]:
    """Return the claims with an actor and an issue (`every`: or none), `who` added, and how many had no issue."""
    check_claims(claims, ("claim_id", "actor", "voice", "stance", "issues", "act"), "positions")
    if by not in ("actor", "party"):
        raise ReadoutError(f"Positions go by actor or by party, not by {by!r}.")
    rows, left_out = [], 0
    for row in to_records(claims):
        actor = row["actor"]
        if row["voice"] in NOBODY or not actor:
            continue
        row["who"] = (row.get("affiliation") or actor) if by == "party" else actor
        row["issues"] = list(row["issues"] or [])
        if not row["issues"]:
            left_out += 1
        if row["issues"] or every:
            rows.append(row)
    return rows, left_out


def _condition(row: dict[str, Any], bodies: dict[str, str]) -> str:
    """Return the wording of a claim's condition where the text is at hand, else its content."""
    start, end = row["condition"]
    body = bodies.get(row["text_id"])
    return " ".join((body[start:end] if body else row["content_text"]).split())


def _stance(group: list[dict[str, Any]]) -> tuple[str, float]:
    """Return the stance of a cell and how much of the cell holds it."""
    counted = Counter(row["stance"] for row in group)
    sides = {name: counted[name] for name in ("supports", "opposes", "conditional") if counted[name]}
    if not sides:
        stance = "neutral"
    else:
        most = max(sides.values())
        leading = [name for name, number in sides.items() if number == most]
        stance = (
            leading[0] if len(leading) == 1 else "mixed" if {"supports", "opposes"} <= set(leading) else "conditional"
        )
    holding = [row for row in group if row["stance"] == stance or (stance == "mixed" and row["stance"] in sides)]
    weight = sum(0.5 if row["hedged"] is True else 1.0 for row in holding)
    return stance, round(weight / len(group), 3)
