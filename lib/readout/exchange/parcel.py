"""What the formats carry: claims with those of their fields that a format can hold, and a word on the rest."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.reviewing.decisions.anchoring import place
from readout.reviewing.decisions.decision import CONTEXT, FIELDS, Anchor, set_spans
from readout.spans import Span
from readout.texts.text import Text
from readout.vocabulary import ACTS, STANCES, VOICES

#: Spans of a claim besides its content, and fields with plain values, in the order in which formats write them.
PARTS = ("source", "cue", "condition")
WORDS = ("actor", "actor_kind", "affiliation", "addressee", "object", "modality")
FLAGS = ("hedged", "negated", "unnamed")
CHOICES: dict[str, Collection[str]] = {"voice": VOICES, "act": ACTS, "stance": STANCES}
ORIGIN = ("parent", "rule", "confidence", "coder")
PLAIN = (*CHOICES, *WORDS, *FLAGS, *ORIGIN)


@dataclass
class Parcel:
    """A claim as a file gives it: its content, and those of its fields that the format holds."""

    content: list[Span]
    values: dict[str, Any] = field(default_factory=dict)
    claim_id: str | None = None
    comment: str = ""

    def claim(self, text: Text, base: Claim | None = None) -> Claim:
        """Return the claim, with what the format did not give taken from a claim that it is about, or left plain."""
        base = base or Claim("", text.id, 0, "indirect", [], "")
        given = {name: value for name, value in self.values.items() if name in (*FIELDS, *PARTS, "quotes", *ORIGIN)}
        return set_spans(replace(base, content=list(self.content), **given), text.body)


@dataclass
class Delivery:
    """What was read from a file: claims, and in plain sentences what could not be taken from it."""

    parcels: list[Parcel] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def take(self, text: Text, content: Iterable[tuple[Span, str | None]], values: dict[str, Any], **more: Any) -> None:
        """Add a claim whose spans and values have been checked; say what is not as it should be.

        `content` gives each span with the words that should stand there, or None; words that have moved are looked
        for. Values that a field cannot have are left out.
        """
        spans = [(span, locate(text, span, words)) for span, words in content]
        if not spans or any(found is None for _, found in spans):
            missing = next((given for given, found in spans if found is None), None)
            self.lost.append(f"A claim at {missing}: these characters or words are not in {text.id}; it was left out.")
            return
        checked = {}
        for name, value in values.items():
            if name in CHOICES and value not in CHOICES[name]:
                self.lost.append(f"{name} {value!r} is not one of {', '.join(CHOICES[name])}; it was left out.")
            else:
                checked[name] = value
        self.parcels.append(Parcel(sorted(found for _, found in spans if found), checked, **more))


def locate(text: Text, span: Span, words: str | None) -> Span | None:
    """Return where a span that a file gives stands in the text, or None; `words` are looked for where they moved."""
    start, end = span
    inside = 0 <= start < end <= len(text.body)
    if inside and (words is None or words == text.body[start:end]):
        return start, end
    if not words:
        return None
    return place(Anchor(at=(max(start, 0), max(end, 0)), quote=words), text.body)


def context(body: str, span: Span) -> tuple[str, str]:
    """Return what stands before and after a span."""
    return body[max(0, span[0] - CONTEXT) : span[0]], body[span[1] : span[1] + CONTEXT]


def number(value: str, what: str) -> int:
    """Return a whole number that a file gives, or raise ReadoutError with what it should have been."""
    try:
        return int(value)
    except (TypeError, ValueError):
        raise ReadoutError(f"{what} is {value!r}, which is no whole number.") from None


def flag(value: Any) -> bool:
    """Return whether a value written as text means yes."""
    return str(value).strip().lower() in ("true", "1", "yes", "wahr", "vrai")
