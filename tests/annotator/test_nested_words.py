"""What a speaker attributes to others is theirs, nested in the speech; the sentence itself stays the speaker's own."""

import pandas as pd
import pytest

import readout
from readout.texts.text import Text


def claims(body: str) -> pd.DataFrame:
    metadata = {"kind": "verbatim", "language": "en", "speaker": "Elena Holm", "role": "Minister", "party": "Norway"}
    return readout.annotate(Text("speech", body, metadata))


@pytest.mark.parametrize(
    ("body", "content", "actor"),
    [
        ("Sorvia’s minister told you yesterday that the dam was safe.", "that the dam was safe", "Sorvia"),
        ("Mr. Brand told my predecessor in May that he wanted it.", "that he wanted it", "Brand"),
        ("The ambassador of Chile called it blackmail.", "it blackmail", "Chile"),
        ("Our neighbours in Chile say that we hid it.", "that we hid it", "Chile"),
        ("Chile broke the pact. He also said that we broke it.", "that we broke it", None),
        ("Critics argue that we spend too much.", "that we spend too much", "Critics"),
        ("As President Ameri once said, trust is earned.", "trust is earned", "Ameri"),
        ("The World Bank reports that trade has doubled.", "that trade has doubled", "World Bank"),
    ],
)
def test_words_of_others_are_nested(body: str, content: str, actor: str | None) -> None:
    table = claims(body)
    inner = table[table["voice"] != "own"].iloc[0]
    own = table[(table["voice"] == "own") & (table["sentence"] == inner["sentence"])].iloc[0]
    found = None if pd.isna(inner["actor"]) else inner["actor"]
    assert (inner["content_text"].strip("."), found, inner["parent"]) == (content, actor, own["claim_id"])


def test_the_same_source_goes_on() -> None:
    table = claims("I heard the envoy of Peru. She said that it was late. She also said that Peru would wait.")
    assert list(table.loc[table["voice"] == "indirect", "party"]) == ["Peru", "Peru"]


def test_hearsay_is_nested_and_nobodys() -> None:
    table = claims("It is claimed that the harvest has failed.")
    row = table[table["voice"] == "hearsay"].iloc[0]
    assert pd.isna(row["actor"]) and row["parent"] in set(table["claim_id"])


def test_quoted_words_that_go_on_are_still_the_same_persons() -> None:
    table = claims("“It will end badly,” Mr. Brand told us. “Nobody will win.”")
    assert list(table.loc[table["voice"] == "direct", "actor"]) == ["Brand", "Brand"]


@pytest.mark.parametrize(
    "body", ["We believe that it is late.", "My government says that it is late.", "I say it again."]
)
def test_what_the_speaker_says_of_himself_is_not_nested(body: str) -> None:
    assert set(claims(body)["voice"]) == {"own"}
