"""The brief as one page: its head, its sections, and how it shows itself in a notebook, in a report and on paper."""

import re
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from readout.briefing.head import head
from readout.briefing.sections import QUESTIONS, Line, Section, sections, sureness
from readout.texts.text import Text
from readout.vocabulary import kind_of

#: More lines than this in a section would make it long; the table behind the brief keeps them all.
MOST_LINES = 6
#: On paper, where all has to stand on one page, a section shows so many.
ON_PAPER = 3
#: An opened line shows no more than so many characters of the paragraph on either side of its claim.
AROUND = 240

STYLE = (
    ".readout-brief{max-width:41rem;color:inherit;line-height:1.5}"
    ".readout-brief h3{font-size:1.05em;font-weight:600;margin:1.1em 0 .3em}"
    ".readout-brief ul{margin:.2em 0;padding-left:1.3em}"
    ".readout-brief li{margin:.3em 0}"
    ".readout-brief li:has(details){list-style:none}"
    ".readout-brief details{margin-left:-1.3em}"
    ".readout-brief summary{cursor:pointer;font:inherit;padding-left:1.3em;text-indent:-1.3em}"
    ".readout-brief blockquote{margin:.3em 0 .6em 1.3em;padding:.1em .8em;border-left:3px solid rgba(128,128,128,.6)}"
    ".readout-brief mark{background:none;color:inherit;text-decoration:underline 2px;text-underline-offset:.2em}"
    ".readout-brief .who{font-weight:600}"
    ".readout-brief .terms{font-style:italic}"
    ".readout-brief .remark,.readout-brief .note{opacity:.82;font-size:.92em}"
    ".readout-brief .note{margin:.2em 0}"
    ".readout-brief .head{font-size:1.08em;margin:.5em 0 1em}"
    # On paper it is one page: smaller, and the first lines of each section.
    "@media print{.readout-brief{max-width:none;font-size:8.5pt;line-height:1.25}"
    ".readout-brief h3{margin:.45em 0 .1em;font-size:1em}.readout-brief ul,.readout-brief li{margin:.1em 0}"
    ".readout-brief .head{margin:.3em 0}.readout-brief li{break-inside:avoid}"
    ".readout-brief details:not([open])>blockquote,.readout-brief li.late{display:none}}"
)


@dataclass(frozen=True)
class Brief:
    """One page on one text: its head, and its sections, each a question with the claims that answer it."""

    text: Text
    sections: tuple[Section, ...]
    #: At most three sentences that tell the news.
    head: tuple[str, ...] = ()

    @property
    def table(self) -> pd.DataFrame:
        """Return all lines: section, actor, act, claim, condition, remark, claim_id."""
        rows = [
            (section.key, line.actor, line.act, line.said, line.condition, line.remark, line.claim_id)
            for section in self.sections
            for line in section.lines
        ]
        columns = ["section", "actor", "act", "claim", "condition", "remark", "claim_id"]
        return pd.DataFrame(rows, columns=columns)

    def _repr_html_(self) -> str:
        # Questions that nothing answers take one line together, after those that something does.
        open_ones = [one for one in self.sections if one.key in QUESTIONS and not one.lines]
        shown = [one for one in self.sections if one not in open_ones]
        sections_html = "".join(_section(section, self.text.body) for section in shown)
        if open_ones:
            asked = " ".join(section.question for section in open_ones)
            sections_html += f'<p class="note">No claim of a speaker answers: {escape(asked)}</p>'
        return (
            f'<style>{STYLE}</style><article class="readout-brief" aria-label="Brief: {escape(self.text.title)}">'
            f"{_what(self.text)}{self._head()}{sections_html}</article>"
        )

    def _head(self) -> str:
        return f'<p class="head">{escape(" ".join(self.head))}</p>' if self.head else ""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}, {"readout": {"brief": self.text.id}}

    def __repr__(self) -> str:
        parts = [f"{section.question} {len(section.lines)} claims. {section.note}" for section in self.sections]
        return "\n".join([self.text.title, " ".join(self.head), *parts])


def brief(text: Text, claims: pd.DataFrame, comparison: Section | None = None) -> Brief:
    """Return the brief of a text.

    claims: its claim table. comparison: what holding it against other texts shows (see `compared`).
    """
    between = (comparison,) if comparison else ()
    told = head(text, claims, comparison.news if comparison else "")
    return Brief(text, (*sections(text, claims), *between, sureness(text, claims)), told)


def _what(text: Text) -> str:
    """Return in a line what the text is: its title, its kind, and what is known of who, where and when."""
    known = [kind_of(text.kind).phrase, text.speaker, text.channel, text.date]
    facts = " · ".join(escape(str(fact)) for fact in known if fact)
    return f'<p class="note"><strong>{escape(text.title)}</strong> · {facts}</p>'


def _section(section: Section, body: str) -> str:
    lines = [line for line in section.lines if not line.within]
    shown = "".join(_line(line, body, number >= ON_PAPER) for number, line in enumerate(lines[:MOST_LINES]))
    more = len(lines) - MOST_LINES
    if more > 0:
        shown += f'<li class="remark">and {more} more, in the table of the brief</li>'
    listed = f"<ul>{shown}</ul>" if shown else ""
    note = f'<p class="note">{escape(section.note)}</p>' if section.note else ""
    return f'<section data-key="{section.key}"><h3>{escape(section.question)}</h3>{listed}{note}</section>'


def _line(line: Line, body: str, late: bool = False) -> str:
    stated = line.condition and line.condition.removeprefix("that ") not in line.said
    condition = f' <span class="terms">On condition: {escape(line.condition)}.</span>' if stated else ""
    remark = f' <span class="remark">({escape(line.remark)})</span>' if line.remark else ""
    said = (
        f'<span class="who">{escape(line.actor)}</span>{escape(f" {line.act}".rstrip())}: '
        f"{escape(_ended(line.said))}{condition}{remark}"
    )
    mark = ' class="late"' if late else ""
    if not line.content:
        return f'<li{mark} title="{escape(line.claim_id)}">{said}</li>'
    opened = f"<blockquote>{_in_the_text(line, body)}</blockquote>"
    return f"<li{mark}><details><summary>{said}</summary>{opened}</details></li>"


def _ended(said: str) -> str:
    """Return words with one full stop at their end, in place of the comma or stop before a closing quotation mark."""
    return re.sub(r"[.,]*(\s*[’”\"']*)[.,]*$", r"\1.", said, count=1)


def _in_the_text(line: Line, body: str) -> str:
    """Return the words around a claim, its own marked, and the characters it rests on."""
    start, end = line.content[0][0], line.content[-1][1]
    low, high = body.rfind("\n\n", 0, start) + 1, body.find("\n\n", end)
    high = len(body) if high < 0 else high
    low, before = (start - AROUND, "… ") if start - low > AROUND else (low, "")
    high, after = (end + AROUND, " …") if high - end > AROUND else (high, "")
    parts, here = [], low
    for first, last in line.content:
        parts += [escape(body[here:first]), f"<mark>{escape(body[first:last])}</mark>"]
        here = last
    characters = ", ".join(f"{first} to {last}" for first, last in line.content)
    lead = f'<span data-claim="{escape(line.claim_id)}">characters {characters}</span>'
    words = "".join([*parts, escape(body[here:high])]).strip()
    return f'{before}{words}{after} <span class="remark">({lead})</span>'
