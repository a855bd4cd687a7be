"""How a text and a library show themselves in a notebook and at the prompt. All that comes from a file is escaped."""

import html
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from readout.vocabulary import kind_of

if TYPE_CHECKING:
    import pandas as pd


class Piece(Protocol):
    """What a card shows of a paragraph: where it stands in its instrument, and its words."""

    @property
    def text(self) -> str:
        """Return the words."""

    @property
    def reference(self) -> str | None:
        """Return the article or point, or None."""


class Shown(Protocol):
    """What a card shows of a text."""

    @property
    def title(self) -> str:
        """Return the title."""

    @property
    def kind(self) -> str | None:
        """Return the kind."""

    @property
    def caution(self) -> str:
        """Return what a reader of this kind must know."""

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Return what is known, as pairs of a name and words."""

    @property
    def notices(self) -> list[str]:
        """Return sentences about what cannot be seen."""

    @property
    def paragraphs(self) -> Sequence[Piece]:
        """Return the paragraphs."""


def describe(text: Shown) -> str:
    """Return a text's card as plain lines."""
    width = max(len(name) for name, _ in text.facts)
    lines = [text.title, text.caution, *(f"  {name:<{width}}  {value}" for name, value in text.facts)]
    return "\n".join(printable(line) for line in (*lines, *text.notices))


def printable(words: str) -> str:
    """Return words with what a terminal would obey, or could not show, made visible."""
    return "".join(letter if letter.isprintable() or letter in "\n\t" else f"\\u{ord(letter):04x}" for letter in words)


def card(text: Shown) -> str:
    """Return a text's card as HTML: title, caution, facts, notices, and the text itself to unfold."""
    band = f"border-left:0.4em solid {kind_of(text.kind).colour};padding:0.3em 0.8em;margin:0.5em 0"
    rows = "".join(
        f"<tr><th scope='row' style='text-align:left;vertical-align:top'>{name}</th>"
        f"<td style='text-align:left'>{_linked(value) if name == 'source' else bdi(value)}</td></tr>"
        for name, value in text.facts
    )
    notices = "".join(f"<p role='note'>&#9888; {html.escape(notice)}</p>" for notice in text.notices)
    paragraphs = "".join(
        f"<p dir='auto' style='white-space:pre-wrap'>{_reference(paragraph.reference)}{html.escape(paragraph.text)}</p>"
        for paragraph in text.paragraphs
    )
    return (
        f"<section class='readout-text' style='max-width:48em'><h3 style='margin-bottom:0'>{bdi(text.title)}</h3>"
        f"<p role='note' style='{band}'><strong>{html.escape(text.caution)}</strong></p>{notices}"
        f"<table>{rows}</table><details><summary>The text</summary>{paragraphs}</details></section>"
    )


def shelf(table: "pd.DataFrame", folder: str, problems: Iterable[str]) -> str:
    """Return a library's table as HTML, one row a text by date, with a sentence for each file that cannot be used."""
    shown = table.astype("object").fillna("")
    shown["who"] = shown["speaker"].where(shown["speaker"] != "", shown["parties"])
    shown = shown[["date", "id", "kind", "form", "title", "who", "words"]]
    head = "".join(f"<th scope='col' style='text-align:left'>{column}</th>" for column in shown.columns)
    rows = "".join(
        "<tr>"
        + "".join(f"<td style='text-align:left{_whole(name)}'>{bdi(str(row[name]))}</td>" for name in shown.columns)
        + "</tr>"
        for row in shown.to_dict("records")
    )
    faults = "".join(f"<p role='note'>&#9888; {html.escape(problem)}</p>" for problem in problems)
    return (
        f"<p><strong>{len(table)} texts</strong> in {html.escape(folder)}</p>{faults}"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _whole(column: str) -> str:
    """Return the style of a column whose words stay on one line."""
    return ";white-space:nowrap" if column in ("date", "kind") else ""


def bdi(words: str) -> str:
    """Return words escaped, in an element that keeps their direction of writing to themselves."""
    return f"<bdi>{html.escape(words)}</bdi>"


def _linked(source: str) -> str:
    """Return a source as a link where it is a web address, else as words."""
    if not re.match(r"https?://[^\s\"'<>]+\Z", source):
        return bdi(source)
    return f"<a href='{html.escape(source)}' rel='noopener noreferrer' style='color:inherit'>{bdi(source)}</a>"


def _reference(reference: str | None) -> str:
    return f"<strong>{html.escape(reference)}</strong> &#8212; " if reference else ""
