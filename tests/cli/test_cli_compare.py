"""`readout compare` from the outside."""

import csv
import io
import json
import sys

import pytest

from readout import cli

PAIR = ["polyanskiy-tass", "polyanskiy-security-council-2025"]


@pytest.fixture
def run(monkeypatch, capsys):
    """Return a function that runs `readout` and gives status, output and errors."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["readout", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return (ended.value.code or 0, *capsys.readouterr())

    return run


def test_retellings_as_json(run):
    status, out, _ = run("compare", *PAIR, "--method", "retellings", "--format", "json")
    rows = json.loads(out)
    assert status == 0
    assert any(row["aspect"] == "date" and row["value_b"] == "April 2022" for row in rows)


def test_concordance_as_csv(run):
    _, out, note = run("compare", *PAIR, "-m", "concordance", "-t", "guarant*", "--format", "csv")
    assert {row["text_id"] for row in csv.DictReader(io.StringIO(out))} == set(PAIR)
    assert "reporter's" in note


def test_a_table_for_the_screen(run):
    status, out, _ = run("compare", *PAIR, "-m", "dispersion", "-t", "guarant*", "-t", "summit")
    assert status == 0 and "guarant*" in out and "dp" in out


def test_wordscores_places_a_text_between_those_with_scores(run):
    ends = ["--score", "polyanskiy-tass=-1", "--score", "polyanskiy-security-council-2025=1"]
    _, out, _ = run("compare", *PAIR, "rutte-two-levels-2025", "-m", "wordscores", *ends, "--format", "json")
    assert {row["text_id"]: row["reference"] for row in json.loads(out)} == {
        "polyanskiy-tass": -1.0,
        "polyanskiy-security-council-2025": 1.0,
        "rutte-two-levels-2025": None,
    }


def test_only_quotations(run):
    _, out, _ = run("compare", "polyanskiy-tass", "-m", "counts", "--quotations", "--format", "json")
    assert "unacceptable" in {row["word"] for row in json.loads(out)}
    assert "moscow" not in {row["word"] for row in json.loads(out)}


def test_a_file(run, tmp_path):
    run("compare", *PAIR, "-m", "reuse", "--format", "csv", "--out", str(tmp_path / "reuse.csv"))
    assert (tmp_path / "reuse.csv").read_text().startswith("text_a,text_b,words")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["polyanskiy-tass"], "needs two texts"),
        (["polyanskiy-tass", "polyanskiy-tass"], "named twice"),
        (["polyanskiy-tass", "-t", "peace"], "go with a method"),
        (["polyanskiy-tass", "-m", "divination"], "no method"),
        (["polyanskiy-tass", "-m", "positions", "--quotations"], "reads claims"),
        (["istanbul-communique-2022", "-m", "keyness"], "digest"),
        ([*PAIR, "-m", "keyness", "--same-event"], "goes with a report"),
        ([*PAIR, "-m", "wordscores"], "--score ID=-1"),
        ([*PAIR, "-m", "wordscores", "--score", "a"], "ID=NUMBER"),
        ([*PAIR, "-m", "wordscores", "--score", "a=nan"], "ID=NUMBER"),
        ([*PAIR, "-m", "counts", "--score", "a=1"], "takes no scores"),
        (["no-such-text", "-m", "counts"], "no-such-text"),
    ],
)
def test_bad_use(run, arguments, words):
    status, out, error = run("compare", *arguments)
    assert (status, out) == (2, "")
    assert words in error and "Traceback" not in error


def test_every_method_is_in_the_help():
    from readout.cli.compare import METHODS
    from readout.compare import methods

    assert {name for names in METHODS.values() for name in names.split(", ")} == set(methods.METHODS)


def test_contradictions_show_what_both_claims_say(run, tmp_path):
    for name, words in (("a", "will accept"), ("b", "will not accept")):
        (tmp_path / f"{name}.txt").write_text(f"Kenya said that it {words} foreign troops on its land.\n")
    status, out, _ = run(
        "compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "-m", "contradictions", "--format", "json"
    )
    row = json.loads(out)[0]
    assert status == 0
    assert {"will not" in row["claim_a"], "will not" in row["claim_b"]} == {True, False}
