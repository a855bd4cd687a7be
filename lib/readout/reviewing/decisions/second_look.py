"""Whether a text still says what a decision was made on: its words, and the negation, numbers and marks around them.

A decision on a text that was edited is a decision on other words. Where an anchor still stands, its words are held
against those that the coder saw; around it, in the same sentence, only what turns a sentence over is compared. A
decision that does not pass is listed for a second look and does not count until the coder decides again.
"""

import re
from collections import Counter
from collections.abc import Iterable

from readout.annotator.claim_table import Span
from readout.reviewing.decisions.anchoring import place
from readout.reviewing.decisions.decision import CONTEXT, Anchor, Decision

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MARK = re.compile(r"[“”„‟«»‹›\"]|(?<!\w)['‘’‚‛]|['‘’‚‛](?!\w)")
_SENTENCE_ENDS = re.compile(r"[.!?…][”’\"')\]]*\s|\n\s*\n")
_NEGATIONS = frozenset(
    """no not never none nobody nothing nowhere neither nor cannot without hardly scarcely barely unless except
    """.split()  # noqa: SIM905
)
_NUMBERS = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion
    half third quarter dozen once twice""".split()  # noqa: SIM905
)


def why_changed(decision: Decision, body: str) -> str | None:
    """Return what has changed under a decision, as the end of a sentence, or None where its words stand as they did."""
    for name, anchor in _anchors(decision):
        span = place(anchor, body)
        if span is None:
            if name in ("content", "replaced"):  # told as a decision that fits nowhere
                continue
            return f"its {name} {anchor.quote!r} is not in the text any more"
        now = body[slice(*span)]
        if _words(now) != _words(anchor.quote):
            return f"{anchor.quote!r} now reads {now!r}"
        if _marks(now) != _marks(anchor.quote):
            return f"the quotation marks in {anchor.quote!r} have changed"
        if found := _turned(anchor, span, body):
            return found
    return None


def _anchors(decision: Decision) -> Iterable[tuple[str, Anchor]]:
    for claim in decision.claims:
        yield from (("content", piece) for piece in claim.content)
        for name in ("source", "cue", "target", "condition"):
            if anchor := getattr(claim, name):
                yield name, anchor
        yield from (("quotation", piece) for piece in claim.quotes)
    if not decision.claims:
        yield from (("replaced", piece) for one in decision.replaces for piece in one.content)


def _turned(anchor: Anchor, span: Span, body: str) -> str | None:
    """Say which negation, number or quotation mark came or went around an anchor, within its sentence."""
    was = len(anchor.before), len(anchor.before) + len(anchor.quote)
    old = anchor.before + anchor.quote + anchor.after
    edges = len(anchor.before) == CONTEXT, len(anchor.after) == CONTEXT
    seen = _telling(*_around(old, was, CONTEXT, (False, False)))
    sure = _telling(*_around(old, was, CONTEXT, edges))
    near = _telling(*_around(body, span, CONTEXT, (True, True)))
    # What was there may have been pushed farther off by words that mean nothing here.
    far = _telling(*_around(body, span, 3 * CONTEXT, (False, False)))
    for words, verb in ((sure - far, "is gone"), (near - seen, "is new")):
        if words:
            return f"{min(words)} {verb} beside {anchor.quote!r}"
    return None


def _around(body: str, span: Span, width: int, cut: tuple[bool, bool]) -> tuple[str, str]:
    """Return what stands before and after a span in its sentence; `cut` drops a word that the width may have parted."""
    before, after = body[max(0, span[0] - width) : span[0]], body[span[1] : span[1] + width]
    ends = list(_SENTENCE_ENDS.finditer(before))
    end = _SENTENCE_ENDS.search(after)
    if ends:
        before = before[ends[-1].end() :]
    elif cut[0] and len(before) >= width:
        before = before.partition(" ")[2]
    if end:
        after = after[: end.start()]
    elif cut[1] and len(after) >= width:
        after = after.rpartition(" ")[0]
    return before, after


def _telling(*passages: str) -> Counter[str]:
    """Return the negations, numbers and quotation marks of passages."""
    found: Counter[str] = Counter()
    for passage in passages:
        found.update(
            repr(word)
            for word in _words(passage)
            if word in _NEGATIONS or word in _NUMBERS or word.endswith("n't") or any(map(str.isdigit, word))
        )
        found["a quotation mark"] += _marks(passage)
    return found


def _words(passage: str) -> list[str]:
    return [word.replace("’", "'").casefold() for word in _WORD.findall(passage)]


def _marks(passage: str) -> int:
    return len(_MARK.findall(passage))
