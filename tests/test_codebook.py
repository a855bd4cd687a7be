"""The codebook: that it loads, that its codes find what they describe, and that a fault in it is told in a sentence."""

from pathlib import Path
from typing import Any

import pytest

from readout import codebook
from readout.errors import ReadoutError

BOOK = codebook.load()
CODE: dict[str, Any] = {
    "code": "tides",
    "label": "Tides",
    "definition": "Rise and fall of the sea.",
    "use_when": "Water rises.",
    "not_when": "Rivers flood.",
    "examples": ["The tide came in."],
    "terms": ["tide*"],
}


def made(*issues: dict[str, Any]) -> codebook.Codebook:
    return codebook.parse_codebook({"issues": list(issues), "themes": []}, "the codebook")


@pytest.mark.parametrize("code", BOOK.issues, ids=lambda code: code.code)
def test_each_example_of_an_issue_is_coded_with_it(code: codebook.Code) -> None:
    assert [example for example in code.examples if code.code not in BOOK.code_issues(example)] == []


@pytest.mark.parametrize("code", BOOK.themes, ids=lambda code: code.code)
def test_each_example_of_a_theme_is_coded_with_it(code: codebook.Code) -> None:
    assert [example for example in code.examples if code.code not in BOOK.code_themes(example)] == []


@pytest.mark.parametrize("code", [*BOOK], ids=lambda code: code.code)
def test_each_code_is_whole(code: codebook.Code) -> None:
    assert len(code.examples) >= 3 and code.definition.endswith(".") and code.not_when.endswith(".")


def test_best_code_comes_first() -> None:
    assert BOOK.code_issues("The summit needs preparation, the leaders agreed; no sanctions.")[0] == "summit"


def test_at_most_n_codes_are_given() -> None:
    assert len(BOOK.code_issues("Sanctions, a summit, grain and prisoners.", n=2)) == 2


def test_text_without_terms_has_no_code() -> None:
    assert BOOK.code_issues("It rained in the morning.") == []


def test_a_hint_alone_is_not_enough() -> None:
    assert made(CODE | {"hints": ["moon", "shore"]}).code_issues("The moon rose.") == []


def test_two_hints_together_are_enough() -> None:
    assert made(CODE | {"hints": ["moon", "shore"]}).code_issues("The moon over the shore.") == ["tides"]


def test_an_exception_bars_a_term_inside_it() -> None:
    assert made(CODE | {"exceptions": ["tide of refugees"]}).code_issues("A tide of refugees.") == []


def test_a_retired_code_is_no_longer_given() -> None:
    assert made(CODE | {"retired": "true"}).code_issues("The tide.") == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"label": None}, "label is missing"),
        ({"code": "Two Words"}, "small letters"),
        ({"colour": "red"}, "colour is not a field"),
        ({"terms": ["(tide"]}, "cannot be read"),
        ({"examples": []}, "examples is not right"),
    ],
)
def test_a_faulty_code_is_refused_with_its_place(change: dict[str, Any], sentence: str) -> None:
    entry = {key: value for key, value in (CODE | change).items() if value is not None}
    with pytest.raises(ReadoutError, match=f"issues number 1.*{sentence}"):
        made(entry)


def test_a_code_named_twice_is_refused() -> None:
    with pytest.raises(ReadoutError, match="'tides' twice"):
        made(CODE, CODE)


@pytest.mark.parametrize("content", ["", "issues: [", "- a", "issues: 1\nthemes: []", "\ud83d"])
def test_a_file_that_is_no_codebook_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "codebook.yml"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(ReadoutError, match=r"codebook\.yml"):
        codebook.load(path)


def test_table_has_one_row_a_code() -> None:
    assert list(BOOK.table()["code"]) == [code.code for code in BOOK]


def test_page_form_is_escaped() -> None:
    assert "<script" not in made(CODE | {"label": "<script>"})._repr_html_()
