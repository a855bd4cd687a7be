"""Transcripts in the styles of many kinds of publishers, made for tests, with what a careful reader sees in each.

⟦name|party|role⟧ stands where a turn begins, ¦ where its label ends, ⟪…⟫ around what belongs to nobody. An empty name
and party say that the text names neither. Nobody said any of it; the names are made up.
"""

import re
from pathlib import Path
from typing import NamedTuple


class Marked(NamedTuple):
    """A text without its marks, and what the marks say."""

    body: str
    #: First character, end of the label, name, party and role of each turn.
    turns: list[tuple[int, int, str, str, str]]
    furniture: list[tuple[int, int]]


_MARK = re.compile(r"⟦(?P<turn>[^⟧]*)⟧|(?P<label>¦)|(?P<open>⟪)|(?P<shut>⟫)")


def unmarked(source: str) -> Marked:
    """Return a text without its marks, and what they say."""
    source = source.strip("\n")
    body, place, opened, begun = "", 0, 0, (0, "", "", "")
    turns: list[tuple[int, int, str, str, str]] = []
    furniture: list[tuple[int, int]] = []
    for mark in _MARK.finditer(source):
        body += source[place : mark.start()]
        place = mark.end()
        if mark["turn"] is not None:
            name, party, role = mark["turn"].split("|")
            begun = (len(body), name, party, role)
            turns.append((begun[0], begun[0], name, party, role))
        elif mark["label"]:
            turns[-1] = (begun[0], len(body), *begun[1:])
        elif mark["open"]:
            opened = len(body)
        else:
            furniture.append((opened, len(body)))
    return Marked(body + source[place:], turns, furniture)


def texts() -> dict[str, str]:
    """Return the texts with their marks, by style, from publishers.txt."""
    source = Path(__file__).with_name("publishers.txt").read_text(encoding="utf-8")
    parts = re.split(r"^=== (.+)\n", source, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


TEXTS = texts()
