"""What each claim of a text is about: its target and its matter, given once all claims have act and stance."""

from typing import TYPE_CHECKING

from readout.annotator.claim_table import Claim
from readout.annotator.what.targets import Targets
from readout.annotator.who.resolve import Cast
from readout.vocabulary import NOBODY

if TYPE_CHECKING:
    from readout.parser import Document


def give(claims: list[Claim], document: "Document", cast: Cast) -> None:
    """Give each claim its target and its matter; the claims are in the order of the text."""
    targets = Targets(document, cast)
    for claim in claims:
        topic = targets.read(claim)
        if topic is None or claim.voice in NOBODY:
            continue
        if claim.stance != "neutral" or targets.stays_open(claim):
            claim.target = topic.span
            claim.target_text = document.body[topic.span[0] : topic.span[1]]
