"""The two coders that are shipped for teaching: their decisions hold, whatever the annotator proposes by now."""

import json

import pytest

import readout
from readout.annotator import claim_table
from readout.reviewing.decisions.proposals import Machine
from readout.reviewing.decisions.store import coders

TEXT = "polyanskiy-tass"


@pytest.fixture(scope="module")
def text():
    return readout.load(TEXT)


@pytest.fixture(scope="module")
def views(text):
    return Machine.on(text).views(coders(TEXT))


def test_they_are_marked_as_examples(project):
    for name in ("example-a", "example-b"):
        first = (project / "data" / "annotations" / TEXT / f"{name}.jsonl").read_text().splitlines()[0]
        assert json.loads(first)["about"]["role"] == "example"


@pytest.mark.parametrize("name", ["example-a", "example-b"])
def test_every_decision_is_placed(views, name):
    assert views[name].unplaced == []


@pytest.mark.parametrize("name", ["example-a", "example-b"])
def test_most_decisions_meet_what_the_annotator_proposes(views, text, name):
    proposed = {claim.claim_id for claim in claim_table.from_table(readout.annotate(text))}
    met = [each for each in views[name].decided if each.names & proposed]
    assert len(met) >= 0.7 * len(views[name].decided)


def test_they_differ_and_agree(text):
    table = readout.agreement(text, samples=20)
    exact = table[(table["field"] == "span") & (table["measure"] == "F1 exact")]["value"].item()
    assert 0.6 < exact < 1


def test_they_do_not_count_unless_named(text):
    assert not any("example" in coder for coder in readout.claims(text)["coder"])
    assert "example-a" in set(readout.claims(text, coders="example-a")["coder"])
