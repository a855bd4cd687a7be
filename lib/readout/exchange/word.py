"""Word: the text as a document in which each claim is a comment on its own words, through python-docx. Written only."""

import itertools
import re
from pathlib import Path
from typing import Any

from readout.annotator.claim_table import Claim
from readout.exchange.parcel import NO_REMARK, NOTHING, Remarks
from readout.texts.text import Text

#: Characters that no XML may hold (XML 1.0, 2.2).
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(text: Text, claims: list[Claim], path: Path, remarks: Remarks = NOTHING) -> list[str]:
    """Write the document; return what the format could not hold: of a claim in pieces the words between them."""
    import docx

    document = docx.Document()
    document.core_properties.title = _plain(str(text.title))
    document.core_properties.author = "Readout"
    document.add_heading(_plain(str(text.title)), 1)
    facts = [str(fact) for fact in (text.kind, text.speaker, text.channel, text.date) if fact]
    if facts:
        document.add_paragraph(_plain(" · ".join(facts)))
    spans = {claim.claim_id: (claim.content[0][0], claim.content[-1][1]) for claim in claims}
    runs = _runs(text, document, sorted({edge for span in spans.values() for edge in span}))
    lost = []
    for claim in sorted(claims, key=lambda one: (one.content[0], one.claim_id)):
        start, end = spans[claim.claim_id]
        inside = [run for (first, last), run in runs if first < end and last > start]
        if not inside:
            lost.append(f"The claim {claim.claim_id} stands on no words of a paragraph and has no comment.")
            continue
        author = claim.coder if claim.coder != "annotator" else "Readout"
        remark = remarks.get(claim.claim_id, NO_REMARK)
        document.add_comment(inside, _plain(_said(claim, remark.comment)), author=author, initials=author[:2].upper())
        if len(claim.content) > 1:
            lost.append("A comment on a claim in pieces covers the words between them too.")
    document.save(str(path))
    return lost


def _runs(text: Text, document: Any, edges: list[int]) -> list[tuple[tuple[int, int], Any]]:
    """Write the paragraphs in runs that end where a claim begins or ends; return the runs with their characters."""
    made = []
    for paragraph in text.paragraphs:
        written = document.add_paragraph()
        cuts = [paragraph.start, *(edge for edge in edges if paragraph.start < edge < paragraph.end), paragraph.end]
        for start, end in itertools.pairwise(cuts):
            made.append(((start, end), written.add_run(_plain(text.body[start:end]))))
    return made


def _said(claim: Claim, note: str) -> str:
    """Return a claim as the words of a comment."""
    who = claim.actor or "Nobody named"
    parts = [f"{who} {claim.act}; stance: {claim.stance}; voice: {claim.voice}."]
    parts += [f"Issues: {', '.join(claim.issues)}."] if claim.issues else []
    parts += [note] if note else []
    return " ".join([*parts, f"[{claim.claim_id}]"])


def _plain(words: str) -> str:
    return NOT_IN_XML.sub("\ufffd", words)
