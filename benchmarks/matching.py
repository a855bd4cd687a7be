"""Matching on judged pairs of claims and provisions: precision and recall, against its parts alone.

The weights were set on tests/compare/meaning/matching_gold.csv. The claims of matching_held_out.csv are of our making,
on other issues and in five languages, and were judged before matching was run on them.
"""

import csv
from functools import lru_cache
from pathlib import Path

import numpy as np

import readout
from readout.compare.meaning import matching

FOLDER = Path(__file__).parent.parent / "tests" / "compare" / "meaning"
SET_ON, HELD_OUT = FOLDER / "matching_gold.csv", FOLDER / "matching_held_out.csv"


def claims(path: Path = SET_ON) -> list[dict]:
    """Return the judged claims, each with the provisions that answer it and those that do not."""
    found: dict[str, dict] = {}
    for row in csv.DictReader(path.open(encoding="utf-8")):
        claim = found.setdefault(row["claim"], {"language": "en", **row, "yes": set(), "no": set()})
        claim["yes" if row["relevant"] == "1" else "no"].add(row["provision"])
    return list(found.values())


@lru_cache(maxsize=1)
def provisions() -> tuple[list[str], list[str]]:
    """Return the names and the wording of all provisions of the shipped digests."""
    table = matching.provisions(text for text in readout.library() if text.kind == "digest")
    return table["passage_id"].tolist(), table["passage"].tolist()


def scores(judged: list[dict]) -> dict[str, np.ndarray]:
    """Return for each way of matching the closeness of each claim (rows) to each provision (columns)."""
    passages = provisions()[1]
    resolved = []
    for number, claim in enumerate(judged):
        rows = [
            {"content_text": claim[name], "text_id": str(number), "actor": claim["party"]}
            for name in ("before", "content")
        ]
        resolved.append(matching.resolve([row for row in rows if row["content_text"]])[-1])
    raw = [claim["content"] for claim in judged]
    meaning, in_common = matching._similarity(resolved, passages), matching._words_in_common(resolved, passages)
    return {
        "whole paragraphs, as they stand": matching.encode(raw) @ matching.encode(passages).T,
        "meaning alone": meaning,
        "words alone": in_common,
        "meaning and words": meaning + matching.WORDS * in_common,
    }


def measure(judged: list[dict], closeness: np.ndarray, count: int = 3) -> dict[str, float]:
    """Return how good one way of matching is; provisions that nobody judged count as wrong."""
    ids = provisions()[0]
    first, right, wanted, retrieved, average = 0, 0, 0, 0, 0.0
    for claim, row in zip(judged, closeness, strict=True):
        hits = [ids[place] in claim["yes"] for place in np.argsort(-row, kind="stable")]
        first += hits[0]
        right += sum(hits[:count])
        wanted += min(count, len(claim["yes"]))
        retrieved += count
        ranks = np.flatnonzero(hits) + 1
        average += float((np.arange(1, len(ranks) + 1) / ranks).mean())
    return {
        "precision of the first": first / len(judged),
        f"precision of the first {count}": right / retrieved,
        f"recall in the first {count}": right / wanted,
        "mean average precision": average / len(judged),
    }


def run() -> None:
    held_out = claims(HELD_OUT)
    for label, judged in (
        ("set on these", claims()),
        ("held out, English", [claim for claim in held_out if claim["language"] == "en"]),
        ("held out, Russian, French, Arabic and Chinese", [one for one in held_out if one["language"] != "en"]),
    ):
        pairs = sum(len(claim["yes"]) + len(claim["no"]) for claim in judged)
        print(
            f"{label}: {pairs} judged pairs of {len(judged)} claims, {len(provisions()[0])} provisions to choose from"
        )
        for name, closeness in scores(judged).items():
            figures = "  ".join(f"{key} {value:.2f}" for key, value in measure(judged, closeness).items())
            print(f"  {name:34}{figures}")
