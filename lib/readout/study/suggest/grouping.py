"""Which claims of several texts are on one thing: the matters of each text, joined where they are alike.

Within a text the annotator has found the matters already (see `readout.annotator.what.matters`). Across texts two are
alike by the words of their names and targets, by the words of their claims, and by meaning. They are joined by average
linkage, as there. How stable a group is, is the mean over five rounds, in each of which a fifth of the texts is left
out, of the greatest overlap (Jaccard) that the group has with one found without them: 1 says that it comes out the
same, below about 0.6 that it hangs on single texts (the rule of thumb is Hennig's, 2007, for clusters).
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from readout.annotator.what import phrases

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

#: What the words of names and targets, the words of claims, their meaning and that of the names add to likeness.
NAMES, WORDS, MEANING, MEANING_OF_NAMES = 0.35, 0.2, 0.2, 0.25
#: Matters of different texts that are less alike than this are two things.
ALIKE = 0.5
#: The rounds in which a part of the texts is left out.
ROUNDS = 5

Ids = frozenset[str]


class Unit(NamedTuple):
    """A matter of one text: its name, its claims by id, and the words that stand for it."""

    text_id: str
    name: str
    claim_ids: tuple[str, ...]
    about: tuple[str, ...]
    contents: tuple[str, ...]
    taken_sides: int


def words_of(passage: str) -> list[str]:
    """Return the words of a passage that may tell what it is on: in small letters, of three letters and more."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    found = re.findall(r"[^\W\d_]{3,}", passage.lower())
    return [word for word in found if word not in ENGLISH_STOP_WORDS and word not in phrases.words("common")]


def units(claims: "pd.DataFrame") -> list[Unit]:
    """Return the matters of a claim table, text by text; the outlet's own claims and those on no matter are in none."""
    kept = claims[(claims["voice"] != "outlet") & claims["matter"].notna()]
    found = []
    for (text_id, name), rows in kept.groupby(["text_id", "matter"], sort=False):
        about = [str(target) for target in rows["target_text"] if isinstance(target, str) and target]
        sides = int((rows["stance"] != "neutral").sum())
        contents = tuple(map(str, rows["content_text"]))
        found.append(Unit(str(text_id), str(name), tuple(rows["claim_id"]), (str(name), *about), contents, sides))
    return found


class Likeness:
    """How alike each two units are; computed once, for the whole and for each round without a part of them."""

    def __init__(self, given: Sequence[Unit]):
        self.units = list(given)

    @cached_property
    def matrix(self) -> "npt.NDArray[np.float64]":
        """Return the likeness, n by n, from 0 to about 1."""
        import numpy as np

        from readout import sentence_vectors

        names = sentence_vectors.encode([unit.name for unit in self.units])
        contents = []
        for unit in self.units:
            mean = sentence_vectors.encode(list(unit.contents)).mean(axis=0)
            contents.append(mean / max(float(np.linalg.norm(mean)), 1e-9))
        said = np.array(contents)
        alike = MEANING_OF_NAMES * (names @ names.T) + MEANING * (said @ said.T)
        rare = self._rarity()
        of_names = [_weights(unit.about, rare) for unit in self.units]
        of_claims = [_weights(unit.contents, rare) for unit in self.units]
        for one in range(len(self.units)):
            for other in range(one):
                more = NAMES * _shared(of_names[one], of_names[other]) + WORDS * _shared(
                    of_claims[one], of_claims[other]
                )
                alike[one, other] += more
                alike[other, one] = alike[one, other]
        return np.round(alike.astype(float), 5)

    def _rarity(self) -> dict[str, float]:
        """Return how much a stem weighs: less, the more of the units have it."""
        import math

        counts = Counter(stem for unit in self.units for stem in {*_stems(unit.about), *_stems(unit.contents)})
        return {stem: math.log(1 + len(self.units) / count) for stem, count in counts.items()}

    def groups(self, without: frozenset[str] = frozenset()) -> list[list[int]]:
        """Return the units in groups by their numbers, those of the texts `without` left out."""
        import numpy as np

        kept = [number for number, unit in enumerate(self.units) if unit.text_id not in without]
        groups = [[number] for number in kept]
        between = self.matrix[np.ix_(kept, kept)].copy()
        for one, first in enumerate(kept):
            for other, second in enumerate(kept):
                # Two matters of one text were told apart there; only what lies between them can join them.
                if self.units[first].text_id == self.units[second].text_id:
                    between[one, other] = min(between[one, other], 0.0)
        np.fill_diagonal(between, -np.inf)
        while len(groups) > 1:
            one, other = sorted(divmod(int(np.argmax(between)), len(groups)))
            if between[one, other] < ALIKE:
                break
            sizes = len(groups[one]), len(groups[other])
            mean = (between[one] * sizes[0] + between[other] * sizes[1]) / sum(sizes)
            between[one], between[:, one] = mean, mean
            between[one, one] = -np.inf
            between = np.delete(np.delete(between, other, 0), other, 1)
            groups[one] += groups.pop(other)
        return groups

    def ids(self, group: Sequence[int]) -> Ids:
        """Return the claims of a group, by id."""
        return frozenset(claim for number in group for claim in self.units[number].claim_ids)

    def stability(self, groups: Sequence[Sequence[int]]) -> list[float | None]:
        """Return how stable each group is, from 0 to 1; None where there are too few texts to leave some out."""
        texts = list(dict.fromkeys(unit.text_id for unit in self.units))
        if len(texts) < ROUNDS:
            return [None] * len(groups)
        overlaps: list[list[float]] = [[] for _ in groups]
        for round_ in range(ROUNDS):
            without = frozenset(texts[round_::ROUNDS])
            again = [self.ids(group) for group in self.groups(without)]
            for number, group in enumerate(groups):
                left = self.ids([one for one in group if self.units[one].text_id not in without])
                if left:
                    overlaps[number].append(max(len(left & other) / len(left | other) for other in again))
        return [sum(found) / len(found) if found else None for found in overlaps]


def _stems(passages: Sequence[str]) -> list[str]:
    return [phrases.stem(word) for passage in passages for word in words_of(passage)]


def _weights(passages: Sequence[str], rare: dict[str, float]) -> dict[str, float]:
    return {stem: rare[stem] for stem in _stems(passages)}


def _shared(one: dict[str, float], other: dict[str, float]) -> float:
    """Return the share of the weight of the lighter of two lots of stems that the other has too."""
    least = min(sum(one.values()), sum(other.values()))
    return sum(one[stem] for stem in one.keys() & other.keys()) / least if least else 0.0
