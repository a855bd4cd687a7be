"""How far a class agrees: by field, by sentence, with the program and a model beside it, and learner by learner."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from readout.reviewing.agreement.coefficients import alpha, interval
from readout.workshop.whole_class.beside import Beside
from readout.workshop.whole_class.handed_in import FIELDS, HandedIn

if TYPE_CHECKING:
    import pandas as pd

#: A sentence splits a class where fewer of its coders than this gave the commonest code.
MOST = 2 / 3
#: Columns of the table of learners; the shares are of the codes that the learner gave, in all fields together.
COLUMNS = {
    "coder": "string",
    "text_id": "string",
    "codes": "int64",
    "of": "int64",
    "same_as_others": "float64",
    "same_as_most": "float64",
    "same_as_program": "float64",
    "same_as_model": "float64",
}


@dataclass(frozen=True)
class SentenceResult:
    """How a class coded one sentence in one field: how many gave each code, the commonest first."""

    sentence: str
    field: str
    words: str
    given: Mapping[str, int]
    #: The codes of the program and of a model, by who gave it.
    beside: Mapping[str, str]

    @property
    def coders(self) -> int:
        """Return how many coded the sentence."""
        return sum(self.given.values())

    @property
    def most(self) -> str:
        """Return the commonest code; of several the one that the list of codes names first."""
        return next(iter(self.given))

    @property
    def same(self) -> float | None:
        """Return the share of pairs of learners that gave the same code; None for a single learner."""
        pairs = self.coders * (self.coders - 1)
        return sum(count * (count - 1) for count in self.given.values()) / pairs if pairs else None

    @property
    def splits(self) -> bool:
        """Return whether the sentence splits the class: fewer than two thirds gave the commonest code."""
        return self.coders > 1 and self.given[self.most] < MOST * self.coders


@dataclass(frozen=True)
class FieldResult:
    """How far a class agrees in one field, over all its sentences."""

    field: str
    label: str
    sentences: int
    #: Of all pairs of learners on all sentences, the share with the same code.
    same: float | None
    #: Krippendorff's alpha, with the middle 95 % of its values when the sentences are drawn again.
    alpha: float | None
    low: float | None
    high: float | None
    #: By who stands beside the class, the share of the learners' codes that are the same as theirs.
    beside: Mapping[str, float]


@dataclass(frozen=True)
class ClassResults:
    """A class as coders of a text: how many, by field, by sentence in the order of the text, learner by learner."""

    text_id: str
    title: str
    coders: int
    fields: list[FieldResult]
    sentences: list[SentenceResult]
    learners: "pd.DataFrame"

    @property
    def splitting(self) -> list[SentenceResult]:
        """Return the sentences that split the class, the one with the fewest pairs alike first."""
        return sorted((one for one in self.sentences if one.splits), key=lambda one: one.same or 0.0)


def results(handed_in: Sequence[HandedIn], beside: Beside, *, names: bool = False) -> ClassResults:
    """Return how far a class agrees; `names` puts the names that the files hold into the table of learners.

    Without names the learners are numbered in an order that follows neither the alphabet nor the files.
    """
    fields = [field for field in FIELDS if any(one.codes.get(field) for one in handed_in)]
    sentences = [one for field in fields for one in _sentences(field, handed_in, beside)]
    return ClassResults(
        handed_in[0].text_id,
        beside.title,
        len(handed_in),
        [_field(field, handed_in, [one for one in sentences if one.field == field]) for field in fields],
        sentences,
        _learners(handed_in, sentences, names),
    )


def _sentences(field: str, handed_in: Sequence[HandedIn], beside: Beside) -> list[SentenceResult]:
    codes = FIELDS[field][1]
    keys = sorted({key for one in handed_in for key in one.codes.get(field, {})}, key=_in_order)
    found = []
    for key in keys:
        counts = Counter(one.codes[field][key] for one in handed_in if key in one.codes.get(field, {}))
        given = dict(sorted(counts.items(), key=lambda item: (-item[1], codes.index(item[0]))))
        others = {who: by[field][key] for who, by in beside.coders.items() if key in by.get(field, {})}
        found.append(SentenceResult(key, field, beside.words.get(key, ""), given, others))
    return found


def _in_order(key: str) -> tuple[list[int], str]:
    """Return what puts Sentence 9 before Sentence 10."""
    return [int(number) for number in re.findall(r"\d+", key)], key


def _field(field: str, handed_in: Sequence[HandedIn], sentences: Sequence[SentenceResult]) -> FieldResult:
    items = [
        {str(number): one.codes[field][row.sentence] for number, one in enumerate(handed_in) if _has(one, row)}
        for row in sentences
    ]
    pairs = [one == other for item in items for one, other in combinations(item.values(), 2)]
    low, high = interval(items, alpha, samples=400, seed=1)
    shares = {}
    for who in dict.fromkeys(name for row in sentences for name in row.beside):
        known = [row for row in sentences if who in row.beside]
        shares[who] = sum(row.given.get(row.beside[who], 0) for row in known) / sum(row.coders for row in known)
    same = sum(pairs) / len(pairs) if pairs else None
    return FieldResult(field, FIELDS[field][0], len(sentences), same, alpha(items), low, high, shares)


def _has(one: HandedIn, row: SentenceResult) -> bool:
    return row.sentence in one.codes.get(row.field, {})


def _learners(handed_in: Sequence[HandedIn], sentences: Sequence[SentenceResult], names: bool) -> "pd.DataFrame":
    """Return one row a learner: how much was coded, and how often like the others, most, the program and the model."""
    import pandas as pd

    # By a digest of the codes, the number of a learner tells nothing about the name.
    order = sorted(handed_in, key=(lambda one: one.coder.casefold()) if names else _digest)
    rows = []
    for number, one in enumerate(order, start=1):
        mine = [(row, one.codes[row.field][row.sentence]) for row in sentences if _has(one, row)]
        others = sum(row.coders - 1 for row, _ in mine)
        alike = sum(row.given[code] - 1 for row, code in mine)
        shared = [(row, code) for row, code in mine if row.coders > 1]
        program = [(kind, code) for row, code in mine for who, kind in row.beside.items() if who == "the program"]
        model = [(kind, code) for row, code in mine for who, kind in row.beside.items() if who != "the program"]
        rows.append(
            {
                "coder": one.coder if names else f"coder {number:02d}",
                "text_id": one.text_id,
                "codes": len(mine),
                "of": len(sentences),
                "same_as_others": alike / others if others else None,
                "same_as_most": _share([row.given[code] == row.given[row.most] for row, code in shared]),
                "same_as_program": _share([kind == code for kind, code in program]),
                "same_as_model": _share([kind == code for kind, code in model]),
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _share(alike: Sequence[bool]) -> float | None:
    return sum(alike) / len(alike) if alike else None


def _digest(one: HandedIn) -> str:
    held = json.dumps({field: dict(sorted(codes.items())) for field, codes in sorted(one.codes.items())})
    return hashlib.sha256(held.encode()).hexdigest()
