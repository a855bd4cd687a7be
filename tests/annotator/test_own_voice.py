"""Verbatim texts: each sentence is its speaker's, and records tell the speakers apart."""

import readout
from readout.texts.text import Text

RECORD = """The President: I give the floor to the representative of Kenya.

Mrs. Mwangi (Kenya): We reject these illegal raids by Chad. The raids must stop.

Mr. Idris (Chad) (spoke in Arabic): Kenya's claims are baseless.
"""


def speech(body: str, **metadata: object) -> Text:
    return Text("speech", body, {"kind": "verbatim", "language": "en"} | metadata)


def test_speakers_of_a_record_are_told_apart() -> None:
    table = readout.annotate(speech(RECORD))
    assert list(dict.fromkeys(table["actor"])) == ["Mwangi", "Idris"]


def test_the_label_is_the_source_and_no_part_of_the_content() -> None:
    row = readout.annotate(speech(RECORD)).iloc[0]
    assert row["source_text"] == "Mrs. Mwangi" and row["content_text"].startswith("We reject")


def test_the_country_of_the_label_is_the_affiliation() -> None:
    assert list(readout.annotate(speech(RECORD))["affiliation"].dropna().unique()) == ["Kenya", "Chad"]


def test_blame_names_its_target() -> None:
    row = readout.annotate(speech(RECORD)).iloc[0]
    assert (row["stance"], row["object"]) == ("opposes", "Chad")


def test_a_treaty_is_in_the_voice_of_its_parties() -> None:
    table = readout.annotate(speech("The Parties shall consult.", parties=["Kenya", "Republic of Chad"]))
    assert list(table["actor"]) == ["Kenya and Chad"]


def test_what_the_speaker_reports_of_others_is_nested() -> None:
    table = readout.annotate(speech("Chad has said that the border is open.", speaker="Ann Mwangi", party="Kenya"))
    outer, inner = table[table["voice"] == "own"].iloc[0], table[table["voice"] == "indirect"].iloc[0]
    assert inner["parent"] == outer["claim_id"] and inner["actor"] == "Chad"
