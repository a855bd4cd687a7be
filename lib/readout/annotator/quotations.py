"""Quotations: what stands in quotation marks, in every common convention; trouble stays in its paragraph.

Straight and curly, double and single marks, low and angled ones; apostrophes are told from single quotation marks. A
quotation that runs over several paragraphs opens again in each of them: each paragraph gives a quotation of its own,
the later ones marked as going on. Quotations inside a quotation are left out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from readout.spans import Span

#: Opening marks and what may close them. A mark that both opens and closes is decided by what stands beside it.
CLOSING = {"“": "”", "‘": "’", "„": "“”‟", "«": "»", "‹": "›", "‟": "”", "‚": "‘’", "「": "」", "『": "』", "»": "«"}
SINGLE = "'‘’‚‛"
MARKS = re.compile(r"``|''|[\"“”„‟«»‹›「」『』'‘’‚＂]")

#: Words that begin with an apostrophe.
ELIDED = re.compile(
    r"(?:em|til|tis|twas|twere|twill|cause|bout|round|n|neath|gainst|cos|ere|s|re|ve|ll|d|m|t|\d0s|\d\ds?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: its place in the body with its marks, and how it begins and ends."""

    span: Span
    closed: bool
    goes_on: bool

    @property
    def start(self) -> int:
        """Return the place of the opening mark."""
        return self.span[0]

    @property
    def end(self) -> int:
        """Return the place after the closing mark, or after the paragraph's last character."""
        return self.span[1]


def find(body: str, paragraphs: Iterable[Span]) -> list[Quotation]:
    """Return the outer quotations of a body, in order; none crosses the bounds of its paragraph."""
    found: list[Quotation] = []
    open_mark = None
    for start, end in paragraphs:
        text = body[start:end].rstrip()
        quotations, open_after = _scan(text)
        lead = len(text) - len(text.lstrip())
        for number, (first, last, closed) in enumerate(quotations):
            goes_on = number == 0 and first == lead and open_mark is not None and text[first] == open_mark
            found.append(Quotation((start + first, start + last), closed, goes_on))
        open_mark = open_after
    return found


def _scan(text: str) -> tuple[list[tuple[int, int, bool]], str | None]:
    """Return the outer quotations of a paragraph (start, end, closed) and the mark left open at its end."""
    found: list[tuple[int, int, bool]] = []
    opened: int | None = None
    mark = ""
    inner = 0
    for match in MARKS.finditer(text):
        at, end, sign = match.start(), match.end(), match[0]
        before = text[at - 1] if at else " "
        after = text[end] if end < len(text) else " "
        if opened is None:
            if _opens(text, at, end, sign, before, after):
                opened, mark, inner = at, sign, 0
            continue
        if sign == mark and sign in CLOSING and sign != "»":
            inner += 1
        elif _closes(text, opened, at, end, sign, mark, before, after):
            if inner and sign == CLOSING.get(mark):
                inner -= 1
                # An inner mark of the same shape that never closes: what follows tells that the outer one ended.
                if not (after.isspace() and before in ".,?!" and not _closing_ahead(text, end, mark)):
                    continue
            if end - opened > 2:
                found.append((opened, end, True))
            opened = None
    if opened is None:
        return found, None
    finish = _unbalanced_end(text, opened)
    if finish - opened > 2:
        found.append((opened, finish, False))
    return found, mark if finish == len(text) else None


def _opens(text: str, at: int, end: int, sign: str, before: str, after: str) -> bool:
    """Tell whether a mark outside any quotation opens one."""
    if after.isspace() and sign not in "«„":
        return False
    free = before.isspace() or before in "([{—–-―/“‘\"'…:,;" or before == "\u200b"
    if sign in ("“", "„", "«", "「", "『", "``", "‹", "‟"):
        return True
    if sign in ('"', "＂", "”", "»", "''"):
        return free or (not before.isalnum() and after.isalnum())
    if not free or ELIDED.match(text, end):
        return False
    if sign == "‘":
        return True
    if sign in "'‚":
        return after.isalnum() and _closing_ahead(text, end, sign)
    return False


def _closes(text: str, opened: int, at: int, end: int, sign: str, mark: str, before: str, after: str) -> bool:
    """Tell whether a mark inside a quotation closes it."""
    if mark in CLOSING and sign in CLOSING[mark] and mark not in SINGLE:
        return True
    if mark == "``":
        return sign in ("''", '"')
    if mark in ('"', "＂", "”", "''"):
        return sign in (mark, "”", '"', "''")
    if mark == "“" and sign == '"':
        return not before.isspace()
    if mark in SINGLE and sign in "'’":
        return _closes_single(text, at, end, before, after)
    return False


def _closes_single(text: str, at: int, end: int, before: str, after: str) -> bool:
    """Tell a closing single mark from an apostrophe."""
    if after.isalnum() or before.isspace():
        return False
    if before.lower() == "s" and after == " " and end + 1 < len(text) and text[end + 1].isalpha():
        # The workers’ plan: an apostrophe, where a better place to close comes before the next opening.
        ahead = re.search(r"[.,!?;][’'](?!\w)|\w[’'](?=[\s.,;:!?)])|[‘“\"]|\s'(?=\w)", text[end:])
        return not (ahead and ahead[0][-1] in "’'" and not ahead[0].startswith(" "))
    return True


def _closing_ahead(text: str, start: int, mark: str) -> bool:
    """Tell whether something further on in the paragraph can close a mark."""
    wanted = CLOSING.get(mark, mark) + ("’" if mark == "'" else "")
    for match in re.finditer("[" + re.escape(wanted) + "]", text[start:]):
        at = start + match.start()
        after = text[at + 1] if at + 1 < len(text) else " "
        if not text[at - 1].isspace() and not after.isalnum():
            return True
    return False


def _unbalanced_end(text: str, opened: int) -> int:
    """Return where a quotation that never closes ends: with its paragraph, or with the sentence it began inside."""
    lead = text[:opened].rstrip()
    if not lead or lead[-1] in ',:;—–―-.!?”’"':
        return len(text)
    ending = re.search(r"[.!?](?=\s)", text[opened:])
    return opened + ending.end() if ending else len(text)
