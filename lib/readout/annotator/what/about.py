"""What each claim of a text is about: its target and its matter, given once all claims have act and stance."""

from typing import TYPE_CHECKING

from readout.annotator.claim_table import Claim
from readout.annotator.what import matters
from readout.annotator.what.targets import Targets
from readout.annotator.who.resolve import Cast
from readout.vocabulary import NOBODY

if TYPE_CHECKING:
    from readout.parser import Document


def give(claims: list[Claim], document: "Document", cast: Cast) -> None:
    """Give each claim its target and its matter; the claims are in the order of the text."""
    targets = Targets(document, cast)
    topics = [targets.read(claim) for claim in claims]
    for claim, topic in zip(claims, topics, strict=True):
        if topic is None or claim.voice in NOBODY:
            continue
        if claim.stance != "neutral" or targets.stays_open(claim):
            claim.target, claim.target_text = topic.span, targets.text(topic)
    matters.give(claims, topics, targets)
