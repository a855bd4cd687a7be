"""The stored precision of each rule is the measured one."""

from pathlib import Path

from benchmarks import attribution as benchmark

from readout import parser
from readout.annotator import attribution, measured

#: Rules seen less often than this are too few to hold to a figure.
ENOUGH = 40
TOLERANCE = 0.1


def test_stored_precision_is_what_is_measured(shared: Path) -> None:
    stories = [story for story in benchmark.stories() if benchmark.half(story["id"]) == "B"]
    documents = parser.parse_many(story["text"] for story in stories)
    found = {story["id"]: attribution.find(document) for story, document in zip(stories, documents, strict=True)}
    measurements = benchmark.precision_by_rule(stories, found)
    wrong = {
        rule: (share, measured.precision(rule))
        for rule, (total, share) in measurements.items()
        if total >= ENOUGH and abs(share - measured.precision(rule)) > TOLERANCE
    }
    assert wrong == {}


def test_every_rule_seen_says_what_it_looks_for(shared: Path) -> None:
    stories = benchmark.stories()[:12]
    documents = parser.parse_many(story["text"] for story in stories)
    rules = {one.rule for document in documents for one in attribution.find(document)}
    assert [rule for rule in rules if not measured.sample(rule) and rule != "passive-with-clause"] == []
