"""Every method in one call: `run("retellings", [text, other])` gives its table, with the claims it needs."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from readout.compare.accounts import permitted, retellings
from readout.compare.claims import contradictions, guarantees, movement, network, positions
from readout.compare.meaning import matching
from readout.compare.words import (
    collocations,
    concordance,
    counts,
    dispersion,
    keyness,
    reuse,
    scaling,
    terms_over_time,
    themes,
)
from readout.errors import ReadoutError
from readout.texts.library import library
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd


class Request(NamedTuple):
    """What is asked: the texts, the first the one to understand; words of interest; scores of reference texts."""

    texts: Sequence[Text]
    terms: Sequence[str] = ()
    phrase: int = 1
    scores: Mapping[str, float] = MappingProxyType({})

    @property
    def claims(self) -> "pd.DataFrame":
        """Return the claims of all texts, people's decisions laid over the annotator's proposals."""
        import pandas as pd

        from readout.reviewing.decisions.decided_claims import claims

        return pd.concat([claims(text) for text in self.texts], ignore_index=True)

    def only(self, number: int) -> "Request":
        """Return the request with the first so many texts."""
        return self._replace(texts=self.texts[:number])


class Method(NamedTuple):
    """A method: what it tells, and the function from a request to its table."""

    about: str
    table: "Callable[[Request], pd.DataFrame]"
    takes_terms: bool = False
    takes_scores: bool = False


def _with_words(table: "pd.DataFrame", claims: "pd.DataFrame") -> "pd.DataFrame":
    """Return pairs of claims with what each says, in the columns `claim_a` and `claim_b`: the words of its first id."""
    words = dict(zip(claims["claim_id"], claims["content_text"], strict=True))
    table = table.copy()
    for side in "ab":
        said = [words.get(ids[0]) for ids in table[f"claim_ids_{side}"]]
        table.insert(list(table.columns).index(f"actor_{side}") + 1, f"claim_{side}", said)
    return table


def _matching(asked: Request) -> "pd.DataFrame":
    others = asked.texts[1:] or [text for text in library() if text.is_digest and text.id != asked.texts[0].id]
    return matching.nearest(asked.only(1).claims, others)


def _retellings(asked: Request) -> "pd.DataFrame":
    if len(asked.texts) > 1:
        return retellings.retellings(asked.claims, asked.texts, together=True)
    accounts = retellings.accounts_of(asked.texts[0], library())
    return retellings.retellings(Request(accounts).claims, accounts)


def _guarantees(asked: Request) -> "pd.DataFrame":
    only = [text.id for text in asked.texts[1:]] or None
    return guarantees.side_by_side(asked.only(1).claims, asked.texts[0], only=only)


def _keyness(asked: Request) -> "pd.DataFrame":
    return keyness.keyness(asked.texts[:1], asked.texts[1:] or None, phrase=asked.phrase)


def _term(asked: Request) -> str:
    if len(asked.terms) != 1:
        raise ReadoutError(
            f"A concordance shows one word or phrase at a time, not {len(asked.terms)}; give one --term."
        )
    return asked.terms[0]


METHODS: dict[str, Method] = {
    "positions": Method(
        "who holds what on which issue, text by text",
        lambda asked: positions.positions(asked.claims, asked.texts),
    ),
    "contradictions": Method(
        "where one claim affirms what another denies, the surest first",
        lambda asked: _with_words(contradictions.contradictions(asked.claims), asked.claims),
    ),
    "movement": Method(
        "what became of each position from one dated text to the next",
        lambda asked: movement.movement(asked.claims, asked.texts),
    ),
    "alone": Method(
        "issues that only one of the texts raises",
        lambda asked: movement.raised_by_one(asked.claims, asked.texts),
    ),
    "ties": Method(
        "who stands with whom, against whom, and who accuses whom",
        lambda asked: network.ties(asked.claims, asked.texts),
    ),
    "matching": Method("for each claim of the first text, the passages of the others closest to it", _matching),
    "retellings": Method("what accounts of one statement differ in, claim by claim", _retellings),
    "guarantees": Method("the first text beside the guarantees of record, feature by feature", _guarantees),
    "keyness": Method("words of the first text that stand out against the others", _keyness),
    "concordance": Method(
        "every place of a term with the words around it",
        lambda asked: concordance.concordance(asked.texts, _term(asked)),
        takes_terms=True,
    ),
    "dispersion": Method(
        "how evenly terms are spread",
        lambda asked: dispersion.dispersion(asked.texts, asked.terms),
        takes_terms=True,
    ),
    "vocabulary": Method(
        "terms through the years",
        lambda asked: terms_over_time.terms_through_time(asked.texts, asked.terms),
        takes_terms=True,
    ),
    "collocations": Method(
        "words that stand together more often than by chance",
        lambda asked: collocations.collocations(asked.texts),
    ),
    "counts": Method(
        "how often each word or phrase occurs", lambda asked: counts.counts(asked.texts, phrase=asked.phrase)
    ),
    "reuse": Method("passages that two texts share", lambda asked: reuse.passages(asked.texts)),
    "themes": Method("which share of each text has which theme", lambda asked: themes.shares(asked.texts)),
    "unlisted": Method("themes that the words suggest, listed or not", lambda asked: themes.unlisted(asked.texts)),
    "wordfish": Method(
        "texts on the line that their words differ along most", lambda asked: scaling.wordfish(asked.texts)
    ),
    "wordscores": Method(
        "texts on the line between reference texts whose scores are given",
        lambda asked: scaling.wordscores(asked.texts, asked.scores),
        takes_scores=True,
    ),
    "permitted": Method("which comparison the kind of a text allows", lambda asked: permitted.table()),
}


def run(
    method: str,
    texts: Sequence[Text],
    *,
    terms: Sequence[str] = (),
    phrase: int = 1,
    scores: Mapping[str, float] | None = None,
) -> "pd.DataFrame":
    """Return the table of a method for texts; its columns are those of the method's own function.

    Raises ReadoutError for an unknown method, for terms or scores where none are taken or none where some are
    needed, and where the method refuses the texts (NotComparable).
    """
    if method not in METHODS:
        raise ReadoutError(f"There is no method {method!r}; choose one of {', '.join(METHODS)}.")
    if not texts:
        raise ReadoutError("No text was given to compare; name one or more.")
    names = [text.id for text in texts]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise ReadoutError(f"Two of the texts have the id {twice}; leave one out, or give each an id of its own.")
    from readout.compare.result import told

    chosen = METHODS[method]
    if chosen.takes_terms and not terms:
        raise ReadoutError(f"The method {method} needs a word or phrase to look for; give --term guarant* or the like.")
    if terms and not chosen.takes_terms:
        raise ReadoutError(f"The method {method} takes no term; leave --term out.")
    if chosen.takes_scores and not scores:
        raise ReadoutError(
            f"The method {method} needs two reference texts with their scores; give --score ID=-1 --score OTHER=1."
        )
    if scores and not chosen.takes_scores:
        raise ReadoutError(f"The method {method} takes no scores; leave --score out.")
    return told(chosen.table(Request(texts, terms, phrase, scores or {})))
