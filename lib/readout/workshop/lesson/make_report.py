"""Make the report of a lesson's text from within the lesson."""

from typing import TYPE_CHECKING

from readout.workshop.lesson.verdict import Said

if TYPE_CHECKING:
    from readout.workshop.lesson.lesson import Lesson


def report(lesson: "Lesson", make: bool) -> Said:
    """Make the report of the lesson's text where `make` is true, and say in words what became of it; never raises."""
    import subprocess
    import sys

    from readout import places

    text = lesson.given.text
    if make is not True:
        return Said("No report was made. To make it, change False to True in this cell, and run it again.")
    command = [sys.executable, "-c", "from readout.cli import main; main()", "report", str(text.path or text.id)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.TimeoutExpired):
        return Said("The report was not made: the program did not start, or took longer than ten minutes.")
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()
        return Said(f"The report was not made (number {done.returncode}). {words[-1] if words else ''}")
    return Said(f"The report is made. Open this file in your browser: {places.reports() / text.id / 'index.html'}")
