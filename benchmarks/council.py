"""Who is blamed in Security Council speeches: sentences with a negative evaluation or a challenge, and their targets.

A claim is read as a negative evaluation or a challenge where its rule is `own-evaluation`: a sentence in the
speaker's own voice with the stance `opposes`, its `object` the one who is blamed. The gold is UNSCon's (negative
evaluations direct and indirect, and challenges). Speeches are split in two by the hash of their id: errors were read on
half A alone. The baseline is VADER (Hutto and Gilbert 2014): a compound score below 0.
"""

import hashlib
import json
import re
from pathlib import Path

import readout
from readout.annotator.api import sentences
from readout.annotator.who import gazetteer
from readout.texts.text import Text

GOLD = Path(__file__).resolve().parents[2] / "shared" / "eval" / "unscon_dev.jsonl"
KINDS = ("Direct_NegEval", "Indirect_NegEval", "Challenge")
TARGET_GAIN, TARGET_NAMED = 15.0, 70.0


def state(label: str) -> str:
    """Return the gazetteer's name of a state as UNSCon labels it ("russian_federation")."""
    words = re.sub(r"\(.*?\)", "", label.replace("_", " ")).strip().title()
    words = re.sub(r"\b(Of|And|The)\b", lambda found: found[0].lower(), words)
    entry = gazetteer.load().named(words)
    return entry.actor if entry else words


def half(speech_id: str) -> str:
    """Return A or B by the hash of a speech's id."""
    return "AB"[hashlib.sha256(speech_id.encode()).digest()[0] % 2]


def f1(pairs: list[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 in per cent of pairs (gold, found)."""
    right = sum(gold and found for gold, found in pairs)
    precision = right / max(1, sum(found for _, found in pairs))
    recall = right / max(1, sum(gold for gold, _ in pairs))
    return 100 * precision, 100 * recall, 200 * precision * recall / max(1e-9, precision + recall)


def run() -> None:
    if not GOLD.is_file():
        print("skipped: the measurement data (../shared) are not beside this project")
        return
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader = SentimentIntensityAnalyzer()
    ours: dict[str, list[tuple[bool, bool]]] = {"A": [], "B": []}
    baseline: dict[str, list[tuple[bool, bool]]] = {"A": [], "B": []}
    targets: dict[str, list[bool]] = {"A": [], "B": []}
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        speech = json.loads(line)
        speaker = state(speech["speaker"])
        text = Text(speech["id"], speech["text"], {"kind": "verbatim", "speaker": speaker, "party": speaker})
        claims = readout.annotate(text)
        found = {row["sentence"]: row for row in claims[claims["rule"] == "own-evaluation"].to_dict("records")}
        for row in sentences(text).to_dict("records"):
            inside = [
                span
                for span in speech["spans"]
                if span["label"] in KINDS and any(a < row["end"] and row["start"] < b for a, b in span["content"])
            ]
            claim = found.get(row["sentence"])
            ours[half(speech["id"])].append((bool(inside), claim is not None))
            score = vader.polarity_scores(speech["text"][row["start"] : row["end"]])["compound"]
            baseline[half(speech["id"])].append((bool(inside), score < 0))
            named = {state(span["target"]) for span in inside if span["target"] not in ("_", "-NONE-")}
            if claim is not None and named:
                targets[half(speech["id"])].append(claim["object"] in named)
    print("half  ours P / R / F1       VADER P / R / F1      gain (target 15)   target named right (target 70 %)")
    for halves in ("A", "B", "AB"):
        our = f1([pair for name in halves for pair in ours[name]])
        their = f1([pair for name in halves for pair in baseline[name]])
        right = [hit for name in halves for hit in targets[name]]
        share = 100 * sum(right) / max(1, len(right))
        print(
            f"{halves:4}  {our[0]:5.1f} {our[1]:5.1f} {our[2]:5.1f}     {their[0]:5.1f} {their[1]:5.1f} {their[2]:5.1f}"
            f"     {our[2] - their[2]:+5.1f}              {share:5.1f} % of {len(right)}"
        )
