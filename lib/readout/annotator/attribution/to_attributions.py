"""From drafts to attributions: places in the body, voices, quotations, nesting, and no two the same."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from readout import spans
from readout.annotator.attribution import cue_frames
from readout.annotator.attribution.drafts import Attribution, Draft, Scene
from readout.parser import Document
from readout.spans import Span

#: Rules that make a row even inside another's words: they report what somebody says or thinks in whole clauses.
REPORTING = frozenset(
    {"clause-of-verb", "rest-of-sentence", "clause-then-cue", "quotation-then-cue", "cue-then-quotation"}
    | {"according-to", "in-the-view-of", "as-they-say", "clause-of-noun", "passive-with-by"}
)


Row = tuple[list[Span], Span | None, Span | None, Draft]


def settle(document: Document, scenes: Iterable[Scene]) -> list[Attribution]:
    """Return the attributions of a document in the order of the text."""
    rows: list[Row] = []
    for scene in scenes:
        for draft in scene.drafts:
            place = scene.block.span
            content = spans.union([place(*piece) for piece in draft.content])
            there = (draft.cue_scene or scene).block.span
            source = there(*draft.source) if draft.source else None
            cue = there(*draft.cue) if draft.cue else None
            holes = [span for span in (source, cue) if span]
            left = [piece for span in content for piece in spans.without(span, holes)]
            content = [span for span in (spans.trim(document.body, piece) for piece in left) if span]
            if content:
                rows.append((content, source, cue, draft))
    rows.sort(key=lambda row: (row[0][0], row[2] or (-1, -1), row[1] or (-1, -1), row[3].rule))
    rows = _without_trivial(rows)
    unique = _without_doubles(rows)
    parents = _parents(unique)
    numbers = {id(row[3]): number for number, row in enumerate(unique)}
    quoted = sorted({quotation.span for scene in scenes for quotation in scene.quotations})
    starts, reach = [start for start, _ in quoted], list(accumulate((end for _, end in quoted), max))
    found = []
    for number, (content, source, cue, draft) in enumerate(unique):
        near = quoted[bisect_right(reach, content[0][0]) : bisect_left(starts, content[-1][1])]
        quotes = [span for span in near if cue is None or not spans.holds(span, cue[0])]
        # One sentence of a longer quotation has the part of it that it stands in.
        whole = [span for span in quotes if spans.inside_any(span, content)]
        inside = tuple(spans.clip(quotes, content) if draft.continues else whole)
        found.append(
            Attribution(
                tuple(content),
                source,
                cue,
                "hearsay" if draft.hearsay else voice(document.body, content, quotes),
                draft.rule,
                document.sentence_at((cue or content[0])[0]),
                inside,
                None if draft.continues else parents[number],
                numbers.get(id(draft.continues)) if draft.continues else None,
                draft.lemma,
            )
        )
    return found


def _without_doubles(rows: list[Row]) -> list[Row]:
    """Return the rows without those that overlap an earlier one of the same source and cue."""
    kept: list[Row] = []
    same: dict[tuple[Span | None, Span | None], list[list[Span]]] = {}
    for row in rows:
        # Without source and cue, only rows near one another can overlap; with them, few share both.
        others = same.setdefault((row[1], row[2]), [])
        if not any(spans.any_overlap(row[0], other) for other in others[-8:]):
            others.append(row[0])
            kept.append(row)
    return kept


def _without_trivial(rows: list[Row]) -> list[Row]:
    """Return the rows without those nested ones that say no more than the attribution around them.

    What A says that B said is worth a row of its own; what A says that he himself thinks, or that B wants, is not.
    """
    kinds = cue_frames.kinds("verbs")
    kept = []
    for row, parent in zip(rows, _parents(rows), strict=True):
        draft = row[3]
        if draft.continues or parent is None:
            kept.append(row)
            continue
        name = draft.lemma or ""
        kind = kinds.get(name) or kinds.get(name.rpartition(" ")[0]) or "speech"
        reported = draft.rule in REPORTING and kind in ("speech", "order", "thought")
        base = name if name in kinds else name.rpartition(" ")[0]
        taken = kind in ("speech", "order") and base in kinds
        if draft.source and not draft.pronoun_source and (reported or taken):
            kept.append(row)
    return kept


def voice(body: str, content: Iterable[Span], quotes: Iterable[Span]) -> str:
    """Return direct where all that is said stands in quotation marks, indirect where nothing does, else mixed."""
    quoted = letters = 0
    quotes = list(quotes)
    for start, end in content:
        for place in range(start, end):
            if body[place].isalnum():
                letters += 1
                quoted += spans.any_holds(quotes, place)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= 0.95 * letters else "mixed"


def _parents(rows: list[Row]) -> list[int | None]:
    """Return for each row the narrowest attribution whose content holds its cue and content, or None.

    Rows are in the order of their contents, so only those that begin before a row and reach over it are looked at.
    """
    reach = list(accumulate((row[0][-1][1] for row in rows), max))
    return [_parent(number, rows, reach) for number in range(len(rows))]


def _parent(number: int, rows: list[Row], reach: list[int]) -> int | None:
    content, _, cue, _ = rows[number]
    needed = [*content, *([cue] if cue else [])]
    candidates = []
    for other in range(number - 1, -1, -1):
        if reach[other] < content[-1][1]:
            break
        candidates.append(other)
    for other in range(number + 1, len(rows)):
        if rows[other][0][0][0] > content[0][0]:
            break
        candidates.append(other)
    best, width = None, 0
    for other in sorted(candidates):
        around = rows[other][0]
        if around != content and all(spans.inside_any(span, around) for span in needed):
            size = spans.size(around)
            if best is None or size < width:
                best, width = other, size
    return best
