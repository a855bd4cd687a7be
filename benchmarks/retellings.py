"""Retellings on invented statements in several accounts: how much of what differs is found, and how much is right.

What differs was judged before the method was run, sentence by sentence (tests/compare/accounts/retellings). Those named
in HELD_OUT were not looked at while the method was made.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import yaml

import readout
from readout import parser
from readout.compare.accounts import retellings
from readout.texts.text import Text

CASES = Path(__file__).parent.parent / "tests" / "compare" / "accounts" / "retellings"
HELD_OUT = ("ferry", "prisoners")
IN_USE = ("fisheries", "dam", "hostages", "sanctions", "inspection", "corridor")

#: What was found or judged: an aspect, the text of the first sentence with its number, and of the second.
Finding = tuple[str, str, int, int | None]


class Judged(NamedTuple):
    """One comparison of two accounts: what is right, what counts neither way, and what the method says."""

    right: set[Finding]
    either: set[Finding]
    found: set[Finding]


def judged(name: str) -> list[Judged]:
    """Return the comparisons of one invented statement."""
    case = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    texts = {one: Text(one, body, {"kind": "account"}) for one, body in case["accounts"].items()}
    sides = case.get("compared") or [case | {"accounts": list(texts)}]
    return [_judged(side, [texts[one] for one in side["accounts"]]) for side in sides]


def _judged(gold: dict, texts: list[Text]) -> Judged:
    a, b = texts
    claims = pd.concat([readout.annotate(text) for text in texts], ignore_index=True)
    table = retellings.retellings(claims, texts, together=True)
    right: set[Finding] = set()
    for one, other, *aspects in gold["told"]:
        place = sentence(a, one), sentence(b, other)
        right |= {(aspect, a.id, *place) for aspect in ["pair", *(aspects or ["told by both"])]}
    for text in texts:
        right |= {("told by one", text.id, sentence(text, words), None) for words in gold["alone"].get(text.id) or ()}
    pairs = {(sentence(a, one), sentence(b, other)) for one, other, *_ in gold["either"]}
    either = {(aspect, a.id, *pair) for pair in pairs for aspect in ("pair", *retellings.ASPECTS)}
    for words in gold["either_alone"]:
        text = next(text for text in texts if words in text.body)
        either.add(("told by one", text.id, sentence(text, words), None))
    found: set[Finding] = set()
    for row in table.itertuples():
        alone = row.aspect == "told by one"
        place = (row.text_a, int(row.sentence_a), None if alone else int(row.sentence_b))
        found |= {(row.aspect, *place)} | ({("pair", *place)} if not alone else set())
    parted = {one[1:] for one in found if one[0] not in ("pair", "told by both")}
    return Judged(right, either, {one for one in found if one[0] != "told by both" or one[1:] not in parted})


def sentence(text: Text, words: str) -> int:
    """Return the number of the sentence in which words stand."""
    at = text.body.index(words)
    return next(n for n, (start, end) in enumerate(parser.parse(text.body).sentences) if start <= at < end)


def measure(names: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """Return by aspect, and for the pairs of claims, what is right, what was found and what was to find."""
    counted = {name: Counter() for name in ("right", "found", "wanted")}
    for name in names:
        for one in judged(name):
            found = one.found - one.either
            counted["right"].update(finding[0] for finding in found & one.right)
            counted["found"].update(finding[0] for finding in found)
            counted["wanted"].update(finding[0] for finding in one.right - one.either)
    aspects = [
        aspect for aspect in ("pair", *retellings.ASPECTS) if counted["found"][aspect] + counted["wanted"][aspect]
    ]
    return {aspect: tuple(counted[name][aspect] for name in ("right", "found", "wanted")) for aspect in aspects}


def run() -> None:
    for label, names in (("in use while the method was made", IN_USE), ("held out", HELD_OUT)):
        print(f"{label}: {', '.join(names)}")
        for aspect, (right, found, wanted) in measure(names).items():
            precision = f"{right / found:.2f}" if found else "none found"
            recall = f"{right / wanted:.2f}" if wanted else "none to find"
            print(f"  {aspect:14} precision {precision:10} ({right}/{found})  recall {recall} ({right}/{wanted})")
