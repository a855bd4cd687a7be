"""The codebook edited: what a change does to decisions is seen first, and every change can be undone."""

import difflib

import pytest

from readout import codebook
from readout.errors import ReadoutError
from readout.reviewing.codebook_editor.editor import codes
from readout.reviewing.decisions.apply import fold
from readout.reviewing.decisions.decision import decide
from readout.reviewing.decisions.store import Store


@pytest.fixture
def book(home):
    return codes()


@pytest.fixture
def kept(book, text, make):
    """A decision on a claim about foreign forces."""
    claim = make("a plan exists", source="Her deputy", cue="denied", issues=["foreign-forces", "summit"])
    store = Store.of(text.id, "ab")
    store.append(decide(text.id, text.body, "ab", "add", [], [claim]))
    return store.read()


PART = {
    "definition": "Some of it.",
    "use_when": "Some of it is meant.",
    "not_when": "All of it is meant.",
    "examples": ["Some soldiers came."],
    "terms": ["some soldiers"],
}


def changed_lines(before: str, after: str) -> list[str]:
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


def test_nothing_is_written_before_it_is_applied(book):
    before = book.path.read_bytes()
    book.rename("foreign-forces", "foreign-troops")
    assert book.path.read_bytes() == before


def test_a_rename_changes_its_own_lines_and_no_comment(book):
    before = book.path.read_text()
    book.rename("foreign-forces", "foreign-troops", "Foreign troops").apply()
    assert changed_lines(before, book.path.read_text()) == [
        "- - code: foreign-forces",
        "+ - code: foreign-troops",
        "-   label: Foreign forces",
        "+   label: Foreign troops",
        "+   formerly:",
        "+   - foreign-forces",
    ]


def test_decisions_follow_a_rename(book, kept, body):
    book.rename("foreign-forces", "foreign-troops").apply()
    assert fold(body, [], kept, lambda at: 0).standing[0].claim.issues == ["foreign-troops", "summit"]


def test_decisions_follow_two_renames(book, kept, body):
    book.rename("foreign-forces", "foreign-troops").apply()
    book.rename("foreign-troops", "troops-abroad").apply()
    assert fold(body, [], kept, lambda at: 0).standing[0].claim.issues == ["troops-abroad", "summit"]


def test_the_effect_on_decisions_is_shown_first(book, kept):
    effect = book.merge(["foreign-forces"], into="summit").effect
    assert effect[["coder", "before", "after"]].values.tolist() == [["ab", "foreign-forces, summit", "summit"]]


def test_merged_codes_give_their_terms(book):
    terms = set(book.codes["foreign-forces"].terms)
    book.merge(["foreign-forces"], into="summit").apply()
    assert terms <= set(book.codes["summit"].terms) and "foreign-forces" not in book.codes


def test_decisions_follow_a_merge_into_one_code(book, kept, body):
    book.merge(["foreign-forces"], into="summit").apply()
    assert fold(body, [], kept, lambda at: 0).standing[0].claim.issues == ["summit"]


def test_a_split_retires_the_code_and_keeps_decisions(book, kept, body):
    parts = [{"code": f"forces-{name}", "label": name, **PART} for name in ("land", "sea")]
    change = book.split("foreign-forces", parts)
    assert change.effect["after"].item().startswith("foreign-forces (retired: choose forces-land or forces-sea)")
    change.apply()
    assert book.codes["foreign-forces"].retired and "forces-sea" in book.codes
    assert fold(body, [], kept, lambda at: 0).standing[0].claim.issues == ["foreign-forces", "summit"]


def test_a_retired_code_is_given_no_more(book):
    sentence = "The ministry rejects any deployment of foreign troops."
    assert "foreign-forces" in codebook.load().code_issues(sentence)
    book.retire("foreign-forces").apply()
    assert "foreign-forces" not in codebook.load().code_issues(sentence)


def test_an_added_code_is_there(book):
    book.add("weather", label="Weather", **PART).apply()
    assert book.codes["weather"].label == "Weather"


def test_every_change_can_be_undone_and_made_again(book):
    states = [book.path.read_bytes()]
    for change in (
        lambda: book.add("weather", label="Weather", **PART),
        lambda: book.rename("weather", "sky"),
        lambda: book.merge(["sky"], into="summit"),
        lambda: book.retire("summit"),
    ):
        change().apply()
        states.append(book.path.read_bytes())
    for state in reversed(states[:-1]):
        book.undo()
        assert book.path.read_bytes() == state
    for state in states[1:]:
        book.redo()
        assert book.path.read_bytes() == state


def test_a_change_that_makes_no_codebook_is_refused(book):
    with pytest.raises(ReadoutError, match="terms"):
        book.add("weather", label="Weather", **{**PART, "terms": []})


def test_a_file_changed_meanwhile_is_not_written_over(book):
    change = book.rename("foreign-forces", "foreign-troops")
    book.path.write_text(book.path.read_text() + "# a remark\n")
    with pytest.raises(ReadoutError, match="changed by somebody else"):
        change.apply()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda book: book.rename("nothing", "something"),
        lambda book: book.rename("foreign-forces", "summit"),
        lambda book: book.rename("summit", "summit"),
        lambda book: book.merge(["summit"], into="summit"),
        lambda book: book.split("summit", ["one", "two"]),
        lambda book: book.split("summit", [{"code": "one"}]),
        lambda book: book.add("summit", label="x", **PART),
        lambda book: book.undo(),
    ],
)
def test_what_makes_no_sense_is_refused(book, wrong):
    with pytest.raises(ReadoutError):
        wrong(book)


def test_a_former_name_is_not_given_to_another_code(book):
    book.rename("foreign-forces", "foreign-troops").apply()
    with pytest.raises(ReadoutError, match="former name of 'foreign-troops'"):
        book.add("foreign-forces", label="x", **PART)


def test_a_code_can_be_given_its_former_name_again(book, kept, body):
    book.rename("foreign-forces", "foreign-troops").apply()
    book.rename("foreign-troops", "foreign-forces").apply()
    assert fold(body, [], kept, lambda at: 0).standing[0].claim.issues == ["foreign-forces", "summit"]


def test_a_change_is_not_undone_under_decisions_that_rest_on_it(book, text, make):
    book.add("weather", label="Weather", **PART).apply()
    claim = make("a plan exists", source="Her deputy", cue="denied", issues=["weather"])
    Store.of(text.id, "ab").append(decide(text.id, text.body, "ab", "add", [], [claim]))
    with pytest.raises(ReadoutError, match="'weather' is in 1 decision made since"):
        book.undo()


def test_a_rename_is_undone_although_there_are_decisions_of_before(book, kept):
    before = book.path.read_bytes()
    book.rename("foreign-forces", "foreign-troops").apply()
    book.undo()
    assert book.path.read_bytes() == before


def test_a_hostile_label_is_shown_as_its_letters(book):
    book.rename("summit", "summit", "<img src=x onerror=alert(1)>").apply()
    assert "<img" not in book._repr_html_() and "&lt;img" in book._repr_html_()


def test_a_report_shows_the_codes_and_no_way_to_edit_them(book, monkeypatch):
    monkeypatch.setenv("READOUT_OUTPUT", "somewhere")
    assert "foreign-forces" in book._repr_html_() and ".rename" not in book._repr_html_()
