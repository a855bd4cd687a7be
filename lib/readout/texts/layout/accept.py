"""Which shapes that could be labels are labels: what the text as a whole tells.

A false speaker is worse than none: a label must be shown by its own words (a title, an office, a part such as
Question), or by coming again in turn with others, or by naming somebody whom the heading names.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from readout.texts.layout.label_patterns import candidates, inside
from readout.texts.layout.labels import Label, Lines
from readout.texts.layout.names import initials
from readout.texts.layout.words import AMBIGUOUS, ASKING


def labels(body: str, lines: Lines, verbatim: bool, known: set[str], given: set[str]) -> list[Label]:
    """Return the labels of a body in its order.

    verbatim: whether the text is known to be the words as spoken; known: surnames, in small letters, of people whom
    the heading or the metadata name; given: the labels, in small letters, that a person says are labels.
    """
    found = list(candidates(body, lines))
    chosen = [label for label in found if label.key in given]
    chosen += _marked(found, known) or []
    chosen = _without_doubles(chosen)
    rows = _rows(found, chosen, body, known)
    chosen = _without_doubles([*chosen, *rows])
    chosen = _without_doubles([*chosen, *_most_paragraphs(found, lines, body)])
    if len(chosen) < max(4, len(lines.spans) // 8):
        chosen = _without_doubles([*chosen, *_run_in(body, chosen, found)])
    chosen = _without_doubles([*chosen, *_further(found, chosen, body)])
    if any(label.key in given for label in chosen):
        return chosen
    return chosen if _convinces(chosen, verbatim) else []


def _marked(found: Sequence[Label], known: set[str]) -> list[Label]:
    """Return the labels whose own words, with a colon or a point after them, show that they are."""
    marked = [label for label in found if label.style in ("colon", "letter") and label.strong]
    marked = [label for label in marked if len(label.lower) > 1 or label.lower[0] not in AMBIGUOUS]
    taken = {label.start for label in marked}
    marked += [
        label for label in found if label.style == "colon" and label.start not in taken and _is_known(label, known)
    ]
    asked = any(_asks(label) for label in marked)
    marked = [label for label in marked if label.lower not in (["a"], ["answer"]) or asked or len(marked) > 2]
    letters = {tuple(label.lower) for label in marked if label.style == "letter"}
    if letters and not letters & {("q",), ("question",)}:
        marked = [label for label in marked if label.style != "letter"]
    return marked


def _asks(label: Label) -> bool:
    return label.role in ASKING


def _is_known(label: Label, known: set[str]) -> bool:
    return bool(label.shaped and not label.barred and label.lower and (label.family in known or label.key in known))


def _rows(found: Sequence[Label], chosen: Sequence[Label], body: str, known: set[str]) -> list[Label]:
    """Return the labels that show themselves by coming again, style by style."""
    rows: list[Label] = []
    marks = [label for label in found if label.style == "bare" and label.lower == ["q"]]
    if len(marks) > 1 or (marks and chosen):
        rows += marks
        answers = [label for label in found if label.style == "bare" and label.lower == ["a"]]
        if len(answers) > 1 and all(re.search(r"A(?:\t|[ \u00a0]{2,})", body[a.start : a.end]) for a in answers):
            rows += answers
    timed = [label for label in found if label.style == "timed" and (label.shaped or label.role)]
    if len(timed) > 2:
        rows += timed
    for style in ("colon", "bold", "bracket", "stop", "dash", "alone"):
        rows += _recurring(found, style, chosen, body, known)
    return rows


def _recurring(found: Sequence[Label], style: str, chosen: Sequence[Label], body: str, known: set[str]) -> list[Label]:
    here = [label for label in found if label.style == style and (label.shaped or label.role)]
    if style in ("alone", "bold"):
        here = _with_words_after(here, body)
    if style == "dash":
        here = [label for label in here if not re.search(r"\d", body[label.start : label.end])]
        if any(_asks(label) for label in chosen):
            # Beside questions that are marked, an office with a dash is the one who answers.
            times = Counter(label.family for label in here)
            return [label for label in here if label.strong and times[label.family] > 1]
    counts = Counter(label.family for label in here)
    strong = {label.family for label in here if label.strong or _is_known(label, known)}
    strong -= {"a"} if "q" not in counts else set()
    again = {key for key, count in counts.items() if count > 1 and _is_no_heading(key, here, body)}
    keys = again | (strong if style != "dash" or again else set())
    if style == "colon" and chosen:
        keys |= strong
    others = {label.family for label in chosen}
    sure = style == "colon" or (style in ("bold", "stop") and strong)
    enough = len(keys | others) > 1 and (again or sure)
    if style == "alone":
        enough = len(keys) > 1 and bool(again) and sum(counts[key] for key in keys) > 2
    if not enough or (style == "dash" and len(again) < 2):
        return []
    return [label for label in here if label.family in keys]


def _with_words_after(here: Sequence[Label], body: str) -> list[Label]:
    """Return the labels after which words follow that are no label themselves: names in lists are followed by names."""
    kept = []
    starts = {label.start for label in here if label.line}
    for label in here:
        if not label.line:
            kept.append(label)
            continue
        following = re.compile(r"\s*\n\s*(?=\S)").match(body, label.end)
        if following and following.end() not in starts:
            kept.append(label)
    return kept


def _is_no_heading(key: str, here: Sequence[Label], body: str) -> bool:
    """Tell whether a label that comes again may be somebody's name: its words are written small nowhere else."""
    label = max((one for one in here if one.family == key), key=lambda one: len(one.name))
    if label.role or label.titled:
        return True
    if label.barred:
        return False
    count = sum(one.family == key for one in here)
    words = [word for word in label.words if word[0].isupper()]
    if any(word.lower() in small_words(body) for word in words):
        return False
    return count > 2 or len(words) > 1 or label.style != "alone"


@lru_cache(maxsize=2)
def small_words(body: str) -> frozenset[str]:
    """Return the words that a body writes in small letters: none of them is a name."""
    return frozenset(word for word in re.findall(r"[^\W_][\w'’-]*", body) if word.islower())


def _run_in(body: str, chosen: Sequence[Label], found: Sequence[Label]) -> list[Label]:
    """Return the labels in the middle of paragraphs: those known from elsewhere, or a transcript in one paragraph."""
    middle = list(inside(body, 0, len(body)))
    keys = {label.key for label in chosen}
    heads = {label.key for label in found if label.style in ("colon", "letter")}
    strong = [label for label in middle if label.key in keys or label.strong]
    counts = Counter(label.key for label in strong)
    counts.update(label.key for label in chosen)
    if len(counts) < 2 or len(strong) < 2 or max(counts.values()) < 2:
        return []
    first = [label for label in found if label.key in counts and label.style == "colon" and label.key in heads]
    return [*strong, *first]


def _most_paragraphs(found: Sequence[Label], lines: Lines, body: str) -> list[Label]:
    """Return the labels of a style with which most paragraphs begin, names that come only once among them.

    Some must come again, and none may be a word that the text writes small elsewhere.
    """
    rows: list[Label] = []
    blank = sum(lines.starts_block) * 3 > len(lines.spans)
    for style in ("colon", "bold", "bracket", "stop", "dash", "alone", "point"):
        here = [label for label in found if label.style == style and (label.shaped or label.role) and not label.barred]
        here = [label for label in here if label.first or not blank]
        if style == "point":
            here = [label for label in here if label.strong]
        if style in ("alone", "bold"):
            here = _with_words_after(here, body)
        here = [label for label in here if not _is_written_small(label, body)]
        if style == "alone":
            here = [label for label in here if label.notes or label.role or (label.titled and len(label.words) > 2)]
        marked = sum(label.titled or bool(label.notes) or bool(label.role) for label in here)
        if len(here) < (3 if marked * 2 > len(here) else 4) or (style in ("dash", "alone") and marked * 2 <= len(here)):
            continue
        counts = Counter(label.family for label in here)
        begins = [
            start
            for (start, _), first in zip(lines.spans, lines.starts_block, strict=True)
            if (first or not blank) and start >= here[0].start - 1
        ]
        most = max(counts.values())
        alternates = sum(one.family != other.family for one, other in pairwise(here)) * 2 > len(here)
        questions = sum(
            "?" in body[one.end : other.start] for one, other in zip(here, [*here[1:], here[-1]], strict=True)
        )
        if len(counts) < 2 or not alternates or (most < 2 and marked * 2 <= len(here)):
            continue
        if len(here) * 2 >= len(begins) or (most > 2 and questions >= 2 and len(here) * 4 >= len(begins)):
            rows += here
    return rows


def _is_written_small(label: Label, body: str) -> bool:
    if label.role or label.titled:
        return False
    return any(word.lower() in small_words(body) for word in label.words if word[0].isupper() and len(word) > 2)


def _further(found: Sequence[Label], chosen: Sequence[Label], body: str) -> list[Label]:
    """Return names that come only once, written as the labels that are known are: whoever puts one question."""
    styles = [label for label in chosen if label.style in ("colon", "bold")]
    if len(styles) < 3:
        return []
    style = Counter(label.style for label in styles).most_common(1)[0][0]
    named = [label for label in styles if label.role is None or len(label.lower) > 1] or styles
    capitals = sum(label.capitals for label in named) * 2 > len(named)
    further = []
    short = {initials(label.name) for label in chosen if len(label.words) > 1}
    for label in found:
        if label.style == style and label.key in short and label.capitals:
            further.append(label)
            continue
        words = [word for word in label.words if word[0].isupper()]
        if label.style != style or not label.shaped or label.barred or label.capitals != capitals:
            continue
        if not 2 <= len(words) <= 6 and not (label.notes and words):
            continue
        if any(word.lower() in small_words(body) for word in words if len(word) > 2):
            continue
        further.append(label)
    return further


def _convinces(chosen: Sequence[Label], verbatim: bool) -> bool:
    """Tell whether labels together show a conversation."""
    keys = Counter(label.key for label in chosen)
    if len(keys) > 1 and (verbatim or len(chosen) > 3 or any(_asks(label) for label in chosen)):
        return True
    if len(keys) > 2 and all(label.notes and label.shaped for label in chosen):
        return True
    one = chosen[0] if chosen else None
    if one is not None and len(keys) == 1 and _asks(one) and len(chosen) > 1:
        return True
    return bool(verbatim and one is not None and one.strong and one.style == "colon" and len(one.lower) > 1)


def _without_doubles(chosen: Sequence[Label]) -> list[Label]:
    """Return labels in the order of the text, of several that overlap the first."""
    kept: list[Label] = []
    for label in sorted(set(chosen), key=lambda one: (one.start, -one.end)):
        if not kept or label.start >= kept[-1].end:
            kept.append(label)
    return kept
