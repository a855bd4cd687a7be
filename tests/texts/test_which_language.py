"""What language a text is taken for, and when that stays open."""

import pytest

from readout.texts.which_language import ENOUGH, Language, language_of, name_of

ENGLISH = "The talks go on and the guns are silent on the border."


def test_a_sentence_that_leaves_no_doubt_has_a_language_and_its_name() -> None:
    found = language_of(ENGLISH)
    assert (found.code, found.name, found.known) == ("en", "English", True)
    assert 0.98 < found.confidence < 1 and found.confidence == round(found.confidence, 3)


@pytest.mark.parametrize("body", ["La paz es posible si callan las armas en la frontera.", "He said it", ""])
def test_a_doubtful_text_in_latin_script_has_none(body: str) -> None:
    found = language_of(body)
    assert (found.code, found.name, found.known) == ("und", "unknown", False)
    assert found.confidence < 0.8 and found.confidence == round(found.confidence, 3)


def test_another_script_rules_english_out_however_short() -> None:
    assert language_of("Мы за мир") == Language("ru", "Russian", 0.515)
    assert language_of("Москва и Kyiv Paris London").code == "und", "most of its letters are Latin"
    assert language_of("Мир Kya").code == "und", "half of its letters are Latin"


def test_what_follows_enough_characters_changes_nothing() -> None:
    body = (ENGLISH + " ") * 400
    assert language_of(body[:ENOUGH] + "Мы за мир " * 5000) == language_of(body[:ENOUGH])


@pytest.mark.parametrize(
    ("code", "name"), [("fr", "French"), ("pt-BR", "Portuguese"), ("ZH_hant", "Chinese"), ("q0", "q0")]
)
def test_a_code_has_the_name_of_its_language(code: str, name: str) -> None:
    assert name_of(code) == name
