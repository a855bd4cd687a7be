"""One code, and the finding of codes in a passage by their terms and hints."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from readout.terms import Finder, Match

#: What a term and a hint weigh, and what a code must reach to be given.
TERM, HINT, ENOUGH = 1.0, 0.5, 1.0

Sentence = Annotated[str, Field(min_length=1)]


class Code(BaseModel):
    """One code: what it means, when to use it, when not, examples in our own words, and how it is recognised.

    `terms` are enough by themselves, `hints` only in company, `exceptions` are phrases that look like a term and mean
    something else. `in_favour` says in one proposition what being for an issue means, and `contrary` lists the words
    that name its opposite. A `retired` code stays readable in old decisions and is no longer given; `formerly` names
    the codes that it was, or that were merged into it, so that old decisions are read with today's names.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
    label: Sentence
    definition: Sentence
    use_when: Sentence
    not_when: Sentence
    examples: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    terms: Annotated[tuple[str, ...], Field(min_length=1)]
    hints: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    in_favour: str = ""
    contrary: tuple[str, ...] = ()
    retired: bool = False
    formerly: tuple[str, ...] = ()


class Found(NamedTuple):
    """A code in a passage: its weight and the findings that make it."""

    code: str
    weight: float
    matches: tuple[Match, ...]

    @property
    def rests_on_a_word(self) -> bool:
        """Tell whether only one term speaks for the code, and that a single word."""
        match = self.matches[0]
        return self.weight < TERM + HINT and len(match.parts) == 1 and " " not in match.term.strip()

    def words(self, passage: str) -> str:
        """Return the words of the passage that speak for the code, in quotation marks."""
        words = list(dict.fromkeys(" … ".join(passage[a:b] for a, b in match.parts) for match in self.matches))
        return " and ".join(f"“{' '.join(word.split())}”" for word in words)


class Coder:
    """Codes passages by one list of codes, in one pass for all of them."""

    def __init__(self, codes: Sequence[Code]):
        self.codes = [code for code in codes if not code.retired]
        self._codes_of: dict[str, list[int]] = defaultdict(list)
        for number, code in enumerate(self.codes):
            for term in (*code.terms, *code.hints, *code.exceptions):
                self._codes_of[term].append(number)
        self._finder = Finder(self._codes_of)

    def weigh(self, text: str) -> list[Found]:
        """Return what speaks for each code in a passage, the weightiest first, then what stands first."""
        by_term: dict[str, list[Match]] = defaultdict(list)
        for match in self._finder.find(text):
            by_term[match.term].append(match)
        touched = sorted({number for term in by_term for number in self._codes_of[term]})
        found = [self._weigh(self.codes[number], by_term) for number in touched]
        return sorted((one for one in found if one.matches), key=lambda one: (-one.weight, one.matches[0].start))

    def find(self, text: str) -> list[Found]:
        """Return the codes of a passage, the weightiest first, then by what stands first."""
        return [item for item in self.weigh(text) if item.weight >= ENOUGH]

    @staticmethod
    def _weigh(code: Code, by_term: dict[str, list[Match]]) -> Found:
        """Add up the different terms that speak for a code: each once however often, and each word for one only."""
        taken = {place for term in code.exceptions for match in by_term.get(term, ()) for place in match.places}
        weights: dict[str, float] = {}
        matches = []
        for terms, weight in ((code.terms, TERM), (code.hints, HINT)):
            found = [match for term in terms for match in by_term.get(term, ())]
            # The longer of two findings tells more: `armed attack` rather than `attack`.
            for match in sorted(found, key=lambda match: (-sum(end - start for start, end in match.parts), match)):
                if taken.isdisjoint(match.places):
                    taken.update(match.places)
                    weights[match.term] = weight
                    matches.append(match)
        return Found(code.code, sum(weights.values()), tuple(sorted(matches, key=lambda match: match.start)))
