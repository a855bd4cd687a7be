"""The five notebooks: as files that learners open, and as programs that run for any text."""

import ast
import json
from pathlib import Path

import pytest
from running import cells, run, tags

WALK = (
    "01_load_the_statement",
    "02_annotate_the_claims",
    "03_compare_the_texts",
    "04_chart_the_themes",
    "05_brief",
)
NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
#: Texts of every odd kind that a user may name; what they say is made up.
KINDS = {
    "speech.md": "---\nkind: verbatim\nspeaker: Ana Silva\nparty: Portugal\ndate: 2024-05-01\nlanguage: en\n---\n"
    "We reject any use of force against our neighbours. We will support a ceasefire if both sides withdraw.\n",
    "bare.txt": "The minister said that talks would go on. She rejected the plan for foreign troops as ‘a mistake’.\n",
    "nothing.txt": "A list of ports and the weather there on a Monday morning in the spring of the year.\n",
    "word.txt": "Peace\n",
    "hostile.md": '---\ntitle: "<script>alert(1)</script>"\nkind: account\nspeaker: "<b>Bob</b> Neil"\n---\n'
    "Neil said the <script>alert(1)</script> “plan” would be rejected unless </script> it stopped.\n",
}


@pytest.fixture(params=WALK)
def notebook(request: pytest.FixtureRequest) -> Path:
    return NOTEBOOKS / f"{request.param}.ipynb"


def test_holds_no_outputs(notebook: Path) -> None:
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(notebook))


def test_runs_on_any_kernel_named_python3(notebook: Path) -> None:
    assert json.loads(notebook.read_text())["metadata"]["kernelspec"]["name"] == "python3"


def test_parameters_are_plain_literals(notebook: Path) -> None:
    (cell,) = [cell for cell in cells(notebook) if "parameters" in tags(cell)]
    for statement in ast.parse(cell["source"]).body:
        assert isinstance(statement, ast.Assign)
        ast.literal_eval(statement.value)


def test_code_cells_have_three_lines_at_most(notebook: Path) -> None:
    for cell in cells(notebook):
        assert len(ast.parse(cell["source"]).body) <= 3, cell["source"]


def test_imports_nothing_but_readout(notebook: Path) -> None:
    for cell in cells(notebook):
        for node in ast.walk(ast.parse(cell["source"])):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            assert set(names) <= {"readout"}


def test_opens_with_a_question_and_ends_with_the_readers_turn(notebook: Path) -> None:
    said = [cell["source"] for cell in cells(notebook, "markdown")]
    assert "?**" in said[0]
    assert all(word in said[0] for word in ("You will learn", "Time", "You need"))
    assert "## Your turn" in said[-1]


def test_links_lead_to_notebooks_that_are_there(notebook: Path) -> None:
    import re

    said = " ".join(cell["source"] for cell in cells(notebook, "markdown"))
    assert all((NOTEBOOKS / name).is_file() for name in re.findall(r"\]\(([^)#:]+)\)", said))


@pytest.mark.parametrize("kind", KINDS)
def test_runs_for_every_kind_of_text(kind: str, tmp_path: Path) -> None:
    file = tmp_path / kind
    file.write_text(KINDS[kind], encoding="utf-8")
    # Neighbours are looked for once only: that takes a second or two.
    with_others = {} if kind == "speech.md" else {"compare_with": "istanbul-communique-2022"}
    for name in WALK:
        for output in run(NOTEBOOKS / f"{name}.ipynb", text=str(file), **with_others):
            assert "<script>alert" not in str(output["data"].get("text/html", "")) + output["data"].get(
                "image/svg+xml", ""
            )


@pytest.mark.parametrize("text", ["polyanskiy-tass", "north-atlantic-treaty-1949"])
def test_a_report_run_writes_the_tables_and_figures(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_OUTPUT", str(tmp_path))
    for name in WALK:
        run(NOTEBOOKS / f"{name}.ipynb", text=text)
    made = {path.stem for path in (tmp_path / "tables").glob("*.parquet")}
    assert {"claims", "sentences", "brief", "voices", "claims-by-act", "issues-by-actor", "guarantees"} <= made
    assert {path.stem for path in (tmp_path / "figures").glob("*.svg")} >= {"voices", "issues-by-actor"}
