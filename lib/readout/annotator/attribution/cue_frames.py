"""The words that mark an attribution: tables that a linguist can edit, in the folder lexicons.

`verbs.csv`, `nouns.csv` and `adjectives.csv` list a cue and its frames, that is, the forms in which its content may
stand: `clause` (that he agrees, whether, how), `quote` (beside a quotation or a parenthetical), `to` (to agree),
`np+to` (them to agree), `np` (the plan), `gerund` (leaving), `small` (them liars), `as` (it as a threat), `p:of`,
`p:about` and so on (of the plan).
"""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "lexicons"


@cache
def kinds(part: str) -> dict[str, str]:
    """Return the second column of a table: whether a verb is one of speech, thought, evidence, will and so on."""
    with (FOLDER / f"{part}.csv").open(encoding="utf-8", newline="") as file:
        return {row[0]: row[1] for row in list(csv.reader(file))[1:]}


@cache
def frames(part: str) -> dict[str, frozenset[str]]:
    """Return the frames of each cue of a part of speech: verbs, nouns or adjectives."""
    with (FOLDER / f"{part}.csv").open(encoding="utf-8", newline="") as file:
        return {row[0]: frozenset(row[-1].split()) for row in list(csv.reader(file))[1:]}
