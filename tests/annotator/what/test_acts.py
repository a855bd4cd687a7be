"""Acts are read from the cue, and from the content where the cue only says that something was said."""

import pytest

from readout.annotator.what import acts


@pytest.mark.parametrize(
    ("cue", "lemma", "content", "act"),
    [
        ("said", "say", "the talks were useful", "asserts"),
        ("denied", "deny", "that troops had crossed", "rejects"),
        ("reiterated its support", "support for", "the canal", "commits"),
        ("demanded", "demand", "that the ships leave", "demands"),
        ("proposed", "propose", "a new round", "proposes"),
        ("vowed", "vow", "to defend the island", "commits"),
        ("conceded", "concede", "that it was late", "concedes"),
        ("accused", "accuse", "shelling the plant", "accuses"),
        ("warned", "warn", "that war may come", "warns"),
        ("called on", "call on", "both sides to talk", "appeals"),
        ("said", "say", "the plan is unacceptable", "rejects"),
        ("said", "say", "prisoners must be freed", "demands"),
        ("expressed", "express", "concern about troop movements", "warns"),
        ("voiced", "voice", "the hope that talks would resume", "appeals"),
        ("did not rule out", "rule out", "talks", "concedes"),
        ("will not accept", "accept", "any ruling", "rejects"),
        ("told", "tell", "what the union will not accept", "asserts"),
    ],
)
def test_acts(cue: str, lemma: str, content: str, act: str) -> None:
    assert acts.read(cue, lemma, content) == act


def test_a_word_before_the_cue_does_not_give_it_another_act() -> None:
    assert acts.read("called", "call", "it premature", around="the proposal and called") == "asserts"


@pytest.mark.parametrize(
    ("sentence", "act"),
    [("We reject this plan.", "rejects"), ("We urge restraint.", "appeals"), ("The road is long.", "asserts")],
)
def test_what_we_do_in_a_speech_is_the_act(sentence: str, act: str) -> None:
    assert acts.of_own_sentence(sentence) == act
