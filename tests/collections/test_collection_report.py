"""The report of a collection: notebook 6 run by papermill, its page and feed, and what becomes of a run that fails."""

import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from readout import places
from readout.collections.collection import Collection
from readout.errors import ReadoutError, RunFailed
from readout.reports import of_collection

VALUES = {"phrase": "sanctions", "issue": "sanctions"}


@pytest.fixture(scope="module")
def home(annotated: Collection, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    pytest.importorskip("duckdb", reason="DuckDB is not installed (the extra `collections`)")
    folder = tmp_path_factory.mktemp("home")
    for name in ("data/texts", "notebooks"):
        (folder / name).mkdir(parents=True)
    shutil.copy(project / "data" / "codebook.yml", folder / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("READOUT_HOME", str(folder))
        patch.setenv("READOUT_COLLECTIONS", str(annotated.folder.parent))
        yield folder


@pytest.fixture(scope="module")
def made(home: Path) -> of_collection.Made:
    return of_collection.report("small", VALUES)


@pytest.fixture(scope="module")
def page(made: of_collection.Made) -> str:
    return (made.folder / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_page_takes_numbers_back_to_their_sentences(page: str) -> None:
    assert "We oppose all sanctions." in page and "Traceback" not in page


def test_every_table_of_the_page_is_a_file(made: of_collection.Made, page: str) -> None:
    there = {path.name for path in (made.folder / "tables").iterdir()}
    assert {"sides-taken.csv", "first-uses.csv", "ten-sentences.csv"} <= there and all(name in page for name in there)


def test_the_feed_of_who_moved_lies_beside_it(made: of_collection.Made) -> None:
    assert ET.parse(made.folder / of_collection.MOVED).getroot().tag.endswith("}feed")


def test_the_shelf_leads_to_it(made: of_collection.Made) -> None:
    assert 'href="collections/small/index.html"' in (places.reports() / "index.html").read_text(encoding="utf-8")


def test_nothing_is_run_where_nothing_changed(made: of_collection.Made) -> None:
    assert not of_collection.report("small", VALUES).new


def test_another_phrase_is_another_report(made: of_collection.Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_collection.run, "run", lambda *given: pytest.fail("ran"))
    with pytest.raises(pytest.fail.Exception, match="ran"):
        of_collection.report("small", {**VALUES, "phrase": "peace"})


def test_a_run_that_fails_leaves_the_last_report(made: of_collection.Made, home: Path) -> None:
    before = (made.folder / "index.html").read_bytes()
    broken = json.loads(places.collection_notebook().read_text(encoding="utf-8"))
    broken["cells"][2]["source"] = ["raise ValueError('no')"]
    own = home / "notebooks" / "collections" / "06_a_collection.ipynb"
    own.parent.mkdir()
    own.write_text(json.dumps(broken), encoding="utf-8")
    try:
        with pytest.raises(RunFailed, match="The last good report stays"):
            of_collection.report("small", VALUES)
    finally:
        own.unlink()
    assert (made.folder / "index.html").read_bytes() == before


def test_a_collection_that_is_not_there_is_one_sentence(home: Path) -> None:
    with pytest.raises(ReadoutError, match="No collection 'nowhere'"):
        of_collection.report("nowhere", {})
