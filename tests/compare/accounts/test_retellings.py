"""Retellings: what accounts of one event differ in."""

import pandas as pd
import pytest
from benchmarks import retellings as benchmark

import readout
from readout.annotator.claim_table import Claim, content_text, to_table
from readout.compare.accounts import retellings
from readout.compare.accounts.comparable_claims import tellings_of
from readout.errors import ReadoutError
from readout.texts.text import Text


@pytest.fixture(scope="module")
def shipped():
    """Return how the two shipped accounts of one statement differ, from claims as the annotator has them."""
    texts = [readout.load("polyanskiy-tass"), readout.load("polyanskiy-security-council-2025")]
    claims = pd.concat([readout.annotate(text) for text in texts], ignore_index=True)
    return retellings.retellings(claims, texts)


def about(table, aspect, words):
    """Return the rows on one aspect in whose claims the words stand."""
    rows = table[table.aspect == aspect]
    return rows[rows.claim_a.str.contains(words) | rows.claim_b.fillna("").str.contains(words)]


def test_the_proposal_is_dated_by_one_account_only(shipped):
    row = about(shipped, "date", "guarantees be worked out").iloc[0]
    assert pd.isna(row.value_a) and row.value_b == "April 2022"
    assert row.text_b == "polyanskiy-security-council-2025"


def test_the_proposal_is_placed_by_one_account_only(shipped):
    assert set(about(shipped, "place", "guarantees be worked out").value_b) == {"Istanbul"}


def test_quoted_words_differ(shipped):
    row = about(shipped, "quotation", "unacceptable").iloc[0]
    assert (row.value_a, row.value_b) == ("‘completely unacceptable’", "‘absolutely unacceptable’")


def test_conditions_differ(shipped):
    assert about(shipped, "condition", "(?i)summit|meeting").value_b.str.contains("Alaska").any()


def test_what_one_account_tells_alone(shipped):
    alone = shipped[shipped.aspect == "told by one"]
    assert alone[alone.text_a == "polyanskiy-tass"].claim_a.str.contains("derailing").any()
    assert alone[alone.text_a != "polyanskiy-tass"].claim_a.str.contains("Alaska frighten").any()
    assert alone.claim_b.isna().all()


def test_every_row_leads_back(shipped):
    assert shipped.claim_id_a.notna().all() and shipped.sentence_a.notna().all()
    assert (shipped.claim_id_b.isna() == (shipped.aspect == "told by one")).all()


@pytest.fixture
def accounts():
    data = {"kind": "account", "event": "the-visit"}
    return [
        Text(
            "one", "The bridge will be opened in spring, Ada Brown said. Ships may pass the new canal, she said.", data
        ),
        Text("two", "The bridge will be opened in spring, Carl Green said. Taxes must fall by half, he said.", data),
    ]


@pytest.fixture
def told(make, accounts):
    one, other = accounts
    return make(
        (one, "The bridge will be opened in spring", {"actor": "Ada Brown", "stance": "supports", "coder": "ab"}),
        (one, "Ships may pass the new canal", {"actor": "Ada Brown"}),
        (other, "The bridge will be opened in spring", {"actor": "Carl Green", "stance": "opposes", "coder": "ab"}),
        (other, "Taxes must fall by half", {"actor": "Carl Green"}),
    )


def test_another_speaker_and_a_stance_that_a_person_decided(told, accounts):
    table = retellings.retellings(told, accounts)
    found = {row.aspect: (row.value_a, row.value_b) for row in table.itertuples()}
    assert found["speaker"] == ("Ada Brown", "Carl Green")
    assert found["stance"] == ("supports", "opposes")


def test_each_account_tells_something_alone(told, accounts):
    table = retellings.retellings(told, accounts)
    alone = table[table.aspect == "told by one"]
    assert dict(zip(alone.text_a, alone.claim_a, strict=True)) == {
        "one": "Ships may pass the new canal",
        "two": "Taxes must fall by half",
    }


def test_identical_accounts(make, accounts):
    one, _ = accounts
    copy = Text("copy", one.body, one.metadata)
    content = "Ships may pass the new canal"
    table = retellings.retellings(make((one, content, {}), (copy, content, {})), [one, copy])
    assert table.aspect.tolist() == ["told by both"] and "alike" in table.attrs["note"]


def test_texts_may_be_named_by_the_user(told, accounts):
    bare = [Text(text.id, text.body, {"kind": "account"}) for text in accounts]
    with pytest.raises(ReadoutError, match="No two of these texts"):
        retellings.retellings(told, bare)
    assert len(retellings.retellings(told, bare, together=True))


def test_accounts_of_an_event(accounts):
    other = Text("three", "Something else.", {"kind": "account", "event": "the-storm"})
    assert [text.id for text in retellings.accounts_of(accounts[0], [*accounts, other])] == ["one", "two"]


def test_a_single_account_and_a_digest_are_refused(told, accounts):
    with pytest.raises(ReadoutError, match="add another account"):
        retellings.retellings(told, accounts[:1])
    digest = Text("two", accounts[1].body, {"kind": "digest", "event": "the-visit"})
    with pytest.raises(ReadoutError, match="digest"):
        retellings.retellings(told, [accounts[0], digest])


def test_a_text_without_claims_is_refused(told, accounts):
    with pytest.raises(ReadoutError, match="No claim of an actor"):
        retellings.retellings(told[told.text_id == "one"], accounts)


def said(body, content, cue):
    """Return one claim of a text as it is compared, with its content and cue found by their words."""
    text = Text("one", body, {"kind": "account"})
    span, said_by = ((body.index(words), body.index(words) + len(words)) for words in (content, cue))
    claim = Claim("one-1", "one", 0, "indirect", [span], content, cue=said_by, cue_text=cue, actor="Ada Brown")
    return tellings_of(to_table([claim]), text)[0]


@pytest.mark.parametrize(
    ("body", "content", "cue", "dates"),
    [
        ("Brown called the vote illegal under the charter of 1962.", "the vote illegal", "called", ("1962",)),
        ("The vote was illegal, Brown said on 3 May.", "The vote was illegal", "said", ()),
        ("The vote was illegal Brown said on 3 May.", "The vote was illegal", "said", ()),
        ("Brown called the vote illegal, and left on 3 May.", "the vote illegal", "called", ()),
    ],
)
def test_a_date_in_the_rest_of_the_clause_is_the_claims(body, content, cue, dates):
    assert said(body, content, cue)["dates"] == dates


def test_claims_are_compared_without_their_conditions():
    text = Text("one", "The bridge will be opened in spring, Brown said, if the river authority agrees.", {})
    terms = (text.body.index("if the"), len(text.body) - 1)
    content = [(0, 35), terms]
    words = content_text(text.body, content)
    claim = Claim("one-1", "one", 0, "indirect", content, words, condition=terms, actor="Brown")
    (telling,) = tellings_of(to_table([claim]), text)
    assert (telling["told"], telling["terms"]) == (
        "The bridge will be opened in spring",
        "if the river authority agrees",
    )


def test_invented_statements_are_held_apart():
    """A floor under what benchmarks/retellings.py measures; sentences are judged one by one there."""
    figures = benchmark.measure(benchmark.IN_USE)
    for name, (right, found, wanted) in figures.items():
        assert right >= 0.7 * found and right >= 0.7 * wanted, name
