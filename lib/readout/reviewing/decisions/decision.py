"""A decision: what a person made of one or several claims, as one line of a file that stays readable without us.

Every span carries its words and their surroundings (the position and quote selectors of the W3C Web Annotation Data
Model, 2017, sections 4.2.4 and 4.2.5), so that a decision can be found again after the text has changed.
"""

import hashlib
import math
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_serializer

from readout.annotator.claim_table import Claim, content_text, make_claim_id
from readout.spans import Span

#: How many characters on each side of a span are kept with it.
CONTEXT = 32

#: note: a comment or a doubt about a claim that is not decided yet; withdraw: an earlier decision is taken back.
Action = Literal["accept", "correct", "reject", "add", "split", "merge", "adjudicate", "note", "withdraw"]

#: Fields of a claim that a coder sets; the spans are set by pointing at the text.
FIELDS = (
    "voice",
    "actor",
    "actor_kind",
    "affiliation",
    "act",
    "target_text",
    "stance",
    "matter",
    "issues",
    "party",
    "addressee",
    "object",
    "modality",
    "hedged",
    "negated",
    "unnamed",
)
SPANS = ("source", "cue", "target", "condition")
SPAN_LISTS = ("content", "quotes")
#: Fields that older decisions do not speak of: where one is silent on them, the proposal's values stay.
NEWER = ("target", "target_text", "matter", "party")
#: The longest comment that a decision may carry.
LONGEST_COMMENT = 20_000


class Anchor(BaseModel):
    """A span with its words and what stands before and after them."""

    model_config = ConfigDict(extra="forbid")

    at: Span
    quote: str
    before: str = ""
    after: str = ""


class DecidedClaim(BaseModel):
    """A claim as a coder left it, with an anchor for each of its spans."""

    model_config = ConfigDict(extra="ignore")

    claim_id: str
    voice: str
    content: list[Anchor] = Field(min_length=1)
    source: Anchor | None = None
    cue: Anchor | None = None
    target: Anchor | None = None
    condition: Anchor | None = None
    quotes: list[Anchor] = []
    actor: str | None = None
    actor_kind: str | None = None
    affiliation: str | None = None
    act: str
    target_text: str | None = None
    stance: str
    matter: str | None = None
    issues: list[str]
    party: str | None = None
    addressee: str | None = None
    object: str | None = None
    modality: str | None = None
    hedged: bool = False
    negated: bool = False
    unnamed: bool = False
    parent: str | None = None
    rule: str = ""
    confidence: float = 0.0

    @field_validator("confidence", mode="before")
    @classmethod
    def _no_number(cls, value: Any) -> Any:
        """Read a confidence that is missing or no number as none at all."""
        return 0.0 if value is None or (isinstance(value, float) and not math.isfinite(value)) else value

    @model_serializer(mode="wrap")
    def _with_newer(self, write: Any) -> dict[str, Any]:
        """Write the newer fields even where they are empty: left out, they would leave the proposal's values."""
        plain: dict[str, Any] = write(self)
        return plain | {name: None for name in NEWER if name in self.model_fields_set and name not in plain}


class Replaced(BaseModel):
    """A claim that a decision takes the place of, with enough to find it when the annotator has been improved."""

    claim_id: str
    content: list[Anchor] = []


class Decision(BaseModel):
    """One thing a coder did: it takes away the claims in `replaces` and puts those in `claims` in their place.

    So accept keeps the claim, correct puts the corrected one, reject puts none, add replaces none, split puts several
    for one, merge one for several. `withdraws` names the decision that a `withdraw` takes back; `batch` those that came
    in one import, which can be undone as one.
    """

    model_config = ConfigDict(extra="ignore")

    id: str = Field(default_factory=lambda: uuid.uuid4().hex[:16], pattern=r"^[\w-]{4,64}$")
    made: str = Field(default_factory=lambda: datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
    coder: str
    text_id: str
    body: str
    action: Action
    replaces: list[Replaced] = []
    claims: list[DecidedClaim] = []
    withdraws: str | None = None
    batch: str | None = None
    comment: str = Field("", max_length=LONGEST_COMMENT)
    unsure: bool = False

    def line(self) -> str:
        """Return the decision as one line of JSON, without what says nothing."""
        return self.model_dump_json(exclude_defaults=True) + "\n"

    def model_post_init(self, context: Any, /) -> None:
        """Mark what was generated as set, so that it is written."""
        self.model_fields_set.update(("id", "made"))


def body_digest(body: str) -> str:
    """Return a short name of a text's exact characters: another name means that the text has changed."""
    return hashlib.blake2b(body.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def anchor(body: str, span: Span) -> Anchor:
    """Return a span of a body with its words and surroundings."""
    start, end = span
    return Anchor(
        at=(start, end),
        quote=body[start:end],
        before=body[max(0, start - CONTEXT) : start],
        after=body[end : end + CONTEXT],
    )


def from_claim(body: str, claim: Claim) -> DecidedClaim:
    """Return a claim of the table with an anchor for each of its spans."""
    spans: dict[str, Any] = {name: [anchor(body, span) for span in getattr(claim, name)] for name in SPAN_LISTS}
    for name in SPANS:
        value = getattr(claim, name)
        spans[name] = anchor(body, value) if value else None
    plain = {name: getattr(claim, name) for name in (*FIELDS, "claim_id", "parent", "rule", "confidence")}
    return DecidedClaim(**plain, **spans)


def replaced(body: str, claim: Claim) -> Replaced:
    """Return what a decision needs to remember of a claim that it takes the place of."""
    return Replaced(claim_id=claim.claim_id, content=[anchor(body, span) for span in claim.content])


def decide(
    text_id: str,
    body: str,
    coder: str,
    action: Action,
    replaces: Iterable[Claim] = (),
    claims: Iterable[Claim] = (),
    **more: Any,
) -> Decision:
    """Return a decision about claims of a text; `more` may give comment, unsure, withdraws, batch, id, made."""
    return Decision(
        coder=coder,
        text_id=text_id,
        body=body_digest(body),
        action=action,
        replaces=[replaced(body, claim) for claim in replaces],
        claims=[from_claim(body, claim) for claim in claims],
        **more,
    )


def set_spans(claim: Claim, body: str) -> Claim:
    """Bring what follows from a claim's spans into line with them: its id and the texts of its spans."""
    claim.content_text = content_text(body, claim.content)
    claim.source_text = body[slice(*claim.source)] if claim.source else None
    claim.cue_text = body[slice(*claim.cue)] if claim.cue else None
    claim.claim_id = make_claim_id(claim.text_id, claim.content, claim.source, claim.cue)
    return claim
