"""What changed between two reports of a text."""

import json

from readout.reports.record import changes
from readout.reports.shelf import shelf


def claim(claim_id, words="it rains", **other):
    known = {"actor": "Ann", "voice": "indirect", "act": "asserts", "stance": "supports", "condition": None}
    return {"claim_id": claim_id, "content_text": words, "coder": "annotator", "issues": [], **known, **other}


def snapshot(claims, positions=(), tables=None):
    return {"claims": claims, "positions": list(positions), "tables": tables or {}}


def compare(old, new):
    return changes.compare(old, new, "2026-01-01T06:00:00+00:00")


def test_nothing_changed() -> None:
    same = snapshot([claim("a")], [{"actor": "Ann", "issue": "peace", "stance": "supports"}], {"claims": "1"})
    assert compare(same, same)["summary"] == []


def test_claims_gone_and_new() -> None:
    told = compare(snapshot([claim("a", "it rains")]), snapshot([claim("b", "it snows")]))
    assert [one["claim_id"] for one in told["claims"]["gone"]] == ["a"]
    assert [one["claim_id"] for one in told["claims"]["new"]] == ["b"]
    assert told["summary"] == ["1 claim is gone.", "1 claim is new."]


def test_a_claim_whose_characters_moved_is_the_same_claim() -> None:
    told = compare(snapshot([claim("a", "It rains.")]), snapshot([claim("b", "it rains")]))
    assert told["summary"] == []


def test_a_claim_that_changed_in_stance_and_condition() -> None:
    told = compare(snapshot([claim("a")]), snapshot([claim("a", stance="conditional", condition="if it is warm")]))
    (changed,) = told["claims"]["changed"]
    assert changed["parts"] == [
        {"name": "stance", "old": "supports", "new": "conditional"},
        {"name": "condition", "old": None, "new": "if it is warm"},
    ]
    assert told["summary"] == ["1 claim changed (stance, condition)."]


def test_two_claims_of_the_same_words_are_told_apart_by_number() -> None:
    told = compare(snapshot([claim("a"), claim("b")]), snapshot([claim("c")]))
    assert len(told["claims"]["gone"]) == 1
    assert not told["claims"]["new"]


def test_a_position_that_moved() -> None:
    before = [{"actor": "Ann", "issue": "peace", "stance": "supports"}]
    after = [{"actor": "Ann", "issue": "peace", "stance": "opposes"}]
    told = compare(snapshot([], before), snapshot([], after))
    assert told["positions"] == [{"actor": "Ann", "issue": "peace", "old": "supports", "new": "opposes"}]


def test_tables_that_differ_are_named() -> None:
    told = compare(snapshot([], tables={"a": "1", "b": "1"}), snapshot([], tables={"b": "2", "c": "1"}))
    assert told["tables"] == [
        {"name": "a", "words": "gone"},
        {"name": "b", "words": "other rows"},
        {"name": "c", "words": "new"},
    ]


def test_the_report_tells_what_changed_and_goes_on_telling_it(small) -> None:
    small.run()
    small.text("one", "He said that it snows, again and again.\n")
    small.run()
    page = (small.reports / "one" / "index.html").read_text()
    assert "1 table or figure differs." in page
    assert "words: other rows" in (small.reports / "one" / "changes.html").read_text()
    small.run(force=True)
    assert "1 table or figure differs." in (small.reports / "one" / "index.html").read_text()


def test_a_change_of_another_text_is_named_and_is_not_the_texts_own() -> None:
    old, new = (snapshot([claim("a")], tables={"near": content}) for content in "12")
    told = changes.compare(old, new, "then", ["two"], False)
    assert told["summary"] == ["1 table or figure differs, since two changed."]
    assert not told["own"]


COUNTS_ALL_TEXTS = """
import os, pathlib
words = sum(len(path.read_text()) for path in pathlib.Path("../data/texts").iterdir())
tables = pathlib.Path(os.environ["READOUT_OUTPUT"]) / "tables"
tables.mkdir(parents=True)
(tables / "words.csv").write_text(f"words\\n{words}\\n")
"""


def test_editing_one_text_is_no_change_of_another(small) -> None:
    small.text("two")
    small.notebook("01_read", ("markdown", "# 1 · Read"), ("parameters", 'text = "one"'), COUNTS_ALL_TEXTS)
    small.run("one", "two")
    dates = {row.text_id: row.report.changed for row in shelf.rows(small.reports)}
    small.text("two", "He said that it snows, again and again.\n")
    small.run("one", "two")
    told = json.loads((small.reports / "one" / "changes.json").read_text())
    assert told["summary"] == ["1 table or figure differs, since two changed."]
    assert {row.text_id: row.report.changed for row in shelf.rows(small.reports)}["one"] == dates["one"]


def test_earlier_changes_are_kept_and_are_in_the_feed(small) -> None:
    small.run()
    for body in ("It snows.", "It snows and rains, both."):
        small.text("one", body)
        small.run()
    told = json.loads((small.reports / "one" / "changes.json").read_text())
    assert len(told["history"]) == 1 and told["history"][0]["summary"] == ["1 table or figure differs."]
    assert "Earlier changes" in (small.reports / "one" / "changes.html").read_text()
    assert (small.reports / "feed.xml").read_text().count("1 table or figure differs.") == 2


def test_the_feed_tells_the_texts_own_claims() -> None:
    told = compare(snapshot([claim("a", "it rains")]), snapshot([claim("b", "it snows")]))
    assert changes.words_of(told) == ["New: Ann: it snows", "Gone: Ann: it rains"]
