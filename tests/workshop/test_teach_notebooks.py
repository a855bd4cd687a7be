"""The built notebooks: learners' run with checks that fail in words, solutions run green, and no answer leaks."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from tests.workshop.conftest import SHIPPED, TEXTS
from traitlets.config import Config

from readout.workshop.build import author_notebook
from readout.workshop.build.build import Workshop
from readout.workshop.lesson.forms import Form


def run_together(folder: Path, kernels: Config) -> list[nbformat.NotebookNode]:
    """Run all notebooks of a folder one after the other in one kernel (starting six would take most of the time)."""
    notebooks = [nbformat.read(path, as_version=4) for path in sorted(folder.glob("*.ipynb"))]
    cells = [cell for notebook in notebooks for cell in notebook.cells]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    merged = nbformat.v4.new_notebook(cells=cells, metadata=notebooks[0].metadata)
    NotebookClient(merged, timeout=120, resources={"metadata": {"path": str(folder)}}, config=kernels).execute()
    return [cell for cell in merged.cells if cell.cell_type == "code"]


def said(cell: nbformat.NotebookNode) -> str:
    return "\n".join(str(output.get("data", {}).get("text/plain", "")) for output in cell.outputs)


def checks_of(cells: list[nbformat.NotebookNode]) -> list[tuple[str, str]]:
    return [(cell.source, said(cell)) for cell in cells if cell.source.startswith("lesson.check(")]


@pytest.mark.slow
def test_learners_notebooks_run_and_their_checks_fail_in_words(workshops: dict[str, Workshop], kernels: Config) -> None:
    cells = run_together(workshops[SHIPPED].folder / "learners", kernels)
    errors = [output for cell in cells for output in cell.outputs if output.output_type in ("error", "stream")]
    assert not errors
    checks = checks_of(cells)
    assert len(checks) == sum(len(lesson.exercises) for lesson in workshops[SHIPPED].lessons)
    assert all("Look again at these:" in words for _, words in checks)


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["solutions", "notes"])
def test_solutions_run_with_all_checks_green(workshops: dict[str, Workshop], kernels: Config, folder: str) -> None:
    cells = run_together(workshops[SHIPPED].folder / "instructor" / folder, kernels)
    if folder == "notes":
        # The instructor's notebook holds the learner's cells too: each exercise ends green.
        last = dict(checks_of(cells))
        refused = {source: words for source, words in last.items() if "all right" not in words}
    else:
        refused = {source: words for source, words in checks_of(cells) if "all right" not in words}
    assert not refused


@pytest.mark.parametrize("text", TEXTS)
def test_no_solution_leaks_into_a_learner_s_notebook(workshops: dict[str, Workshop], text: str) -> None:
    built = workshops[text]
    leaks = []
    for lesson in built.lessons:
        path = built.folder / "learners" / lesson.source.path.name
        held = path.read_text(encoding="utf-8")
        sources = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
        starts = "\n".join(cell.source for exercise in lesson.exercises for cell in exercise.all("start"))
        for exercise in lesson.exercises:
            for cell in exercise.all("solution") + exercise.all("nearly") + exercise.all("checker"):
                new = [line for line in cell.source.splitlines() if len(line) > 12 and line not in starts]
                leaks += [(exercise.id, line) for line in new if line in sources or json.dumps(line)[1:-1] in held]
    assert not leaks


@pytest.mark.parametrize("text", TEXTS)
def test_no_right_answer_stands_in_a_learner_s_notebook(workshops: dict[str, Workshop], text: str) -> None:
    """The words to be copied are in the text, which the notebook does not hold; examples on pages are another thing."""
    built = workshops[text]
    leaks = []
    for lesson in built.lessons:
        cells = nbformat.read(built.folder / "learners" / lesson.source.path.name, as_version=4).cells
        code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
        for exercise in lesson.exercises:
            asked = lesson.lesson.ask(exercise.id) if exercise.all("chooser") else None
            for row in asked.rows if isinstance(asked, Form) else []:
                leaks += [(exercise.id, answer) for answer in row.right if len(answer) > 3 and f'"{answer}"' in code]
    assert not leaks


def test_learners_notebooks_hold_no_hidden_data(workshops: dict[str, Workshop]) -> None:
    for path in (workshops[SHIPPED].folder / "learners").glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        assert set(notebook.metadata) == {"kernelspec", "language_info"}
        assert not any(cell.metadata or cell.get("outputs") or cell.get("attachments") for cell in notebook.cells)
        # Nothing packed either: no word is long enough to hold an answer in another spelling.
        assert not re.search(r"[A-Za-z0-9+/=]{60,}", path.read_text(encoding="utf-8"))


def test_authors_notebooks_are_committed_without_outputs(project: Path) -> None:
    for source in author_notebook.lessons(project / "notebooks" / "workshop"):
        notebook = nbformat.read(source.path, as_version=4)
        assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)


def test_the_same_text_gives_the_same_files(workshops: dict[str, Workshop], tmp_path: Path) -> None:
    import readout
    from readout.workshop.build.build import build

    text = TEXTS[1]
    again = build(readout.load(text), tmp_path / "again", pdf=False).folder
    first = workshops[text].folder

    def names_in(folder: Path) -> list[str]:
        # A coder's file is written by whoever did the exercises before this test.
        return sorted(
            str(path.relative_to(folder))
            for path in folder.rglob("*.*")
            if not path.name.startswith(("coding-", "my-"))
        )

    names = names_in(first)
    assert names == names_in(again)
    differing = [name for name in names if (first / name).read_bytes() != (again / name).read_bytes()]
    assert not differing
