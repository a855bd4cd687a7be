"""Decisions on the disk: safe, whole, and nobody's overwritten."""

import errno
import os
import threading

import pytest

from readout.errors import ReadoutError, RunFailed
from readout.reviewing.decisions.decision import Decision, decide
from readout.reviewing.decisions.store import Store, check_coder, chosen, coders


@pytest.fixture
def one(text, proposals) -> Decision:
    return decide(text.id, text.body, "ab", "accept", [proposals[1]], [proposals[1]], comment="sure of it")


def test_what_is_written_is_read(home, one):
    store = Store.of("letter", "ab")
    store.append(one)
    assert store.read().decisions == [one]


def test_the_file_says_what_it_is(home, one):
    store = Store.of("letter", "ab", role="example", note="made for teaching")
    store.append(one)
    assert store.read().about == {"coder": "ab", "text_id": "letter", "role": "example", "note": "made for teaching"}


def test_one_line_a_decision(home, one, text):
    store = Store.of("letter", "ab")
    store.append(one, decide(text.id, text.body, "ab", "withdraw", withdraws=one.id))
    assert len(store.path.read_text().splitlines()) == 3


def test_a_decision_taken_back_is_not_active(home, one, text):
    store = Store.of("letter", "ab")
    store.append(one)
    store.append(decide(text.id, text.body, "ab", "withdraw", withdraws=one.id))
    assert store.read().active == []


def test_a_line_sent_twice_counts_once(home, one):
    store = Store.of("letter", "ab")
    store.append(one)
    store.append(one)
    assert store.read().decisions == [one]


def test_a_torn_last_line_is_told_and_kept_apart(home, one, text):
    store = Store.of("letter", "ab")
    store.append(one)
    with store.path.open("a") as file:
        file.write('{"id":"half')
    after = decide(text.id, text.body, "ab", "withdraw", withdraws=one.id)
    store.append(after)
    kept = store.read()
    assert kept.decisions == [one, after]
    assert len(kept.trouble) == 1 and "line 3" in kept.trouble[0]


def test_a_line_that_is_no_decision_is_told(home, one):
    store = Store.of("letter", "ab")
    store.append(one)
    with store.path.open("a") as file:
        file.write('{"id": "abcd", "action": "dance", "coder": "ab", "text_id": "letter", "body": "x"}\n')
    assert "action" in store.read().trouble[0]


def test_lines_of_two_branches_merge_in_the_order_of_their_times(home, one, text):
    store = Store.of("letter", "ab")
    later = decide(text.id, text.body, "ab", "withdraw", withdraws=one.id)
    store.append(later)
    store.append(one)
    assert store.read().decisions == [one, later]


def test_many_writers_lose_nothing(home, text, proposals):
    def write(coder: int) -> None:
        for _ in range(10):
            Store.of("letter", "ab").append(
                decide(text.id, text.body, "ab", "note", [proposals[0]], comment=str(coder))
            )

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = Store.of("letter", "ab").read()
    assert len(kept.decisions) == 60 and not kept.trouble


def test_a_full_disk_says_so_and_leaves_the_file_as_it_was(home, one, monkeypatch):
    store = Store.of("letter", "ab")
    store.append(one)
    before = store.path.read_bytes()
    write = os.write

    def half(file: int, data: bytes) -> int:
        if len(data) < 20:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(file, data[: len(data) // 2])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(RunFailed, match="no space left"):
        store.append(one.model_copy(update={"id": "another1"}))
    assert store.path.read_bytes() == before


@pytest.mark.parametrize("name", ["", "annotator", "a/b", "..", "a b", "x" * 41, "-a"])
def test_names_that_are_no_coder_are_refused(name):
    with pytest.raises(ReadoutError):
        check_coder(name)


def test_a_text_id_cannot_leave_the_folder(home):
    with pytest.raises(ReadoutError):
        Store.of("../elsewhere", "ab")


def test_examples_are_not_chosen_unless_named(home, one):
    Store.of("letter", "ab").append(one)
    Store.of("letter", "shown", role="example").append(one)
    assert list(chosen("letter", None, ("coder",))) == ["ab"]
    assert list(chosen("letter", "shown", ("coder",))) == ["shown"]
    assert list(coders("letter")) == ["ab", "shown"]


def test_a_coder_who_decided_nothing_is_named_in_the_error(home, one):
    Store.of("letter", "ab").append(one)
    with pytest.raises(ReadoutError, match="'xy' on letter; there are ab"):
        chosen("letter", ["xy"], ("coder",))
