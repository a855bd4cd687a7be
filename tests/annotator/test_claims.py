"""The claim table keeps its contract whatever the text."""

import json
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import readout
from readout.annotator.claim_table import CLAIM_COLUMNS, to_json_lines
from readout.errors import ReadoutError
from readout.texts.text import Text
from readout.vocabulary import ACTS, STANCES, VOICES

WORDS = st.sampled_from(
    [
        "The minister", "said", "that", "Russia", "‘", "’", '"', "“", "”", "\n\n", ".", ",", "if", "he", "it",
        "accused", "Paris", "of", "warned", "the envoy", "would", "not", "according to", "Mr. Wang (China):", "must",
        "«", "»", "was", "told", "reporters", "\u200b", "\u202e", "<script>", "a ‘country’", "without", "Otherwise",
        "they", "é", "\r\n", "—",
    ]
)  # fmt: skip
KINDS = st.sampled_from([None, "account", "verbatim", "digest"])


def check_contract(text: Text, table: pd.DataFrame) -> None:
    body = text.body
    assert list(table.columns) == list(CLAIM_COLUMNS)
    assert table["claim_id"].is_unique
    for row in table.to_dict("records"):
        assert row["voice"] in VOICES and row["act"] in ACTS and row["stance"] in STANCES
        assert row["content"]
        spans = [*row["content"], *row["quotes"], *(row[name] for name in ("source", "cue", "condition") if row[name])]
        assert all(0 <= start < end <= len(body) for start, end in spans)
        assert row["content_text"] == " … ".join(body[start:end] for start, end in row["content"])
    for one, other in combinations(table.to_dict("records"), 2):
        if (one["source"], one["cue"]) == (other["source"], other["cue"]):
            assert not any(a < d and c < b for a, b in one["content"] for c, d in other["content"])
    parents = set(table["parent"].dropna())
    assert parents <= set(table["claim_id"])
    assert all(json.loads(line) for line in to_json_lines(table).split("\n")[:-1])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40), KINDS)
def test_any_text_keeps_the_contract(words: list[str], kind: str | None) -> None:
    text = Text("fuzzed", " ".join(words), {"language": "en"} | ({"kind": kind} if kind else {}))
    check_contract(text, readout.annotate(text))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120))
def test_any_characters_keep_the_contract(body: str) -> None:
    text = Text("fuzzed", body, {"language": "en"})
    check_contract(text, readout.annotate(text))


def test_the_same_input_gives_the_same_output() -> None:
    text = readout.load("polyanskiy-tass")
    assert to_json_lines(readout.annotate(text)) == to_json_lines(readout.annotate(text))


@pytest.mark.parametrize("text", list(readout.library()), ids=lambda text: text.id)
def test_the_shipped_texts_keep_the_contract(text: Text) -> None:
    check_contract(text, readout.annotate(text))


def test_an_empty_body_gives_an_empty_table_with_its_types() -> None:
    table = readout.annotate(Text("empty", ""))
    assert table.empty and table.dtypes.astype(str).to_dict() == CLAIM_COLUMNS


def test_the_sentences_cover_every_sentence_once() -> None:
    text = readout.load("polyanskiy-tass")
    table = readout.sentences(text)
    assert list(table["sentence"]) == list(range(len(table)))
    assert (table["start"] < table["end"]).all() and (
        table["end"][:-1].to_numpy() <= table["start"][1:].to_numpy()
    ).all()


def test_a_text_in_another_language_is_refused_by_name() -> None:
    with pytest.raises(ReadoutError, match="French"):
        readout.annotate(Text("discours", "Bonjour.", {"language": "fr"}))


def test_each_sentence_of_a_verbatim_text_is_the_speaker_s_own() -> None:
    text = Text("speech", "We reject this plan. Peace must come first.", {"kind": "verbatim", "speaker": "Ann Example"})
    table = readout.annotate(text)
    assert set(table["voice"]) == {"own"} and set(table["actor"]) == {"Ann Example"}


def test_a_nested_claim_names_its_parent() -> None:
    table = readout.annotate("Mr Lee said that the ministry had demanded that the talks be stopped at once.")
    inner = table[table["content_text"].str.startswith("that the talks")].iloc[0]
    assert inner["parent"] in set(table["claim_id"])
