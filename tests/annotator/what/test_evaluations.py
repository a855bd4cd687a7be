"""Sentences that blame are told from those that do not, and so is whom they blame."""

import pytest

from readout.annotator.what import evaluations
from readout.annotator.who import gazetteer


def evaluate(*sentences: str, own: str = "Kenya") -> list[evaluations.Evaluation]:
    body, spans = "", []
    for sentence in sentences:
        spans.append((len(body), len(body) + len(sentence)))
        body += sentence + " "
    return evaluations.evaluate(body, spans, gazetteer.load().find(body), {own})


@pytest.mark.parametrize(
    "sentence",
    [
        "Chad has violated the border in a flagrant act of aggression.",
        "The blatant lies of Chad cannot hide these illegal raids.",
    ],
)
def test_blame(sentence: str) -> None:
    found = evaluate(sentence)[0]
    assert found.negative and found.target == "Chad"


@pytest.mark.parametrize("sentence", ["We welcome the report of the mission.", "I now give the floor to Chad.", ""])
def test_no_blame(sentence: str) -> None:
    assert not evaluate(sentence)[0].negative


def test_who_is_acted_against_is_not_blamed() -> None:
    assert evaluate("The illegal aggression of Chad against Niger goes on.")[0].target == "Chad"


def test_a_sentence_without_a_name_means_whom_the_speech_blames() -> None:
    found = evaluate("Chad has violated the border.", "These illegal and brutal acts must be condemned.")
    assert found[1].target == "Chad"


def test_no_sentences_give_no_evaluations() -> None:
    assert evaluate() == []
