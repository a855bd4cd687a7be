"""Paragraphs of a text as sentences need them: where lines that stand together belong together."""

import re

from readout.spans import Span


def split(body: str) -> list[Span]:
    """Return the place of each paragraph: what stands between empty lines.

    A single line break ends a paragraph too where the line before it is complete or the next one opens a quotation,
    unless the lines are wrapped at a width, as in e-mails.
    """
    found: list[Span] = []
    for match in re.finditer(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", body):
        lines = [
            (line.start() + match.start(), line.end() + match.start()) for line in re.finditer(r"[^\n]+", match[0])
        ]
        complete = [re.search(r"[.!?:…][\"'”’»)\]]*\s*$", body[start:end]) is not None for start, end in lines]
        wrapped = len(lines) > 2 and max(end - start for start, end in lines) <= 100 and sum(complete) < len(lines) / 2
        start = lines[0][0]
        for number, (_, end) in enumerate(lines):
            opens = number + 1 < len(lines) and body[lines[number + 1][0]] in '"“«„‘'
            if number == len(lines) - 1 or ((complete[number] or opens) and not wrapped):
                if body[start:end].strip():
                    found.append((start, end))
                start = lines[min(number + 1, len(lines) - 1)][0]
    return found
