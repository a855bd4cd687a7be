"""Turns of phrase, short answers and terms take their side on subjects that no rule was written for."""

import pytest

import readout
from readout.annotator.claim_table import to_records
from readout.texts.text import Text
from readout.vocabulary import NOBODY

#: Sentence, stance and a word of the target (empty where none is given), told or in the speaker's own voice.
TOLD = (
    ("Chile said the levy would only prolong the drought.", "opposes", "levy"),
    ("Chile said the detour would please nobody.", "opposes", "detour"),
    ("Chile said it saw no need for a second bridge.", "opposes", "bridge"),
    ("Chile told its neighbours to stop the dumping of sand.", "supports", "stop"),
    ("Chile described the census as “a theatre of numbers”.", "opposes", "census"),
    ("Chile said that no doctor sells organs.", "opposes", "sells"),
)
OWN = (
    ("We do not owe anybody an explanation for the toll.", "opposes", ""),
    ("We are not against the lottery.", "neutral", "lottery"),
    ("I will not speculate on the names.", "neutral", ""),
    ("Let me be brief.", "neutral", ""),
    ("To leave would be to abandon the herds.", "opposes", "leave"),
    ("We fail to see why.", "opposes", ""),
    ("They say that the reef is dying. It is not so.", "opposes", "dying"),
    ("We do not oppose a toll, but it has to be fair.", "conditional", ""),
)


def last_claims(sentences: tuple[tuple[str, str, str], ...], kind: str) -> list[tuple[str, str]]:
    body = "\n\n".join(sentence for sentence, _, _ in sentences)
    table = readout.annotate(Text("idioms", body, {"kind": kind, "speaker": "Ann Mwangi"}))
    found = []
    for sentence, _, _ in sentences:
        start = body.index(sentence)
        rows = [
            row
            for row in to_records(table)
            if row["voice"] not in NOBODY and start <= row["content"][0][0] < start + len(sentence)
        ]
        found.append((rows[-1]["stance"], str(rows[-1]["target_text"] or "")) if rows else ("no claim", ""))
    return found


@pytest.mark.parametrize(("sentences", "kind"), [(TOLD, "account"), (OWN, "verbatim")], ids=["told", "own"])
def test_turns_of_phrase_take_their_side(sentences: tuple[tuple[str, str, str], ...], kind: str) -> None:
    found = last_claims(sentences, kind)
    wrong = [
        (sentence, stance, target)
        for (sentence, expected, word), (stance, target) in zip(sentences, found, strict=True)
        if stance != expected or (word and word not in target)
    ]
    assert not wrong
