"""The head of the brief: at most three sentences, composed from the claims, that tell a hurried reader the news.

What is refused (accusations stand in their own section); what is accepted, and what only on terms; what is new against
earlier texts of the same party. A text in which nobody takes a side gets one sentence that says so.
"""

import re
from collections.abc import Iterable

import pandas as pd

from readout.annotator.claim_table import to_records
from readout.briefing.sections import place_of
from readout.compare.claims.positions import positions
from readout.texts.text import Text

#: So many matters of one party are named in a sentence, and so many parties.
MATTERS, PARTIES = 3, 2
#: A condition of more characters is not quoted in the head.
SHORT = 90


def head(text: Text, claims: pd.DataFrame, news: str = "") -> tuple[str, ...]:
    """Return the sentences of the head; `news` is what a comparison with earlier texts found."""
    plain = claims[[place_of(row) != "accused" for row in to_records(claims)]] if len(claims) else claims
    table = positions(plain, [text], what="matter")
    sided = table[table["stance"] != "neutral"]
    if sided.empty:
        note = str(table.attrs.get("note") or "").split(". ")[0].rstrip(".")
        return tuple(filter(None, [f"{note or 'No claim takes a side'}.", news]))
    rows = sorted(to_records(sided), key=lambda row: (bool(row["told_by"]), -row["claims"]))
    named = _names(claims)
    refused = [row for row in rows if row["stance"] == "opposes"]
    accepted = [row for row in rows if row["stance"] == "supports"]
    terms = [row for row in rows if row["stance"] == "conditional"]
    divided = [row for row in rows if row["stance"] == "mixed"]
    first = _told(refused, "refuses", named)
    second = "; ".join(
        filter(
            None,
            [_told(accepted, "supports", named), _on_terms(terms, named), _told(divided, "is divided on", named)],
        )
    )
    return tuple(f"{part[0].upper()}{part[1:].rstrip('.')}." for part in (first, second, news) if part)


def _told(rows: list[dict[str, object]], verb: str, named: dict[str, str]) -> str:
    """Return who does something to which matters: "Norland refuses the dam and the canal"."""
    by_actor: dict[str, list[str]] = {}
    for row in rows:
        held = by_actor.setdefault(_holder(row), [])
        phrase = named.get(str(row["matter"]), str(row["matter"]))
        if phrase not in held:
            held.append(phrase)
    parts = [f"{actor} {verb} {_listed(matters[:MATTERS])}" for actor, matters in list(by_actor.items())[:PARTIES]]
    return ", and ".join(parts)


def _on_terms(rows: list[dict[str, object]], named: dict[str, str]) -> str:
    """Return what is accepted only on terms, with the first of them that is short enough in its words."""
    told = _told(rows, "sets terms for", named)
    conditions = [str(one) for row in rows for one in row["conditions"] or ()]  # type: ignore[attr-defined]
    quoted = next((one for one in conditions if " " in one and len(one) <= SHORT), "")
    return f"{told} (“{quoted}”)" if told and quoted else told


def _holder(row: dict[str, object]) -> str:
    told_by = row["told_by"]
    return f"{row['actor']} (as told by {told_by[0]})" if told_by else str(row["actor"])  # type: ignore[index]


def _listed(phrases: Iterable[str]) -> str:
    *before, last = list(phrases)
    return f"{', '.join(before)} and {last}" if before else last


def _names(claims: pd.DataFrame) -> dict[str, str]:
    """Return for each matter the longest phrase of up to twelve words by which a claim names it."""
    found: dict[str, str] = {}
    for row in to_records(claims):
        matter, target = row.get("matter"), " ".join(str(row.get("target_text") or "").split()).strip("‘’“”\"' ")
        target = re.sub(r"^(?:A|An|The|Any|This|That|Such)\b", lambda found: found[0].lower(), target)
        if matter and target and matter.lower() in target.lower() and len(target.split()) <= 12:
            found[matter] = max(found.get(matter, matter), target, key=len)
    return found
