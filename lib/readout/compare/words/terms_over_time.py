"""Vocabulary through time: how often chosen terms are used from period to period, and how the stock of words grows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import numpy as np

from readout.compare.accounts import permitted
from readout.compare.inputs import Texts, as_texts, first_day
from readout.compare.words import tokens
from readout.compare.words.concordance import places
from readout.compare.words.counts import words_of
from readout.errors import NotComparable, ReadoutError

if TYPE_CHECKING:
    import pandas as pd

Period = Literal["decade", "year", "month", "day"]
_DIGITS: dict[str, int] = {"decade": 3, "year": 4, "month": 7, "day": 10}


def terms_through_time(
    given: "Texts | tokens.Words",
    terms: str | Iterable[str],
    *,
    period: Period = "year",
    dates: "Iterable[str | None] | None" = None,
) -> "pd.DataFrame":
    """Return how often terms occur in each period.

    `dates` are needed where the texts are split already, one each in their order. Terms are written as in a
    concordance. Columns: `term`, `period`, `texts`, `count`, `words` (all words of the period), `per_million`, `low`,
    `high` (95 per cent, exact limits of a Poisson count, Garwood 1936). Sorted by term as given, then by period.
    Texts without a date, or with one too coarse, are left out; `attrs["note"]` names them. Words come in bursts: where
    a period has few texts, the interval is too narrow.

    Raises ReadoutError for a digest, an empty text, and where no text has a date.
    """
    import pandas as pd
    from scipy.stats import chi2

    split, when, note = _dated(given, dates, period)
    periods = sorted({one for one in when if one})
    number = {one: place for place, one in enumerate(periods)}
    of_text = np.array([number[one] if one else -1 for one in when])
    sizes = np.bincount(of_text[of_text >= 0], np.diff(split.word_bounds)[of_text >= 0], len(periods)).astype(int)
    texts = np.bincount(of_text[of_text >= 0], minlength=len(periods))
    rows, never = [], []
    for term in [terms] if isinstance(terms, str) else list(terms):
        first, _ = places(split, term)
        found = of_text[split.text_of(first)]
        count = np.bincount(found[found >= 0], minlength=len(periods))
        if not count.sum():
            never.append(term)
        for place, one in enumerate(periods):
            size = max(sizes[place], 1)
            low = chi2.ppf(0.025, 2 * count[place]) / 2 if count[place] else 0.0
            high = chi2.ppf(0.975, 2 * count[place] + 2) / 2
            rows.append(
                {
                    "term": term,
                    "period": one,
                    "texts": int(texts[place]),
                    "count": int(count[place]),
                    "words": int(sizes[place]),
                    "per_million": count[place] / size * 1e6,
                    "low": low / size * 1e6,
                    "high": high / size * 1e6,
                }
            )
    table = pd.DataFrame(rows)
    table.attrs["note"] = " ".join(one for one in (f"Never used: {', '.join(never)}." if never else "", note) if one)
    return table


def growth(given: Texts, *, period: Period = "year") -> "pd.DataFrame":
    """Return how many words each period uses, how many different ones, and how many that no earlier period used.

    Columns: `period`, `texts`, `words`, `different`, `new`, `examples` (the new words used most, at most ten).
    Longer texts have more different words: compare periods of about one length only.
    """
    import pandas as pd

    split, when, note = _dated(given, None, period)
    seen = np.zeros(len(split.vocabulary), bool)
    rows = []
    for one in sorted({one for one in when if one}):
        mask = np.array([each == one for each in when])
        count = split.count(mask)
        new = (count > 0) & ~seen
        seen |= count > 0
        order = np.argsort(-np.where(new, count, 0), kind="stable")[:10]
        rows.append(
            {
                "period": one,
                "texts": int(mask.sum()),
                "words": int(count.sum()),
                "different": int((count > 0).sum()),
                "new": int(new.sum()),
                "examples": [split.vocabulary[place] for place in order if new[place]],
            }
        )
    table = pd.DataFrame(rows)
    table.attrs["note"] = note
    return table


def _dated(
    given: "Texts | tokens.Words", dates: "Iterable[str | None] | None", period: Period
) -> tuple[tokens.Words, list[str | None], str]:
    """Return the words of texts, the period of each, and a note."""
    if period not in _DIGITS:
        raise ReadoutError(f"There is no period {period!r}; choose one of {', '.join(_DIGITS)}.")
    note = ""
    if isinstance(given, tokens.Words):
        known = list(dates or ())
        if len(known) != len(given.names):
            raise ReadoutError(f"{len(known)} dates were given for {len(given.names)} texts; give one each.")
    else:
        texts = as_texts(given, "vocabulary through time")
        note = permitted.check_wording(texts, "vocabulary through time")
        known = [text.date for text in texts]
        given = texts
    split = words_of(given)
    digits = _DIGITS[period]
    days = [first_day(date) for date in known]
    when = [None if day == "9999" or len(day) < digits else day[:digits] for day in days]
    if period == "decade":
        when = [f"{one}0s" if one else None for one in when]
    missing = [name for name, one in zip(split.names, when, strict=True) if one is None]
    if len(missing) == len(when):
        raise NotComparable(f"No text has a date that names its {period}; give texts with dates, or a longer period.")
    if missing:
        few = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
        note = f"Left out, with no date to the {period}: {few}. {note}".strip()
    return split, when, note
