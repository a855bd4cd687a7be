"""The minute-by-minute plan: from the minutes that authors write into their headings."""

from readout.workshop.build.author_notebook import Exercise
from readout.workshop.build.fit_to_text import Fitted

#: Minutes before and after the lessons, and after every second lesson.
WELCOME, BREAK, FEEDBACK = 10, 10, 10


def steps(lesson: Fitted) -> list[tuple[int, str, str]]:
    """Return the steps of a lesson in order: minutes, who works (teach or do), and the heading."""
    found = []
    for part, _ in lesson.parts:
        name = f"{part.id}. {part.title}" if isinstance(part, Exercise) else part.title
        if part.minutes:
            found.append((part.minutes, "do" if isinstance(part, Exercise) else "teach", name))
    return found


def lesson_plan(lesson: Fitted) -> str:
    """Return the plan of one lesson as a Markdown table that starts at minute 0."""
    return _table(steps(lesson))


def day_plan(lessons: list[Fitted]) -> str:
    """Return the plan of the whole workshop as a Markdown table, with a welcome, breaks, and time for feedback."""
    rows: list[tuple[int, str, str]] = [(WELCOME, "teach", "Welcome; everybody runs the first cell of lesson A")]
    for number, lesson in enumerate(lessons, start=1):
        letter = lesson.source.letter.upper()
        rows += [(minutes, who, f"**{letter}** {name}") for minutes, who, name in steps(lesson)]
        if number < len(lessons) and number % 2 == 0:
            rows.append((BREAK, "", "Break"))
    return _table([*rows, (FEEDBACK, "do", "Feedback form, and what to read next")])


def _table(rows: list[tuple[int, str, str]]) -> str:
    lines = ["| from | minutes | | step |", "|---:|---:|---|---|"]
    now = 0
    for minutes, who, name in rows:
        lines.append(f"| {now // 60}:{now % 60:02d} | {minutes} | {who} | {name} |")
        now += minutes
    lines.append(f"| {now // 60}:{now % 60:02d} | | | End |")
    return "\n".join(lines)


def length(lessons: list[Fitted]) -> str:
    """Return how long the workshop takes, in hours and minutes."""
    minutes = WELCOME + FEEDBACK + BREAK * max((len(lessons) - 1) // 2, 0) + sum(sum(one.minutes) for one in lessons)
    return f"{minutes // 60} hours and {minutes % 60} minutes"
