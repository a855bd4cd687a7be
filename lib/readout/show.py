"""How a text and a library show themselves in a notebook and at the prompt. All that comes from a file is escaped."""

import html
import re
from typing import TYPE_CHECKING

from readout.style import BLUE, GREY, ORANGE, VERMILION

if TYPE_CHECKING:
    from readout.libraries import Library
    from readout.texts import Text

#: The band beside the caution of each kind; the words say the same without it.
BANDS = {"verbatim": BLUE, "account": ORANGE, "digest": VERMILION, None: GREY}


def facts(text: "Text") -> list[tuple[str, str]]:
    """Return what is known of a text, as pairs of a name and words for readers; what is unknown is left out."""
    speaker = ", ".join(part for part in (text.speaker, text.role) if part)
    parties = text.parties if text.speaker is None or text.metadata.get("parties") else [text.party or ""]
    counts = ((text.words, "word"), (text.sentences, "sentence"), (len(text.paragraphs), "paragraph"))
    size = ", ".join(f"{number:,} {name}{'' if number == 1 else 's'}" for number, name in counts)
    pairs = [
        ("kind", text.kind or "not stated"),
        ("form", text.form),
        ("speaker", speaker),
        ("for" if text.speaker else "parties", "; ".join(party for party in parties if party)),
        ("date", text.date),
        ("place", text.place),
        ("channel", text.channel),
        ("occasion", text.occasion),
        ("event", text.event),
        ("symbol", text.symbol),
        ("published", text.published),
        ("author", text.author),
        ("language", language(text)),
        ("source", text.source),
        ("size", size),
        ("checked", checked(text)),
        ("note", text.note),
    ]
    return [(name, value) for name, value in pairs if value]


def language(text: "Text") -> str:
    """Return the name of the language, and how it is known."""
    found = text.written_in
    if not found.known:
        return "unknown"
    return found.name if text.language else f"{found.name} (as the text looks; not stated)"


def checked(text: "Text") -> str | None:
    """Return how many paragraphs were seen on a page, partly seen, or written from general knowledge."""
    marks = [paragraph.checked for paragraph in text.paragraphs if paragraph.checked]
    if not marks:
        return None
    if len(text.metadata.get("checked") or "") == 1:
        return {"V": "the whole was seen", "P": "partly seen"}.get(marks[0] or "", "from general knowledge")
    names = (("V", "seen on a page"), ("P", "partly seen"), ("K", "from general knowledge"))
    counts = [f"{marks.count(mark)} {name}" for mark, name in names if mark in marks]
    return f"of {len(marks)} paragraphs {', '.join(counts)}"


def describe(text: "Text") -> str:
    """Return a text's card as plain lines."""
    width = max(len(name) for name, _ in facts(text))
    lines = [text.title, text.caution, *(f"  {name:<{width}}  {value}" for name, value in facts(text))]
    return "\n".join(printable(line) for line in (*lines, *text.notices))


def printable(words: str) -> str:
    """Return words with what a terminal would obey, or could not show, made visible."""
    return "".join(letter if letter.isprintable() or letter in "\n\t" else f"\\u{ord(letter):04x}" for letter in words)


def card(text: "Text") -> str:
    """Return a text's card as HTML: title, caution, facts, notices, and the text itself to unfold."""
    band = f"border-left:0.4em solid {BANDS[text.kind]};padding:0.3em 0.8em;margin:0.5em 0"
    rows = "".join(
        f"<tr><th scope='row' style='text-align:left;vertical-align:top'>{name}</th>"
        f"<td style='text-align:left'>{_linked(value) if name == 'source' else bdi(value)}</td></tr>"
        for name, value in facts(text)
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


def shelf(library: "Library") -> str:
    """Return a library as an HTML table, one row a text by date, with a sentence for each file that cannot be used."""
    table = library.table().astype("object").fillna("")
    table["who"] = table["speaker"].where(table["speaker"] != "", table["parties"])
    table = table[["date", "id", "kind", "form", "title", "who", "words"]]
    head = "".join(f"<th scope='col' style='text-align:left'>{name}</th>" for name in table.columns)
    rows = "".join(
        "<tr>"
        + "".join(f"<td style='text-align:left{_whole(name)}'>{bdi(str(row[name]))}</td>" for name in table.columns)
        + "</tr>"
        for row in table.to_dict("records")
    )
    problems = "".join(f"<p role='note'>&#9888; {html.escape(problem)}</p>" for problem in library.problems)
    return (
        f"<p><strong>{len(library)} texts</strong> in {html.escape(library.name)}</p>{problems}"
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
