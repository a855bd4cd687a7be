"""Contradictions: how many of those found in the shipped texts are right, and how many invented ones are found.

Every contradiction found in the library was judged by hand (tests/compare/claims/contradictions_gold.csv, with some
near misses); one that nobody judged counts as wrong. What there is to find is known only of the invented statements of
tests/compare/accounts/retellings: the pairs of sentences that were judged to be told with another stance.
"""

import csv
from collections import Counter
from pathlib import Path

import pandas as pd
import yaml

import readout
from benchmarks import retellings
from readout.compare.claims import contradictions
from readout.texts.text import Text

GOLD = Path(__file__).parent.parent / "tests" / "compare" / "claims" / "contradictions_gold.csv"


def in_the_library() -> dict[str, tuple[int, int]]:
    """Return for each kind of evidence how many contradictions of the shipped texts are right, of how many."""
    claims = pd.concat([readout.annotate(text) for text in readout.library()], ignore_index=True)
    said = {row.claim_id: (row.text_id, row.content_text) for row in claims.itertuples()}
    gold = list(csv.DictReader(GOLD.open(encoding="utf-8")))
    found, right = Counter(), Counter()
    for row in contradictions.contradictions(claims).itertuples():
        pair = said[row.claim_ids_a[0]], said[row.claim_ids_b[0]]
        found[row.sure] += 1
        right[row.sure] += any(one["right"] == "1" and _is(one, *pair) for one in gold)
    return {sure: (right[sure], found[sure]) for sure in contradictions.SURE}


def _is(gold: dict[str, str], one: tuple[str, str], other: tuple[str, str]) -> bool:
    judged = (gold["text_a"], gold["words_a"]), (gold["text_b"], gold["words_b"])
    return any(
        all(text == name and words in content for (text, words), (name, content) in zip(judged, pair, strict=True))
        for pair in ((one, other), (other, one))
    )


def in_invented(names: tuple[str, ...]) -> tuple[int, int, int]:
    """Return how many contradictions in invented statements are right, how many were found, how many there are."""
    right = found = wanted = 0
    for name in names:
        case = yaml.safe_load((retellings.CASES / f"{name}.yml").read_text(encoding="utf-8"))
        texts = {one: Text(one, body, {"kind": "account"}) for one, body in case["accounts"].items()}
        claims = pd.concat([readout.annotate(text) for text in texts.values()], ignore_index=True)
        place = {row.claim_id: (row.text_id, int(row.sentence)) for row in claims.itertuples()}
        gold = {
            frozenset(((a, retellings.sentence(texts[a], one)), (b, retellings.sentence(texts[b], other))))
            for side in case.get("compared") or [case | {"accounts": list(texts)}]
            for a, b in [side["accounts"]]
            for one, other, *aspects in side["told"]
            if "stance" in aspects
        }
        shown = {
            frozenset((place[row.claim_ids_a[0]], place[row.claim_ids_b[0]]))
            for row in contradictions.contradictions(claims).itertuples()
        }
        right, found, wanted = right + len(gold & shown), found + len(shown), wanted + len(gold)
    return right, found, wanted


def run() -> None:
    for sure, (right, found) in in_the_library().items():
        share = f"{right / found:.2f}" if found else "none found"
        print(f"shipped texts, shown by {sure:18} precision {share} ({right}/{found})")
    for label, names in (("in use", retellings.IN_USE), ("held out", retellings.HELD_OUT)):
        right, found, wanted = in_invented(names)
        shares = [f"{right / count:.2f}" if count else "none" for count in (found, wanted)]
        print(f"invented, {label:8}  precision {shares[0]} ({right}/{found})  recall {shares[1]} ({right}/{wanted})")
