"""Speakers: whether two accounts name the same one."""

import pytest

from readout.compare.accounts.same_speaker import same_speaker


def said(actor, kind="person", affiliation=None, told="The port will open", source=None):
    row = {"actor": actor, "actor_kind": kind, "affiliation": affiliation, "source_text": source, "told": told}
    return row | {"sayers": [row]}


BODY = "The fisheries minister of Norland, Ada Brown, spoke."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (said("Ada Brown"), said("Brown"), True),
        (said("Ada Brown"), said("Ms Brown"), True),
        (said("Ada Brown", affiliation="Norland"), said("Carl Green", affiliation="Norland"), False),
        (said("Ada Brown", affiliation="Norland"), said("Norland", "state"), True),
        (said("Ada Brown"), said("fisheries minister", "minister"), True),
        (said("Ada Brown"), said("harbour master", "other"), False),
        (said("doctor in Marend", "other"), said("doctor at the Marend clinic", "other"), True),
        (said("Ada Brown", told="Norland will open the port"), said("Norland", "state"), True),
        (said("Ada Brown", told="Ships will come"), said("Norland", "state"), False),
    ],
)
def test_same_speaker(one, other, same):
    assert same_speaker(one, other, [BODY]) is same
