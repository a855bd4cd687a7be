"""The codebook: that it loads, that its codes find what they describe, and that a fault in it is told in a sentence."""

from pathlib import Path
from typing import Any

import pytest

from readout import codebook
from readout.errors import ReadoutError
from readout.texts.text import Text

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


def test_a_term_and_a_hint_weigh_more_than_a_term() -> None:
    book = made(CODE | {"hints": ["moon"]}, CODE | {"code": "storms", "terms": ["storm*"]})
    found = book.find_issues("A storm, then the moon and the tides.")
    assert [(item.code, item.weight) for item in found] == [("tides", 1.5), ("storms", 1.0)]


def test_of_equal_weight_what_stands_first_comes_first() -> None:
    book = made(CODE, CODE | {"code": "storms", "terms": ["storm*"]})
    assert book.code_issues("The storm and the tide.") == ["storms", "tides"]


def test_a_term_counts_once_however_often_it_stands() -> None:
    (found,) = made(CODE).find_issues("Tide after tide.")
    assert found.weight == 1 and [match.start for match in found.matches] == [0, 11]


def test_the_longer_of_two_findings_speaks() -> None:
    (found,) = made(CODE | {"terms": ["tide*", "spring tide*"]}).find_issues("The spring tides came.")
    assert [match.term for match in found.matches] == ["spring tide*"] and found.weight == 1


def test_it_says_how_many_codes_it_has() -> None:
    assert repr(made(CODE)) == "Codebook(1 issues, 0 themes)"


def test_what_speaks_for_a_code_is_weighed_though_it_be_not_enough() -> None:
    (found,) = made(CODE | {"hints": ["moon"]}).weigh("The moon rose.")
    assert (found.code, found.weight, found.words("The moon rose.")) == ("tides", 0.5, "“moon”")


def test_nearness_in_meaning_tells_two_uses_of_a_word_apart() -> None:
    passages = ["The current came in over the beach.", "The current minister of finance resigned."]
    sea = CODE | {"terms": ["current*"], "examples": ["Waves break on the rocks below the beach."]}
    near, far = made(sea).nearness(passages, ["tides", "tides"])
    assert near > 0.2 > far


@pytest.mark.parametrize(
    ("more", "passage"),
    [
        ({"terms": ["spring tide"]}, "The spring tide of his career."),
        ({"terms": ["tide & career"]}, "The tide of his career."),
        ({"hints": ["career"]}, "The tide of his career."),
    ],
)
def test_what_rests_on_more_than_a_word(more: dict[str, Any], passage: str) -> None:
    (found,) = made(CODE | more).weigh(passage)
    assert not found.rests_on_a_word


def test_the_codes_of_paragraphs_say_where_and_by_which_words() -> None:
    book = codebook.parse_codebook({"issues": [CODE], "themes": [CODE | {"code": "sea", "terms": ["sea*"]}]}, "it")
    text = Text("letter", "It rained.\n\nTide and tides, at sea.")
    for given in (text, [text]):
        rows = book.code_paragraphs(given).drop(columns="reference").to_dict("records")
        assert [tuple(row.values()) for row in rows] == [
            ("letter", 1, 12, 35, "issues", "tides", 1.0, ["Tide", "tides"]),
            ("letter", 1, 12, 35, "themes", "sea", 1.0, ["sea"]),
        ]


def test_an_old_name_is_read_as_todays_and_an_unknown_one_stays() -> None:
    book = made(CODE | {"formerly": ["waters", "floods"]})
    assert book.current(["floods", "tides", "waters", "weather"]) == ["tides", "weather"]


def test_a_code_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(ReadoutError, match="No code 'tide' in the codebook; it has tides"):
        made(CODE)["tide"]


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


def test_the_table_tells_which_code_is_retired_and_not_what_it_was() -> None:
    table = made(CODE | {"formerly": ["waters"]}, CODE | {"code": "floods", "retired": "true"}).table()
    assert table["retired"].tolist() == [False, True] and table["list"].tolist() == ["issues", "issues"]
    assert "formerly" not in table and table.columns.tolist().count("retired") == 1


def test_a_file_larger_than_any_codebook_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "codebook.yml"
    path.write_text("issues: []\nthemes: []\n# " + "x" * 5_000_000)
    with pytest.raises(ReadoutError, match="more than 5 MB"):
        codebook.load(path)


def test_the_line_of_what_is_no_yaml_is_counted_from_one(tmp_path: Path) -> None:
    path = tmp_path / "codebook.yml"
    path.write_text("issues: []\nthemes: ]\n")
    with pytest.raises(ReadoutError, match="as YAML in line 2;"):
        codebook.load(path)


def test_page_form_is_escaped() -> None:
    assert "<script" not in made(CODE | {"label": "<script>"})._repr_html_()
