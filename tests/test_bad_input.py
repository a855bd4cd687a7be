"""Bad input ends in one plain sentence and status 2, without a traceback and with nothing half-written."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from readout import cli
from readout.reports.plan import fingerprints
from readout.texts import readers

PROJECT = Path(__file__).resolve().parent.parent
GERMAN = "Die Regierung lehnt jede Stationierung fremder Truppen auf ihrem Gebiet ab, sagte der Minister am Freitag."
#: What each file holds, and what the sentence about it must say.
FILES: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "is empty"),
    "blank.md": (b" \n\n", "has no words"),
    "binary.txt": (bytes(range(256)) * 20, "binary"),
    "latin.txt": ("Il a dit « non » à Genève.".encode("latin-1"), "save it as UTF-8"),
    "unmarked.txt": ("He said no.".encode("utf-16-le"), "binary"),
    "endless.txt": (b"word " * 50_000, "characters in line 1"),
    "open.md": (b"---\nid: a\nHe said no.\n", "close it with a line of ---"),
    "broken.md": (b"---\nid: a\ntitle: one: two\n---\nHe said no.\n", "line 3 of the front matter"),
    "separator.md": (b"---\nid: ../../etc/evil\n---\nHe said no.\n", "the id '../../etc/evil' cannot be used"),
    "kind.md": (b"---\nkind: rumour\n---\nHe said no.\n", "the kind 'rumour' is unknown"),
    "date.md": (b"---\ndate: last Friday\n---\nHe said no.\n", "is not EDTF"),
    "german.txt": (GERMAN.encode(), "is in German"),
    "french.md": (b"---\nlanguage: fr\n---\nOui.\n", "is in French"),
    "broken.pdf": (b"%PDF-1.4 nothing", "cannot be read as PDF"),
    "broken.docx": (b"PK\x03\x04 nothing", "cannot be read as DOCX"),
    "menu.html": (b"<html><body><script>x()</script></body></html>", "no text of an article"),
    "picture.png": (b"\x89PNG", "ends in .png"),
    "passwd": (b"root:x:0:0:root:/root:/bin/bash\n", "has no ending"),
    "past-the-last.md": (b'---\ntitle: "\\UFFFFFFFF"\n---\nHe said no.\n', "the front matter cannot be read"),
    "half.md": (b'---\ntitle: "\\uD800"\n---\nHe said no.\n', "title has half a character"),
    "exponent.md": (b"---\ndate: Y-17E7\n---\nHe said no.\n", "is not EDTF"),
    "mapping.md": (b"---\nparagraphs: {one: two}\n---\nHe said no.\n", "paragraphs must be a list of words"),
    "attributes.html": (b"<html><body><p" + b" a=b" * 40_000 + b">He said no.</p></body></html>", "attributes"),
}
#: Files of tables and what the sentence about each must say; both are read as a text is annotated or compared.
TABLES: dict[str, tuple[str, bytes, str]] = {
    "bomb": ("actors.csv", b"actor,kind,affiliation,names,adjectives,seats\n" + b"x" * 200_000, "field larger than"),
    "no columns": ("actors.csv", b"who,what\nAda,person\n", "has no column 'actor'"),
    "short row": (
        "actors.csv",
        b"actor,kind,affiliation,names,adjectives,seats\nAda\n",
        "line 2 (Ada) has not as many cells",
    ),
    "utf-16": ("actors.csv", "actor,kind".encode("utf-16"), "is not in UTF-8"),
    "empty": ("guarantees.csv", b"", "has no column 'id'"),
    "utf-16 guarantees": ("guarantees.csv", "id,refs".encode("utf-16"), "is not in UTF-8"),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of our own, with one text in it."""
    (tmp_path / "data" / "texts").mkdir(parents=True)
    shutil.copy(PROJECT / "data" / "codebook.yml", tmp_path / "data")
    (tmp_path / "data" / "texts" / "there.md").write_text("---\nid: there\n---\nHe said no.\n")
    monkeypatch.setenv("READOUT_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command line in this process; return status, output, and what stands on stderr."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["readout", *arguments])
        status = 0
        try:
            cli.main()
        except SystemExit as stop:
            status = int(stop.code or 0)
        return status, *capfd.readouterr()

    return run


def in_one_sentence(stderr: str) -> bool:
    """Tell whether stderr is one line of plain words."""
    return stderr.startswith("readout: ") and stderr.endswith(".\n") and stderr.count("\n") == 1


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("command", ["annotate", "sentences"])
def test_a_bad_file_is_told_in_one_sentence(command: str, name: str, home: Path, run: Callable) -> None:
    content, expected = FILES[name]
    (home / name).write_bytes(content)
    status, output, stderr = run(command, str(home / name), "--format", "jsonl")
    assert (status, output, expected in stderr, name in stderr, in_one_sentence(stderr)) == (2, "", True, True, True)


@pytest.mark.parametrize("name", [name for name in FILES if name not in ("german.txt", "french.md")])
def test_a_bad_file_is_not_added(name: str, home: Path, run: Callable) -> None:
    (home / name).write_bytes(FILES[name][0])
    before = snapshot(home / "data")
    status, _, stderr = run("add", str(home / name))
    assert (status, in_one_sentence(stderr), snapshot(home / "data") == before) == (2, True, True)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["annotate", "no-such-text"], "No text 'no-such-text'"),
        (["show", "theer"], "did you mean there"),
        (["show", "no/such/file.md"], "No file no/such/file.md"),
        (["annotate", ""], "is no name of a text"),
        (["add", "https://example.org/"], "add --fetch"),
        (["add", "ftp://example.org/", "--fetch"], "is no web address"),
        (["add", "https://", "--fetch"], "is no web address"),
        (["add", "{home}/data/texts/there.md"], "is there already"),
        (["add", "{home}/data/texts/there.md", "--id", "../away"], "cannot be used"),
        (["add", "{home}/data/texts/there.md", "--id", "new", "--date", "soon"], "is not EDTF"),
        (["add", "{home}/data/texts/there.md", "--id", "new", "--language", "in English"], "no language code"),
        (["add", "{home}/data/texts"], "is a folder"),
    ],
)
def test_a_bad_request_is_told_in_one_sentence(arguments: list[str], expected: str, home: Path, run: Callable) -> None:
    before = snapshot(home)
    status, output, stderr = run(*(argument.format(home=home) for argument in arguments))
    assert (status, output, expected in stderr, in_one_sentence(stderr), snapshot(home) == before) == (
        2,
        "",
        True,
        True,
        True,
    )


@pytest.mark.parametrize("option", [["--kind", "rumour"], ["--no-such-option"]])
def test_a_bad_option_ends_with_status_two(option: list[str], home: Path, run: Callable) -> None:
    status, output, stderr = run("add", str(home / "data/texts/there.md"), *option)
    assert (status, output, "Traceback" in stderr) == (2, "", False)


def test_two_files_with_one_id_are_told_and_hide_nothing(home: Path, run: Callable) -> None:
    (home / "data/texts/twin.md").write_text("---\nid: there\n---\nShe said yes.\n")
    status, output, stderr = run("list", "--format", "json")
    assert (status, output.count('"id"'), "twin.md has the id 'there'" in stderr) == (2, 1, True)


def test_an_id_that_two_files_claim_is_not_used(home: Path, run: Callable) -> None:
    (home / "data/texts/twin.md").write_text('---\nid: "there"\n---\nShe said yes.\n')
    status, output, stderr = run("annotate", "there")
    assert (status, output, "twin.md has the id 'there' too" in stderr, in_one_sentence(stderr)) == (2, "", True, True)


def test_a_file_is_not_taken_for_another_text(home: Path, run: Callable) -> None:
    (home / "data/texts/twin.md").write_text("---\nid: other\n---\nShe said yes.\n")
    status, _, stderr = run("annotate", "twin")
    assert (status, "has the id 'other', not 'twin'" in stderr, in_one_sentence(stderr)) == (2, True, True)


def test_a_huge_file_is_refused_at_once(home: Path, run: Callable) -> None:
    with (home / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    status, _, stderr = run("annotate", str(home / "huge.txt"))
    assert (status, "has 100 MB" in stderr, in_one_sentence(stderr)) == (2, True, True)


def test_a_device_is_no_text(run: Callable) -> None:
    status, _, stderr = run("annotate", "/dev/zero")
    assert (status, in_one_sentence(stderr)) == (2, True)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody can write to")
def test_a_folder_that_cannot_be_written_is_told(home: Path, run: Callable) -> None:
    (home / "note.txt").write_text("He said no.")
    shutil.rmtree(home / "data" / "texts")
    (home / "data" / "texts").symlink_to("/proc/self")
    status, _, stderr = run("add", str(home / "note.txt"))
    assert (status, "nothing was changed" in stderr, in_one_sentence(stderr)) == (2, True, True)


def test_a_full_disk_leaves_nothing_behind(home: Path) -> None:
    (home / "note.txt").write_text("He said no. " * 500)
    before = snapshot(home)
    result = subprocess.run(
        [sys.executable, "-c", "from readout.cli import main; main()", "add", str(home / "note.txt")],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        # No file may grow past 1,000 bytes: what a full disk does to a writer.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )
    assert (result.returncode, "nothing was changed" in result.stderr) == (1, True)
    assert snapshot(home) == before


def test_the_command_itself_ends_in_one_sentence(home: Path) -> None:
    program = Path(sys.executable).with_name("readout")
    result = subprocess.run([program, "annotate", "no-such-text"], capture_output=True, text=True)
    assert (result.returncode, result.stdout, in_one_sentence(result.stderr)) == (2, "", True)


def test_a_missing_parser_model_is_told(home: Path, run: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    from readout import parser

    monkeypatch.setattr(spacy.util, "is_package", lambda name: False)
    parser.parser.cache_clear()
    (home / "note.txt").write_text("The minister said that no troops would go.")
    status, output, stderr = run("annotate", str(home / "note.txt"))
    assert (status, output, "No English model" in stderr, in_one_sentence(stderr)) == (2, "", True, True)


def test_markup_in_a_text_stays_text(home: Path, run: Callable) -> None:
    (home / "markup.txt").write_text("The minister said that <script>alert(1)</script> would never be accepted.")
    status, output, _ = run("annotate", str(home / "markup.txt"), "--format", "jsonl")
    assert (status, "<script>alert(1)</script>" in output) == (0, True)


def test_hidden_characters_count_as_they_stand(home: Path, run: Callable) -> None:
    body = "The minister\u200b said that \u202eno\u202c troops would go."
    (home / "hidden.txt").write_text(body)
    status, output, _ = run("sentences", str(home / "hidden.txt"), "--format", "jsonl")
    assert (status, f'"end": {len(body)}' in output) == (0, True)


def test_carriage_returns_do_not_count(home: Path, run: Callable) -> None:
    (home / "crlf.txt").write_bytes(b"He said no.\r\n\r\nShe said yes.\r\n")
    _, output, _ = run("sentences", str(home / "crlf.txt"), "--format", "jsonl")
    assert '"start": 13' in output


@pytest.mark.parametrize("fault", TABLES)
def test_a_bad_table_is_told_in_one_sentence(fault: str, home: Path, run: Callable) -> None:
    name, content, expected = TABLES[fault]
    (home / "data" / name).write_bytes(content)
    command = ["annotate", "there"] if name == "actors.csv" else ["compare", "there", "-m", "guarantees"]
    status, output, stderr = run(*command)
    assert (status, output, name in stderr, expected in stderr, in_one_sentence(stderr)) == (2, "", True, True, True)


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"issues: " + b"[" * 20_000, "cannot be read as YAML"), (b'issues: "\\UFFFFFFFF"', "cannot be read as YAML")],
)
def test_a_bad_codebook_is_told_in_one_sentence(content: bytes, expected: str, home: Path, run: Callable) -> None:
    (home / "data" / "codebook.yml").write_bytes(content)
    status, output, stderr = run("annotate", "there")
    assert (status, output, expected in stderr, in_one_sentence(stderr)) == (2, "", True, True)


@pytest.mark.skipif(sys.platform != "linux", reason="file names of bytes")
def test_a_file_name_that_cannot_be_encoded_is_read(home: Path, run: Callable) -> None:
    name = os.fsdecode(os.fsencode(home) + b"/caf\xe9.txt")
    Path(name).write_text("The minister said that the plan would stand.\n")
    status, output, stderr = run("show", name)
    assert (status, "Traceback" in stderr, "caf" in output) == (0, False, True)


def test_an_empty_method_is_none(home: Path, run: Callable) -> None:
    status, output, stderr = run("compare", "there", "-m", "")
    assert (status, output, "There is no method ''" in stderr, in_one_sentence(stderr)) == (2, "", True, True)


@pytest.mark.parametrize(
    "arguments", [["list", "--kind", "rumour"], ["no-such-command"], ["annotate"], ["list", "--x"]]
)
def test_bad_use_is_told_in_one_sentence_without_a_box(arguments: list[str], home: Path, run: Callable) -> None:
    status, output, stderr = run(*arguments)
    assert (status, output, in_one_sentence(stderr)) == (2, "", True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="for the user root")
def test_the_lab_tells_root_what_to_do(home: Path, run: Callable) -> None:
    status, output, stderr = run("lab")
    assert (status, output, "--allow-root" in stderr, in_one_sentence(stderr)) == (2, "", True, True)


def test_a_file_that_breaks_its_reader_stands_on_the_list_in_a_line(
    home: Path, run: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(readers.plain, "read", broken)
    (home / "data/texts/bad.txt").write_text("She said yes.")
    status, output, stderr = run("list")
    assert (status, "there" in output, "bad.txt cannot be read (ZeroDivisionError)" in stderr) == (2, True, True)
    assert in_one_sentence(stderr)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_pipe_among_the_texts_keeps_no_other_from_being_read(home: Path, run: Callable) -> None:
    os.mkfifo(home / "data/texts/pipe.md")
    (home / "data/texts/nowhere.md").symlink_to("nothing")
    status, output, stderr = run("show", "there")
    assert (status, "there" in output, stderr) == (0, True, "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_pipe_in_the_data_folder_keeps_no_report_waiting(home: Path) -> None:
    os.mkfifo(home / "data/texts/pipe.md")
    assert fingerprints.Hashes(home).of("data/texts/pipe.md") == ""
