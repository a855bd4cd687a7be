"""Speed on a long transcript: a briefing of 10,000 words, read and annotated, against its parse alone.

The briefing is put together from the made transcripts of tests/texts/layout, each turn with a number of its own so that
no two are alike. The ratio is that of medians over three runs, in the same process; target 1.3.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from readout import parser
from readout.annotator.annotation import Annotation
from readout.texts.layout import reading
from readout.texts.text import Text

SOURCE = Path(__file__).resolve().parents[1] / "tests" / "texts" / "layout" / "publishers.txt"
WORDS, RUNS, TARGET = 10_000, 3, 1.3


def briefing(words: int) -> Text:
    """Return a made briefing of so many words: one who asks and one who answers, by turns."""
    said = [
        line.split("¦", 1)[1].strip(" *⟪⟫")
        for line in SOURCE.read_text(encoding="utf-8").splitlines()
        if "¦" in line and len(line.split("¦", 1)[1].split()) > 5
    ]
    turns: list[str] = []
    count = 0
    while count < words:
        number = len(turns)
        label = "QUESTION" if number % 2 else "MR HARLAN"
        turns.append(f"{label}: {said[number % len(said)]} That is point {number} of the day.")
        count += len(turns[-1].split())
    return Text("briefing", "\n\n".join(turns).translate(str.maketrans("", "", "⟪⟫")), {"kind": "verbatim"})


def median_seconds(run: Callable[[], object]) -> float:
    """Return the median time of a few runs."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        run()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def run() -> None:
    """Print the times and their ratio."""
    text = briefing(WORDS)
    layout = reading.read(text.body, text.metadata)
    Annotation(Text("short", "Q: Is it so?\n\nA: It is.", {"kind": "verbatim"}))
    read = median_seconds(lambda: reading.read(text.body, text.metadata))
    parsed = median_seconds(lambda: parser.parse(text.body, layout.pieces))
    whole = median_seconds(lambda: Annotation(text))
    print(f"{text.n_words:,} words in {len(layout.turns)} turns: layout {read:.2f} s, parse {parsed:.2f} s")
    print(f"read and annotated in {whole:.2f} s, {whole / parsed:.2f} times its parse (target: less than {TARGET})")
