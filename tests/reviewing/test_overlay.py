"""The claim table with people's decisions laid over the machine's proposals."""

from dataclasses import replace

import pandas as pd
import pytest

import readout
from readout.annotator import claim_table
from readout.reviewing.decisions import proposals as machine
from readout.reviewing.decisions.decision import decide
from readout.reviewing.decisions.store import Store

pytestmark = pytest.mark.usefixtures("home", "machine")


@pytest.fixture
def keep(home, text):
    def run(coder: str, action: str, replaces: list, new: list, role: str = "coder", **more) -> None:
        decision = decide(text.id, text.body, coder, action, replaces, new, **more)
        Store.of(text.id, coder, role).append(decision)

    return run


def row(table: pd.DataFrame, words: str) -> pd.Series:
    return table[table["content_text"] == words].iloc[0]


def test_without_decisions_it_is_the_machines_table(home, text, proposals):
    pd.testing.assert_frame_equal(readout.claims(text), claim_table.to_table(proposals))


def test_a_decided_claim_names_its_coder_and_is_certain(keep, text, proposals):
    keep("ab", "correct", [proposals[2]], [replace(proposals[2], stance="neutral")])
    got = row(readout.claims(text), "a plan exists")
    assert (got["stance"], got["coder"], got["confidence"]) == ("neutral", "ab", 1.0)


def test_an_unsure_decision_leaves_the_confidence(keep, text, proposals):
    keep("ab", "accept", [proposals[2]], [proposals[2]], unsure=True)
    assert row(readout.claims(text), "a plan exists")["confidence"] == 0.5


def test_the_table_keeps_its_columns_and_types(keep, text, proposals):
    keep("ab", "reject", [proposals[2]], [])
    assert {name: str(kind) for name, kind in readout.claims(text).dtypes.items()} == {
        name: str(kind) for name, kind in claim_table.to_table(proposals).dtypes.items()
    }


def test_coders_who_agree_are_both_named(keep, text, proposals):
    for coder in ("ab", "cd"):
        keep(coder, "accept", [proposals[2]], [proposals[2]])
    assert row(readout.claims(text), "a plan exists")["coder"] == "ab+cd"


def test_where_two_differ_the_last_word_stands(keep, text, proposals):
    keep("ab", "accept", [proposals[2]], [proposals[2]])
    keep("cd", "reject", [proposals[2]], [])
    assert "a plan exists" not in set(readout.claims(text)["content_text"])


def test_a_majority_outweighs_the_last_word(keep, text, proposals):
    for coder in ("ab", "cd"):
        keep(coder, "accept", [proposals[2]], [proposals[2]])
    keep("ef", "reject", [proposals[2]], [])
    assert row(readout.claims(text), "a plan exists")["coder"] == "ab+cd"


def test_an_adjudicator_outweighs_a_majority(keep, text, proposals):
    keep("ef", "reject", [proposals[2]], [], role="adjudicator")
    for coder in ("ab", "cd"):
        keep(coder, "accept", [proposals[2]], [proposals[2]])
    assert "a plan exists" not in set(readout.claims(text)["content_text"])


def test_examples_count_only_when_named(keep, text, proposals):
    keep("shown", "reject", [proposals[2]], [], role="example")
    assert "a plan exists" in set(readout.claims(text)["content_text"])
    assert "a plan exists" not in set(readout.claims(text, coders="shown")["content_text"])


def test_a_claim_found_in_the_outlets_sentence_takes_its_place(keep, text, make):
    keep("ab", "add", [], [make("comment on the matter", source="Nobody else", sentence=4)])
    got = readout.claims(text)
    assert list(got[got["sentence"] == 4]["content_text"]) == ["comment on the matter"]


def test_the_sentence_of_a_rejected_claim_becomes_the_outlets(keep, text, proposals):
    keep("ab", "reject", [proposals[2]], [])
    got = readout.claims(text)
    assert got[got["sentence"] == 2][["voice", "coder"]].values.tolist() == [["outlet", "ab"]]


def test_a_decision_that_fits_nowhere_is_warned_of(keep, text, proposals, body):
    keep("ab", "accept", [proposals[2]], [proposals[2]])
    changed = replace(text, body=body.replace("Her deputy denied that a plan exists.", "There was rain."))
    with pytest.warns(UserWarning, match="1 decision on letter could not be placed"):
        readout.claims(changed)


def test_a_plain_string_is_annotated(home, body):
    pd.testing.assert_frame_equal(readout.claims(body), readout.annotate(body))


def test_sentences_without_decisions_are_the_machines(home, text):
    assert readout.sentences(text)["voice"].tolist() == ["outlet", "indirect", "indirect", "mixed", "outlet"]


def test_the_voice_of_a_sentence_follows_a_correction(keep, text, proposals):
    keep("ab", "correct", [proposals[2]], [replace(proposals[2], voice="hearsay", actor=None)])
    assert readout.sentences(text).loc[2, "voice"] == "hearsay"


def test_the_sentence_of_a_rejected_claim_is_the_outlets(keep, text, proposals):
    keep("ab", "reject", [proposals[2]], [])
    assert readout.sentences(text).loc[2, ["voice", "actor"]].isna().tolist() == [False, True]
    assert readout.sentences(text).loc[2, "voice"] == "outlet"


def test_the_speaker_of_an_added_claim_speaks_in_its_sentence(keep, text, proposals, make):
    added = make("Nobody else would comment on the matter", sentence=4, voice="hearsay", actor="The press")
    keep("ab", "add", [], [added])
    assert readout.sentences(text).loc[4, ["voice", "actor"]].tolist() == ["hearsay", "The press"]


def test_a_text_is_annotated_once_however_much_was_rejected(keep, text, proposals, monkeypatch):
    for claim in proposals[1:4]:
        keep("ab", "reject", [claim], [])
    runs = []
    annotated = machine.annotated
    monkeypatch.setattr(machine, "annotated", lambda text: runs.append(text) or annotated(text))
    readout.claims(text)
    assert len(runs) == 1
