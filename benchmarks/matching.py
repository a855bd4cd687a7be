"""Matching on the judged pairs of tests/compare/matching_gold.csv: precision and recall, against its parts alone."""

import csv
from pathlib import Path

import numpy as np

import readout
from readout.compare import matching

GOLD = Path(__file__).parent.parent / "tests" / "compare" / "matching_gold.csv"


def claims() -> list[dict]:
    """Return the judged claims, each with the provisions that answer it and those that do not."""
    found: dict[str, dict] = {}
    for row in csv.DictReader(GOLD.open(encoding="utf-8")):
        claim = found.setdefault(row["claim"], row | {"yes": set(), "no": set()})
        claim["yes" if row["relevant"] == "1" else "no"].add(row["provision"])
    return list(found.values())


def scores() -> dict[str, np.ndarray]:
    """Return for each way of matching the closeness of each claim (rows) to each provision (columns)."""
    passages = matching.provisions(text for text in readout.library() if text.kind == "digest")["passage"].tolist()
    resolved = []
    for claim in claims():
        rows = [
            {"content_text": claim[name], "text_id": claim["text_id"], "actor": claim["party"]}
            for name in ("before", "content")
        ]
        resolved.append(matching.resolve([row for row in rows if row["content_text"]])[-1])
    raw = [claim["content"] for claim in claims()]
    meaning, in_common = matching._similarity(resolved, passages), matching._words_in_common(resolved, passages)
    return {
        "whole paragraphs, as they stand": matching.encode(raw) @ matching.encode(passages).T,
        "meaning alone": meaning,
        "words alone": in_common,
        "meaning and words": meaning + matching.WORDS * in_common,
    }


def measure(closeness: np.ndarray, count: int = 3) -> dict[str, float]:
    """Return how good one way of matching is; provisions that nobody judged count as wrong."""
    ids = matching.provisions(text for text in readout.library() if text.kind == "digest")["passage_id"].tolist()
    first, right, wanted, retrieved, average = 0, 0, 0, 0, 0.0
    judged = claims()
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
    pairs = sum(len(claim["yes"]) + len(claim["no"]) for claim in claims())
    print(f"{pairs} judged pairs of {len(claims())} claims; set on these: expect a little less elsewhere")
    for name, closeness in scores().items():
        print(f"{name:34}", "  ".join(f"{key} {value:.2f}" for key, value in measure(closeness).items()))
