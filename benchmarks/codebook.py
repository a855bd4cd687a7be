"""How well the codebook finds issues, and how fast: on sentences made for it, and on the gold claims of the statement.

A sentence counts as found where its issue is among those given, and as first where it is the best. Wrong are the codes
given besides; some of them are right too. The baseline gives a code where a word of its label stands in the sentence.
"""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import yaml

import readout
from readout import codebook

HERE = Path(__file__).resolve().parent
GOLD = HERE.parents[1] / "shared" / "gold" / "polyanskiy-tass.json"


def by_label(sentence: str) -> list[str]:
    """Return the issues a word of whose label stands in the sentence."""
    words = set(re.findall(r"\w{4,}", sentence.lower()))
    return [code.code for code in codebook.load().issues if words & set(re.findall(r"\w{4,}", code.label.lower()))]


def score(pairs: list[tuple[str, str]], code: Callable[[str], list[str]]) -> str:
    """Return in words how many of the sentences get their issue."""
    given = [(issue, code(sentence)) for issue, sentence in pairs]
    found = sum(issue in codes for issue, codes in given)
    first = sum(codes[:1] == [issue] for issue, codes in given)
    besides = sum(len(set(codes) - {issue}) for issue, codes in given)
    return f"{found:3} of {len(pairs)} found, {first:3} first, {besides:3} codes besides"


def run() -> None:
    book = codebook.load()
    sentences = yaml.safe_load((HERE / "codebook_sentences.yml").read_text(encoding="utf-8"))
    sets = {name: [(row["issue"], row["sentence"]) for row in rows] for name, rows in sentences.items()}
    if GOLD.is_file():
        claims = json.loads(GOLD.read_text(encoding="utf-8"))["claims"]
        sets["gold"] = [(claim["issue"], claim["text"]) for claim in claims if not claim["optional"]]
    for name, pairs in sets.items():
        print(f"{name:7} codebook    {score(pairs, book.code_issues)}")
        print(f"{name:7} label words {score(pairs, by_label)}")
    texts = list(readout.library())
    started = time.process_time()
    book.code_paragraphs(texts)
    seconds = time.process_time() - started
    print(
        f"issues and themes of {len(texts)} texts: {sum(text.n_words for text in texts) / seconds:,.0f} words a second"
    )
