"""Issues of claims: the codes of what a claim is itself about, and on which words each of them rests.

A claim is read in its own words and in its target, where it only points to that ("such a move"). A bare noun phrase
("the fund") is read with the fuller words by which the text named the thing before ("a new climate fund"). What stands
around a claim adds nothing: where no code fits, it has none. One whose own words name no code, but the thing in dispute
("it would be meaningless"), has the codes that others name who are on the same matter. A hint, which alone is not
enough, is enough where the text as a whole is about its code; a code that rests on a single word has to come near in
meaning to what the codebook says of it (see `Codebook.choose`).
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from readout import spans
from readout.annotator.claim_table import Claim
from readout.annotator.what.places import Places
from readout.codebook import Codebook

if TYPE_CHECKING:
    from readout.parser import Document, Token

#: A text is about a code that at least this share of its coded sentences has, and so many sentences; the title and the
#: first paragraph count like this many sentences.
SHARE, SENTENCES, OPENING = 0.25, 2, 2
#: At most so many subjects has a text, and so many bare nouns of a claim are looked up.
SUBJECTS, NOUNS = 3, 3
#: A matter is about a code that this share of the claims on it names.
SHARED = 0.33
_BARE = frozenset({"the", "this", "that", "these", "those", "such", "its", "their", "our", "his", "her", "my"})
_FULLER = ("compound", "amod", "prep", "nmod", "acl")


def code(claims: list[Claim], document: "Document", metadata: Mapping[str, Any], codebook: Codebook) -> None:
    """Give each claim its issues, and the evidence for them; the claims have their targets."""
    named = Named(document)
    about = frozenset(subject(document, metadata, codebook))
    passages = [_passage(claim, document.body, named) for claim in claims]
    for claim, passage, found in zip(claims, passages, codebook.choose(passages, about), strict=True):
        claim.issues = [item.code for item in found]
        claim.evidence = "; ".join(item.reason(passage) for item in found) or None
    _by_matter(claims)


def _by_matter(claims: list[Claim]) -> None:
    """Give claims without a code those that a good part of the claims on their matter have by their own words."""
    on: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.matter:
            on[claim.matter].append(claim)
    for matter, same in on.items():
        counts = Counter(issue for claim in same for issue in claim.issues)
        common = [issue for issue, number in counts.most_common() if number >= SHARED * len(same)]
        for claim in same:
            if common and not claim.issues:
                claim.issues = list(common)
                claim.evidence = "; ".join(
                    f"{issue} by its matter, “{matter}”: {counts[issue]} of {len(same)} claims on it name it"
                    for issue in common
                )


def subject(document: "Document", metadata: Mapping[str, Any], codebook: Codebook) -> list[str]:
    """Return what a text is about as a whole: codes, the weightiest first; none where no code comes up often."""
    by_sentence = [codebook.code_issues(document.body[start:end]) for start, end in document.sentences]
    counts = Counter(issue for found in by_sentence for issue in found[:2])
    start, end = document.paragraphs[0] if document.paragraphs else (0, 0)
    for issue in codebook.code_issues(f"{metadata.get('title') or ''}. {document.body[start:end]}"):
        counts[issue] += OPENING
    coded = sum(map(bool, by_sentence))
    least = max(SENTENCES, SHARE * coded)
    return [issue for issue, number in counts.most_common() if number >= least][:SUBJECTS]


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
