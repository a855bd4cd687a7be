"""Bodies that the gazetteer does not know, told by the word for them: "the Northern Observatory for Rights".

Their names are kept whole, whatever state stands in them. The organs of a state ("the Supreme Court", "Peru's National
Bank") are left to the text around them.
"""

import re
from functools import cache

from readout.annotator import word_lists

_WORD = r"[A-ZÀ-ÖØ-Þ][\wß-ÿ’'-]*[\wß-ÿ]"
_BEFORE = re.compile(rf"(?:(?<![\w'’-]){_WORD}[ \n]){{1,4}}$")
_PART = rf"(?:{_WORD}(?:[ \n]{_WORD}){{0,3}})"
_AFTER = re.compile(rf"(?:[ \n](?:of|for|on|de|des|du)[ \n](?:the[ \n])?{_PART}(?:,?[ \n]and[ \n]{_PART})?){{1,3}}")
_SHORT = re.compile(r"(?:['’]s)? \(([A-Z][A-Za-z]{1,9})\)")
_POSSESSIVE = re.compile(r"['’]s?$")


@cache
def _heads() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what finds a head, an institution's head, and the first word of a state's organ."""
    lists = word_lists.read("new_names")
    institutions, organs = "|".join(lists["institutions"]), "|".join(lists["organs"])
    return (
        re.compile(rf"(?<![\w'’-])(?:{institutions}|{organs})(?![\w-])"),
        re.compile(rf"(?<![\w'’-])(?:{institutions})(?![\w-])"),
        re.compile(rf"(?:{'|'.join(lists['state_organs'])})\b"),
    )


def is_body(name: str) -> bool:
    """Tell whether a name holds the word for a body."""
    return _heads()[0].search(name) is not None


def row(name: str, kind: str, adjectives: list[str], names: str = "") -> dict[str, str]:
    """Return a row of the gazetteer for a name."""
    forms = {"names": names, "adjectives": "|".join(adjectives), "seats": ""}
    return {"actor": name, "kind": kind, "affiliation": "", **forms}


def learn(body: str, taken: set[int]) -> list[dict[str, str]]:
    """Return rows for the bodies of a text; `taken` are the places of names that the gazetteer knows."""
    rows: dict[str, dict[str, str]] = {}
    last = 0
    for head in _heads()[0].finditer(body):
        if head.start() < last:
            continue
        start, end = _around(body, head.start(), head.end(), taken)
        name = " ".join(_POSSESSIVE.sub("", body[start:end]).split())
        if name in rows or " " not in name or body[max(0, start - 4) : start] == "and ":
            continue
        covered = any(place in taken for place in range(start, end))
        whole = all(start + word.start() in taken for word in re.finditer(r"\S+", body[start:end]))
        _, institution, organ = _heads()
        if whole or ((covered or organ.match(name)) and not institution.search(name)):
            continue
        last = end
        short = _SHORT.match(body, end)
        rows[name] = row(name, "body", [], short[1] if short else "")
    return list(rows.values())


def _around(body: str, start: int, end: int, taken: set[int]) -> tuple[int, int]:
    """Return where the name around its head begins and ends."""
    leading = word_lists.read("new_names")["leading"]
    earliest = max(0, start - 80)
    before = _BEFORE.search(body[earliest:start])
    if before:
        words = list(re.finditer(r"\S+", before[0]))
        kept = len(words)
        while kept and not (words[kept - 1][0] in leading or _POSSESSIVE.search(words[kept - 1][0])):
            kept -= 1
        start = earliest + before.start() + words[kept].start() if kept < len(words) else start
    after = _AFTER.match(body, end)
    if after:
        joint = re.search(r"[ \n]and[ \n]", body[end : after.end()])
        end = end + joint.start() if joint and end + joint.end() in taken else after.end()
    return start, end
