"""Parties that a text leaves unnamed: "a certain country", "outside powers", "one capital", without saying which."""

import re
from functools import cache

from readout.annotator import word_lists


@cache
def _patterns() -> dict[str, word_lists.Words | re.Pattern[str]]:
    roles = word_lists.read("roles")
    parties = word_lists.pattern(roles["unnamed_parties"]).expression
    return {
        "marks": word_lists.pattern(roles["unnamed_marks"]),
        "anonymity": word_lists.pattern(roles["anonymity"]),
        "outsiders": word_lists.pattern(roles["unnamed_outsiders"]),
        "always": _party(word_lists.pattern(roles["unnamed_determiners"]).expression, parties),
        "blamed": _party(word_lists.pattern(roles["blamed_determiners"]).expression, parties),
    }


def _party(determiners: str, parties: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{determiners})\s+(?:of\s+(?:our|the|these)\s+)?(?:[\w-]+\s+){{0,2}}?[‘“\"']?(?:{parties})(?!['’]s)", re.I
    )


def in_words(words: str, sentence: str, blamed: bool) -> bool:
    """Tell whether words speak of a party that stays unnamed.

    `sentence` may say so ("without naming it"); where the party is `blamed`, "one country" or "a neighbour" is enough.
    """
    patterns = _patterns()
    words = word_lists.lower(words)
    if patterns["anonymity"].search(words) or patterns["outsiders"].search(words) or patterns["always"].search(words):
        return True
    return bool((blamed or patterns["marks"].search(sentence)) and patterns["blamed"].search(words))


def as_source(mention: str) -> bool:
    """Tell whether a source is itself such a party."""
    return in_words(mention, "", True)
