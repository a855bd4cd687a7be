"""Compare texts: one method a function, from texts or claim tables to one tidy table.

    from readout import compare
    compare.keyness(targets, reference)

The methods have the names that `readout compare -m` knows, and are imported when first named. What a table rests on
stands in its columns (`claim_ids`, or a text's id with `start` and `end`); what a reader must know before trusting it
stands in its `note`. Where texts or claims do not allow a comparison (errors.NotComparable), the table is empty and the
note says why; the functions in the modules themselves raise. Any other error is raised here too.
"""

from collections.abc import Callable
from functools import partial, update_wrapper
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readout.compare.accounts.permitted import table as permitted
    from readout.compare.accounts.retellings import retellings
    from readout.compare.claims.contradictions import contradictions
    from readout.compare.claims.guarantees import side_by_side as guarantees
    from readout.compare.claims.movement import movement
    from readout.compare.claims.movement import raised_by_one as alone
    from readout.compare.claims.network import ties
    from readout.compare.claims.positions import positions
    from readout.compare.meaning.matching import nearest as matching
    from readout.compare.through_time.blocs import agreement as agreement_through_time
    from readout.compare.through_time.blocs import networks
    from readout.compare.through_time.moved import moved
    from readout.compare.through_time.phrase import first_uses, phrase
    from readout.compare.through_time.phrase import voices as phrase_voices
    from readout.compare.through_time.shares import by_period as sides_through_time
    from readout.compare.words.collocations import collocations
    from readout.compare.words.concordance import concordance, lines_of
    from readout.compare.words.counts import counts
    from readout.compare.words.dispersion import dispersion, occurrences
    from readout.compare.words.keyness import keyness, term_of
    from readout.compare.words.reuse import passages as reuse
    from readout.compare.words.scaling import word_weights, wordfish, wordscores
    from readout.compare.words.standing_out import standing_out
    from readout.compare.words.terms_over_time import terms_through_time as vocabulary
    from readout.compare.words.themes import passages, unlisted
    from readout.compare.words.themes import shares as themes

#: Each name with the module and the function behind it.
_HOME_OF = {
    "agreement_through_time": "through_time.blocs.agreement",
    "alone": "claims.movement.raised_by_one",
    "collocations": "words.collocations.collocations",
    "concordance": "words.concordance.concordance",
    "contradictions": "claims.contradictions.contradictions",
    "counts": "words.counts.counts",
    "dispersion": "words.dispersion.dispersion",
    "first_uses": "through_time.phrase.first_uses",
    "guarantees": "claims.guarantees.side_by_side",
    "keyness": "words.keyness.keyness",
    "lines_of": "words.concordance.lines_of",
    "matching": "meaning.matching.nearest",
    "moved": "through_time.moved.moved",
    "movement": "claims.movement.movement",
    "networks": "through_time.blocs.networks",
    "occurrences": "words.dispersion.occurrences",
    "passages": "words.themes.passages",
    "permitted": "accounts.permitted.table",
    "phrase": "through_time.phrase.phrase",
    "phrase_voices": "through_time.phrase.voices",
    "positions": "claims.positions.positions",
    "retellings": "accounts.retellings.retellings",
    "reuse": "words.reuse.passages",
    "sides_through_time": "through_time.shares.by_period",
    "standing_out": "words.standing_out.standing_out",
    "term_of": "words.keyness.term_of",
    "themes": "words.themes.shares",
    "ties": "claims.network.ties",
    "unlisted": "words.themes.unlisted",
    "vocabulary": "words.terms_over_time.terms_through_time",
    "word_weights": "words.scaling.word_weights",
    "wordfish": "words.scaling.wordfish",
    "wordscores": "words.scaling.wordscores",
}

__all__ = [
    "agreement_through_time",
    "alone",
    "collocations",
    "concordance",
    "contradictions",
    "counts",
    "dispersion",
    "first_uses",
    "guarantees",
    "keyness",
    "lines_of",
    "matching",
    "moved",
    "movement",
    "networks",
    "occurrences",
    "passages",
    "permitted",
    "phrase",
    "phrase_voices",
    "positions",
    "retellings",
    "reuse",
    "sides_through_time",
    "standing_out",
    "term_of",
    "themes",
    "ties",
    "unlisted",
    "vocabulary",
    "word_weights",
    "wordfish",
    "wordscores",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"readout.compare has no {name!r}; it has {', '.join(__all__)}.")
    home, function = _HOME_OF[name].rsplit(".", 1)
    value: Callable[..., Any] = getattr(import_module(f"{__name__}.{home}"), function)
    if name != "term_of":  # the one that gives a word and no table
        from readout.compare.result import in_place

        value = update_wrapper(partial(in_place, value), value)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
