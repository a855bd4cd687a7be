"""What a check says, whatever a learner hands over: always words, never a traceback and never only “wrong”."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import readout
from readout.errors import ReadoutError
from readout.texts.text import Text
from readout.workshop.lesson.forms import Form, Row, folded, judge, overlap, read_answers
from readout.workshop.lesson.lesson import NOTES, Lesson
from readout.workshop.lesson.material import Material
from readout.workshop.lesson.verdict import again, right

FRUIT = {"apple": "an apple", "pear": "a pear"}


def lesson(notes=None) -> Lesson:
    made = Lesson("x", Material(Text("t", "A text.", {}), [], [], {}, checked=False), notes)

    @made.chooser("x1")
    def ask(material):
        return Form(
            [Row("One", "Which fruit?", ("apple",), FRUIT), Row("Two", "Which words?", ("red",))], by_program=True
        )

    @made.checker("x1")
    def check(answers, form):
        return judge(form, answers, lambda row, chosen: f"Look at the skin of {chosen} again.")

    @made.checker("x2")
    def check_code(answer, asked):
        yield right("sum") if answer + 1 == 2 else again("sum", "Add the two numbers once more.")

    return made


def test_a_right_answer_passes() -> None:
    assert lesson().check("x1", {"One": "apple", "Two": "red"}).passed


def test_a_wrong_answer_is_told_where_to_look() -> None:
    verdict = lesson().check("x1", {"One": "pear", "Two": "red"})
    assert not verdict.passed
    assert "Look at the skin of pear again." in repr(verdict)


def test_empty_questions_are_named_and_counted() -> None:
    verdict = lesson().check("x1", {"One": "apple"})
    assert "1 of 2 right" in verdict.summary
    assert "Two" in repr(verdict)


def test_where_nobody_has_checked_the_key_the_verdict_says_so() -> None:
    assert "no person has checked" in repr(lesson().check("x1", {"One": "pear"}))
    assert "no person has checked" not in repr(lesson().check("x1", {"One": "apple", "Two": "red"}))


def test_a_point_without_words_is_the_author_s_mistake() -> None:
    with pytest.raises(ValueError, match="only that it is wrong"):
        again("a", " ")


def test_words_of_learners_do_not_become_html() -> None:
    html = lesson().check("x1", {"One": "<script>", "Two": "red"})._repr_html_()
    assert "<script>" not in html


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.none(),
        st.integers(),
        st.text(),
        st.lists(st.text()),
        st.dictionaries(st.one_of(st.text(), st.integers()), st.one_of(st.none(), st.text(), st.integers())),
    )
)
def test_whatever_is_handed_over_is_answered_in_words(answer: object) -> None:
    made = lesson()
    for exercise in ("x1", "x2", "x9"):
        verdict = made.check(exercise, answer)
        assert verdict.points
        assert all(point.right or point.words for point in verdict.points)
        assert verdict._repr_html_()


def test_answers_are_kept_over_a_restart(tmp_path) -> None:
    notes = tmp_path / NOTES.format("x")
    form = lesson(notes).ask("x1")
    form.widget()
    form.fill({"One": "pear", "Two": "red"})
    assert lesson(notes).ask("x1").answers == {"One": "pear", "Two": "red"}


@pytest.mark.parametrize(
    "held", ["not JSON", "[]", '{"x1": 3}', '{"x1": {"One": "plum", "Nine": "x"}}', '{"x1": {"Two": 7}}']
)
def test_a_spoiled_file_of_answers_is_no_answer(tmp_path, held: str) -> None:
    notes = tmp_path / NOTES.format("x")
    notes.write_text(held)
    assert lesson(notes).ask("x1").answers == {"One": None, "Two": None}


def test_a_form_takes_answers_by_key_only() -> None:
    with pytest.raises(ReadoutError, match="no question 'Nine'"):
        read_answers(lesson().ask("x1"), {"Nine": "apple"})


def test_quotation_marks_and_capitals_make_no_difference() -> None:
    assert folded("‘Completely  unacceptable’.") == folded("completely unacceptable")


@given(st.text(), st.text())
def test_shares_of_words_lie_between_none_and_all(one: str, other: str) -> None:
    assert all(0 <= share <= 1 for share in overlap(one, other))


def test_a_lesson_opens_for_authors_without_material(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    from readout.workshop import open_lesson

    assert open_lesson("a", readout.load("meloni-article-5-2025").path).given.text.id == "meloni-article-5-2025"
