"""What is read from a claim's words alone: polarity where no construction says it, modality, hedging, negation."""

import re
from functools import cache

from readout.annotator import word_lists

#: What before a word of cessation makes it a demand.
_BIDDEN = re.compile(r"\b(?:must|should|to|needs?|has|have|urgently|immediately)\b")


_SUBORDINATE = re.compile(r"(?<=\w)\s+(?:what|which|who|that|because|since|although|unless|if)\b", re.I)
#: "accepts no soldiers"; "no soldiers will be sent"; "whether ... " asks and takes no side.
_NONE_AFTER = re.compile(r"\w+\s+(?:no|neither|nothing|nobody)\b", re.I)
_NONE_WILL = re.compile(r"\W*(?:that\s+)?no\s+(?:\w+\s+){1,4}(?:will|would|shall|can|may)\b", re.I)
_QUESTION = re.compile(r"\W*(?:what|whether|which|how|when|where|why|who)\b", re.I)


@cache
def _patterns() -> dict[str, word_lists.Words]:
    lists = word_lists.read("stances")
    plain = {name: word_lists.pattern(entries) for name, entries in lists.items() if name != "modality"}
    return plain | {name: word_lists.pattern(entries) for name, entries in lists["modality"].items()}


def polarity(content: str, demanded: bool = False) -> str | None:
    """Return `opposes` or `supports` by the first word in the content that has a polarity, or None.

    A negation up to four words before it turns support to opposition, and opposition to nothing. What is `demanded` to
    stop is opposed.
    """
    patterns = _patterns()
    concessions = [match.span() for match in patterns["concessions"].finditer(content)]
    found = [
        (match.start(), -match.end(), name)
        for name in ("opposes", "supports", "cessation")
        for match in patterns[name].finditer(content)
        if not any(a <= match.start() < b for a, b in concessions)
    ]
    for start, _, name in sorted(found):
        before = " ".join(re.split(r"[,;:.]", content[:start])[-1].split()[-4:])
        negated = bool(patterns["negations"].search(before)) or before.endswith(("n't", "n’t"))
        if name == "supports":
            negated = negated or bool(_NONE_AFTER.match(content, start))
            return "opposes" if negated else "supports"
        if name == "opposes" and not negated:
            return "opposes"
        if name == "cessation" and not negated and (demanded or _BIDDEN.search(before)):
            return "opposes"
    main = _SUBORDINATE.split(content, maxsplit=1)[0] if not _SUBORDINATE.match(content) else content
    if (patterns["refusals"].search(main) or _NONE_WILL.match(content)) and not concessions:
        return "opposes"
    wished = patterns["wished"].search(content)
    return "supports" if wished and not patterns["negations"].search(content[: wished.start()]) else None


def asks(content: str) -> bool:
    """Tell whether the content leaves open what is said: "what Moscow will not accept", "whether talks go on"."""
    return bool(_QUESTION.match(content))


def concedes(words: str) -> bool:
    """Tell whether the words neither reject nor accept: "did not rule out"."""
    return bool(_patterns()["concessions"].search(words))


def modality(content: str) -> str | None:
    """Return obligation, future, possibility or hypothetical by the first modal of the content, or None."""
    found = [
        (match.start(), name)
        for name in word_lists.read("stances")["modality"]
        if (match := _patterns()[name].search(content))
    ]
    return min(found)[1] if found else None


def hedged(cue: str, content: str) -> bool:
    """Tell whether the claim is put forward with reserve."""
    return bool(_patterns()["hedges"].search(content) or _patterns()["hedges"].search(cue) or concedes(cue))


def negated(content: str) -> bool:
    """Tell whether the main proposition of the content is negated: a negation in its first clause."""
    first_clause = re.split(r"[,;:]|\b(?:that|which|who|because|if|unless|although)\b", content)[0]
    match = _patterns()["negations"].search(first_clause)
    return bool(match) and not concedes(content)
