"""What each claim of a text is about: its target and its matter, given once all claims have act and stance."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from readout.annotator.claim_table import Claim
from readout.annotator.what import matters, replies
from readout.annotator.what.places import Marks
from readout.annotator.what.targets import Targets
from readout.annotator.who.resolve import Cast
from readout.vocabulary import NOBODY

if TYPE_CHECKING:
    from readout.parser import Document


#: Who is against the ban is for its lifting.
_TURNED = {"supports": "opposes", "opposes": "supports"}


def give(claims: list[Claim], document: "Document", cast: Cast, marks: Mapping[str, Marks]) -> None:
    """Give each claim its target and its matter; the claims are in the order of the text.

    `marks` has by claim what its words say of its target. Where the word of ending is part of it ("lift the ban"), the
    stance is towards the ending, and not towards what is to end.
    """
    targets = Targets(document, cast, marks)
    topics = []
    for number, claim in enumerate(claims):
        reply = replies.reply(claim.content_text) if claim.voice in ("own", "direct") else None
        if reply is None:
            topics.append(targets.read(claim))
            continue
        question = replies.question_before(targets.places, claim) if reply.kind != "right" else None
        answered = replies.answered(claims, number, targets.places)
        if question is None and answered is None and reply.kind != "open":
            topics.append(targets.read(claim))
            continue
        if question is None and reply.kind == "assent":
            topics.append(targets.read(claim))
            continue
        if answered is not None and question is not None:
            # "They say that A. What do you say to that?" asks about what they say.
            open_question = replies.asks_openly(targets.places, question)
            question = None if answered.content[0][0] >= question[0] or open_question else question
        replies.give(claim, reply, answered)
        topics.append(targets.answering(claim, question, answered) if reply.kind != "open" else None)
    for claim, topic in zip(claims, topics, strict=True):
        if topic is None or claim.voice in NOBODY:
            continue
        if claim.stance != "neutral" or targets.stays_open(claim):
            claim.target, claim.target_text = topic.span, targets.text(topic)
            ending = marks.get(claim.claim_id, Marks()).ending
            if ending is not None and topic.span[0] <= ending < topic.span[1]:
                claim.stance = _TURNED.get(claim.stance, claim.stance)
    matters.give(claims, topics, targets)
