"""Issues of claims: by their own words, and where these say nothing, by what they take up.

A claim in a statement is often too short to name its subject ("it would be meaningless"). It then takes over issues of
the nearest words that name one (its sentence, the claims and sentences before it in its paragraph, its paragraph) and
the subject of the text: what its title, its first paragraph and most of its sentences are about. The latter is told
as well of a claim about talks alone: they are talks on that subject. Sentences in a speaker's or reporter's own voice
are whole, and take over an issue only where they begin with a word for something said before.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from readout.annotator.claim_table import Claim
from readout.codebook import Codebook

if TYPE_CHECKING:
    from readout.parser import Document

#: A content that begins with a word for something said before.
ANAPHOR = re.compile(
    r"^\W*(?:that\s+)?"
    r"(?:such|this|that|these|those|it|they|its|their|the (?:former|latter|same)|otherwise|in that case)\b",
    re.I,
)
#: Issues of how a matter is dealt with, rather than what it is.
PROCEDURAL = frozenset({"negotiations", "summit", "diplomatic-relations"})
#: At most this many issues are taken over from elsewhere.
INHERITED = 2


def code(claims: list[Claim], document: "Document", metadata: Mapping[str, Any], codebook: Codebook) -> None:
    """Give each claim its issues; the claims are in the order of the text."""
    body = document.body
    by_sentence = [codebook.code_issues(body[start:end]) for start, end in document.sentences]
    by_paragraph = [codebook.code_issues(body[start:end]) for start, end in document.paragraphs]
    subject = _subject(by_sentence, codebook.code_issues(_opening(document, metadata)))
    starts = [start for start, _ in document.paragraphs]
    paragraphs = [bisect_right(starts, start) - 1 for start, _ in document.sentences]
    before: Claim | None = None
    for claim in claims:
        own = codebook.code_issues(claim.content_text)
        place = claim.sentence
        taken_up = before.issues if before and paragraphs[before.sentence] == paragraphs[place] else []
        if own and not ANAPHOR.match(claim.content_text):
            claim.issues = [*own, *(issue for issue in subject if PROCEDURAL.issuperset(own) and issue not in own)]
        elif own:
            claim.issues = [*own, *(issue for issue in taken_up[:INHERITED] if issue not in own)]
        elif claim.voice in ("own", "outlet"):
            claim.issues = list(taken_up[:1]) if ANAPHOR.match(claim.content_text) else []
        else:
            near = (
                by_sentence[place]
                or taken_up
                or _near(place, by_sentence, paragraphs)
                or by_paragraph[paragraphs[place]]
            )
            claim.issues = list(dict.fromkeys([*near[:1], *subject, *near[1:]]))[:INHERITED]
        before = claim


def _opening(document: "Document", metadata: Mapping[str, Any]) -> str:
    """Return the title and the first paragraph: a statement, like a news story, says there what it is about."""
    start, end = document.paragraphs[0] if document.paragraphs else (0, 0)
    return f"{metadata.get('title') or ''}. {document.body[start:end]}"


def _subject(by_sentence: list[list[str]], opening: list[str]) -> list[str]:
    """Return the subject of the text as a list of one issue or none; a procedural one only where all else fails."""
    counts = Counter(issue for found in by_sentence for issue in found[:INHERITED])
    for place, issue in enumerate(opening):
        counts[issue] += 3 if place == 0 else 2
    ranked = [issue for issue, number in counts.most_common() if number > 1]
    return ([issue for issue in ranked if issue not in PROCEDURAL] or ranked)[:1]


def _near(place: int, by_sentence: list[list[str]], paragraphs: list[int]) -> list[str]:
    """Return the issues of the nearest sentence before in the paragraph that has some, else after."""
    same = [number for number, paragraph in enumerate(paragraphs) if paragraph == paragraphs[place]]
    for number in [*reversed([n for n in same if n < place]), *(n for n in same if n > place)]:
        if by_sentence[number]:
            return by_sentence[number]
    return []
