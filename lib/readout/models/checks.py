"""What of an answer is taken: each claim is found again in the text, and what no words of the text support is refused.

A refusal has a kind, which is counted, and a sentence, which the model gets once so that it may answer better. Some
refusals cost the claim, others a field of it; `COSTS_THE_CLAIM` says which.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from readout import parser, spans
from readout.annotator.claim_table import Claim
from readout.annotator.who.resolve import Cast
from readout.annotator.who.roles import Actor
from readout.codebook import Codebook
from readout.models import quotes
from readout.models.answers import About, Proposed
from readout.reviewing.decisions.decision import set_spans
from readout.spans import Span
from readout.texts.text import Text

#: Kinds of refusal that cost the claim; the others cost the field that they are about.
COSTS_THE_CLAIM = frozenset(
    {"not in the text", "outside the part", "repeated", "overlapping", "too long", "nobody says it", "a question"}
)
#: A content of more sentences is a passage, no claim.
MOST_SENTENCES = 3


@dataclass(frozen=True)
class Refusal:
    """Why something of an answer was not taken: its kind, and a sentence for the model and the record."""

    kind: str
    words: str


@dataclass
class Checked:
    """The claims that were taken, in the order of the answer, with the reason and confidence given for each."""

    claims: list[Claim] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    confidences: dict[str, float] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)


class Checker:
    """Checks answers about one text; what was taken before counts against repetitions."""

    def __init__(self, text: Text, proposals: Sequence[Claim], book: Codebook):
        self.text, self.body, self.book = text, text.body, book
        self.proposals = proposals
        document = parser.parse(text.body)
        self.sentences: list[Span] = list(document.sentences)
        self.cast = Cast(document, text.metadata)
        self.codes = {code.code for code in book.issues if not code.retired}

    def claim(self, given: Proposed, part: Span, taken: Sequence[Claim], base: Claim | None = None) -> Checked:
        """Return what is taken of one proposed claim; `taken` are the claims of this reading so far.

        `base` is the claim of the annotator that it takes the place of, whose content stands where none is quoted.
        """
        out = Checked()
        shown = _short(" … ".join(given.quotes) or (base.content_text if base else ""))
        content = list(base.content) if base and not given.quotes else self._content(given, part, taken, shown, out)
        if content is None:
            return out
        if sum(content[0][0] < end and start < content[-1][1] for start, end in self.sentences) > MOST_SENTENCES:
            out.refused.append(Refusal("too long", f"{shown}: a claim is one proposition, not a passage; part it."))
            return out
        if self.body[content[0][0] : content[-1][1]].rstrip().endswith("?"):
            out.refused.append(Refusal("a question", f"{shown}: a question puts nothing forward; leave it out."))
            return out
        claim = Claim("", self.text.id, self._sentence(content[0][0]), given.voice, content, "", act=given.act)
        claim.rule, claim.coder = "model", "model"
        claim.source = self._part("source", given.source, content, out, shown)
        claim.cue = self._part("cue", given.cue, content, out, shown)
        claim.condition = self._within("condition", given.condition, content, out, shown)
        clash = self._clash(claim, taken, shown)
        if clash:
            out.refused.append(clash)
            return out
        actor = self._actor(given, claim)
        if actor is None:
            out.refused.append(
                Refusal("nobody says it", f"{shown}: no mention in the text supports the speaker {given.speaker!r}.")
            )
            return out
        claim.actor, claim.actor_kind, claim.affiliation, claim.unnamed = actor
        self.about(claim, given, part, out)
        self._settle(claim, given, out)
        return out

    def filled(self, base: Claim, given: About, part: Span) -> Checked:
        """Return a claim of the annotator with its target, stance, matter and codes as a model gives them."""
        out = Checked()
        claim = replace(base, target=None, target_text=None, matter=None, issues=[])
        self.about(claim, given, part, out)
        self._settle(claim, given, out)
        return out

    def about(self, claim: Claim, given: About, part: Span, out: Checked) -> None:
        """Set what a claim is about, as far as words of the text and codes of the codebook support it."""
        shown = _short(" … ".join(self.body[slice(*span)] for span in claim.content))
        claim.stance, claim.matter = given.stance, _phrase(given.matter)
        unknown = [code for code in given.codes if code not in self.codes]
        claim.issues = [code for code in dict.fromkeys(given.codes) if code in self.codes]
        for code in unknown:
            out.refused.append(Refusal("unknown code", f"{shown}: {code!r} is no code; use those of the list."))
        if given.target:
            found = quotes.nearest(given.target, self.body, (0, len(self.body)), claim.content[0])
            if found is None:
                out.refused.append(
                    Refusal("target not in the text", f"{shown}: the target {_short(given.target)} is not in the text.")
                )
            else:
                claim.target, claim.target_text = found, self.body[slice(*found)]
        elif given.stance != "neutral":
            out.refused.append(
                Refusal("side without a target", f"{shown}: it {given.stance}, but no target says what; quote it.")
            )

    # Parts

    def _content(
        self, given: Proposed, part: Span, taken: Sequence[Claim], shown: str, out: Checked
    ) -> list[Span] | None:
        before = [span for claim in taken for span in claim.content]
        found = quotes.in_order(given.quotes, self.body, part, before)
        if found:
            return found
        elsewhere = quotes.in_order(given.quotes, self.body, (0, len(self.body)))
        if elsewhere:
            out.refused.append(Refusal("outside the part", f"{shown}: this stands in another part of the text."))
        else:
            out.refused.append(Refusal("not in the text", f"{shown}: these words are not in the text in this order."))
        return None

    def _part(self, name: str, words: str | None, content: list[Span], out: Checked, shown: str) -> Span | None:
        """Return the place of a source or cue: near the content and outside it."""
        if not words:
            return None
        near = (max(0, content[0][0] - 600), min(len(self.body), content[-1][1] + 600))
        found = [span for span in quotes.places(words, self.body, near) if not spans.overlaps_any(span, content)]
        if not found:
            out.refused.append(
                Refusal(f"{name} not in the text", f"{shown}: the {name} {_short(words)} does not stand near it.")
            )
            return None
        return min(found, key=lambda span: min(abs(span[0] - content[0][0]), abs(span[0] - content[-1][1])))

    def _within(self, name: str, words: str | None, content: list[Span], out: Checked, shown: str) -> Span | None:
        """Return the place of a condition: in the sentences of the content."""
        if not words:
            return None
        first, last = self._sentence(content[0][0]), self._sentence(content[-1][1] - 1)
        found = quotes.nearest(words, self.body, (self.sentences[first][0], self.sentences[last][1]), content[0])
        if found is None:
            out.refused.append(
                Refusal(f"{name} not in the text", f"{shown}: the {name} {_short(words)} is not in its sentence.")
            )
        return found

    def _clash(self, claim: Claim, taken: Sequence[Claim], shown: str) -> Refusal | None:
        for other in taken:
            if not spans.any_overlap(claim.content, other.content):
                continue
            if spans.union(claim.content) == spans.union(other.content):
                return Refusal("repeated", f"{shown}: this claim was given already; give each once.")
            # A claim within another's words is another's claim: it has a source or cue of its own.
            if (claim.source, claim.cue) == (other.source, other.cue):
                return Refusal("overlapping", f"{shown}: it overlaps another claim of the same source; part them.")
        return None

    def _actor(self, given: Proposed, claim: Claim) -> Actor | None:
        """Return who speaks, by our own names: from the source's words, else from a name that the text bears out."""
        if claim.source:
            found = self.cast.source(claim.source)
            if found.name or found.affiliation or found.unnamed:
                return found
        named = " ".join((given.speaker or "").split())
        if not named:
            nearest = self._proposed(claim)
            return (
                nearest if nearest else (self.cast.speaker if given.voice == "own" and self.cast.speaker.name else None)
            )
        for other in self.proposals:
            if other.voice not in ("outlet", "hearsay") and named.casefold() in _names(other):
                return Actor(other.actor, other.actor_kind, other.affiliation, other.unnamed)
        known = self.cast.named(named)
        told = " ".join(str(value) for value in self.text.metadata.values())
        last = named.split()[-1]
        if quotes.places(named, self.body, (0, len(self.body))) or last.casefold() in told.casefold().split():
            return known
        if quotes.places(known.name or "", self.body, (0, len(self.body))):
            return known
        return None

    def _proposed(self, claim: Claim) -> Actor | None:
        """Return the actor of the annotator's claim on most of the same words, where it has one."""
        rated = [
            (spans.size(spans.clip(claim.content, other.content)), other)
            for other in self.proposals
            if other.voice not in ("outlet", "hearsay") and (other.actor or other.affiliation)
        ]
        best = max(rated, key=lambda pair: pair[0], default=None)
        if best is None or 2 * best[0] < spans.size(claim.content):
            return None
        other = best[1]
        return Actor(other.actor, other.actor_kind, other.affiliation, other.unnamed)

    def _sentence(self, at: int) -> int:
        return max((number for number, (start, _) in enumerate(self.sentences) if start <= at), default=0)

    def _settle(self, claim: Claim, given: About, out: Checked) -> None:
        set_spans(claim, self.body)
        out.claims.append(claim)
        out.reasons[claim.claim_id] = " ".join(given.reason.split())[:300]
        if given.confidence is not None:
            out.confidences[claim.claim_id] = claim.confidence = given.confidence


def costs_the_claim(refusals: Iterable[Refusal]) -> bool:
    """Tell whether one of the refusals costs the claim."""
    return any(refusal.kind in COSTS_THE_CLAIM for refusal in refusals)


def _names(claim: Claim) -> set[str]:
    return {name.casefold() for name in (claim.actor, claim.affiliation, claim.source_text) if name}


def _phrase(words: str | None) -> str | None:
    phrase = " ".join((words or "").split()).strip(" .;:,")
    return phrase[:80] or None


def _short(words: str) -> str:
    line = " ".join(words.split())
    return f"‘{line[:80]}{'…' if len(line) > 80 else ''}’"
