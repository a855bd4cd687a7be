"""Codes of claims: what a claim is itself about, and on which evidence each code rests.

A claim is read in its own words and in its target, where it only points to that ("such a move"). A bare noun phrase
("the fund") is read with the fuller words by which the text named the thing before ("a new climate fund"). Evidence is
weighed in points: what stands in the claim, in the name of its matter, and how much of the text is about the code. What
the text is about is never enough by itself: something in the claim, in its matter, or in what others say on that matter
has to name the code. One that rests on a single word has to come near in meaning to what the codebook says of it.

The points were set by a logistic regression over 54 hand-coded texts, each text predicted by the others.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from readout import spans
from readout.annotator.claim_table import Claim
from readout.annotator.what.places import Places
from readout.codebook import ENOUGH, Codebook, Found

if TYPE_CHECKING:
    from readout.parser import Document, Token

#: Points for the weight of the terms and hints in a claim, once more where they are enough by themselves, less where
#: that is one single word; for a lone hint; for the name of the matter; for the share of the sentences and of the
#: claims that are on the code. What a code must reach to be given.
WORDS, NAMED, SINGLE, HINTED, MATTER, TEXT, CLAIMS = 1.0, 0.9, -0.35, 0.55, 0.8, 2.75, 3.0
GIVEN = 1.7
#: Words, matters and sentences beyond these count no further.
MOST_WORDS, MOST_MATTER, MOST_TEXT = 2.5, 1.5, 0.5
#: How near in meaning a claim must come to the definition or an example of a code that rests on a single word, where
#: no other sentence of the text names it.
NEAR = 0.2
#: At most so many bare nouns of a claim are looked up.
NOUNS = 3
_BARE = frozenset({"the", "this", "that", "these", "those", "such", "its", "their", "our", "his", "her", "my"})
_FULLER = ("compound", "amod", "prep", "nmod", "acl")


class Evidence(NamedTuple):
    """What speaks for a code of a claim."""

    code: str
    words: Found | None = None
    matter: Found | None = None
    #: How many of the claims on its matter name the code, and of how many.
    others: tuple[int, int] = (0, 0)
    #: Shares of the sentences and of the claims of the text that name the code.
    text: float = 0.0
    claims: float = 0.0

    @property
    def points(self) -> float:
        """Return the sum of the points."""
        found = TEXT * min(self.text, MOST_TEXT) + CLAIMS * self.claims
        if self.matter is not None:
            found += MATTER * min(self.matter.weight, MOST_MATTER)
        if self.words is not None:
            weight = self.words.weight
            found += WORDS * min(weight, MOST_WORDS)
            found += (NAMED + SINGLE * self.words.rests_on_a_word) if weight >= ENOUGH else HINTED
        return found

    def reason(self, passage: str, matter: str | None) -> str:
        """Return in words why a claim has the code."""
        found = []
        if self.words is not None:
            found.append(f"by {self.words.words(passage)}")
        if self.matter is not None and matter:
            found.append(f"by its matter, “{matter}”")
        elif self.words is None:
            found.append(f"by its matter, “{matter}”: {self.others[0]} of {self.others[1]} claims on it name it")
        if self.words is None or self.words.weight < ENOUGH:
            found.append(f"{self.text:.0%} of the sentences of the text name it")
        return f"{self.code} {', '.join(found)}"


def code(claims: list[Claim], document: "Document", codebook: Codebook) -> None:
    """Give each claim its codes, issues before themes, and the evidence for them; the claims have their matters."""
    named = Named(document)
    passages = [_passage(claim, document.body, named) for claim in claims]
    own = [{found.code: found for found in codebook.weigh(passage)} for passage in passages]
    weighed = _weighed(claims, own, document, codebook)
    _drop_far(weighed, passages, len(document.sentences), codebook)
    order = {one.code: number for number, one in enumerate(codebook.themes)}
    for claim, passage, found in zip(claims, passages, weighed, strict=True):
        found.sort(key=lambda one: (one.code in order, -one.points, one.code))
        claim.issues = [one.code for one in found]
        claim.evidence = "; ".join(one.reason(passage, claim.matter) for one in found) or None


def _weighed(
    claims: Sequence[Claim], own: Sequence[Mapping[str, Found]], document: "Document", codebook: Codebook
) -> list[list[Evidence]]:
    """Return the codes of each claim that reach enough points."""
    of_text = _shares(
        [codebook.weigh(document.body[start:end]) for start, end in document.sentences],
        len(document.sentences),
    )
    spoken = [found.values() for claim, found in zip(claims, own, strict=True) if claim.voice != "outlet"]
    of_claims = _shares(spoken, len(spoken))
    on: dict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        if claim.matter:
            on[claim.matter].append(number)
    named_by = {
        matter: Counter(one.code for number in numbers for one in own[number].values() if one.weight >= ENOUGH)
        for matter, numbers in on.items()
    }
    names = {matter: {found.code: found for found in codebook.weigh(matter)} for matter in on}
    result = []
    for found, claim in zip(own, claims, strict=True):
        others = named_by.get(claim.matter or "", Counter())
        matter = names.get(claim.matter or "", {})
        size = len(on.get(claim.matter or "", ()))
        evidence = [
            Evidence(code, found.get(code), matter.get(code), (others[code], size), of_text[code], of_claims[code])
            for code in sorted({*found, *matter, *others})
        ]
        result.append([one for one in evidence if one.points >= GIVEN])
    return result


def _shares(found: Iterable[Iterable[Found]], number: int) -> Counter[str]:
    """Return the share of passages that name each code."""
    shares: Counter[str] = Counter()
    for passage in found:
        for one in passage:
            if one.weight >= ENOUGH:
                shares[one.code] += 1 / max(number, 1)  # type: ignore[assignment]
    return shares


def _drop_far(weighed: list[list[Evidence]], passages: Sequence[str], sentences: int, codebook: Codebook) -> None:
    """Leave out codes that rest on a single word, named in no other sentence, far from what the codebook says."""
    doubtful = [
        (number, one)
        for number, found in enumerate(weighed)
        for one in found
        if one.words is not None and one.words.rests_on_a_word and one.text * sentences < 2
    ]
    near = codebook.nearness([passages[number] for number, _ in doubtful], [one.code for _, one in doubtful])
    for (number, one), how_near in zip(doubtful, near, strict=True):
        if how_near < NEAR:
            weighed[number].remove(one)


def _passage(claim: Claim, body: str, named: "Named") -> str:
    """Return the words that a claim is coded by: its content, its target where that stands elsewhere, fuller names."""
    parts = [claim.content_text]
    read = list(claim.content)
    if claim.target and not spans.inside_any(claim.target, claim.content):
        parts.append(body[slice(*claim.target)])
        read.append(claim.target)
    parts += named.fuller(read)
    return ". ".join(parts)


class Named:
    """The noun phrases of a text by their heads, with which bare ones are read."""

    def __init__(self, document: "Document"):
        self._places = Places(document)
        self._phrases: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for block in document.blocks:
            for token in block.doc:
                if token.pos_ == "NOUN" and any(child.dep_ in _FULLER for child in token.children):
                    self._phrases[token.lemma_.lower()].append(self._phrase(token))
        for known in self._phrases.values():
            known.sort()

    def _phrase(self, head: "Token") -> tuple[int, str]:
        edges = [head, *(child for child in head.children if child.dep_ in _FULLER)]
        tokens = [token for edge in edges for token in ((edge,) if edge is head else edge.subtree)]
        start, end = self._places.span(tokens)
        return start, " ".join(self._places.body[start:end].split()[:12])

    def fuller(self, read: Iterable[tuple[int, int]]) -> list[str]:
        """Return the fuller phrases by which bare nouns in these places were named last before."""
        found: list[str] = []
        for span in read:
            for token in self._places.tokens(span):
                if len(found) < NOUNS and token.pos_ == "NOUN" and _is_bare(token):
                    known = self._phrases.get(token.lemma_.lower(), [])
                    place = bisect_left(known, (self._places.start(token),))
                    if place:
                        found.append(known[place - 1][1])
        return found


def _is_bare(noun: "Token") -> bool:
    children = list(noun.children)
    return any(child.lower_ in _BARE for child in children) and not any(child.dep_ in _FULLER for child in children)
