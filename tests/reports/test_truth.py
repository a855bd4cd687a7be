"""The shelf tells the truth of the latest run, whatever happened to clocks, processes and the files a run rests on."""

import json
import os
from xml.etree import ElementTree

import pytest

from readout.reports import regenerate
from readout.reports.run import papermill_run


def test_a_failure_counts_although_the_clock_was_set_back(small) -> None:
    small.run()
    path = small.reports / "one" / "record.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "made": "2999-01-01T00:00:00+00:00"}))
    small.fails("1 / 0")
    small.run()
    assert "Failed; the last good report stands" in small.shelf()


def test_a_run_whose_process_cannot_start_is_lost_and_not_good(small, monkeypatch) -> None:
    small.run()

    def gone(*_):
        raise EOFError("unexpected EOF")

    monkeypatch.setattr(regenerate.run, "run", gone)
    (result,) = small.run(force=True)
    assert result.status == "failed" and "Failed; the last good report stands" in small.shelf()


def test_a_control_character_in_a_title_leaves_the_feed_whole(small) -> None:
    small.text("one", title="A \x07 title \x0b of \ufffe old")
    small.run()
    root = ElementTree.parse(small.reports / "feed.xml").getroot()
    assert "title" in root.findtext("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}title")


def test_everything_is_on_the_disk_before_a_report_has_its_place(small, monkeypatch) -> None:
    from readout.reports.shelf import publish

    small.run()
    events = []
    monkeypatch.setattr(publish, "flush", lambda path: events.append(path.name))
    real = publish._exchange
    monkeypatch.setattr(publish, "_exchange", lambda *both: events.append("swap") or real(*both))
    small.run(force=True)
    swap = events.index("swap")
    assert {"record.json", "index.html", "tables", "report"} <= set(events[:swap]) and events[swap + 1] == "reports"


def test_a_run_sees_the_decisions_as_they_were_when_it_began(small) -> None:
    decisions = small.home / "data" / "annotations" / "one" / "ab.jsonl"
    decisions.parent.mkdir(parents=True)
    decisions.write_text("first\n")
    reading = (
        "import os, pathlib\n"
        "seen = (pathlib.Path(os.environ['READOUT_ANNOTATIONS']) / 'one' / 'ab.jsonl').read_text()\n"
        "pathlib.Path('../data/annotations/one/ab.jsonl').write_text('second\\n')\n"
        "print(seen)"
    )
    small.fails(reading)
    small.run()
    page = (small.reports / "one" / "index.html").read_text()
    assert "first" in page and "second" not in page.split("<main", 1)[1].split("pathlib")[0]


def test_decisions_that_changed_during_a_run_make_it_stale(small) -> None:
    decisions = small.home / "data" / "annotations" / "one" / "ab.jsonl"
    decisions.parent.mkdir(parents=True)
    decisions.write_text("first\n")
    small.fails("open('../data/annotations/one/ab.jsonl', 'a').write('second\\n')")
    small.run()
    small.heals()
    assert "data/annotations/one/ab.jsonl changed" in small.run()[0].why.values()


@pytest.mark.skipif(os.name != "posix", reason="sockets of another kind")
def test_sockets_of_processes_that_are_gone_are_cleared(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(papermill_run, "_short_folder", lambda: str(tmp_path))
    (tmp_path / "readout-sockets-4194999-abc").mkdir()
    (tmp_path / f"readout-sockets-{os.getpid()}-abc").mkdir()
    papermill_run.clear_sockets()
    assert [path.name for path in tmp_path.iterdir()] == [f"readout-sockets-{os.getpid()}-abc"]
