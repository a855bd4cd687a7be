"""Interviews, briefings and records: whose each sentence is, and that questions and furniture put nothing forward."""

from functools import cache

import pandas as pd

import readout
from readout.texts.text import Text

INTERVIEW = """Interview with Marta Kruse, Minister of Ports of Norland
Radio Nord, 14 May 2024

Q: Minister, thank you for coming. The harbour is nearly finished. Do you rule out a delay?

A: Good morning. I rule out nothing. (laughs) The harbour will be opened in May.

Q: Josip Brand, the prime minister of Sorrow, has said that the harbour is a threat. You said
last year that it was not needed. Did he say so to you?

A: He told me yesterday that he wanted it closed. I reject that.

(end of interview)
"""
RECORD = """S/PV.9981

The President (spoke in French): I now give the floor to the representative of Kenya.

Mrs. Mwangi (Kenya): I thank you, Sir, for convening this meeting. We reject the raids.

The President: I shall now make a statement in my national capacity as the representative of Chad. We deplore the raids.

The meeting rose at noon.
"""


@cache
def claims(body: str) -> pd.DataFrame:
    return readout.annotate(Text("talk", body, {"kind": "verbatim", "language": "en"}))


@cache
def sentences(body: str) -> pd.DataFrame:
    return readout.sentences(Text("talk", body, {"kind": "verbatim", "language": "en"}))


def said_by(body: str, speaker: str) -> list[str]:
    table = sentences(body)
    rows = table[(table["speaker"] == speaker) & (table["role"] != "furniture")]
    return [body[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)]


def test_each_sentence_has_its_speaker() -> None:
    assert said_by(INTERVIEW, "Marta Kruse") == [
        "I rule out nothing.",
        "The harbour will be opened in May.",
        "He told me yesterday that he wanted it closed.",
        "I reject that.",
    ]


def test_the_one_who_asks_has_a_role_and_no_invented_name() -> None:
    table = sentences(INTERVIEW)
    asked = table[table["role"] == "interviewer"]
    assert len(asked) == 5 and asked["speaker"].isna().all()


def test_a_question_puts_nothing_forward() -> None:
    own = claims(INTERVIEW)[claims(INTERVIEW)["voice"] == "own"]
    assert list(own["content_text"]) == said_by(INTERVIEW, "Marta Kruse")


def test_what_a_question_attributes_to_others_is_theirs() -> None:
    row = claims(INTERVIEW)[claims(INTERVIEW)["content_text"].str.contains("a threat")].iloc[0]
    assert row["actor"] == "Josip Brand" and pd.isna(row["parent"])


def test_what_a_question_recalls_of_the_person_asked_is_hers() -> None:
    row = claims(INTERVIEW)[claims(INTERVIEW)["content_text"].str.contains("not needed")].iloc[0]
    assert row["actor"] == "Marta Kruse" and row["voice"] == "indirect"


def test_what_is_itself_asked_is_no_attribution() -> None:
    assert not claims(INTERVIEW)["cue_text"].isin(["Did he say", "say", "rule out"]).any()


def test_what_an_answer_attributes_is_nested() -> None:
    table = claims(INTERVIEW)
    inner = table[(table["voice"] == "indirect") & table["content_text"].str.endswith("he wanted it closed")].iloc[0]
    outer = table[table["claim_id"] == inner["parent"]].iloc[0]
    assert outer["actor"] == "Marta Kruse" and inner["actor"] == "Josip Brand"


def test_furniture_has_no_claims_and_its_role() -> None:
    table = sentences(INTERVIEW)
    idle = table[table["role"] == "furniture"]
    assert [INTERVIEW[start:end].split()[0] for start, end in zip(idle["start"], idle["end"], strict=True)] == [
        "Interview",
        "Radio",
        "Minister,",
        "Good",
        "(end",
    ]


def test_stage_directions_are_in_no_claim() -> None:
    assert not claims(INTERVIEW)["content_text"].str.contains("laughs").any()


def test_the_chair_leads_and_puts_nothing_forward() -> None:
    table = sentences(RECORD)
    first = table[table["role"] == "chair"].iloc[0]
    assert first["speaker"] == "President" and "President" not in set(claims(RECORD)["actor"].iloc[:1])


def test_a_chair_in_a_national_capacity_does() -> None:
    assert "We deplore the raids." in list(claims(RECORD)["content_text"])


def test_a_plain_string_is_read_as_what_it_shows() -> None:
    table = readout.annotate("Q: When?\n\nA: In May. We are ready.\n\nQ: Why?\n\nA: It must be.")
    assert list(table["voice"].unique()) == ["own"]


SUMMARY_RECORD = (
    "1. Mr. Arden (Norland) said that his delegation supported the draft. The harbour had been open for a year.\n\n"
    "2. Ms. Petrova (Tarsia) said that the draft was one-sided. Her country opposed it."
)


def test_a_summary_record_goes_on_retelling_the_speaker_of_its_paragraph() -> None:
    text = Text("record", SUMMARY_RECORD, {"kind": "account", "form": "record"})
    claims = readout.annotate(text)
    found = list(zip(claims["actor"], claims["voice"], strict=True))
    assert found == [("Arden", "indirect")] * 2 + [("Petrova", "indirect")] * 2


def test_each_sentence_of_a_summary_record_has_its_speaker() -> None:
    text = Text("record", SUMMARY_RECORD, {"kind": "account", "form": "record"})
    assert list(readout.sentences(text)["speaker"]) == ["Arden", "Arden", "Petrova", "Petrova"]
