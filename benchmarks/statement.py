"""Statements: the annotator's claims held against hand-made gold, with the scorer beside the project.

First the shipped statement, then the accounts that we wrote (tests/annotator/accounts), whose gold was made before the
annotator was run on them. Targets are those of the shipped statement.
"""

import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import readout
from readout.annotator.api import sentences
from readout.annotator.claim_table import to_records
from readout.texts.text import Text

PROJECT = Path(__file__).resolve().parents[1]
GOLD = PROJECT.parent / "shared" / "gold"
ACCOUNTS = PROJECT / "tests" / "annotator" / "accounts"
#: Least shares for each measure of the scorer.
TARGETS = {
    "claims_found": 1.0,
    "voice": 0.9,
    "actor": 0.9,
    "source_span": 0.9,
    "stance": 0.9,
    "issue": 0.9,
    "condition": 1.0,
    "quotes": 1.0,
    "sentence_voice": 1.0,
    "unnamed": 1.0,
}
OUTSIDE = 2


def scorer() -> ModuleType:
    """Return the scorer that lies beside the project, as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(text: Text, gold: Path, module: ModuleType) -> dict[str, Any]:
    """Return what the scorer says of the claims of a text."""
    claims, rows = to_records(readout.annotate(text)), to_records(sentences(text))
    return module.score(json.loads(gold.read_text(encoding="utf-8")), claims, rows)


def run() -> None:
    if not GOLD.is_dir():
        print("skipped: the measurement data (../shared) are not beside this project")
        return
    module = scorer()
    shipped = score(readout.load("polyanskiy-tass"), GOLD / "polyanskiy-tass.json", module)
    ours = [
        score(readout.load(path), path.with_suffix(".gold.json"), module)
        for path in sorted(ACCOUNTS.glob("*.md"))
        if path.name != "README.md"
    ]
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for result in ours:
        for name in TARGETS:
            right[name] += result[name]["right"]
            of[name] += result[name]["of"]
    print(f"{'':16} {'target':>7} {'shipped statement':>20} {f'{len(ours)} accounts of ours':>22}")
    for name, target in TARGETS.items():
        one = shipped[name]
        print(
            f"{name:16} {target:7.0%} {one['right']:>9} of {one['of']:<3} {one['right'] / max(1, one['of']):5.0%}"
            f" {right[name]:>9} of {of[name]:<4} {right[name] / max(1, of[name]):5.0%}"
        )
    outside = sum(len(result["outside_any_gold_claim"]) for result in ours) / len(ours)
    print(f"{'outside':16} {f'<= {OUTSIDE}':>7} {len(shipped['outside_any_gold_claim']):>9} {outside:>24.1f} a text")
