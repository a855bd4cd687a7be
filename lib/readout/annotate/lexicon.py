"""The word lists: data files that a linguist edits, read once, and turned into patterns.

An entry is a word or phrase in any case; `*` at its end or inside stands for any further letters. Longer entries win
over shorter ones that begin at the same place.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def read(name: str) -> dict[str, Any]:
    """Return the word lists of one file of the lexicons folder, by name without its ending."""
    path = resources.files("readout.annotate") / "lexicons" / f"{name}.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def pattern(entries: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the entries as whole words, straight or curly apostrophes alike."""
    longest_first = sorted({str(entry) for entry in entries}, key=lambda entry: (-len(entry), entry))
    return re.compile("|".join(map(_as_expression, longest_first)) or r"(?!)", re.IGNORECASE)


def _as_expression(entry: str) -> str:
    expression = re.escape(entry).replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+")
    expression = re.sub("['’]", "['’]", expression)
    opening = r"(?<![\w'’-])" if entry[0].isalnum() else ""
    return opening + expression + r"(?![\w-])"
