"""Guarantees: the instruments that promised, or would promise, security, side by side and feature by feature.

The instruments come from data/guarantees.csv, whose cells are short statements of ours with the articles they rest on.
A statement gets a row of its own, filled from its claims: what the claims do not say stays open.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout import places
from readout.annotate.record import NOBODY, to_records
from readout.compare.given import check_claims
from readout.errors import ReadoutError
from readout.texts import Text, load

if TYPE_CHECKING:
    import pandas as pd

#: The features that are compared: column of the table, the question it answers, and the words by which a claim is
#: recognised as answering it.
FEATURES: dict[str, tuple[str, str]] = {
    "beneficiary": ("Who is guaranteed?", r"guarantees? (?:for|to) (?!be\b)|guarantee (?:the )?security of"),
    "guarantors": (
        "Who guarantees?",
        r"guarantors?\b|permanent members|guaranteed by|(?:would|will|to) take part|provide[sd]? (?:the )?guarantees",
    ),
    "guarantor_count": ("How many guarantee?", ""),
    "p5_all": ("Are all five permanent members of the Security Council among them?", r"permanent members|P5\b"),
    "legal_form": (
        "In what form?",
        r"treat(?:y|ies)\b|contract|legally binding|\bpact\b|memorandum|formal agreement|initialled",
    ),
    "binding": ("Is it binding?", r"legally binding|non-binding|binding (?:force|commitment|guarantee)"),
    "trigger": ("What sets it off?", r"armed attack|in (?:the )?(?:case|event) of|if .{0,40}attack|aggression against"),
    "obligation": (
        "What is owed?",
        r"come to .{0,20}(?:aid|defence|help)|provide (?:military|help|aid|assistance)|obliged? to|article 5|assist",
    ),
    "use_of_force": (
        "Must force be used?",
        r"use of force|armed force|military response|no-fly|clos\w+ .{0,15}airspace",
    ),
    "consultation_clause": ("Who consults whom?", r"consult(?:s|ed|ation|ations)?\b"),
    "foreign_forces_clause": (
        "May foreign forces be there?",
        r"(?:NATO|foreign|western|european|peacekeep\w+|multinational|alliance) .{0,25}(?:forces?|troops?|contingents?|"
        r"presence|military|bases?|soldiers)|(?:troops|contingents|forces|soldiers) .{0,25}(?:of|from) .{0,15}NATO|"
        r"NATO's military|contingents?\b",
    ),
    "neutrality_clause": (
        "Neutral, or in which alliance?",
        r"neutral(?:ity)?\b|non-aligned|join(?:ing)? NATO|membership",
    ),
    "nuclear_clause": ("What about nuclear weapons?", r"nuclear"),
    "veto_or_consensus": ("Who can block it?", r"\bveto\b|consensus|unanim\w+|all guarantors agree"),
    "ratification": ("How does it come into force?", r"ratif\w+|referendum|enter into force|parliaments?\b"),
    "status": ("What became of it?", ""),
}

_SEPARATOR = re.compile(r";\s*")


@lru_cache(maxsize=4)
def _read(path: Path) -> "pd.DataFrame":
    import pandas as pd

    table = pd.read_csv(path, dtype="string", keep_default_na=False)
    missing = [name for name in ("id", "refs", *FEATURES) if name not in table.columns]
    if missing:
        raise ReadoutError(f"{path.name} has no column {missing[0]!r}; it needs id, refs and the features compared.")
    return table


def instruments() -> "pd.DataFrame":
    """Return the instruments of data/guarantees.csv, one row each, in wide form: `id`, one column a feature, `refs`.

    An empty cell says that the instrument has no such clause or that none is known to us: it is left open.
    """
    path = places.data() / "guarantees.csv"
    if not path.is_file():
        raise ReadoutError(f"{path} is missing; it holds the instruments that guarantees are compared with.")
    return _read(path)[["id", *FEATURES, "refs"]].copy()


def side_by_side(
    claims: "pd.DataFrame | None" = None, text: Text | None = None, *, only: Iterable[str] | None = None
) -> "pd.DataFrame":
    """Return the instruments feature by feature, in long form, with the statement's own row from its claims.

    `only` names the instruments wanted, in the order wanted. Columns: `instrument`, `title`, `date`, `feature`,
    `question`, `value`, `references` (list: articles of the instrument), `claim_ids` (list: claims of the statement),
    `own` (true for the statement), `open` (true where nothing is said). Sorted by feature, the statement first, then by
    date. `attrs["note"]` says what is left open.
    """
    import pandas as pd

    rows = []
    notes = []
    if claims is not None:
        own = framework(claims, text)
        rows.extend(to_records(own))
        open_now = own.loc[own["open"], "question"].tolist()
        if open_now:
            notes.append(f"The statement leaves open: {' '.join(open_now)}")
    table = instruments()
    if only is not None:
        wanted = list(only)
        unknown = sorted(set(wanted) - set(table["id"]))
        if unknown:
            raise ReadoutError(
                f"data/guarantees.csv has no instrument {unknown[0]!r}; it has {', '.join(table['id'])}."
            )
        table = table.set_index("id").loc[wanted].reset_index()
    for row in to_records(table):
        identity = str(row["id"])
        title, date = _heading(identity)
        for feature, (question, _) in FEATURES.items():
            value = str(row[feature])
            rows.append(
                {
                    "instrument": identity,
                    "title": title,
                    "date": date,
                    "feature": feature,
                    "question": question,
                    "value": value or None,
                    "references": references(identity, feature) if value else [],
                    "claim_ids": [],
                    "own": False,
                    "open": not value,
                }
            )
    order = {feature: number for number, feature in enumerate(FEATURES)}
    rows.sort(key=lambda row: (order[row["feature"]], not row["own"], row["date"] or "9999", row["instrument"]))
    columns = ["instrument", "title", "date", "feature", "question", "value", "references", "claim_ids", "own", "open"]
    result = pd.DataFrame(rows, columns=columns)
    result.attrs["note"] = " ".join(notes)
    return result


def wide(long: "pd.DataFrame") -> "pd.DataFrame":
    """Return `side_by_side` with one row a feature and one column an instrument; an open cell says `open`."""
    check_claims(long, ("feature", "instrument", "value"), "guarantees side by side")
    shown = long.assign(value=long["value"].fillna("open"))
    table = shown.pivot(index="feature", columns="instrument", values="value")
    return table.reindex(index=list(dict.fromkeys(long["feature"])), columns=list(dict.fromkeys(long["instrument"])))


def framework(claims: "pd.DataFrame", text: Text | None = None) -> "pd.DataFrame":
    """Return what the claims of one statement say of each feature: one row a feature, columns as in `side_by_side`.

    A cell holds the contents of the claims that answer the question, in the order of the text, joined by semicolons:
    the statement's words as reported, never ours. Where the claims say nothing the cell is open. Raises ReadoutError
    where the claims come from no text or from several.
    """
    import pandas as pd

    check_claims(claims, ("claim_id", "text_id", "voice", "content_text", "content"), "guarantees")
    names = claims["text_id"].unique().tolist()
    if text is not None:
        claims, names = claims[claims["text_id"] == text.id], [text.id]
    if len(names) != 1:
        raise ReadoutError(f"A framework is read from the claims of one statement, not of {len(names)}; name the text.")
    said = [row for row in to_records(claims) if row["voice"] not in NOBODY]
    said.sort(key=lambda row: min(map(tuple, row["content"])))
    rows = []
    for feature, (question, pattern) in FEATURES.items():
        behind = [row for row in said if pattern and re.search(pattern, row["content_text"], re.IGNORECASE)]
        rows.append(
            {
                "instrument": names[0],
                "title": text.title if text else names[0],
                "date": text.date if text else None,
                "feature": feature,
                "question": question,
                "value": "; ".join(" ".join(row["content_text"].split()) for row in behind) or None,
                "references": [],
                "claim_ids": [str(row["claim_id"]) for row in behind],
                "own": True,
                "open": not behind,
            }
        )
    return pd.DataFrame(rows).astype({"value": object})


def references(instrument: str, feature: str) -> list[str]:
    """Return the articles on which a cell rests; all of the instrument's where no closer record is kept."""
    table = instruments().set_index("id")
    return [part for part in _SEPARATOR.split(str(table.loc[instrument, "refs"])) if part]


def _heading(instrument: str) -> tuple[str, Any]:
    """Return title and date of an instrument from its digest, where there is one."""
    try:
        text = load(instrument)
    except ReadoutError:
        return instrument, None
    return text.title, text.date
