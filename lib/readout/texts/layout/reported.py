"""Summary records: who is retold where, when each speaker's words are told in a paragraph that begins with the name.

Such a record has no labels: "Mr. Brand (Norland) said that …". Its turns are retold, not spoken.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from readout.spans import Span
from readout.texts.layout.accept import small_words
from readout.texts.layout.furniture import PROCEDURE
from readout.texts.layout.label_patterns import notes_in
from readout.texts.layout.labels import Label, parted
from readout.texts.layout.speaker import Turn
from readout.texts.layout.speakers import resolve

_VERB = (
    r"(?:(?:also|then|further|again|next|first|finally|briefly)\s+)?(?:(?:\w{3,}ed|said|spoke|drew|took|gave|thought|felt|"
    r"saw|put|told|found|held|made|wished|says|\w{3,}s(?=\s+that\b))\b(?!\s+by\b))"
)
_NAME = (
    r"(?:The[ ])?[A-ZÀ-Þ][\w.'’-]*(?:[ ](?:of|the|for|and|de|van|von|el|al|[a-z]+(?=[ ]of[ ])|[A-ZÀ-Þ][\w.'’-]*)){0,9}?"
)
#: Introducing the report, Mr. Brand (Norland), Chair of the Group, said that …
_HEAD = re.compile(
    r"[ \t]*(?:\(?\d{1,3}[.)]?[ \t]+)?[*_]{0,2}"
    r"(?:(?:[A-Z]\w+ing|In|On|As|At|Replying|With|Having)\b[^.;\n]{3,120}?,[ ])?"
    rf"[*_]{{0,2}}(?P<name>{_NAME})(?P<notes>(?:[ \t]*\([^()\n]{{1,90}}\)){{0,2}})[*_]{{0,2}}"
    r"(?:,[^.;\n]{3,160}?,)?\s+" + _VERB
)
_PRONOUNS = frozenset(
    ("he", "she", "it", "they", "this", "that", "these", "those", "there", "we", "i", "nobody", "some")
)
#: A record's forms, besides which the shape of the paragraphs must show it.
_FORM = re.compile(r"\b(?:record|minutes|summary|proceedings|protocol)\b", re.I)


def find(body: str, blocks: Sequence[Span], metadata: Mapping[str, Any], heading_length: int) -> list[Turn]:
    """Return the turns of a summary record, none where most paragraphs do not begin with somebody who is retold."""
    form = str(metadata.get("form") or "")
    is_record = bool(_FORM.search(form))
    heads: list[tuple[Label, int]] = []
    prose = 0
    for number, (start, end) in enumerate(blocks):
        words = body[start:end]
        if len(words.split()) > 7 and re.search(r"[.?!][\"”’)]*\s*$", words):
            prose += 1
        match = _HEAD.match(words)
        if match is None:
            continue
        name, post = parted(match["name"])
        label = Label(start, start + match.end("notes"), name, post, notes_in(match["notes"]), "told", False, True)
        if label.barred or not (label.shaped or label.titled) or label.lower[0] in _PRONOUNS:
            continue
        if (
            label.titled
            or label.role
            or (label.notes and label.shaped)
            or (is_record and not _written_small(label, body))
        ):
            heads.append((label, number))
    enough = 2 if is_record else 3
    if len(heads) < enough or (
        enough == 3 and (len(heads) * 2 < prose or sum(bool(one.notes) for one, _ in heads) < 2)
    ):
        return []
    labels = [label for label, _ in heads]
    ends = [label.start for label in labels[1:]] + [len(body)]
    spoken = [body[label.end : end] for label, end in zip(labels, ends, strict=True)]
    speakers = resolve(labels, spoken, body[: min(labels[0].start, heading_length)], metadata, {})
    begins = {number for _, number in heads}
    turns = []
    for (label, number), speaker in zip(heads, speakers, strict=True):
        last = number
        while last + 1 < len(blocks) and last + 1 not in begins and _goes_on(body[slice(*blocks[last + 1])]):
            last += 1
        turns.append(Turn(label.start, blocks[last][1], None, speaker, True))
    return turns


def _written_small(label: Label, body: str) -> bool:
    return any(word.lower() in small_words(body) for word in label.words if word[0].isupper() and len(word) > 3)


def _goes_on(words: str) -> bool:
    """Tell whether a paragraph without a name at its head may go on with the one before: it is made of sentences."""
    return bool(re.search(r"[.?!][\"”’)]*\s*$", words)) and not PROCEDURE.fullmatch(words.strip())
