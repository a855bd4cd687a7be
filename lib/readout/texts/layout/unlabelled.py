"""Turns without names: questions in bold, dialogue with dashes, numbered questions, and answers without a label."""

import re
from collections.abc import Mapping
from typing import Any

from readout.spans import Span
from readout.texts.layout.labels import Lines
from readout.texts.layout.offices import credited, introduced
from readout.texts.layout.speaker import Speaker, Turn

_DASH = re.compile(r"[ \t]*(?:[–—―]|--?)[ \t]*(?=\S)")
_NUMBER = re.compile(r"[ \t]*(?:\d{1,3}[.)]|\(\d{1,3}\))[ \t]+(?=\S)")
_BOLD = re.compile(r"[ \t]*(\*\*\*|\*\*|__)(?=\S)(?:(?!\1).)+?\1[ \t]*$", re.S)
_ITALIC = re.compile(r"[ \t]*([*_])(?![*_\s])(?:(?!\1).)+?\1[ \t]*$", re.S)


def answers(body: str, metadata: Mapping[str, Any]) -> Speaker:
    """Return the one who answers, as metadata or the heading name them."""
    named = metadata.get("speaker")
    name = named if isinstance(named, str) and named else None
    title = str(metadata.get("title") or "")
    return Speaker(name or introduced(title) or introduced(body[:600]), None, "interviewee", "")


def find(body: str, lines: Lines, wanted: str, metadata: Mapping[str, Any], verbatim: bool) -> list[Turn]:
    """Return the turns of a talk without labels, where its layout shows them; wanted: bold, dashes, numbers or any."""
    rows = blocks(lines)
    for style, pattern in (("bold", _BOLD), ("bold", _ITALIC), ("numbers", _NUMBER)):
        if wanted in ("", style):
            marked = [bool(pattern.match(body[start:end])) for start, end in rows]
            if _are_questions(body, rows, marked, verbatim or bool(wanted)):
                return _turns(body, rows, marked, style == "numbers", metadata)
    if wanted in ("", "dashes"):
        return _dashes(body, lines, metadata, bool(wanted))
    return []


def blocks(lines: Lines) -> list[Span]:
    """Return where the paragraphs stand."""
    found: list[Span] = []
    for (start, end), first in zip(lines.spans, lines.starts_block, strict=True):
        if first or not found:
            found.append((start, end))
        else:
            found[-1] = (found[-1][0], end)
    return found


def _are_questions(body: str, blocks: list[Span], marked: list[bool], sure: bool) -> bool:
    """Tell whether the marked paragraphs are the questions of a talk: most end so, and answers stand between them."""
    numbers = [number for number, mark in enumerate(marked) if mark]
    if len(numbers) < (2 if sure else 3) or len(numbers) * 5 > len(blocks) * 4:
        return False
    asked = [re.search(r"\?[*_\"”’)]*\s*$", body[slice(*blocks[number])]) is not None for number in numbers]
    plain = ["?" in body[slice(*span)][-3:] for span, mark in zip(blocks, marked, strict=True) if not mark]
    followed = sum(number + 1 < len(blocks) and not marked[number + 1] for number in numbers)
    return sum(asked) * 4 >= len(asked) * 3 and followed * 4 >= len(numbers) * 3 and sum(plain) * 3 <= len(plain)


def _turns(
    body: str, blocks: list[Span], marked: list[bool], numbered: bool, metadata: Mapping[str, Any]
) -> list[Turn]:
    guest, asks = answers(body, metadata), Speaker(credited(body), None, "interviewer", "")
    turns: list[Turn] = []
    for (start, end), mark in zip(blocks, marked, strict=True):
        if mark:
            number = _NUMBER.match(body, start, end) if numbered else None
            turns.append(Turn(start, end, (start, number.end()) if number else None, asks))
        elif turns and turns[-1].speaker is guest:
            last = turns.pop()
            turns.append(Turn(last.start, end, None, guest))
        elif turns:
            turns.append(Turn(start, end, None, guest))
    return turns


def _dashes(body: str, lines: Lines, metadata: Mapping[str, Any], sure: bool) -> list[Turn]:
    """Return the turns of a dialogue with a dash before each turn, or before each question."""
    heads = [(start, match) for start, end in lines.spans if (match := _DASH.match(body, start, end))]
    if len(heads) < 3:
        return []
    guest, asks = answers(body, metadata), Speaker(credited(body), None, "interviewer", "")
    ends = [start for start, _ in heads[1:]] + [len(body)]
    asked = [_asks(body, match.end(), end) for (_, match), end in zip(heads, ends, strict=True)]
    plain = [
        number
        for number, (start, end) in enumerate(lines.spans)
        if start > heads[0][0] and lines.starts_block[number] and not _DASH.match(body, start, end)
    ]
    if len(plain) * 2 >= len(heads) and all(asked):
        turns = []
        for (start, match), end in zip(heads, ends, strict=True):
            turns += answered(body, (start, match.end()), _strip(body, match.end(), end), asks, metadata)
        return turns
    even, odd = asked[::2], asked[1::2]
    if sum(even) * 4 < len(even) * 3 or sum(odd) * 3 > len(odd) or (not sure and len(heads) < 4):
        return []
    return [
        Turn(start, _strip(body, match.end(), end), (start, match.end()), guest if number % 2 else asks)
        for number, ((start, match), end) in enumerate(zip(heads, ends, strict=True))
    ]


def answered(body: str, label: Span, end: int, asks: Speaker, metadata: Mapping[str, Any]) -> list[Turn]:
    """Return a question and the answer without a label that follows it in paragraphs of its own."""
    parts = re.compile(r"\n[ \t]*\n\s*|\n(?=\s*\S)").split(body[label[1] : end].lstrip(), maxsplit=1)
    if len(parts) < 2 or "?" not in parts[0]:
        return [Turn(label[0], end, label, asks)]
    start = body.index(parts[1], label[1], end)
    stop = start - len(body[label[1] : start]) + len(body[label[1] : start].rstrip())
    return (
        [
            Turn(label[0], label[1] + len(body[label[1] : start].rstrip()), label, asks),
            Turn(start, _strip(body, start, end), None, answers(body, metadata)),
        ]
        if stop
        else []
    )


def _asks(body: str, start: int, end: int) -> bool:
    return "?" in body[_strip(body, start, end) - 3 : _strip(body, start, end)]


def _strip(body: str, start: int, end: int) -> int:
    while end > start and body[end - 1].isspace():
        end -= 1
    return end
