"""The annotator keeps its quality on our own accounts; `benchmarks/statement.py` prints the figures in full."""

import json
from pathlib import Path
from typing import Any

import pytest

import readout
from readout.annotator.claim_table import to_records
from readout.vocabulary import NOBODY

ACCOUNTS = Path(__file__).parent / "accounts"


def characters(spans: list[list[int]]) -> frozenset[int]:
    return frozenset(place for start, end in spans for place in range(start, end))


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, len(one | other))


@pytest.fixture(scope="module")
def pairs() -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Return each gold claim that is not optional with the claim found for it, or None."""
    matched: list[tuple[dict[str, Any], dict[str, Any] | None]] = []
    for path in sorted(ACCOUNTS.glob("*.md")):
        if path.name == "README.md":
            continue
        gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        found = [claim for claim in to_records(readout.annotate(readout.load(path))) if claim["voice"] not in NOBODY]
        for claim in gold["claims"]:
            if not claim["optional"]:
                wanted = characters(claim["content"])
                best = max(found, key=lambda one: overlap(wanted, characters(one["content"])))
                matched.append((claim, best if overlap(wanted, characters(best["content"])) >= 0.5 else None))
    return matched


def test_claims_are_found(pairs: list[tuple[dict[str, Any], dict[str, Any] | None]]) -> None:
    assert sum(found is not None for _, found in pairs) >= 0.88 * len(pairs)


@pytest.mark.parametrize(("field", "share"), [("actor", 0.93), ("stance", 0.83), ("condition", 0.9)])
def test_fields_are_right(pairs: list[tuple[dict[str, Any], dict[str, Any] | None]], field: str, share: float) -> None:
    both = [(gold, found) for gold, found in pairs if found is not None]
    right = {
        "actor": [gold["actor"] in (found["actor"], found["affiliation"]) for gold, found in both],
        "stance": [gold["stance"] == found["stance"] for gold, found in both],
        "condition": [bool(found["condition"]) for gold, found in both if gold["condition"]],
    }[field]
    assert sum(right) >= share * len(right)
