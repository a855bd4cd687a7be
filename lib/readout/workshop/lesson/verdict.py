"""What a check says: a verdict of points, each right or to be looked at again, in words and never as a traceback."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Point:
    """One thing that a check looked at: what it is, whether it is right, and what to say about it."""

    label: str
    right: bool
    words: str = ""
    #: How many questions it speaks of.
    questions: int = 1


def right(label: object, words: str = "") -> Point:
    """Return a point that is right."""
    return Point(str(label), True, words)


def again(label: object, words: str, questions: int = 1) -> Point:
    """Return a point to be looked at again; `words` say what is wrong with it and where to look."""
    if not words.strip():
        raise ValueError(f"The check says of {label!r} only that it is wrong; say what to look at again.")
    return Point(str(label), False, words, questions)


@dataclass(frozen=True)
class Verdict:
    """The answer of a check: its points, and a note that stands under them (who made the key, for instance)."""

    exercise: str
    points: tuple[Point, ...]
    note: str = ""

    @property
    def passed(self) -> bool:
        """Return whether every point is right."""
        return bool(self.points) and all(point.right for point in self.points)

    @property
    def summary(self) -> str:
        """Return the first line: how many points are right."""
        good = sum(point.right for point in self.points)
        asked = sum(point.questions for point in self.points)
        if self.passed:
            return f"Exercise {self.exercise}: all right ({good} of {good})."
        return f"Exercise {self.exercise}: {good} of {asked} right. Look again at these:"

    @property
    def shown(self) -> list[Point]:
        """Return the points worth showing: those to look at again, and right ones that have something to add."""
        return [point for point in self.points if not point.right or point.words]

    def __repr__(self) -> str:
        lines = [self.summary]
        lines += [f"  {'✓' if point.right else '→'} {point.label}: {point.words}" for point in self.shown]
        return "\n".join([*lines, *([self.note] if self.note and not self.passed else [])])

    def _repr_html_(self) -> str:
        # Its own colours on both sides, so that it reads alike in a light and in a dark theme.
        ground, edge, sign = ("#e6f4ee", "#00664a", "✓") if self.passed else ("#fff4e0", "#9a5b00", "→")
        items = "".join(
            f'<li style="margin:.35em 0"><b>{"✓" if point.right else "→"} {escape(point.label)}</b> '
            f"{escape(point.words)}</li>"
            for point in self.shown
        )
        note = f'<p style="margin:.5em 0 0;font-size:.92em">{escape(self.note)}</p>' if self.note else ""
        return (
            f'<div role="status" style="background:{ground};color:#1a1a1a;border-left:6px solid {edge};'
            f'padding:.7em 1em;max-width:52em;line-height:1.45"><b>{sign} {escape(self.summary)}</b>'
            f'<ul style="list-style:none;margin:.4em 0 0;padding:0">{items}</ul>'
            f"{note if not self.passed else ''}</div>"
        )


@dataclass(frozen=True)
class Said:
    """A sentence to the learner, where a notebook would otherwise show an error or nothing."""

    words: str

    def __repr__(self) -> str:
        return self.words

    def _repr_html_(self) -> str:
        return (
            '<div role="status" style="background:#eef3fa;color:#1a1a1a;border-left:6px solid #0072B2;'
            f'padding:.7em 1em;max-width:52em;line-height:1.45">{escape(self.words)}</div>'
        )
