"""Guarantees: the instruments that promised, or would promise, security, side by side and feature by feature.

The instruments come from data/guarantees.csv, whose cells are short statements of ours with the articles they rest on.
A statement gets a row of its own, filled from its claims: what the claims do not say stays open.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from readout import places, spans, tables
from readout.annotator.claim_table import to_records
from readout.compare.inputs import check_claims
from readout.errors import NotComparable, ReadoutError
from readout.texts.library import library
from readout.texts.text import Text
from readout.vocabulary import NOBODY

if TYPE_CHECKING:
    import pandas as pd

#: The features that are compared: column of the table, the question it answers, and the words by which a claim is
#: recognised as answering it.
FEATURES: dict[str, tuple[str, str]] = {
    "beneficiary": ("Who is guaranteed?", r"guarantees? (?:for|to) (?!be\b)|guarantee (?:the )?security of"),
    "guarantors": (
        "Who guarantees?",
        r"guarantors?\b|permanent members|guaranteed by|(?:would|will|to) take part|provide[sd]? (?:the )?guarantees|"
        r"(?:undertak\w+|ready|willing|agreed) to (?:help )?(?:secure|protect|guarantee|contribute)",
    ),
    "guarantor_count": (
        "How many guarantee?",
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|several|\d+)(?: of)?(?: the)?"
        r"(?: other)? (?:permanent members|guarantors?\b|guarantor (?:states|powers)|"
        r"(?:states|powers|countries|nations) (?:would|will) (?:guarantee|take part))",
    ),
    "p5_all": ("Are all five permanent members of the Security Council among them?", r"permanent members|P5\b"),
    "legal_form": (
        "In what form?",
        r"treat(?:y|ies)\b|contract|legally binding|\bpact\b|memorandum|formal agreement|initialled",
    ),
    "binding": ("Is it binding?", r"legally binding|non-binding|binding (?:force|commitment|guarantee)"),
    "trigger": (
        "What sets it off?",
        r"armed attack|in (?:the )?(?:case|event) of|if .{0,40}attack|aggression against|"
        r"(?:once|after|when|only after) (?:the |a )?(?:war|fighting|hostilities|guns|ceasefire|peace)",
    ),
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
        r"NATO's military|military presence|(?:reassurance|multinational) force|(?:ground|allied) (?:troops|forces)|"
        r"(?:send|sending|deploy\w*|station\w*) .{0,30}(?:troops|soldiers|forces|contingents?)|contingents?\b",
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

#: What a claim says that is about a guarantee of security rather than about any other promise.
AT_ISSUE = re.compile(
    r"guarantors?\b|security (?:guarantees?|assurances?)|article (?:5|five)-like|"
    r"guarantee(?:s|d)? .{0,40}\b(?:security|safety|defen[cs]e|independence|sovereignty|territor\w+)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r";\s*")


def _rows(name: str, needed: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of a table in the data folder, none where there is no such file; read anew when it changes."""
    path = places.table(name)
    return _parsed(str(path), tables.read(path), needed) if path.exists() else []


@lru_cache(maxsize=4)
def _parsed(path: str, content: str, needed: tuple[str, ...]) -> list[dict[str, str]]:
    return [{name: row[name] for name in needed} for row in tables.parse(content, path, needed)]


def instruments() -> "pd.DataFrame":
    """Return the instruments of data/guarantees.csv, one row each, in wide form: `id`, one column a feature, `refs`.

    An empty cell says that the instrument has no such clause or that none is known to us: it is left open.
    """
    import pandas as pd

    rows = _rows("guarantees.csv", ("id", *FEATURES, "refs"))
    if not rows:
        path = places.table("guarantees.csv")
        raise ReadoutError(f"{path} is missing or empty; it holds the instruments that guarantees are compared with.")
    return pd.DataFrame(rows, columns=["id", *FEATURES, "refs"], dtype="string")


def side_by_side(
    claims: "pd.DataFrame | None" = None,
    text: Text | None = None,
    *,
    only: Iterable[str] | None = None,
    if_at_issue: bool = False,
) -> "pd.DataFrame":
    """Return the instruments feature by feature, in long form, with the statement's own row from its claims.

    `only` names the instruments wanted, in the order wanted. Columns: `instrument`, `title`, `date`, `feature`,
    `question`, `value`, `references` (list: articles of the instrument), `passage_ids` (list: the paragraphs of
    its digest that tell of them, as in `matching.provisions`), `claim_ids` (list: claims of the statement),
    `own` (true for the statement), `open` (true where nothing is said). Sorted by feature, the statement first, then by
    date. `attrs["note"]` says what is left open. With `if_at_issue` it raises NotComparable where no claim of the
    statement is about a guarantee of security, and it is no instrument of record itself.
    """
    import pandas as pd

    if if_at_issue and claims is not None and not _is_at_issue(claims, text):
        raise NotComparable("No claim of this text is about a guarantee of security.")
    rows = []
    notes = []
    if claims is not None:
        own = framework(claims, text)
        rows.extend(to_records(own))
        open_now = own.loc[own["open"], "question"].tolist()
        if open_now:
            notes.append(
                f"The statement leaves open: {' '.join(open_now)}"
                if len(open_now) < len(own)
                else "The statement says nothing of a guarantee: every question stays open."
            )
    table = instruments()
    if only is not None:
        wanted = list(only)
        unknown = sorted(set(wanted) - set(table["id"]))
        if unknown:
            raise ReadoutError(
                f"{unknown[0]!r} is no guarantee of record; name some of the {len(table)} in data/guarantees.csv, "
                f"such as {', '.join(table['id'].head(3))}, or none to see them all."
            )
        table = table.set_index("id").loc[wanted].reset_index()
    digests = library()
    for row in to_records(table):
        identity = str(row["id"])
        digest = digests.get(identity)
        for feature, (question, _) in FEATURES.items():
            value = str(row[feature])
            articles = references(row, feature) if value else []
            rows.append(
                {
                    "instrument": identity,
                    "title": digest.title if digest else identity,
                    "date": digest.date if digest else None,
                    "feature": feature,
                    "question": question,
                    "value": value or None,
                    "references": articles,
                    "passage_ids": _passages(digest, articles),
                    "claim_ids": [],
                    "own": False,
                    "open": not value,
                }
            )
    order = {feature: number for number, feature in enumerate(FEATURES)}
    rows.sort(key=lambda row: (order[row["feature"]], not row["own"], row["date"] or "9999", row["instrument"]))
    columns = ["instrument", "title", "date", "feature", "question", "value"]
    columns += ["references", "passage_ids", "claim_ids", "own", "open"]
    result = pd.DataFrame(rows, columns=columns)
    result.attrs["note"] = " ".join(notes)
    return result


def _is_at_issue(claims: "pd.DataFrame", text: Text | None) -> bool:
    """Tell whether a statement is about guarantees of security, or is one of record."""
    said = [str(row["content_text"]) for row in to_records(claims) if row["voice"] not in NOBODY]
    return any(map(AT_ISSUE.search, said)) or bool(text and text.id in set(instruments()["id"]))


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
        raise NotComparable(f"A framework is read from the claims of one statement, not of {len(names)}; name it.")
    said = [row for row in to_records(claims) if row["voice"] not in NOBODY]
    said.sort(key=lambda row: min(map(tuple, row["content"])))
    rows = []
    for feature, (question, pattern) in FEATURES.items():
        behind = _widest([row for row in said if pattern and re.search(pattern, row["content_text"], re.IGNORECASE)])
        rows.append(
            {
                "instrument": names[0],
                "title": text.title if text else names[0],
                "date": text.date if text else None,
                "feature": feature,
                "question": question,
                "value": "; ".join(" ".join(row["content_text"].split()) for row in behind) or None,
                "references": [],
                "passage_ids": [],
                "claim_ids": [str(row["claim_id"]) for row in behind],
                "own": True,
                "open": not behind,
            }
        )
    return pd.DataFrame(rows).astype({"value": object})


def _widest(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return claims without those whose content lies within that of another: they say the same once more."""

    def within(one: dict[str, Any], other: dict[str, Any]) -> bool:
        outer, inner = ((each["content"][0][0], each["content"][-1][1]) for each in (other, one))
        return spans.contains(outer, inner) and one["content"] != other["content"]

    return [one for one in rows if not any(within(one, other) for other in rows)]


def references(instrument: Mapping[str, Any], feature: str) -> list[str]:
    """Return the articles on which a cell of an instrument's row rests, by data/guarantees_articles.csv.

    Whether all permanent members are among the guarantors, and how many there are, rests on the same articles as who
    they are. Where no closer record is kept, all articles of the instrument are given.
    """
    kept = {
        row["feature"]: row["references"]
        for row in _rows("guarantees_articles.csv", ("id", "feature", "references"))
        if row["id"] == instrument["id"]
    }
    found = kept.get(feature)
    if found is None and feature in ("p5_all", "guarantor_count"):
        found = kept.get("guarantors")
    if found is None:
        found = str(instrument["refs"])
    return [part for part in _SEPARATOR.split(found) if part]


def _passages(digest: Text | None, articles: list[str]) -> list[str]:
    """Return the paragraphs of an instrument's digest that these articles name, as in `matching.provisions`."""
    if digest is None:
        return []
    return [f"{digest.id}#{number}" for number, one in enumerate(digest.paragraphs, 1) if one.reference in articles]
