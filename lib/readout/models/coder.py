"""The model as a coder: it reads a text part by part, and what is taken of its answers becomes decisions of its own.

The decisions stand in a file of the coder `model:NAME`, beside people's and never among them: they count only where
somebody names them.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from readout import codebook, places
from readout.annotator.api import annotated
from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.models import answers, prompt, quotes
from readout.models.checks import Checked, Checker, Refusal, costs_the_claim
from readout.models.prompt import Model
from readout.models.server import Reply, Server
from readout.models.trail import Exchange, Trail, key_of
from readout.reviewing.decisions.apply import SAME_WORDS, claim_key
from readout.reviewing.decisions.decision import Action, Decision, decide
from readout.reviewing.decisions.store import MODEL, Store
from readout.spans import Span, jaccard
from readout.texts.text import Text
from readout.vocabulary import NOBODY

#: About so many characters of a text go into one request.
PART = 6_000
#: So many sentences before a part are shown with it.
BEFORE = 2
#: A part whose answer is cut off is asked again in halves, and those in halves once more.
HALVED = 2


@dataclass(repr=False)
class Reading:
    """What a model made of a text: its claims, what was refused and why, and what it cost."""

    text_id: str
    coder: str
    job: answers.Job
    claims: list[Claim] = field(default_factory=list)
    #: Claims of the annotator that the model rejects, by name.
    rejected: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    parts: int = 0
    asked: int = 0
    kept: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def refusals(self) -> dict[str, int]:
        """Return how often each kind of refusal occurred, the most frequent first."""
        return dict(Counter(refusal.kind for refusal in self.refused).most_common())

    def __repr__(self) -> str:
        refused = ", ".join(f"{count} {kind}" for kind, count in self.refusals.items())
        return (
            f"{self.coder} on {self.text_id}: {len(self.claims)} claims taken"
            f"{f', {len(self.rejected)} of the annotator rejected' if self.rejected else ''}; "
            f"refused: {refused or 'nothing'}. {self.asked} requests sent, {self.kept} answered from the trail, "
            f"{self.tokens_in} tokens in, {self.tokens_out} out, {self.seconds:.1f} s."
        )


def coder_name(model: str) -> str:
    """Return the name of a model as a coder, `model:NAME`; raises ReadoutError where nothing is left of the name."""
    name = re.sub(r"[^\w.-]+", "-", model.rsplit("/", 1)[-1]).strip("-.")[:34]
    if not name:
        raise ReadoutError(f"{model!r} is no name of a model; give the one by which its server knows it.")
    return f"model:{name}"


def _unshared(text_id: str, model: str) -> str:
    """Return a model's name as a coder; where another of the same last name has coded the text, one with its mark."""
    name = coder_name(model)
    other = Store.of(text_id, name).read().about.get("model", model)
    if other == model:
        return name
    return f"{name[: len(MODEL) + 27]}-{hashlib.blake2b(model.encode(), digest_size=3).hexdigest()}"


def requests(text: Text, model: Model, job: answers.Job = "propose", part: int = PART) -> list[dict[str, Any]]:
    """Return the requests that a reading begins with, exactly as they would be sent; nothing is sent."""
    reader = _Reader(text, model, job, part)
    return [reader.request(span) for span in reader.parts]


def code(
    text: Text,
    model: Model,
    server: Server,
    job: answers.Job = "propose",
    run: int = 0,
    keep: bool = True,
    tell: Callable[[int, int], None] = lambda number, of: None,
    part: int = PART,
) -> Reading:
    """Let a model read a text, keep its decisions where `keep`, and return what came of it.

    job: `propose`, `review` or `fill`. run: 0, or the number of a repetition, which is asked anew. `tell` is called
    with the number of each part that begins and how many there are. A reading that was broken off goes on where it
    stopped: what was answered stands in the trail. Raises RunFailed where the server gives nothing.
    """
    places.own("a model's decisions")
    reader = _Reader(text, model, job, part)
    coder = _unshared(text.id, model.name)
    reading = Reading(text.id, coder, job, parts=len(reader.parts))
    store = Store.of(text.id, coder, role="model", model=model.name, address=server.base_url, prompt=prompt.version())
    trail = Trail(store.path.with_suffix(".trail"))
    for number, span in enumerate(reader.parts, 1):
        tell(number, len(reader.parts))
        reader.read(span, reading, lambda asked: _answered(asked, server, trail, run, reading))
    reading.decisions = _decisions(text, reading, reader)
    if keep:
        trail.keep_refusals((job, refusal.kind, refusal.words) for refusal in reading.refused)
        _keep(store, reading.decisions)
    return reading


class _Reader:
    """One text in its parts, with what is there to be gone over."""

    def __init__(self, text: Text, model: Model, job: answers.Job, size: int):
        text.require_english()
        if job not in answers.JOBS:
            raise ReadoutError(f"{job!r} is no job for a model; it is one of {', '.join(answers.JOBS)}.")
        self.text, self.model, self.job = text, model, job
        self.proposals = [claim for claim in annotated(text)[0] if claim.voice not in NOBODY]
        self.book = codebook.load()
        self.checker = Checker(text, self.proposals, self.book)
        self.parts = quotes.pieces(text.body, self.checker.sentences, size)
        self.numbers = {claim.claim_id: number for number, claim in enumerate(self.proposals, 1)}

    def inside(self, part: Span) -> list[tuple[int, Claim]]:
        """Return the annotator's claims that begin in a part, with their numbers."""
        return [
            (self.numbers[claim.claim_id], claim)
            for claim in self.proposals
            if part[0] <= claim.content[0][0] < part[1]
        ]

    def request(self, part: Span) -> dict[str, Any]:
        """Return the first request about a part."""
        earlier = [span for span in self.checker.sentences if span[1] <= part[0]][-BEFORE:]
        before = " ".join(self.text.body[start:end].strip() for start, end in earlier)
        claims = self.inside(part) if self.job != "propose" else []
        said = prompt.messages(self.job, self.text, part, " ".join(before.split()), self.book, claims)
        return prompt.request(self.model, self.job, said, self.book)

    def halves(self, part: Span) -> list[Span]:
        """Return a part in two, between sentences, or nothing where it is one sentence."""
        inside = [span for span in self.checker.sentences if part[0] <= span[0] and span[1] <= part[1]]
        middle = len(inside) // 2
        return [(part[0], inside[middle - 1][1]), (inside[middle][0], part[1])] if middle else []

    def read(
        self, part: Span, reading: Reading, ask: "Callable[[dict[str, Any]], Reply]", halved: int = HALVED
    ) -> None:
        """Ask about a part, send the answer back once where something of it is refused, and take what can be taken."""
        asked = self.request(part)
        if self.job == "fill" and not self.inside(part):
            return
        reply = ask(asked)
        if reply.finish == "length" and halved and (halves := self.halves(part)):
            reading.refused.append(
                Refusal("cut off", "The answer was cut off; the part was asked again in two halves.")
            )
            for half in halves:
                self.read(half, reading, ask, halved - 1)
            return
        checked, rejected = self.taken(part, reply, reading.claims)
        if checked.refused:
            said = [
                *asked["messages"],
                {"role": "assistant", "content": reply.words},
                prompt.again([refusal.words for refusal in checked.refused][:40]),
            ]
            second, also = self.taken(part, ask({**asked, "messages": said}), reading.claims)
            # What the first answer got right is not lost where the second is worse.
            if len(second.claims) >= len(checked.claims):
                second.refused = _once([*checked.refused, *second.refused], len(checked.refused))
                checked, rejected = second, also
            else:
                checked.refused = _once([*checked.refused, *second.refused], len(checked.refused))
        reading.claims += checked.claims
        reading.rejected += rejected
        reading.refused += checked.refused
        reading.reasons |= checked.reasons

    def taken(self, part: Span, reply: Reply, earlier: Sequence[Claim]) -> tuple[Checked, list[str]]:
        """Return what is taken of an answer about a part, and the names of the claims that it rejects."""
        items, wrong = answers.read(self.job, reply.words)
        out = Checked(refused=[Refusal("not as the schema asks", words) for words in wrong])
        if reply.finish == "length":
            out.refused.append(Refusal("cut off", "The answer was cut off; answer with fewer words in each reason."))
        rejected: list[str] = []
        by_number = dict(self.inside(part))
        seen: set[int] = set()
        for item in (*items.get("reviewed", ()), *(items["claims"] if self.job == "fill" else ())):
            base = by_number.get(item.number)
            if base is None or item.number in seen:
                why = "was given already" if item.number in seen else "is no number of a claim in this part"
                out.refused.append(Refusal("unknown number", f"{item.number} {why}."))
                continue
            seen.add(item.number)
            if self.job == "fill":
                self._add(out, self.checker.filled(base, item, part))
            elif item.verdict == "reject":
                rejected.append(base.claim_id)
                out.reasons[base.claim_id] = " ".join(item.reason.split())[:300]
            elif item.verdict == "accept":
                sure = replace(base, confidence=item.confidence or 0.0)
                self._add(out, Checked([sure], {base.claim_id: " ".join(item.reason.split())[:300]}))
            else:
                self._add(out, self.checker.claim(item, part, [*earlier, *out.claims], base))
        for item in (*items.get("added", ()), *(items["claims"] if self.job == "propose" else ())):
            self._add(out, self.checker.claim(item, part, [*earlier, *out.claims]))
        return out, rejected

    @staticmethod
    def _add(out: Checked, one: Checked) -> None:
        out.refused += one.refused
        if not costs_the_claim(one.refused):
            out.claims += one.claims
            out.reasons |= one.reasons


def _once(refused: list[Refusal], first: int) -> list[Refusal]:
    """Return the refusals of two answers, those that the second repeats of the first counted once."""
    return refused[:first] + [refusal for refusal in refused[first:] if refusal not in refused[:first]]


def _answered(asked: dict[str, Any], server: Server, trail: Trail, run: int, reading: Reading) -> Reply:
    """Return the answer to a request, from the trail where it was asked before."""
    key = key_of(server.base_url, asked, run)
    before = trail.get(key)
    if before:
        reading.kept += 1
        return before.reply
    trail.reserve(len(json.dumps(asked)) + 8 * int(asked["max_tokens"]))
    reply = server.ask(asked)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    trail.keep(Exchange(key, server.base_url, prompt.version(), asked, reply, made))
    reading.asked += 1
    reading.tokens_in += reply.tokens_in or prompt.estimate(asked)
    reading.tokens_out += reply.tokens_out or len(reply.words) // 4
    reading.seconds += reply.seconds
    return reply


def _decisions(text: Text, reading: Reading, reader: _Reader) -> list[Decision]:
    """Return what a reading amounts to: claims of the annotator accepted, corrected, rejected, and others added.

    A model that proposes from nothing and has not found a claim of the annotator has, by its reading, rejected it.
    """
    left = {claim.claim_id: claim for claim in reader.proposals}
    made: list[tuple[Action, list[Claim], list[Claim], str]] = []
    for claim in reading.claims:
        why = reading.reasons.get(claim.claim_id, "")
        base = left.pop(claim.claim_id, None)
        if base is None and left:
            best = max(left.values(), key=lambda other: jaccard(other.content, claim.content))
            base = left.pop(best.claim_id) if jaccard(best.content, claim.content) >= SAME_WORDS else None
        if base is None:
            made.append(("add", [], [claim], why))
        elif claim_key(claim) == claim_key(base):
            made.append(("accept", [base], [replace(base, confidence=claim.confidence)], why))
        else:
            made.append(("correct", [base], [claim], why))
    for name in reading.rejected:
        if name in left:
            made.append(("reject", [left.pop(name)], [], reading.reasons.get(name, "")))
    if reading.job == "propose":
        made += [("reject", [claim], [], "The model did not find this claim.") for claim in left.values()]
    return [
        decide(
            text.id,
            text.body,
            reading.coder,
            action,
            replaces,
            claims,
            comment=why,
            id=_id(reading, action, replaces, claims),
        )
        for action, replaces, claims, why in made
    ]


def _id(reading: Reading, action: str, replaces: Iterable[Claim], claims: Iterable[Claim]) -> str:
    """Return an id that is the same where the decision is the same, so that a repeated run adds nothing."""
    said = [action, [one.claim_id for one in replaces], [repr(claim_key(one)) + one.claim_id for one in claims]]
    words = json.dumps([reading.coder, reading.job, prompt.version(), said], ensure_ascii=False)
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _keep(store: Store, decisions: Sequence[Decision]) -> None:
    """Write the decisions of a reading in place of an earlier one's: the same stay, the rest are taken back."""
    there = {decision.id: decision for decision in store.read().active}
    wanted = {decision.id for decision in decisions}
    undone = [
        decide(old.text_id, "", old.coder, "withdraw", withdraws=old.id)
        for old in there.values()
        if old.id not in wanted
    ]
    new = [decision for decision in decisions if decision.id not in there]
    if undone or new:
        store.append(*undone, *new)
