"""What the formats carry: claims with those of their fields that a format can hold, and a word on the rest."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from readout.annotator.claim_table import Claim
from readout.errors import ReadoutError
from readout.reviewing.decisions.anchoring import place
from readout.reviewing.decisions.decision import CONTEXT, FIELDS, LONGEST_COMMENT, SPANS, Anchor, set_spans
from readout.spans import Span
from readout.texts.text import Text
from readout.vocabulary import ACTS, STANCES, VOICES

#: Spans of a claim besides its content, and fields with plain values, in the order in which formats write them.
PARTS = SPANS
WORDS = ("actor", "actor_kind", "affiliation", "party", "target_text", "matter", "addressee", "object", "modality")
FLAGS = ("hedged", "negated", "unnamed")
CHOICES: dict[str, Collection[str]] = {"voice": VOICES, "act": ACTS, "stance": STANCES}
ORIGIN = ("parent", "rule", "confidence", "coder")
PLAIN = (*CHOICES, *WORDS, *FLAGS, *ORIGIN)


@dataclass(frozen=True)
class Remark:
    """What a coder said about a claim besides its fields, and when."""

    comment: str = ""
    unsure: bool = False
    rejected: bool = False
    made: str = ""


NO_REMARK = Remark()
#: Remarks by the id of the claim.
Remarks = Mapping[str, Remark]
NOTHING: Remarks = {}


@dataclass
class Parcel:
    """A claim as a file gives it: its content, and those of its fields that the format holds.

    `unsure` is None where the format does not hold it; `inside` says that a passage within a claim is a coding of it.
    """

    content: list[Span]
    values: dict[str, Any] = field(default_factory=dict)
    claim_id: str | None = None
    comment: str = ""
    unsure: bool | None = None
    rejected: bool = False
    inside: bool = False

    def claim(self, text: Text, base: Claim | None = None) -> Claim:
        """Return the claim, with what the format did not give taken from a claim that it is about, or left plain."""
        base = base or Claim("", text.id, 0, "indirect", [], "")
        given = {name: value for name, value in self.values.items() if name in (*FIELDS, *PARTS, "quotes", *ORIGIN)}
        if "target" in given and "target_text" not in given and given["target"] != base.target:
            given["target_text"] = text.body[slice(*given["target"])] if given["target"] else None
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
        spans = [(span, words, locate(text, span, words)) for span, words in content]
        for span, words, found in spans:
            if found is None:
                what = f"with the words {shorten(words)}" if words else f"at the characters {span[0]} to {span[1]}"
                self.lost.append(f"A claim {what} was left out: they are not in {text.id}.")
                return
        if not spans:
            self.lost.append(f"A claim without words was left out{_named(more.get('claim_id'))}.")
            return
        comment = more.pop("comment", "") or ""
        if len(comment) > LONGEST_COMMENT:
            self.lost.append(f"A comment of {len(comment)} characters was cut; {LONGEST_COMMENT} are kept.")
            comment = comment[:LONGEST_COMMENT]
        if not encodable(comment):
            self.lost.append("A comment with half a character (a lone surrogate) was left out.")
            comment = ""
        checked = {name: value for name, value in values.items() if self._fits(name, value, text)}
        if "quotes" in checked:
            checked["quotes"] = [tuple(span) for span in checked["quotes"]]
        name = more.get("claim_id")
        more["claim_id"] = name if isinstance(name, str) and encodable(name) else None
        content_ = sorted(found for _, _, found in spans if found)
        self.parcels.append(Parcel(content_, checked, comment=comment, **more))

    def _fits(self, name: str, value: Any, text: Text) -> bool:
        """Say whether a field can have a value, and tell where it cannot."""
        if name in CHOICES:
            ok, right = isinstance(value, str) and value in CHOICES[name], f"one of {', '.join(CHOICES[name])}"
        elif name in PARTS:
            ok, right = value is None or _span_in(value, text), "a span of the text"
        elif name == "quotes":
            ok, right = isinstance(value, list) and all(_span_in(each, text) for each in value), "spans of the text"
        elif name == "issues":
            ok, right = isinstance(value, list) and all(_word(each) for each in value), "a list of codes"
        elif name in FLAGS:
            ok, right = isinstance(value, bool), "yes or no"
        elif name == "confidence":
            number = isinstance(value, int | float) and not isinstance(value, bool)
            ok, right = number and math.isfinite(value) and 0 <= value <= 1, "a number from 0 to 1"
        else:
            ok, right = value is None or _word(value), "plain words"
        if not ok:
            self.lost.append(f"{name} {shorten(value)} is not {right}; it was left out.")
        return ok


def _word(value: Any) -> bool:
    return isinstance(value, str) and encodable(value)


def _span_in(value: Any, text: Text) -> bool:
    whole = isinstance(value, list | tuple) and len(value) == 2 and all(type(at) is int for at in value)
    return whole and 0 <= value[0] < value[1] <= len(text.body)


def _named(claim_id: Any) -> str:
    return f" ({claim_id})" if isinstance(claim_id, str) else ""


def encodable(words: str) -> bool:
    """Say whether words can be written at all: half a surrogate pair cannot."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def shorten(value: Any, longest: int = 60) -> str:
    """Return a value as it stands in a sentence: in quotation marks, and not too long."""
    if isinstance(value, str):
        return repr(value if len(value) <= longest else value[: longest - 1] + "…")
    if isinstance(value, list | dict):
        return f"a {type(value).__name__} of {len(value)}"
    shown = str(value)[: longest + 1]
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def locate(text: Text, span: Span, words: str | None) -> Span | None:
    """Return where a span that a file gives stands in the text, or None; `words` are looked for where they moved.

    Browsers count a character outside the basic plane as two: where the words stand at the place counted so, it is
    taken.
    """
    start, end = span
    inside = 0 <= start < end <= len(text.body)
    if inside and (words is None or words == text.body[start:end]):
        return start, end
    if not words or len(words) > len(text.body) or not encodable(words):
        return None
    counted = from_utf16(text.body, span)
    if counted and text.body[slice(*counted)] == words:
        return counted
    return place(Anchor(at=(max(start, 0), max(end, 0)), quote=words), text.body)


def from_utf16(body: str, span: Span) -> Span | None:
    """Return a span whose places are counted in UTF-16 units as one in code points, or None where there is no such."""
    data = body.encode("utf-16-le", "surrogatepass")
    start, end = span
    if not 0 <= start < end <= len(data) // 2:
        return None
    first = len(data[: 2 * start].decode("utf-16-le", "replace"))
    return first, first + len(data[2 * start : 2 * end].decode("utf-16-le", "replace"))


def to_utf16(body: str, span: Span) -> Span:
    """Return a span with its places counted in UTF-16 units, as Java and browsers count them."""
    start = sum(2 if ord(each) > 0xFFFF else 1 for each in body[: span[0]])
    return start, start + sum(2 if ord(each) > 0xFFFF else 1 for each in body[slice(*span)])


def context(body: str, span: Span) -> tuple[str, str]:
    """Return what stands before and after a span."""
    return body[max(0, span[0] - CONTEXT) : span[0]], body[span[1] : span[1] + CONTEXT]


def number(value: Any, what: str) -> int:
    """Return a whole number that a file gives, or raise ReadoutError with what it should have been."""
    try:
        if isinstance(value, float) and not value.is_integer():
            raise ValueError
        found = int(value)
    except (TypeError, ValueError, OverflowError):
        raise ReadoutError(f"{what} is {shorten(value)}, which is no whole number.") from None
    if abs(found) > 1 << 40:
        raise ReadoutError(f"{what} is larger than any text is long.")
    return found


def flag(value: Any) -> bool:
    """Return whether a value written as text means yes."""
    return str(value).strip().lower() in ("true", "1", "yes", "wahr", "vrai")
