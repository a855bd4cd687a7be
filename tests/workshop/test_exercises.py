"""Every exercise of every lesson, on four texts: right answers are accepted, others are told what to look at."""

from typing import Any

import pytest
from tests.workshop.conftest import TEXTS

from readout.workshop.build.author_notebook import Exercise
from readout.workshop.build.build import Workshop
from readout.workshop.build.fit_to_text import Fitted
from readout.workshop.lesson.verdict import Verdict


def run(lesson: Fitted) -> list[tuple[str, str, Verdict]]:
    """Run a lesson as its author would: each exercise as it starts, wrong, nearly right, and right in every way."""
    namespace: dict[str, Any] = {}
    exec(lesson.source.setup.source, namespace)
    exec("from readout.workshop import nearly, solved, wrong", namespace)
    found = []
    for part, page in lesson.parts:
        if not isinstance(part, Exercise):
            if page.kind == "code":
                exec(page.source, namespace)
            continue
        for start in part.all("start"):
            exec(start.source, namespace)
        found.append((part.id, "start", namespace["lesson"].check(part.id, namespace[part.id])))
        first_right = part.all("solution")[0]
        for kind, cells in (
            ("right", [first_right]),
            ("wrong", part.all("wrong")),
            ("nearly", part.all("nearly")),
            ("right", part.all("solution")),
        ):
            for cell in cells:
                exec(cell.source, namespace)
                found.append((part.id, kind, namespace["lesson"].check(part.id, namespace[part.id])))
    return found


@pytest.fixture(scope="session")
def verdicts(workshops: dict[str, Workshop]) -> dict[str, list[tuple[str, str, Verdict]]]:
    import os
    from pathlib import Path

    before = Path.cwd()
    found: dict[str, list[tuple[str, str, Verdict]]] = {}
    try:
        for name, workshop in workshops.items():
            os.chdir(workshop.folder / "learners")
            found[name] = [verdict for lesson in workshop.lessons for verdict in run(lesson)]
    finally:
        os.chdir(before)
    return found


Verdicts = dict[str, list[tuple[str, str, Verdict]]]


@pytest.mark.parametrize("text", TEXTS)
def test_right_answers_are_accepted(verdicts: Verdicts, text: str) -> None:
    refused = [
        (name, repr(verdict)) for name, kind, verdict in verdicts[text] if kind == "right" and not verdict.passed
    ]
    assert not refused


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("kind", ["start", "nearly", "wrong"])
def test_other_answers_are_told_what_to_look_at(verdicts: Verdicts, text: str, kind: str) -> None:
    answers = [(name, verdict) for name, this, verdict in verdicts[text] if this == kind]
    passed = [(name, repr(verdict)) for name, verdict in answers if verdict.passed]
    assert not passed
    silent = [
        name for name, verdict in answers if not all(len(p.words.split()) >= 4 for p in verdict.points if not p.right)
    ]
    assert not silent


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_said_of_a_wrong_answer_is_the_author_s(verdicts: Verdicts, text: str) -> None:
    """The words for an answer that could not be read are the last resort, and no author's wrong answer needs them."""
    unread = [(name, repr(verdict)) for name, _, verdict in verdicts[text] if "could not be read" in repr(verdict)]
    assert not unread
