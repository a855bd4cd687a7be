"""Turns: who speaks from where to where, in interviews, briefings, records and other texts with several speakers.

Read from the layout before anything else: labels with a colon (`Q:`, `MR. KIRBY:`, `Angela Merkel:`), on a line of
their own, in bold, letters alone, or within a paragraph; else questions in bold, dashes or numbered exchanges. Where
the layout is doubtful there are no turns.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from readout.spans import Span
from readout.texts.layout import accept, reported, unlabelled
from readout.texts.layout.labels import Label, Lines
from readout.texts.layout.names import initials, people
from readout.texts.layout.speaker import Turn
from readout.texts.layout.speakers import resolve
from readout.texts.layout.words import ASKING

#: So many characters before the first label may introduce the speakers.
HEADING = 3_000
#: Forms in which several people speak, whatever else is known of the text.
TALKS = (
    "interview",
    "briefing",
    "conference",
    "record",
    "minutes",
    "transcript",
    "debate",
    "meeting",
    "hearing",
    "talk",
    "conversation",
)


def find(body: str, metadata: Mapping[str, Any]) -> list[Turn]:
    """Return the turns of a body in order, none where nobody can be told apart.

    The metadata `kind`, `form`, `speaker` and `title` help; `turns` says how they are marked (none, labels, bold,
    dashes, numbers), and `speakers` whom labels name ("A = Elena Marsovic (Sorvia)"); these overrule the layout.
    """
    wanted = str(metadata.get("turns") or "")
    kind, form = metadata.get("kind"), str(metadata.get("form") or "").lower()
    talk = any(word in form for word in TALKS)
    if wanted == "none" or (not wanted and (kind == "digest" or (kind == "account" and not talk))):
        return []
    lines = Lines(body)
    given = given_speakers(metadata)
    verbatim = kind == "verbatim" or bool(wanted) or talk
    if wanted in ("", "labels"):
        heading = people(body[:HEADING].partition("\n\n")[0], metadata)
        known = {surname for surname, full in heading.items() if full}
        known |= {initials(full) for full in heading.values() if full}
        labels = accept.labels(body, lines, verbatim, known, set(given))
        found = _from_labels(body, labels, lines, metadata, given)
        if found or wanted:
            return found
    if not wanted and (told := reported.find(body, _paragraphs(lines), metadata, HEADING)):
        return told
    return unlabelled.find(body, lines, wanted, metadata, verbatim)


def _paragraphs(lines: Lines) -> list[Span]:
    """Return the paragraphs: what stands between empty lines, or each line of a text that has next to none."""
    rows = unlabelled.blocks(lines)
    return rows if len(rows) * 3 > len(lines.spans) else lines.spans


def given_speakers(metadata: Mapping[str, Any]) -> dict[str, str]:
    """Return the names that a person gives for labels: ["A = Elena Marsovic (Sorvia)"], by label in small letters."""
    given = metadata.get("speakers") or []
    given = [given] if isinstance(given, str) else given
    pairs = (str(item).partition("=") for item in given)
    return {
        " ".join(word.strip(".:").casefold() for word in label.split()): name.strip()
        for label, mark, name in pairs
        if mark and name.strip()
    }


def _from_labels(
    body: str, labels: list[Label], lines: Lines, metadata: Mapping[str, Any], given: Mapping[str, str]
) -> list[Turn]:
    labels = _without_header_lines(body, labels)
    if not labels:
        return []
    ends = [label.start for label in labels[1:]] + [len(body)]
    spoken = [body[label.end : end] for label, end in zip(labels, ends, strict=True)]
    speakers = resolve(labels, spoken, body[: min(labels[0].start, HEADING)], metadata, given)
    turns = []
    answers = all(speaker.role in ASKING for speaker in speakers)
    for label, end, speaker in zip(labels, ends, speakers, strict=True):
        stop = _trimmed(body, label.end, end)
        if answers:
            turns += unlabelled.answered(body, (label.start, label.end), stop, speaker, metadata)
        else:
            turns.append(Turn(label.start, stop, (label.start, label.end), speaker))
    return turns


def _without_header_lines(body: str, labels: list[Label]) -> list[Label]:
    """Return the labels without those of a header: Interviewer: Tom Ash; a title such as Marta Kruse: "It opens"."""
    counts = Counter(label.key for label in labels)
    number = 0
    while number < len(labels):
        label = labels[number]
        rest = body[label.end : body.find("\n", label.end) if "\n" in body[label.end :] else len(body)].strip(" *_")
        words = re.findall(r"[^\W\d_][\w.'’-]*", rest)
        named = 1 < len(words) <= 8 and all(word[0].isupper() or len(word) < 4 for word in words)
        alone = body.startswith("\n\n", label.end + len(body[label.end :].partition("\n")[0]))
        once = counts[label.key] == 1 and label.style == "colon" and 0 < len(words) <= 14 and alone
        titled = not body[: label.start].strip() and re.fullmatch(r"[“\"‘'«].*[”\"’'»]", rest) is not None
        if label.style == "bare" or not (((named or once) and not re.search(r"[.?!…]$", rest)) or titled):
            break
        number += 1
    return labels[number:] if len(labels) - number > 1 else labels


def _trimmed(body: str, start: int, end: int) -> int:
    while end > start and body[end - 1].isspace():
        end -= 1
    return end
