"""Polarity: whether two claims in shared words affirm and deny the same."""

import pytest

from readout.compare.meaning import polarity


def claim(cue: str, content: str) -> dict[str, str]:
    return {"cue_text": cue, "content_text": content}


@pytest.mark.parametrize(
    ("one", "other", "denying"),
    [
        (("rejected", "the demand for an engineer"), ("accepted", "the demand that an engineer come"), 0),
        (("added", "Lowland did not oppose the dam"), ("said", "Lowland is opposed to the dam"), 1),
        (("said", "the plan is acceptable"), ("said", "The plan is unacceptable to us"), 1),
        (("said", "Nobody was hurt in the raid"), ("said", "three people were hurt in the raid"), 0),
        (("ruled out", "a new vote"), ("called for", "a new vote"), 0),
        (("called", "the letter a step that deserves no answer"), ("said", "the step deserves an answer"), 0),
    ],
)
def test_opposed(one, other, denying):
    assert polarity.denied_in(claim(*one), claim(*other)) == denying


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("denied", "that any promise had been given"), ("said", "no promise had been given")),
        (("did not rule out", "a new vote"), ("called for", "a new vote")),
        (("said", "No ransom had been paid"), ("said", "the workers came home without a ransom")),
        (("said", "forces would not come without a truce"), ("said", "forces would come only after a truce")),
        (("said", "the sky is blue"), ("said", "taxes will not rise")),
    ],
)
def test_not_opposed(one, other):
    assert polarity.denied_in(claim(*one), claim(*other)) is None


def test_a_contradiction_needs_the_same_subject_or_object():
    will, will_not = (
        claim("said", "Norland will join the alliance"),
        claim("said", "Norland will not join the alliance"),
    )
    assert polarity.contradicts(will, will_not)
    assert not polarity.contradicts(will, claim("said", "Sudland will not join the race"))
    assert not polarity.contradicts(claim("said", "Norland needs help"), claim("said", "Norland does not need it"))
