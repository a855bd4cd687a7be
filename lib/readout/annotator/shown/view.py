"""The annotated view: a text with every claim underlined in the colour and line style of its voice.

The view needs no script: what points at a claim shows its card, and the boxes of the legend filter, through CSS alone.
So it works in an executed notebook, in a saved page with a strict content policy, and on paper. Where a front end
strips styles too (JupyterLab, for a notebook that is not trusted) the text, its underlines, numbers and titles remain.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from readout import spans
from readout.annotator.claim_table import to_records
from readout.annotator.shown.view_style import STYLE, filter_rules
from readout.texts.text import Text
from readout.vocabulary import STANCES, VOICES

UNNAMED = '<span class="unnamed" title="a party that the text leaves unnamed">unnamed</span>'


class Mark(NamedTuple):
    """One stretch of the body to be marked: its characters, what it is, and the number of its claim or None."""

    start: int
    end: int
    kind: str
    number: int | None


@dataclass(frozen=True)
class View:
    """A text and the claims found in it, as HTML."""

    text: Text
    claims: pd.DataFrame

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """Return the claims in the order of the text."""
        return sorted(to_records(self.claims), key=lambda claim: (claim["content"][0], claim["claim_id"]))

    @cached_property
    def prefix(self) -> str:
        """Return what the names of this view's elements begin with, so that two views can share a page."""
        return "view-" + hashlib.blake2b(self.text.id.encode() + self.text.body.encode(), digest_size=4).hexdigest()

    def _repr_html_(self) -> str:
        present = [voice for voice in VOICES if voice in set(self.claims["voice"])]
        rules = filter_rules(present)
        return (
            f"<style>{STYLE}{rules}</style>"
            f'<section class="readout-view" id="{self.prefix}" aria-label="{escape(self.text.title)}, annotated">'
            f"{self._legend(present)}{self._body()}{self._list()}</section>"
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}, {"readout": {"view": self.text.id}}

    def __repr__(self) -> str:
        return f"{self.text.title}: {len(self.records)} claims"

    def _legend(self, present: list[str]) -> str:
        if not present:
            return '<p class="readout-none">No claim was found in this text; below it stands as it is.</p>'
        counts = self.claims["voice"].value_counts()
        boxes = "".join(
            f'<label title="{escape(VOICES[voice].meaning)}"><input type="checkbox" value="{voice}" checked> '
            f'<u class="claim {voice}">{VOICES[voice].label}</u> {counts[voice]}</label>'
            for voice in present
        )
        signs = (
            '<label><input type="checkbox" value="marks" checked> <span class="source">source</span> '
            '<span class="cue">cue</span> <span class="condition">condition</span></label>'
        )
        return f'<fieldset class="legend"><legend>Whose words? Untick to hide</legend>{boxes}{signs}</fieldset>'

    def _body(self) -> str:
        parts = []
        for paragraph in self.text.paragraphs:
            reference = f'<span class="reference">{escape(paragraph.reference)}</span> ' if paragraph.reference else ""
            parts.append(f'<p dir="auto">{reference}{self._marked(paragraph.start, paragraph.end)}</p>')
        return (
            f'<div class="body" lang="{escape(str(self.text.metadata.get("language") or "en"))}">{"".join(parts)}</div>'
        )

    @cached_property
    def _marks(self) -> list[Mark]:
        found: dict[Mark, None] = {}
        for number, claim in enumerate(self.records):
            for start, end in claim["content"]:
                found[Mark(start, end, "claim", number)] = None
            for kind in ("source", "cue", "condition"):
                if claim[kind]:
                    found[Mark(claim[kind][0], claim[kind][1], kind, None)] = None
        # Wider stretches enclose narrower ones; of two alike the claim encloses the mark.
        return sorted(found, key=lambda mark: (mark.start, -mark.end, mark.kind != "claim"))

    def _marked(self, start: int, end: int) -> str:
        """Return the characters from start to end as HTML with their marks; marks that cross are cut where they do."""
        marks = [mark for mark in self._marks if spans.overlaps((mark.start, mark.end), (start, end))]
        edges = {start, end}
        for mark in marks:
            edges |= {max(mark.start, start), min(mark.end, end)}
        cuts = sorted(edges)
        out: list[str] = []
        opened: list[Mark] = []
        since: list[int] = []  # where each open stretch was opened
        for here, there in pairwise(cuts):
            wanted = [mark for mark in marks if spans.contains((mark.start, mark.end), (here, there))]
            common = 0
            while common < min(len(opened), len(wanted)) and opened[common] == wanted[common]:
                common += 1
            out += [self._close(*each) for each in reversed(list(zip(opened, since, strict=True))[common:])]
            since = since[:common] + [here] * (len(wanted) - common)
            for depth, mark in enumerate(wanted[common:], common):
                out.append(self._open(mark, depth, wanted))
                if mark.number is not None:
                    out.append(self._number(mark.number, here))
            opened = wanted
            out.append(escape(self.text.body[here:there]))
        out += [self._close(*each) for each in reversed(list(zip(opened, since, strict=True)))]
        return "".join(out)

    def _close(self, mark: Mark, opened_at: int) -> str:
        # The card stands at the end of its piece, so that it covers only what is read later.
        return "</span>" if mark.number is None else f"{self._card(mark.number, opened_at)}</u>"

    def _open(self, mark: Mark, depth: int, around: list[Mark]) -> str:
        if mark.number is None:
            return f'<span class="{mark.kind}" title="{mark.kind}">'
        claim = self.records[mark.number]
        level = sum(other.kind == "claim" for other in around[:depth])
        deep = f" deep{min(level, 3)}" if level else ""
        return f'<u class="claim {claim["voice"]}{deep}">'

    def _number(self, number: int, here: int) -> str:
        claim = self.records[number]
        if here != claim["content"][0][0]:
            return f'<span class="again" title="claim {number + 1} goes on">{number + 1}</span>'
        flag = (
            '<span class="unnamed" title="a party that the text leaves unnamed">unnamed</span>'
            if claim["unnamed"]
            else ""
        )
        return (
            f'<a class="number {claim["voice"]}" id="claim-{escape(claim["claim_id"])}" '
            f'href="#{self.prefix}-row{number}" aria-describedby="{self.prefix}-card{number}" '
            f'title="{escape(_summary(claim))}">'
            f'<span class="unseen">claim </span>{number + 1}</a>{flag}'
        )

    def _card(self, number: int, opened_at: int) -> str:
        """Return what is known of a claim; each piece has it, the first under the name that its number refers to."""
        claim = self.records[number]
        lines = [("Who", claim["actor"] or "nobody named"), ("Does", _deed(claim)), ("Voice", _voice(claim))]
        if claim["condition"]:
            lines.append(("Condition", self.text.body[slice(*claim["condition"])]))
        for name, key in (("To", "addressee"), ("About", "object")):
            if claim[key]:
                lines.append((name, claim[key]))
        if claim["issues"]:
            lines.append(("Issues", ", ".join(claim["issues"])))
        if claim["unnamed"]:
            lines.append(("Unnamed", "a party that the text does not name"))
        if claim["rule"]:
            lines.append(("Found by", f"{claim['coder']}, rule {claim['rule']} ({claim['confidence']:.0%} sure)"))
        name = f' id="{self.prefix}-card{number}"' if opened_at == claim["content"][0][0] else ""
        rows = "".join(f'<span class="line"><b>{name}</b> {escape(str(value))}</span>' for name, value in lines)
        return f'<span class="card" role="tooltip"{name} hidden><b>Claim {number + 1}</b> {rows}</span>'

    def _list(self) -> str:
        if not self.records:
            return ""
        rows = "".join(self._row(number, claim) for number, claim in enumerate(self.records))
        head = "".join(f'<th scope="col">{name}</th>' for name in ("No.", "Voice", "Who", "Does", "Claim", "Condition"))
        return (
            f'<details class="list"><summary>The claims as a list ({len(self.records)})</summary><div class="scroll">'
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>"
        )

    def _row(self, number: int, claim: dict[str, Any]) -> str:
        condition = self.text.body[slice(*claim["condition"])] if claim["condition"] else ""
        cells = (claim["voice"], claim["actor"] or "", _deed(claim), claim["content_text"], condition)
        return (
            f'<tr id="{self.prefix}-row{number}" class="{claim["voice"]}"><th scope="row">{number + 1}</th>'
            + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells)
            + "</tr>"
        )


def view(text: Text | str, claims: pd.DataFrame) -> View:
    """Return the annotated view of a text, which shows itself in a notebook and in a report.

    text: a Text, or a plain string; claims: its claim table, whose spans point into the body.
    """
    return View(text if isinstance(text, Text) else Text("text", text), claims)


def _voice(claim: dict[str, Any]) -> str:
    sign = VOICES.get(claim["voice"])
    return f"{sign.label}: {sign.meaning}" if sign else str(claim["voice"])


def _deed(claim: dict[str, Any]) -> str:
    sign = STANCES.get(claim["stance"])
    hedged = ", hedged" if claim["hedged"] else ""
    return (
        f"{claim['act']} · {sign.mark} {sign.label}{hedged}" if sign else f"{claim['act']} · {claim['stance']}{hedged}"
    )


def _summary(claim: dict[str, Any]) -> str:
    return f"{claim['actor'] or 'nobody named'} {claim['act']} ({claim['stance']}), voice: {claim['voice']}"
