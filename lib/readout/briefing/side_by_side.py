"""The landing page of a comparison: who holds what in several texts, where they differ, and what only one has."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from readout import codebook
from readout.annotator.claim_table import to_records
from readout.briefing.texts_beside import named
from readout.compare.claims.positions import positions
from readout.errors import NotComparable
from readout.texts.text import Text
from readout.vocabulary import POSITIONS

STYLE = (
    ".readout-beside{max-width:41rem;color:inherit;line-height:1.5}"
    ".readout-beside h3{font-size:1.05em;font-weight:600;margin:1.2em 0 .3em}"
    ".readout-beside h4{font-size:1em;font-weight:600;margin:.8em 0 .2em}"
    ".readout-beside ul{margin:.2em 0;padding-left:0;list-style:none}.readout-beside li{margin:.35em 0}"
    ".readout-beside .sign{font-weight:600}.readout-beside .where{opacity:.85;font-size:.92em}"
)
#: Why there is no such page where nobody asked for one; a report does not mention it then.
UNASKED = "No texts were named to compare with."
#: An issue quotes no more than this many characters of a claim.
QUOTED = 200
#: The groups of issues, in the order in which a reader needs them, each with its heading.
GROUPS = {
    "apart": "Where they differ",
    "alike": "Where they take the same side",
    "alone": "On what only one party takes a side",
}


@dataclass(frozen=True)
class Beside:
    """Several texts held against each other: `issues` by group, each with who holds what, most claims first."""

    texts: tuple[Text, ...]
    groups: dict[str, list[tuple[str, list[dict[str, Any]]]]]
    why_not: str = ""

    @property
    def head(self) -> str:
        """Return in a sentence where the parties differ, and where not."""
        apart, alike = (", ".join(label for label, _ in self.groups[key][:3]) for key in ("apart", "alike"))
        parts = [f"They differ on {apart}" if apart else "On no issue do two parties take different sides"]
        parts += [f"they take the same side on {alike}"] if alike else []
        return f"{len(self.texts)} texts: {'; '.join(parts)}."

    def _repr_html_(self) -> str:
        if self.why_not:
            return f'<p class="readout-none">{escape(self.why_not)}</p>'
        shown = "".join(
            f"<section><h3>{heading}</h3>{''.join(_issue(label, rows) for label, rows in self.groups[key])}</section>"
            for key, heading in GROUPS.items()
            if self.groups[key]
        )
        article = (
            f'<article class="readout-beside" aria-label="Who holds what"><p>{escape(self.head)}</p>{shown}</article>'
        )
        return f"<style>{STYLE}</style>{article}"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:
        mark = {"beside": len(self.texts), "nothing": self.why_not, "silent": self.why_not == UNASKED}
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}, {"readout": mark}

    def __repr__(self) -> str:
        return self.why_not or self.head


def beside(claims: pd.DataFrame, texts: Sequence[Text], wanted: str = "x") -> Beside:
    """Return who holds what in several texts, where they differ first, within each group by the number of claims.

    claims: those of all texts. wanted: what the user asked to compare with; where it is empty nobody asked, and the
    texts chosen for company get no page of their own.
    """
    none: dict[str, list[tuple[str, list[dict[str, Any]]]]] = {key: [] for key in GROUPS}
    if not wanted.strip():
        return Beside(tuple(texts), none, UNASKED)
    try:
        table = positions(claims, list(texts))
    except NotComparable as refusal:
        return Beside(tuple(texts), none, str(refusal))
    sided = table[table["stance"] != "neutral"]
    if sided.empty:
        return Beside(tuple(texts), none, "No party takes a side on an issue of the codebook in these texts.")
    labels = {code.code: code.label for code in codebook.load().issues}
    words = dict(zip(claims["claim_id"], claims["content_text"], strict=True))
    names = {text.id: named(text) for text in texts}
    weight = sided.groupby("issue")["claims"].sum().sort_values(ascending=False, kind="stable")
    groups = {key: list(value) for key, value in none.items()}
    for issue in weight.index:
        rows = [
            {
                **row,
                "text": names.get(str(row["text_id"]), row["text_id"]),
                "said": " ".join(str(words.get(row["claim_ids"][0], "")).split()),
            }
            for row in to_records(sided[sided["issue"] == issue].sort_values("claims", ascending=False, kind="stable"))
        ]
        groups[_group(rows)].append((labels.get(str(issue), str(issue)), rows))
    return Beside(tuple(texts), groups)


def _group(rows: list[dict[str, Any]]) -> str:
    """Return whether parties differ on an issue, take the same side, or only one takes any."""
    held: dict[str, set[str]] = {}
    for row in rows:
        held.setdefault(str(row["actor"]), set()).add(str(row["stance"]))
    if len(held) < 2 and all(len(stances) == 1 for stances in held.values()):
        return "alone"
    return "alike" if len({frozenset(stances) for stances in held.values()}) == 1 else "apart"


def _issue(label: str, rows: list[dict[str, Any]]) -> str:
    return f"<h4>{escape(label)}</h4><ul>{''.join(map(_line, rows))}</ul>"


def _line(row: dict[str, Any]) -> str:
    sign = POSITIONS[str(row["stance"])]
    told = f", as told by {', '.join(row['told_by'])}" if len(row["told_by"]) else ""
    said = row["said"] if len(row["said"]) <= QUOTED else row["said"][:QUOTED].rsplit(" ", 1)[0] + " …"
    more = f" and {row['claims'] - 1} more" if row["claims"] > 1 else ""
    lead = f'<span data-claim="{escape(row["claim_ids"][0])}">in {escape(str(row["text"]))}</span>'
    return (
        f'<li>{sign.mark} <span class="sign">{escape(str(row["actor"]))}{escape(told)}</span> {escape(sign.label)}: '
        f'{escape(said)}{more} <span class="where">({lead})</span></li>'
    )
