"""Positions: what claims are about and on which side, held against hand-made gold with the scorer beside the project.

Five sets: the shipped statement; six made texts of six kinds; texts that rules were written against
(tests/annotator/opened) and texts that nobody who writes rules reads (tests/annotator/unread), of which only the sums
are printed; and the accounts that we wrote (tests/annotator/accounts), whose gold two coders made by the same
conventions, each for himself, before the annotator was run on it. Their
agreement is the ceiling, and is printed beside the figures. READOUT_GOLD names a further folder of texts with gold
(NAME.md beside NAME-gold.json), for texts that nobody has tuned to.
"""

import importlib.util
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import readout
from readout import codebook
from readout.annotator.claim_table import to_records

PROJECT = Path(__file__).resolve().parents[1]
GOLD = PROJECT.parent / "shared" / "gold"
ACCOUNTS = PROJECT / "tests" / "annotator" / "accounts"
OPENED = PROJECT / "tests" / "annotator" / "opened"
UNREAD = PROJECT / "tests" / "annotator" / "unread"
#: Measure, its target in words, and whether more is better.
TARGETS = {
    "claims found": "90 %",
    "outside any gold claim": "<= 8 %",
    "target": "70 %",
    "stance": "85 %",
    "position": "60 %",
    "false side": "<= 5 %",
    "matters (B-cubed)": "75",
    "codes right (precision)": "85 %",
    "must codes left out": "<= 25 %",
    "nested found": "75 %",
    "speaker": "97 %",
    "furniture as claims": "0",
}


def scorer() -> ModuleType:
    """Return the scorer that lies beside the project, as a module."""
    spec = importlib.util.spec_from_file_location("gold_positions", GOLD / "positions.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases(folder: Path, ending: str) -> list[tuple[Path, Path]]:
    """Return the texts of a folder that have gold, each with its gold."""
    texts = ((path, path.with_name(f"{path.stem}{ending}")) for path in sorted(folder.glob("*.md")))
    return [(text, gold) for text, gold in texts if gold.is_file()]


class Tally:
    """Sums over the texts of a set."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.of: Counter[str] = Counter()
        self.matters: list[float] = []

    def add(self, gold: dict[str, Any], result: dict[str, Any], found: Callable[[dict[str, Any]], bool]) -> None:
        """Add what the scorer says of one text."""
        for name, key in (("claims found", "claims_found"), ("target", "target"), ("stance", "stance")):
            self._count(name, result[key]["right"], result[key]["of"])
        self._count("position", result["position"]["right"], result["position"]["of"])
        self._count("outside any gold claim", len(result["outside_any_gold_claim"]), result["claims_predicted"])
        self._count("false side", len(result["false_side"]), result["claims_found"]["right"])
        codes = result["codes"]
        self._count("codes right (precision)", codes["right"], codes["given"])
        must = sum(
            len(claim["codes"]["must"]) for claim in gold["claims"] if not claim.get("optional") and found(claim)
        )
        self._count("must codes left out", codes["must_left_out"], must)
        nested = [claim for claim in gold["claims"] if claim.get("parent_text") and not claim.get("optional")]
        self._count("nested found", sum(map(found, nested)), len(nested))
        if "speaker" in result:
            self._count("speaker", result["speaker"]["right"], result["speaker"]["of"])
        self._count("furniture as claims", len(result["furniture_taken_for_claims"]), 1)
        if result["matter_bcubed"] is not None:
            self.matters.append(result["matter_bcubed"])

    def _count(self, name: str, right: int, of: int) -> None:
        self.right[name] += right
        self.of[name] += of

    def words(self, name: str) -> str:
        """Return a measure as a share with its counts."""
        if name == "matters (B-cubed)":
            return f"{sum(self.matters) / len(self.matters):.1f}" if self.matters else "-"
        if name == "furniture as claims":
            return str(self.right[name])
        return f"{self.right[name] / self.of[name]:.0%} ({self.right[name]}/{self.of[name]})" if self.of[name] else "-"


def measure(pairs: Iterable[tuple[Path, Path]], module: ModuleType, told: bool = False) -> Tally:
    """Return the sums over texts and their gold; where `told`, print each text's faults."""
    tally, themes = Tally(), {code.code for code in codebook.load().themes}
    for path, gold_path in pairs:
        gold, text = json.loads(gold_path.read_text(encoding="utf-8")), readout.load(path)
        claims = to_records(readout.annotate(text))
        if not any(themes & {*one["codes"]["must"], *one["codes"]["may"]} for one in gold["claims"]):
            # The coders of the accounts gave issues alone: a theme can be neither right nor wrong there.
            for claim in claims:
                claim["issues"] = [issue for issue in claim["issues"] if issue not in themes]
        result = module.score(gold, claims, to_records(readout.sentences(text)))
        matched = module.matched(gold["claims"], claims)[0]
        places = {id(claim): number for number, claim in enumerate(gold["claims"])}
        tally.add(gold, result, lambda claim, places=places, matched=matched: places[id(claim)] in matched)
        if told:
            print(f"\n-- {path.stem}\n{json.dumps(result, indent=1, ensure_ascii=False)}")
    return tally


def agreement(module: ModuleType) -> str:
    """Return in words how far the two coders of the accounts agree."""
    coded = json.loads((ACCOUNTS / "two-coders.json").read_text(encoding="utf-8"))
    rows = [row for text in coded.values() for row in text]
    stance = sum(row["a"]["stance"] == row["b"]["stance"] for row in rows)

    def same(one: list[str], other: list[str]) -> bool:
        return (not one and not other) or any(module.alike(x, y) for x in one for y in other)

    target = sum(same(row["a"]["target"], row["b"]["target"]) for row in rows)
    matters = [module.bcubed([(row["a"]["matter"], row["b"]["matter"]) for row in text]) for text in coded.values()]
    return (
        f"two coders of the accounts, {len(rows)} claims: stance {stance / len(rows):.0%}, "
        f"target {target / len(rows):.0%}, matters B-cubed {sum(matters) / len(matters):.1f}"
    )


def run() -> None:
    """Print the table; READOUT_TOLD=1 prints each text's faults as well."""
    if not GOLD.is_dir():
        print("skipped: the measurement data (../shared) are not beside this project")
        return
    module, told = scorer(), bool(os.environ.get("READOUT_TOLD"))
    sets = {
        "shipped": [(PROJECT / "data" / "texts" / "polyanskiy-tass.md", GOLD / "polyanskiy-tass.json")],
        "six kinds": cases(GOLD / "kinds", "-gold.json"),
        "our accounts": cases(ACCOUNTS, ".gold.json"),
        "opened texts": cases(OPENED, "-gold.json"),
    }
    found = {name: measure(pairs, module, told) for name, pairs in sets.items()}
    found["unread texts"] = measure(cases(UNREAD, "-gold.json"), module)
    if os.environ.get("READOUT_GOLD"):
        found["further"] = measure(cases(Path(os.environ["READOUT_GOLD"]), "-gold.json"), module, told)
    print(f"{'':26}{'target':>9}" + "".join(f"{name:>18}" for name in found))
    for name, target in TARGETS.items():
        print(f"{name:26}{target:>9}" + "".join(f"{tally.words(name):>18}" for tally in found.values()))
    print(agreement(module))
