"""A decision on words that have changed waits for a second look; what cannot be read or found is told."""

import json
import os
import warnings
from dataclasses import replace

import pytest

import readout
from readout.errors import ReadoutError
from readout.reviewing.decisions import store
from readout.reviewing.decisions.decision import CONTEXT, body_digest, decide
from readout.reviewing.decisions.store import LONGEST_LINE, MOST_LINES, Store
from readout.reviewing.decisions.tables import decisions

pytestmark = pytest.mark.usefixtures("home", "machine")

SENTENCE = "Her deputy denied that a plan exists."


@pytest.fixture
def accepted(text, proposals):
    """Accept the claim that a plan exists."""
    made = decide(text.id, text.body, "ab", "accept", [proposals[2]], [replace(proposals[2], stance="neutral")])
    Store.of(text.id, "ab").append(made)
    return made


def states(text):
    return decisions(text)["state"].tolist()


@pytest.mark.parametrize(
    "now",
    [
        "Her deputy confirmed that a plan exists.",  # the cue
        "Her deputy denied that a plot exists.",  # a word of the content
        "Her minister denied that a plan exists.",  # the source
        "Her deputy denied that a plan no longer exists.",  # a negation in the content
        "Her deputy never denied that a plan exists.",  # a negation beside it
        "Her deputy denied 3 times that a plan exists.",  # a number beside it
        "Her deputy denied that ‘a plan exists’.",  # a quotation made of it
    ],
)
def test_a_decision_on_words_that_changed_does_not_count(accepted, text, now):
    changed = replace(text, body=text.body.replace(SENTENCE, now))
    with pytest.warns(UserWarning, match=r"1 decision on letter (must be made again|could not be placed)"):
        table = readout.claims(changed)
    assert "ab" not in set(table["coder"])


@pytest.mark.parametrize("now", ["a plan  exists", "a Plan exists"])
def test_white_space_and_capitals_change_nothing(accepted, text, now):
    assert states(replace(text, body=text.body.replace("a plan exists", now))) == ["stands"]


def test_words_added_elsewhere_change_nothing(accepted, text):
    body = "Not one of the 12 guests spoke.\n\n" + text.body.replace("on Monday", "on Monday, alone,")
    assert states(replace(text, body=body)) == ["stands"]


def test_a_negation_of_the_sentence_before_is_not_of_this_one(accepted, text):
    body = text.body.replace("if the guns fall silent.", "if no guns fall silent.")
    assert states(replace(text, body=body)) == ["stands"]


def test_what_changed_is_shown(accepted, text):
    changed = replace(text, body=text.body.replace("denied", "confirmed"))
    (state,) = states(changed)
    assert state.startswith("look again: ") and "'denied'" in state


def test_a_rejection_of_words_that_changed_waits_too(text, proposals):
    Store.of(text.id, "ab").append(decide(text.id, text.body, "ab", "reject", [proposals[2]], []))
    changed = replace(text, body=text.body.replace("a plan exists", "no plan exists"))
    assert "look again" in states(changed)[0]


def test_deciding_again_takes_a_decision_off_those_that_wait(accepted, text, proposals):
    changed = replace(text, body=text.body.replace("denied", "confirmed"))
    moved = [(start + 3, end + 3) for start, end in proposals[2].content]
    again = replace(proposals[2], content=moved, source=None, cue=None)
    Store.of(text.id, "ab").append(decide(text.id, changed.body, "ab", "accept", [proposals[2]], [again]))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        readout.claims(changed)


# ---- files that cannot be read


def put(text, data: bytes) -> None:
    path = store.folder(text.id) / "ab.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ('{"id": "abcd"}\n'.encode("utf-16"), "not in UTF-8"),
        (b'{"id": "torn', "torn or not JSON"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"id": "abcd", "comment": "\\ud800"}', "half a character"),
        (b"\n" * (MOST_LINES + 1), "at most"),
        (b'{"comment": "' + b"x" * LONGEST_LINE + b'"}', "characters"),
    ],
    ids=["utf-16", "torn", "deep", "surrogate", "lines", "comment"],
)
def test_what_cannot_be_read_is_told_where_claims_are_made(text, data, words):
    put(text, data)
    with pytest.warns(UserWarning, match=words):
        readout.claims(text)


def test_what_cannot_be_read_is_in_the_table_of_decisions(text):
    put(text, "nothing".encode("utf-16"))
    assert decisions(text)["action"].tolist() == ["unreadable"]


def test_a_pipe_in_place_of_the_file_is_told(text):
    put(text, b"")
    (store.folder(text.id) / "ab.jsonl").unlink()
    os.mkfifo(store.folder(text.id) / "ab.jsonl")
    with pytest.warns(UserWarning, match="no regular file"):
        readout.claims(text)


def test_a_confidence_of_null_is_read(accepted, text):
    path = store.folder(text.id) / "ab.jsonl"
    path.write_text(path.read_text().replace('"confidence":0.5', '"confidence":null'))
    assert states(text) == ["stands"]


def test_a_file_left_empty_by_a_full_disk_still_says_what_it_is(text, accepted):
    kept = Store.of(text.id, "judge", "adjudicator")
    kept.path.write_bytes(b"")
    kept.append(accepted)
    assert kept.read().about["role"] == "adjudicator"


# ---- names that changed


def test_a_text_with_a_new_id_tells_where_its_decisions_lie(accepted, text):
    with pytest.warns(UserWarning, match="'letter' .* --from letter"):
        readout.claims(replace(text, id="missive"))


def test_decisions_are_taken_over_under_the_new_id(accepted, text):
    store.take_over("missive", "letter")
    table = readout.claims(replace(text, id="missive"))
    assert table[table["coder"] == "ab"]["text_id"].tolist() == ["missive"]


def test_a_text_that_still_has_its_name_loses_no_decisions(home, accepted, text):
    (home / "data" / "texts" / "letter.md").write_text("---\nid: letter\ntitle: A letter\n---\n" + text.body)
    assert store.orphans("copy", body_digest(text.body)) == []


def test_decisions_are_not_put_over_others(accepted, text):
    store.folder("missive").mkdir()
    with pytest.raises(ReadoutError, match="already"):
        store.take_over("missive", "letter")


def test_a_code_that_nobody_knows_is_told(text, proposals):
    made = decide(text.id, text.body, "ab", "accept", [proposals[2]], [replace(proposals[2], issues=["old-code"])])
    Store.of(text.id, "ab").append(made)
    with pytest.warns(UserWarning, match="old-code"):
        readout.claims(text)
    assert states(text) == ["stands; not in the codebook: old-code"]


# ---- fields that older decisions do not speak of


def test_an_older_decision_leaves_the_target_as_proposed(accepted, text, monkeypatch, proposals):
    path = store.folder(text.id) / "ab.jsonl"
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    for claim in lines[1]["claims"]:
        for name in ("target", "target_text", "matter", "party"):
            claim.pop(name, None)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    from readout.reviewing.decisions import proposals as machine

    annotated = machine.annotated

    def with_matter(text):
        claims, rows = annotated(text)
        return [replace(claim, matter="the plan") for claim in claims], rows

    monkeypatch.setattr(machine, "annotated", with_matter)
    table = readout.claims(text)
    assert table[table["coder"] == "ab"]["matter"].tolist() == ["the plan"]


def test_a_decision_can_set_target_and_matter(text, proposals):
    said = replace(proposals[2], target=proposals[2].content[0], target_text="the plan", matter="plan of the deputy")
    Store.of(text.id, "ab").append(decide(text.id, text.body, "ab", "correct", [proposals[2]], [said]))
    row = readout.claims(text).query("coder == 'ab'").iloc[0]
    assert (tuple(row["target"]), row["target_text"], row["matter"]) == (
        proposals[2].content[0],
        "the plan",
        "plan of the deputy",
    )


def test_a_decision_can_take_a_target_away(text, proposals, monkeypatch):
    made = decide(text.id, text.body, "ab", "accept", [proposals[2]], [proposals[2]])
    assert json.loads(made.line())["claims"][0]["target"] is None


@pytest.mark.parametrize(("pushed", "state"), [(2, "stands"), (2.9, "stands"), (3.1, "look again")])
def test_a_negation_may_be_pushed_off_by_words_that_mean_nothing_but_not_far(text, make, pushed, state):
    claim = make("comment on the matter", sentence=4)
    Store.of(text.id, "ab").append(decide(text.id, text.body, "ab", "accept", [claim], [claim]))
    filler = ("very " * CONTEXT)[: round(pushed * CONTEXT) - len("Nobody else would ")]
    moved = replace(text, body=text.body.replace("Nobody else would", f"Nobody else {filler}would"))
    assert [found.partition(":")[0] for found in states(moved)] == [state]
