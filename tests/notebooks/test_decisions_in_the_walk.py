"""What a coder decides reaches every notebook: a decision of each kind, looked for in tables and in what changed."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from running import run

import readout
from readout.annotator import claim_table
from readout.annotator.claim_table import Claim
from readout.reports.record import changes, snapshot
from readout.reviewing.decisions.decision import decide, set_spans
from readout.reviewing.decisions.store import Store

#: Not 04, whose charts are of themes and words, which nobody decides on claim by claim.
WALK = ("01_load_the_statement", "02_annotate_the_claims", "03_compare_the_texts", "05_brief")
HEAD = "---\nid: {}\ntitle: {}\nkind: account\nevent: talks\ndate: 2024-05-0{}\nlanguage: en\n---\n"
BODY = (
    "The minister of Kenya, Ann Omondi, said that foreign troops in the region were unacceptable.\n\n"
    "Uganda said that a ceasefire is possible if the guns fall silent.\n\n"
    "The ambassador of Chile rejected security guarantees for the port.\n\n"
    "Norway accused Denmark of breaking the agreement.\n\n"
    "The meeting lasted for three hours, and a summit will be held in June.\n"
)
OTHER = "The minister of Kenya, Ann Omondi, said that foreign troops in the region were welcome.\n"


class Walk(NamedTuple):
    """What a run of the notebooks left: its tables by name, its figures as text, and the snapshot of a report."""

    tables: dict[str, pd.DataFrame]
    figures: dict[str, str]
    snapshot: dict[str, Any]


def walk(project: Path, output: Path, body: str) -> Walk:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("READOUT_OUTPUT", str(output))
        for name in WALK:
            # One text to compare with: neighbours in meaning are not what is looked for here.
            more = {"compare_with": "other"} if name.startswith(("03", "05")) else {}
            run(project / "notebooks" / f"{name}.ipynb", text="ours", **more)
    tables = {path.stem: pd.read_parquet(path) for path in (output / "tables").glob("*.parquet")}
    figures = {path.stem: path.read_text(encoding="utf-8") for path in (output / "figures").glob("*.svg")}
    return Walk(tables, figures, snapshot.take(output, "ours", body))


@pytest.fixture(scope="module")
def runs(project: Path, tmp_path_factory: pytest.TempPathFactory):
    home = tmp_path_factory.mktemp("home")
    (home / "data" / "texts").mkdir(parents=True)
    for path in (project / "data").glob("*.*"):
        shutil.copy(path, home / "data")
    for name, body, day in (("ours", BODY, 1), ("other", OTHER, 2)):
        (home / "data" / "texts" / f"{name}.md").write_text(HEAD.format(name, name, day) + body, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("READOUT_HOME", str(home))
        text = readout.load("ours")
        before = walk(project, home / "before", text.body)
        decide_on(text)
        yield before, walk(project, home / "after", text.body)


def decide_on(text) -> None:
    """Correct the voice, the actor and the stance of one claim each, reject one, and add one."""
    proposed = claim_table.from_table(readout.annotate(text))

    def about(words: str) -> Claim:
        return next(claim for claim in proposed if words in claim.content_text and claim.voice != "outlet")

    def keep(action: str, old: list[Claim], new: list[Claim]) -> None:
        Store.of(text.id, "ab").append(decide(text.id, text.body, "ab", action, old, new))

    for words, change in (
        ("foreign troops", {"voice": "hearsay"}),
        ("ceasefire", {"actor": "Rwanda", "affiliation": "Rwanda"}),
        ("security guarantees", {"stance": "supports", "act": "demands"}),
    ):
        claim = about(words)
        keep("correct", [claim], [replace(claim, **change)])
    keep("reject", [about("breaking the agreement")], [])
    start = text.body.index("a summit will be held in June")
    span = (start, start + len("a summit will be held in June"))
    added = Claim("", text.id, 0, "indirect", [span], "", actor="Iceland", act="proposes", stance="supports")
    added.issues = ["summit"]
    keep("add", [], [set_spans(added, text.body)])


def rows(table: pd.DataFrame, words: str) -> pd.DataFrame:
    return table[table["content_text"].str.contains(words)]


def holds(table: pd.DataFrame, word: str) -> bool:
    return any(word in str(value) for value in table.to_numpy().ravel())


def test_a_corrected_voice_is_in_the_strip_of_voices(runs):
    before, after = runs
    assert (before.tables["voices"]["voice"][0], after.tables["voices"]["voice"][0]) == ("indirect", "hearsay")
    assert before.figures["voices"] != after.figures["voices"]


def test_a_corrected_voice_is_in_the_table_of_sentences(runs):
    assert runs[1].tables["sentences"]["voice"][0] == "hearsay"


def test_hearsay_is_nobodys_position_any_more(runs):
    before, after = runs
    assert holds(before.tables["positions"], "Ann Omondi")
    ours = after.tables["positions"].query("text_id == 'ours'")
    assert not holds(ours, "Ann Omondi")


@pytest.mark.parametrize("name", ["claims", "positions", "issues-by-actor", "brief"])
def test_a_corrected_actor_is_in(runs, name):
    before, after = runs
    assert not holds(before.tables[name], "Rwanda") and holds(after.tables[name], "Rwanda")


def test_a_corrected_stance_is_in_the_claims_and_in_the_positions(runs):
    before, after = runs
    for table, stance in ((before.tables, "opposes"), (after.tables, "supports")):
        assert rows(table["claims"], "security guarantees")["stance"].tolist() == [stance]
        assert stance in table["positions"].query("actor == 'Chile'")["stance"].tolist()


def test_a_corrected_act_is_in_the_chart_of_acts(runs):
    before, after = runs
    assert before.figures["claims-by-act"] != after.figures["claims-by-act"]
    assert "demands" in set(after.tables["claims-by-act"]["act"])


def test_a_rejected_claim_is_nowhere(runs):
    before, after = runs
    assert holds(before.tables["brief"], "Norway")
    assert not any(holds(after.tables[name], "Norway accuses") for name in ("brief", "positions", "issues-by-actor"))
    assert set(rows(after.tables["claims"], "breaking the agreement")["voice"]) == {"outlet"}


@pytest.mark.parametrize("name", ["claims", "positions", "issues-by-actor", "voices"])
def test_an_added_claim_is_in(runs, name):
    before, after = runs
    assert not holds(before.tables[name], "Iceland") and holds(after.tables[name], "Iceland")


def test_accounts_are_compared_by_what_was_decided(runs):
    before, after = runs
    assert not before.tables["retellings"].equals(after.tables["retellings"])


def test_what_changed_tells_each_of_them(runs):
    before, after = runs
    told = changes.compare(before.snapshot, after.snapshot, "yesterday")
    parts = {(part["name"], part["new"]) for claim in told["claims"]["changed"] for part in claim["parts"]}
    assert {
        ("voice", "hearsay"),
        ("actor", "Rwanda"),
        ("stance", "supports"),
        ("act", "demands"),
        ("coder", "ab"),
    } <= parts
    assert any("breaking" in claim["content_text"] for claim in told["claims"]["gone"])
    assert any("summit" in claim["content_text"] for claim in told["claims"]["new"])
