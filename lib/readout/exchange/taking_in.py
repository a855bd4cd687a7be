"""What another tool's claims amount to: decisions on the claims as they stand here, each told as what it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from readout import spans
from readout.annotator.claim_table import Claim
from readout.exchange.parcel import NO_REMARK, Parcel, Remark, Remarks
from readout.reviewing.decisions.apply import SAME_WORDS, claim_key
from readout.reviewing.decisions.decision import Decision, decide
from readout.texts.text import Text

#: What a claim is set down as where a file says nothing of it.
PRESUMED = ("voice", "act", "stance")


@dataclass
class Ground:
    """The claims as they stand before an import: the annotator's, people's, the rejected, and the remarks on them."""

    proposals: list[Claim]
    standing: list[Claim]
    rejected: list[Claim] = field(default_factory=list)
    remarks: Remarks = field(default_factory=dict)

    def named(self, claim_id: str | None) -> Claim | None:
        """Return the claim of a name, as it stands."""
        every = (*self.standing, *self.rejected, *self.proposals)
        return next((claim for claim in every if claim.claim_id == claim_id), None) if claim_id else None


@dataclass
class Outcome:
    """Decisions, and what they leave: claims that came back as sent, claims that the file does not have."""

    made: list[Decision] = field(default_factory=list)
    as_sent: list[Claim] = field(default_factory=list)
    missing: list[Claim] = field(default_factory=list)
    presumed: int = 0


def decisions_from(
    text: Text, coder: str, ground: Ground, parcels: Iterable[Parcel], *, accept: bool = False, reject: bool = False
) -> Outcome:
    """Return the decisions that claims of another tool amount to.

    A claim that comes back as it was sent is nobody's decision, unless `accept` says that everything was looked at. A
    claim about the words of one that stands corrects it, or accepts it where the file did not get it from here; any
    other is added. `reject` takes claims that the file does not have as rejected.
    """
    found = Outcome()
    left = {claim.claim_id: claim for claim in ground.standing}
    for parcel in _gathered(parcels, ground.standing):
        base = ground.named(parcel.claim_id) or _about(parcel, left.values())
        if base is not None:
            left.pop(base.claim_id, None)
        claim = parcel.claim(text, base)
        remark = ground.remarks.get(base.claim_id, NO_REMARK) if base else NO_REMARK
        more = {"comment": parcel.comment, "unsure": remark.unsure if parcel.unsure is None else parcel.unsure}
        replaces = [base] if base else []
        said_more = parcel.comment not in ("", remark.comment) or more["unsure"] != remark.unsure
        if parcel.rejected:
            if not remark.rejected:
                found.made.append(decide(text.id, text.body, coder, "reject", replaces or [claim], [], **more))
            continue
        same = base is not None and claim_key(claim) == claim_key(base) and not remark.rejected
        if same and base is not None:
            sent = parcel.claim_id == base.claim_id
            if sent and not said_more and not accept:
                found.as_sent.append(base)
            elif sent and not accept and _is_machines(base):
                found.made.append(decide(text.id, text.body, coder, "note", replaces, [], **more))
            else:
                found.made.append(decide(text.id, text.body, coder, "accept", replaces, [base], **more))
        elif base is not None:
            found.made.append(decide(text.id, text.body, coder, "correct", replaces, [claim], **more))
        else:
            found.presumed += any(name not in parcel.values for name in PRESUMED)
            found.made.append(decide(text.id, text.body, coder, "add", [], [claim], **more))
    found.missing = list(left.values())
    if reject:
        found.made += [decide(text.id, text.body, coder, "reject", [claim], []) for claim in found.missing]
    return found


def _is_machines(claim: Claim) -> bool:
    return claim.coder == "annotator" or claim.coder.startswith("model:")


def _about(parcel: Parcel, claims: Iterable[Claim]) -> Claim | None:
    """Return the claim that stands on a parcel's words: with most in common, or the narrowest that they lie in."""
    rated = [(spans.jaccard(claim.content, parcel.content), claim) for claim in claims]
    best = max(rated, key=lambda pair: pair[0], default=None)
    if best and best[0] >= SAME_WORDS:
        return best[1]
    return _around(parcel, (claim for _, claim in rated)) if parcel.inside else None


def _around(parcel: Parcel, claims: Iterable[Claim]) -> Claim | None:
    """Return the narrowest claim in whose content a parcel lies."""
    around = [
        claim for claim in claims if all(spans.inside_any(span, spans.union(claim.content)) for span in parcel.content)
    ]
    return min(around, key=lambda claim: spans.size(claim.content), default=None)


def _gathered(parcels: Iterable[Parcel], claims: list[Claim]) -> list[Parcel]:
    """Make passages within the same claim one coding of it, with the codes of all."""
    found: list[Parcel] = []
    on: dict[str, Parcel] = {}
    for parcel in parcels:
        claim = _around(parcel, claims) if parcel.inside else None
        if claim is None:
            found.append(parcel)
            continue
        first = on.get(claim.claim_id)
        if first is None:
            first = replace(parcel, content=list(claim.content), values=dict(parcel.values))
            on[claim.claim_id] = first
            found.append(first)
            continue
        first.values["issues"] = list(
            dict.fromkeys((*first.values.get("issues", ()), *parcel.values.get("issues", ())))
        )
        first.comment = "\n".join(dict.fromkeys(filter(None, (first.comment, parcel.comment))))
    return found


def remarks_of(plain: dict[str, tuple[str, bool, str]], rejected: Iterable[Claim]) -> dict[str, Remark]:
    """Return remarks as the formats carry them."""
    gone = {claim.claim_id for claim in rejected}
    return {name: Remark(comment, unsure, name in gone, made) for name, (comment, unsure, made) in plain.items()}


def summary(outcome: Outcome) -> list[str]:
    """Return what an import leaves undecided or presumes, a sentence each."""
    said: list[Any] = []
    if count := len(outcome.as_sent):
        said.append(
            f"{count} claim{'s' * (count != 1)} came back as sent and stay as they are; --accept takes them as "
            "accepted."
        )
    if count := len(outcome.missing):
        said.append(
            f"{count} claim{'s' * (count != 1)} that stand here are not in the file and stay as they are; "
            "--missing rejected takes them as rejected."
        )
    if count := outcome.presumed:
        said.append(
            f"{count} new claim{'s' * (count != 1)} had no voice, act or stance in the file: presumed are the voice "
            "indirect, the act asserts, the stance neutral; set them in the review."
        )
    return said
