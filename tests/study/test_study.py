"""A study: made, found, brought up to date, and what is no study told in a sentence."""

import json
import os
from pathlib import Path

import pytest

import readout
from readout import codebook, places
from readout.errors import ReadoutError
from readout.reviewing.decisions.decision import decide
from readout.reviewing.decisions.store import Store
from readout.study import layout, update
from readout.study.init import init
from readout.study.use import use


def parameters(study: Path) -> list[str]:
    found = []
    for path in sorted((study / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        found += ["".join(c["source"]) for c in cells if "parameters" in c["metadata"].get("tags", [])]
    return found


def test_what_is_made_is_a_study_of_its_own(study: Path) -> None:
    assert places.found() == places.Home(study, "study", "here")
    assert (places.texts(), places.annotations(), places.reports()) == (
        study / "texts",
        study / "annotations",
        study / "reports",
    )
    assert [text.id for text in readout.library()] == ["dam"]


def test_it_is_found_from_a_folder_inside(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(study / "notebooks")
    assert places.home() == study


def test_what_is_there_is_not_written_over(study: Path) -> None:
    (study / "codebook.yml").write_text(layout.EMPTY)
    (study / "annotations" / "README.md").unlink()
    assert init(study) == ["annotations/README.md"]
    assert (study / "codebook.yml").read_text() == layout.EMPTY


def test_the_choice_of_a_text_is_that_of_all_notebooks_and_no_change_of_theirs(study: Path) -> None:
    assert len(use("dam")) == 5
    assert all(cell.startswith('text = "dam"') for cell in parameters(study))
    assert update.plan(study) == []


def test_outside_a_study_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("READOUT_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    assert places.found().kind == "shipped"
    assert places.reports() == tmp_path / "readout-reports"
    with pytest.raises(ReadoutError, match="There is no study at"):
        places.own("a text")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda top: (top / "new").mkdir() or (top / "new" / "x").touch(), "has other things in it, such as x"),
        (lambda top: (top / "new").touch(), "is a file"),
        (lambda top: init(top), "would lie inside the study"),
    ],
)
def test_a_folder_that_is_somebody_elses_is_refused(tmp_path: Path, make: object, said: str) -> None:
    make(tmp_path)  # type: ignore[operator]
    with pytest.raises(ReadoutError, match=said):
        init(tmp_path / "new")


def test_a_new_repository_may_be_a_study(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text("Mine.\n")
    init(tmp_path)
    assert (tmp_path / "README.md").read_text() == "Mine.\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("schema = 99", "a study of layout 99, and this Readout knows layouts up to 1"),
        ("schema = 'a'", "says no whole number"),
        ("schema =", "cannot be read as TOML"),
    ],
)
def test_a_study_that_this_version_cannot_read_is_refused(study: Path, line: str, said: str) -> None:
    (study / places.STUDY).write_text(line + "\n")
    with pytest.raises(ReadoutError, match=said):
        readout.library()


@pytest.mark.parametrize("files", [["codebook.yml"], []])
def test_half_a_study_is_told_and_so_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: list[str]) -> None:
    for name in files:
        (tmp_path / name).touch()
    monkeypatch.setenv("READOUT_HOME", str(tmp_path))
    with pytest.raises(ReadoutError, match="half a study" if files else "is no study"):
        places.home()


def test_a_study_inside_another_is_named(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = study / "inner"
    inner.mkdir()
    (inner / places.STUDY).write_text("schema = 1\n")
    monkeypatch.chdir(inner)
    assert places.not_obvious() == f"Working on the study {inner}, which lies inside {study}; --study names another."


def test_a_study_of_an_older_layout_is_migrated_with_a_backup(study: Path) -> None:
    (study / places.STUDY).write_text("schema = 0\ncoder = 'ab'\n")
    backup = update.carry_out(study, update.plan(study))
    assert layout.settings(study)["coders"] == ["ab"]
    assert backup and (backup / places.STUDY).read_text() == "schema = 0\ncoder = 'ab'\n"


@pytest.fixture
def newer(study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A newer Readout, which has a notebook and two codes otherwise."""
    shipped = tmp_path / "newer"
    (shipped / "notebooks").mkdir(parents=True)
    (shipped / "data" / "texts").mkdir(parents=True)
    for path in layout.walk():
        words = path.read_text(encoding="utf-8").replace("import readout", "import readout  # newer")
        (shipped / "notebooks" / path.name).write_text(words, encoding="utf-8")
    book = (places.shipped() / "data" / "codebook.yml").read_text(encoding="utf-8")
    book = book.replace("label: Foreign forces", "label: Forces of others")
    book = book.replace("label: Security guarantees", "label: Guarantees")
    (shipped / "data" / "codebook.yml").write_text(book, encoding="utf-8")
    monkeypatch.setattr(places, "shipped", lambda: shipped)
    return study


def test_an_update_renews_what_was_left_alone(newer: Path) -> None:
    update.carry_out(newer, update.plan(newer))
    assert "# newer" in (newer / "notebooks" / "01_load_the_statement.ipynb").read_text(encoding="utf-8")
    assert "label: Guarantees" in (newer / "codebook.yml").read_text(encoding="utf-8")
    assert update.plan(newer) == []


def test_an_update_keeps_what_was_changed(newer: Path) -> None:
    notebook, book = newer / "notebooks" / "01_load_the_statement.ipynb", newer / "codebook.yml"
    notebook.write_text(notebook.read_text(encoding="utf-8").replace("import readout", "import readout  # mine"))
    book.write_text(book.read_text(encoding="utf-8").replace("label: Foreign forces", "label: My forces"))
    update.carry_out(newer, update.plan(newer))
    assert "# mine" in notebook.read_text(encoding="utf-8")
    assert "# newer" in (newer / "notebooks" / "new" / notebook.name).read_text(encoding="utf-8")
    merged = book.read_text(encoding="utf-8")
    assert "label: My forces" in merged and "label: Guarantees" in merged


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_study_is_told_before_anything_is_begun(study: Path) -> None:
    study.chmod(0o500)
    with pytest.raises(ReadoutError, match="is read-only for you"):
        update.check_writable(study)


def test_a_codebook_of_a_newer_layout_is_refused(study: Path) -> None:
    path = study / "codebook.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("# Layout 1 of", "# Layout 2 of"), encoding="utf-8")
    with pytest.raises(ReadoutError, match="is of layout 2, and this Readout reads codebooks up to layout 1"):
        codebook.load()


def test_decisions_carry_their_layout_and_those_of_a_newer_one_are_not_read(study: Path) -> None:
    store = Store.of("dam", "ab")
    store.append(decide("dam", "He said no.", "ab", "note", comment="One."))
    words = store.path.read_text(encoding="utf-8")
    assert len(store.read().decisions) == 1 and '"schema": 1' in words
    store.path.write_text(words.replace('"schema": 1', '"schema": 2'), encoding="utf-8")
    kept = store.read()
    assert kept.decisions == [] and "is of layout 2" in kept.trouble[0]
