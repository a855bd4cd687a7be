"""What changed between two reports of a text."""

from readout.reports.record import changes


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
