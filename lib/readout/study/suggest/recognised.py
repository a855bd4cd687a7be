"""By which words the claims of a group are recognised: terms, which are enough, and hints, which need company."""

from collections import Counter
from collections.abc import Sequence

from readout.annotator.what import phrases
from readout.study.suggest.grouping import words_of

MOST_TERMS, MOST_HINTS = 6, 6
#: How much oftener in its group than elsewhere a word must be, and in what share of the group's claims.
TELLING, SHARE = 3.0, 0.34
#: In what share of them a word must be that is enough by itself.
ALONE = 0.6


def terms_of(name: str, own: Sequence[str], others: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the terms and the hints of a group, best first.

    `own` are the passages of its claims (content and target), `others` those of all other claims. A word that comes up
    in the group and hardly elsewhere is a term, two words of the name, or two that come up together in the group and
    not elsewhere, are one with `&`; other words that tell are hints. There is always at least one term.
    """
    of_own, of_others = [_by_stem(passage) for passage in own], [_by_stem(passage) for passage in others]
    here, there = _counts(of_own), _counts(of_others)
    named = list(dict.fromkeys(phrases.stem(word) for word in words_of(name)))

    def share(stem: str) -> float:
        return here[stem] / max(1, len(own))

    def telling(stem: str) -> float:
        return share(stem) / ((there[stem] + 0.5) / (len(others) + 1))

    ranked = sorted(here, key=lambda stem: (-(stem in named), -share(stem) * telling(stem), stem))
    strong = [stem for stem in ranked if (stem in named or share(stem) >= SHARE) and telling(stem) >= TELLING]
    terms = [
        _written(stem, of_own, name) for stem in strong if there[stem] == 0 and share(stem) >= ALONE and len(stem) >= 4
    ]
    for one in range(len(named)):
        for other in range(one + 1, len(named)):
            terms.append(" & ".join(_written(named[number], of_own, name) for number in (one, other)))
    pairs = {frozenset(term.split(" & ")) for term in terms}
    for one, first in enumerate(strong[:6]):
        for second in strong[one + 1 : 6]:
            both = sum(first in words and second in words for words in of_own)
            elsewhere = sum(first in words and second in words for words in of_others)
            if both >= max(2, SHARE * len(own)) and not elsewhere:
                pair = [_written(stem, of_own, name) for stem in (first, second)]
                terms += [" & ".join(pair)] if frozenset(pair) not in pairs else []
    terms = list(dict.fromkeys(terms))[:MOST_TERMS] or [" ".join(name.split()) or "nothing"]
    hints = [
        _written(stem, of_own, name)
        for stem in ranked
        if telling(stem) >= TELLING and (share(stem) >= SHARE or stem in named)
    ]
    return terms, [hint for hint in dict.fromkeys(hints) if hint not in terms][:MOST_HINTS]


def _by_stem(passage: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for word in words_of(passage):
        found.setdefault(phrases.stem(word), set()).add(word)
    return found


def _counts(passages: Sequence[dict[str, set[str]]]) -> Counter[str]:
    return Counter(stem for words in passages for stem in words)


def _written(stem: str, passages: Sequence[dict[str, set[str]]], name: str) -> str:
    """Return a stem as a term: the word itself where it has one form, else what its forms begin with and a star."""
    forms = {form for words in passages for form in words.get(stem, ())}
    forms |= {word for word in words_of(name) if phrases.stem(word) == stem}
    start = _beginning(forms)
    if len(forms) == 1 and not start.endswith("s"):
        return f"{start}*" if len(start) > 3 else start
    return f"{start.removesuffix('s') if len(forms) == 1 and not start.endswith('ss') else start}*"


def _beginning(forms: set[str]) -> str:
    """Return what words begin with, all of them."""
    first, last = min(forms), max(forms)
    same = next((at for at, letter in enumerate(first) if at >= len(last) or last[at] != letter), len(first))
    return first[:same]
