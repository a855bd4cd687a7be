"""Only what changed is run again; a failure stays where it happened; the shelf tells the truth."""

import json
import os
import re
import signal
import threading

import pytest

from readout.errors import ReadoutError
from readout.reports import regenerate
from readout.reports.plan import plan
from readout.reports.run import processes
from readout.reports.shelf import publish


def names(result):
    return sorted(result.why)


def test_the_first_run_makes_the_whole_report(small) -> None:
    (result,) = small.run()
    assert result.status == "made"
    made = set(small.state())
    for name in ("index.html", "01_read.html", "changes.html", "changes.json", "ro-crate-metadata.json"):
        assert f"reports/one/{name}" in made
    for name in ("notebooks/01_read.ipynb", "notebooks/02_brief.ipynb", "tables/words.csv"):
        assert f"reports/one/{name}" in made


def test_a_second_run_has_nothing_to_do(small) -> None:
    small.run()
    before = small.state()
    (result,) = small.run()
    assert (result.status, result.why) == ("up to date", {})
    assert small.state() == before


def test_a_text_that_changed_runs_again(small) -> None:
    small.run()
    small.text("one", "He said that it snows, and he said it twice.\n")
    (result,) = small.run()
    assert result.why == {"01_read": "data/texts/one.md changed"}


def test_a_notebook_that_changed_runs_again_alone(small) -> None:
    small.run()
    small.fails("print('another way')")
    (result,) = small.run()
    assert result.why == {"02_brief": "the notebook changed"}


def test_a_new_time_stamp_changes_nothing(small) -> None:
    small.run()
    path = small.home / "data" / "texts" / "one.md"
    path.write_bytes(path.read_bytes())
    assert small.run()[0].status == "up to date"


def test_a_changed_codebook_runs_everything(small) -> None:
    small.run()
    (small.home / "data" / "codebook.yml").write_text("issues: [peace]\n")
    assert names(small.run()[0]) == ["01_read", "02_brief"]


def test_a_decision_on_the_text_runs_it_again_and_one_on_another_does_not(small) -> None:
    small.run()
    decisions = small.home / "data" / "annotations"
    (decisions / "two").mkdir(parents=True)
    (decisions / "two" / "ann.jsonl").write_text("{}\n")
    assert small.run()[0].status == "up to date"
    (decisions / "one").mkdir()
    (decisions / "one" / "ann.jsonl").write_text("{}\n")
    assert names(small.run()[0]) == ["01_read", "02_brief"]


def test_a_parameter_reaches_the_notebook_and_its_return_to_the_default_too(small) -> None:
    small.notebook("02_brief", ("parameters", 'text = "one"\nlimit = 10'), "print('limit', limit)")
    small.run()
    assert small.run(parameters=["limit=3"])[0].why["02_brief"] == "a parameter changed"
    assert "limit 3" in (small.reports / "one" / "index.html").read_text()
    small.run()
    assert "limit 10" in (small.reports / "one" / "index.html").read_text()


def test_only_runs_the_notebooks_named(small) -> None:
    small.run()
    (small.home / "data" / "codebook.yml").write_text("issues: [peace]\n")
    assert names(small.run(only=["02"])[0]) == ["02_brief"]


def test_a_missing_file_of_a_report_is_made_again(small) -> None:
    small.run()
    (small.reports / "one" / "tables" / "words.csv").unlink()
    assert small.run()[0].status == "made"
    assert (small.reports / "one" / "tables" / "words.csv").exists()


def test_a_failure_leaves_the_last_good_report_as_it_was(small) -> None:
    small.run()
    before = small.state()
    small.fails("1 / 0")
    (result,) = small.run()
    assert result.status == "failed"
    assert small.state() == before


def test_the_shelf_tells_a_failure_in_words_and_leads_to_it(small) -> None:
    small.run()
    small.fails("1 / 0")
    small.run()
    shelf = small.shelf()
    assert "Failed; the last good report stands" in shelf
    assert "ZeroDivisionError: division by zero" in shelf
    assert 'href="failures/one/index.html"' in shelf
    assert (small.reports / "failures" / "one" / "02_brief.ipynb").exists()


def test_the_last_good_report_is_marked_while_its_latest_run_failed(small) -> None:
    small.run()
    mark = '[data-report="one"] .standing'
    assert mark not in (small.reports / "standing.css").read_text()
    small.fails("1 / 0")
    small.run()
    assert mark in (small.reports / "standing.css").read_text()
    small.heals()
    small.run()
    assert mark not in (small.reports / "standing.css").read_text()


def test_a_run_that_goes_well_clears_the_failure(small) -> None:
    small.fails("1 / 0")
    small.run()
    assert "Failed; no report yet" in small.shelf()
    assert not (small.reports / "one").exists()
    small.heals()
    small.run()
    assert "Failed" not in small.shelf()
    assert not (small.reports / "failures" / "one").exists()


def test_a_failure_is_tried_again_though_nothing_changed(small) -> None:
    small.fails("1 / 0")
    small.run()
    assert small.run()[0].status == "failed"


def test_one_text_that_fails_stops_no_other(small) -> None:
    small.text("two")
    small.fails("assert text != 'one'")
    results = {result.text_id: result.status for result in small.run_all()}
    assert results == {"one": "failed", "two": "made"}


def test_a_text_that_cannot_be_read_is_a_failure_of_its_own(small) -> None:
    (small.home / "data" / "texts" / "broken.md").write_bytes(b"\xff\xfe\x00broken")
    results = {result.text_id: result.status for result in small.run_all()}
    assert results == {"one": "made", "broken": "failed"}


def test_the_same_inputs_give_the_same_pages_but_for_the_time_stamp(small) -> None:
    def pages():
        stamp = re.compile(r'<time class="made"[^>]*>[^<]*</time>|as of \d{4}-\d\d-\d\d \d\d:\d\d UTC')
        found = sorted(
            path for path in (small.reports / "one").rglob("*") if path.suffix in (".html", ".csv", ".ipynb")
        )
        return {path.name: stamp.sub("", path.read_text()) for path in found}

    small.run()
    first = pages()
    (result,) = small.run(force=True)
    assert result.status == "made"
    assert pages() == first


def test_a_second_run_waits_for_the_first_and_says_who_holds_the_folder(small) -> None:
    told = []
    with publish.held(small.reports):

        def second():
            with publish.held(small.reports, told.append):
                pass

        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()
    waiting.join(10)
    assert not waiting.is_alive()
    assert re.search(r"process \d+, since 20", told[0])


def test_an_interrupt_is_told_and_leaves_the_old_report(small) -> None:
    small.run()
    before = small.state()
    small.fails("import time\nprint('begun', flush=True)\ntime.sleep(60)")

    def interrupt(text, name, cell, cells):
        if name == "02_brief" and cell == cells:
            os.kill(os.getpid(), signal.SIGINT)

    plans = plan.plan(["one"], plan.notebooks(), {})
    (result,) = regenerate.regenerate(plans, regenerate.Settings(2), interrupt)
    assert result.status == "failed"
    assert result.failures == ["02_brief: was interrupted: the run was stopped."]
    assert small.state() == before
    assert not processes._alive


def test_the_record_of_a_failure_is_whole_json(small) -> None:
    small.fails("print('<script>alert(1)</script>')\n1 / 0")
    small.run()
    kept = json.loads((small.reports / "failures" / "one" / "failure.json").read_text())
    assert kept["last"] is None
    assert "&lt;script&gt;" in (small.reports / "failures" / "one" / "index.html").read_text()


@pytest.mark.parametrize("text_id", ["../out", "a/b", "failures", ".hidden", "schedules"])
def test_an_id_that_cannot_name_a_folder_is_refused(small, tmp_path, text_id) -> None:
    file = tmp_path / "file.md"
    file.write_text(f"---\nid: {text_id}\ntitle: t\nkind: account\n---\nHe said that it rains.\n")
    with pytest.raises(ReadoutError):
        small.run(str(file))
