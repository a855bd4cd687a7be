"""verify, watch, send, and the words and statuses of the command line."""

import json
import os
import subprocess
import sys
import zipfile

import pytest

from readout.errors import ReadoutError
from readout.reports import regenerate
from readout.reports.pages import pdf_and_zip
from readout.reports.plan import watch
from readout.reports.run.run import Limits
from readout.reports.shelf import verify


def again(small):
    return verify.verify(small.reports / "one", 2, Limits(60, None), lambda *_: None)


def test_a_report_that_comes_out_the_same_is_verified(small) -> None:
    small.run()
    verdict = again(small)
    assert (verdict.same, verdict.differing, verdict.changed) == (1, [], [])


def test_a_table_that_was_altered_is_found(small) -> None:
    small.run()
    (small.reports / "one" / "tables" / "words.csv").write_text("text,words\none,999\n")
    verdict = again(small)
    assert verdict.differing == ["tables/words.csv comes out otherwise"]
    assert "tables/words.csv was altered" in verdict.changed


def test_files_are_held_against_their_hashes_without_a_run(small) -> None:
    small.run()
    page = small.reports / "one" / "index.html"
    page.write_text(page.read_text().replace("brief", "brisk", 1))
    (small.reports / "one" / "changes.json").unlink()
    (small.reports / "one" / "more.html").write_text("")
    done = small.command("verify", "--files")
    assert done.returncode == 1
    assert [line.split(": ", 1)[1] for line in done.stderr.splitlines()] == [
        "one: changes.json is missing",
        "one: index.html was altered",
        "one: more.html was added",
    ]


def test_whole_files_are_verified_without_a_run(small) -> None:
    small.run()
    done = small.command("verify", "one", "--files")
    assert (done.returncode, done.stderr) == (0, "") and "Verified: 1 report" in done.stdout


def test_an_input_that_changed_since_is_named(small) -> None:
    small.run()
    small.text("one", "He said that it snows, and more.\n")
    verdict = again(small)
    assert not verdict.well
    assert verdict.changed == ["data/texts/one.md has changed since"]


def test_a_folder_that_is_no_report_is_refused(small, tmp_path) -> None:
    with pytest.raises(ReadoutError, match="is no report"):
        verify.verify(tmp_path, 1, Limits(), lambda *_: None)


def test_texts_put_into_a_folder_become_reports(small, tmp_path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    front = "---\nid: {0}\ntitle: {0}\nkind: account\n---\nHe said that it rains.\n"
    (inbox / "first.md").write_text(front.format("first"))
    (inbox / "notes.xyz").write_text("no text")

    def come():
        (inbox / "second.md").write_text(front.format("second"))
        (inbox / "broken.md").write_bytes(b"\xff\xfe\x00")
        yield [inbox / "second.md", inbox / "broken.md"]

    told, made = [], []
    watch.watch(inbox, regenerate.Settings(2), told.append, made.extend, come())
    assert [(result.text_id, result.status) for result in made] == [("first", "made"), ("second", "made")]
    assert len(told) == 1
    assert "broken.md" in told[0]


@pytest.fixture
def inbox(small, tmp_path):
    """A folder that is watched, with one text, and a function that takes in what is there."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "open.md").write_text("---\nid: open\nkind: account\n---\nHe said that it rains.\n")

    def take_in():
        told, made = [], []
        watch.watch(folder, regenerate.Settings(2), told.append, made.extend, [])
        return [result.text_id for result in made], told

    return folder, take_in


def test_a_link_in_a_watched_folder_is_not_followed(inbox, tmp_path) -> None:
    folder, take_in = inbox
    (tmp_path / "elsewhere.md").write_text("Somebody said that it snows.\n")
    (folder / "link.md").symlink_to(tmp_path / "elsewhere.md")
    made, told = take_in()
    assert made == ["open"] and "link.md is a link" in told[0]


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_what_only_its_owner_may_read_is_not_published(inbox) -> None:
    folder, take_in = inbox
    (folder / "private.md").write_text("Somebody said that it snows.\n")
    (folder / "private.md").chmod(0o600)
    made, told = take_in()
    assert made == ["open"] and "private.md may be read by its owner alone" in told[0]


def test_a_watched_file_cannot_take_over_the_report_of_another_text(small, inbox) -> None:
    folder, take_in = inbox
    small.run()
    published = small.state()
    (folder / "open.md").write_text("---\nid: one\nkind: account\n---\nHe said the opposite.\n")
    made, told = take_in()
    assert (made, small.state()) == ([], published) and "has the id 'one' of" in told[0]


def test_a_zip_holds_the_whole_report_and_is_the_same_each_time(small) -> None:
    small.run()
    packed = pdf_and_zip.archive(small.reports / "one")
    first = packed.read_bytes()
    names = set(zipfile.ZipFile(packed).namelist())
    assert {f"one/{name.removeprefix('reports/one/')}" for name in small.state()} == names
    assert pdf_and_zip.archive(small.reports / "one").read_bytes() == first


def test_the_pdf_has_every_page_of_the_report(small, chromium) -> None:
    from pypdf import PdfReader

    small.run()
    pages = {small.reports / "one" / "01_read.html": "Read", small.reports / "one" / "index.html": "The brief"}
    pdf_and_zip.print_pdf(pages, small.home / "report.pdf", "The text one")
    reader = PdfReader(small.home / "report.pdf")
    assert [entry.title for entry in reader.outline] == ["The brief", "Read"]
    assert "The text one" in reader.pages[0].extract_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["report", "nowhere"], "nowhere"),
        (["report", "-p", "limt=3"], "did you mean limit?"),
        (["report", "one", "--all"], "not both"),
        (["report", "--only", "09"], "01_read, 02_brief"),
        (["verify", "nothing"], "is no report"),
        (["verify", "nothing", "--files"], "is no report"),
        (["verify"], "--files"),
    ],
)
def test_bad_use_is_one_sentence_and_status_2(small, arguments, words) -> None:
    done = small.command(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_the_summary_for_people_for_programs_and_for_cron(small) -> None:
    small.run()
    assert small.command("report", "one").stdout.splitlines()[-1].startswith("Up to date: ")
    summary = json.loads(small.command("report", "one", "--json").stdout)
    assert (summary["made"], summary["up_to_date"], summary["failed"]) == (0, 1, 0)
    quiet = small.command("report", "one", "--quiet")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    small.fails("1 / 0")
    failed = small.command("report", "--all", "--quiet")
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert "one: 02_brief: raised an error in cell 5: ZeroDivisionError: division by zero." in failed.stderr


def test_finding_that_nothing_changed_loads_no_tables_and_no_charts() -> None:
    code = """
import sys
import readout.cli.reports, readout.reports.regenerate, readout.reports.shelf
print([name for name in ("pandas", "altair", "spacy") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
