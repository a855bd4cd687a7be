"""How sure each rule is: its measured precision, and what it does in words."""

from functools import cache

from readout.annotator import word_lists

#: For a rule that has not been measured.
UNKNOWN = 0.5


@cache
def _rules() -> dict[str, dict[str, object]]:
    return word_lists.read("rules")


def precision(rule: str) -> float:
    """Return the share of a rule's claims that were right on the development data, 0 to 1."""
    return float(str(_rules().get(rule, {}).get("precision", UNKNOWN)))


def description(rule: str) -> str:
    """Return what a rule looks for, in words."""
    return str(_rules().get(rule, {}).get("looks_for", "a pattern of words that marks speech"))


def sample(rule: str) -> int:
    """Return on how many claims the precision of a rule was measured; 0 where it was not."""
    return int(str(_rules().get(rule, {}).get("measured_on", 0)))
