"""Find a span again after the text has changed: by its place, by its words and their surroundings, then by likeness."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from readout.reviewing.decisions.decision import Anchor
from readout.spans import Span

#: Words and single marks: the units in which a changed passage is held against the old one.
TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
#: A quotation this long is taken where it stands only once, whatever surrounds it; a shorter one needs its context.
LONG_ENOUGH = 24
#: How many characters of the surroundings must be the same for a short quotation to be taken.
CONTEXT_NEEDED = 8
#: The least share of a changed passage's words that must have stayed.
LIKENESS = 0.6
FEW_WORDS = 4


def place(anchor: Anchor, body: str) -> Span | None:
    """Return where an anchor stands in a body, or None where it cannot be told."""
    start, end = anchor.at
    if not anchor.quote:
        return None
    if body[start:end] == anchor.quote and _context(anchor, body, start) == len(anchor.before) + len(anchor.after):
        return start, end
    return _by_words(anchor, body) or _by_likeness(anchor, body)


def _context(anchor: Anchor, body: str, start: int) -> int:
    """Count how many characters around a place are those around the anchor, from the quotation outwards."""
    end = start + len(anchor.quote)
    before = body[max(0, start - len(anchor.before)) : start]
    same = 0
    for ours, theirs in zip(reversed(before), reversed(anchor.before), strict=False):
        if ours != theirs:
            break
        same += 1
    for ours, theirs in zip(body[end : end + len(anchor.after)], anchor.after, strict=False):
        if ours != theirs:
            break
        same += 1
    return same


def _by_words(anchor: Anchor, body: str) -> Span | None:
    """Take the place with the same words whose surroundings are most alike, and of equals the nearest."""
    places = []
    start = body.find(anchor.quote)
    while start >= 0:
        places.append(start)
        start = body.find(anchor.quote, start + 1)
    if not places:
        return None
    best = max(places, key=lambda at: (_context(anchor, body, at), -abs(at - anchor.at[0])))
    surroundings = _context(anchor, body, best)
    everything = surroundings == len(anchor.before) + len(anchor.after)
    alone = len(places) == 1 and len(anchor.quote) >= LONG_ENOUGH
    if everything or alone or surroundings >= CONTEXT_NEEDED:
        return best, best + len(anchor.quote)
    return None


@lru_cache(maxsize=8)
def _tokens(body: str) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    found = list(TOKEN.finditer(body))
    return tuple(match.group().lower() for match in found), tuple(match.span() for match in found)


def _by_likeness(anchor: Anchor, body: str) -> Span | None:
    """Align the quotation with its surroundings to the body, word by word, and take the words that answer to it."""
    words, spans = _tokens(body)
    before, quote, after = (list(_tokens(part)[0]) for part in (anchor.before, anchor.quote, anchor.after))
    needle = before + quote + after
    if not quote or not words:
        return None
    seed = SequenceMatcher(None, needle, words, autojunk=False).find_longest_match()
    if not seed.size:
        return None
    slack = len(needle) // 2 + 2
    first = max(0, seed.b - seed.a - slack)
    last = min(len(words), seed.b - seed.a + len(needle) + slack)
    pairs = {
        block.a + step: first + block.b + step
        for block in SequenceMatcher(None, needle, words[first:last], autojunk=False).get_matching_blocks()
        for step in range(block.size)
    }
    inside = [pairs[number] for number in range(len(before), len(before) + len(quote)) if number in pairs]
    # Few words alone are found anywhere: their surroundings must have stayed as well.
    if len(inside) < LIKENESS * len(quote) or (len(quote) < FEW_WORDS and len(pairs) < LIKENESS * len(needle)):
        return None
    # Where the first or last word itself was changed, the unchanged neighbour outside says how far to go.
    begin, end = inside[0], inside[-1]
    if len(before) - 1 in pairs:
        begin = min(begin, pairs[len(before) - 1] + 1)
    if len(before) + len(quote) in pairs:
        end = max(end, pairs[len(before) + len(quote)] - 1)
    if end - begin + 1 > 2 * len(quote) + 2:
        return None
    return spans[begin][0], spans[end][1]
