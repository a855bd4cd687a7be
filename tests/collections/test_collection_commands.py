"""The commands for collections: what they print, and that bad input ends in one sentence."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from readout.cli import app, load_commands
from readout.collections import feed
from readout.collections.collection import Collection
from readout.errors import ReadoutError


@pytest.fixture
def run(annotated: Collection, monkeypatch: pytest.MonkeyPatch):
    load_commands()
    monkeypatch.setenv("READOUT_COLLECTIONS", str(annotated.folder.parent))

    def command(*arguments: str) -> str:
        result = CliRunner().invoke(app, list(arguments), standalone_mode=False)
        if result.exception:
            raise result.exception
        return result.output

    return command


def test_a_collection_is_shown_with_what_became_of_its_texts(run) -> None:
    assert "4 annotated" in run("collections", "small") and "small: 6 texts" in run("collections")


def test_a_run_that_has_nothing_to_do_says_so(run) -> None:
    assert "0 texts annotated, 0 claims; 6 were done before" in run("annotate", "--collection", "small", "--jobs", "1")


def test_sentences_are_what_is_asked_for(run) -> None:
    pytest.importorskip("duckdb", reason="DuckDB is not installed (the extra `collections`)")
    assert "We oppose all sanctions." in run("ask", "small", "--party", "TJK", "--stance", "opposes", "--format", "csv")


def test_counts_by_two_things(run) -> None:
    pytest.importorskip("duckdb", reason="DuckDB is not installed (the extra `collections`)")
    lines = run("ask", "small", "--show", "counts", "--by", "holder,year", "--format", "csv").splitlines()
    assert lines[0].startswith("holder,year,claims") and len(lines) == 5


def test_a_phrase_is_followed(run) -> None:
    said = run("phrase", "small", "sanctions")
    assert "First: 2015, Kenya" in said


def test_files_and_a_collection_at_once_are_refused(run) -> None:
    with pytest.raises(ReadoutError, match="either files or --collection"):
        run("annotate", "polyanskiy-tass", "--collection", "small")


def test_a_web_address_needs_fetch(run) -> None:
    with pytest.raises(ReadoutError, match="--fetch allows the network"):
        run("collect", "other", "https://example.org/t.csv")


def moved(*rows: tuple[str, int]) -> pd.DataFrame:
    table = [{"holder": who, "issue": "sanctions", "year": year, "before": 1.0, "after": 0.0} for who, year in rows]
    more = {"claims_before": 5, "claims_after": 5, "sure": True}
    return pd.DataFrame(table).assign(**more, claim_ids_before=[["a"]] * len(rows), claim_ids_after=[["b"]] * len(rows))


def test_the_feed_tells_what_is_new_and_keeps_the_days_of_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "moved.xml"
    feed.update(path, "some", moved(("Norland", 2010)), {"a": "We are for it."}, now="2025-01-01T00:00:00+00:00")
    new = feed.update(path, "some", moved(("Norland", 2010), ("Soland", 2012)), {}, now="2025-02-02T00:00:00+00:00")
    assert [title.split(" on ")[0] for title in new] == ["Soland"]
    times = [entry.text for entry in ET.parse(path).iter("{http://www.w3.org/2005/Atom}updated")]
    assert sorted(times) == ["2025-01-01T00:00:00+00:00", "2025-02-02T00:00:00+00:00", "2025-02-02T00:00:00+00:00"]


def test_a_notice_goes_nowhere_else(tmp_path: Path) -> None:
    with pytest.raises(ReadoutError, match="can take no notice"):
        feed.notify("carrier pigeon", "a", "b")
