"""Keyness: which words or phrases stand out in some texts against a reference, how far, and how sure that is."""

from collections import Counter
from math import log
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from readout import codebook, parser, spans
from readout.compare.accounts import permitted
from readout.compare.inputs import Texts, as_texts, reusable
from readout.compare.words import association, counts, tokens
from readout.errors import NotComparable, ReadoutError
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd

Measure = Literal["log_likelihood", "chi_squared", "log_ratio", "log_odds_z"]
#: Issues of how a matter is dealt with, rather than what it is.
PROCEDURAL = frozenset({"negotiations", "summit", "diplomatic-relations"})
_Sides = tuple[npt.NDArray[np.object_], npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]
MEASURES = ("log_likelihood", "chi_squared", "log_ratio", "log_odds_z")


def keyness(
    target: "Texts | tokens.Words",
    reference: "Texts | tokens.Words | pd.DataFrame | None" = None,
    *,
    measure: Measure = "log_likelihood",
    phrase: int = 1,
    least: int = 2,
    prior: float | None = None,
    chosen: npt.NDArray[np.bool_] | None = None,
) -> "pd.DataFrame":
    """Return which words, or phrases of `phrase` words, stand out in the target against the reference.

    `reference` is a number of texts, a table with the columns `word` and `count`, or nothing: then it is the annual
    messages of the presidents of the United States. With `chosen`, a mask over the texts of a split target, those
    texts are the target and all others of it the reference. Words that both together have fewer than `least` times
    are left out of the table, not of the totals. `prior` is the weight of the prior of the log-odds, in words: by
    default that of the smaller side, spread as both sides together spread their words.

    Columns: `word`, `count`, `reference_count`, `texts` (of the target with it), `per_million`,
    `reference_per_million`, `log_likelihood` and `chi_squared` (signed: negative where the word is rarer than
    expected), `log_ratio` with `log_ratio_low` and `log_ratio_high` (95 per cent), `log_odds` with `log_odds_low` and
    `log_odds_high`, `log_odds_z`, `p` (of the log-likelihood), `p_adjusted` (Benjamini and Hochberg), `certain`
    (p_adjusted below 0.05). Sorted by `measure`, the most typical of the target first. `attrs["note"]` says whose
    words were compared, and how few they are.

    After Dunning (1993), Hardie (2014), Monroe, Colaresi and Quinn (2008). Words come in bursts, so that counts of one
    text are never independent: read the intervals as a lower bound of the doubt.

    Raises ReadoutError for a digest, an empty text, identical sides, and a text without words.
    """
    import pandas as pd
    from scipy.special import erfc

    if measure not in MEASURES:
        raise ReadoutError(f"There is no measure {measure!r}; choose one of {', '.join(MEASURES)}.")
    target, reference = reusable(target), reusable(reference)
    notes = [] if isinstance(target, tokens.Words) else [permitted.check_wording(as_texts(target), "keyness")]
    names, a, b, texts = _sides(target, reference, phrase, chosen, notes)
    total_a, total_b = int(a.sum()), int(b.sum())
    if total_a < 2:
        raise NotComparable("The target has a single word, and nothing can stand out in it; give a longer text.")
    if total_a == total_b and (a == b).all():
        raise NotComparable("Target and reference have the same words equally often; give two different texts.")
    weight = float(min(total_a, total_b)) if prior is None else float(prior)
    spread = (a + b) / (total_a + total_b) * weight
    odds, odds_error = association.log_odds(a, b, spread)

    keep = a + b >= least
    if not keep.any():
        keep = a + b > 0
    names = names[keep]
    a, b, texts, odds, odds_error = a[keep], b[keep], texts[keep], odds[keep], odds_error[keep]
    c, d = total_a - a, total_b - b
    likelihood = association.log_likelihood(a, b, c, d)
    ratio, low, high = association.log_ratio(a, b, c, d)
    # The upper tail of chi-squared with one degree of freedom.
    p = erfc(np.sqrt(np.abs(likelihood) / 2))
    table = pd.DataFrame(
        {
            "word": names,
            "count": a,
            "reference_count": b,
            "texts": texts,
            "per_million": a / total_a * 1e6,
            "reference_per_million": b / total_b * 1e6,
            "log_likelihood": likelihood,
            "chi_squared": association.chi_squared(a, b, c, d),
            "log_ratio": ratio,
            "log_ratio_low": low,
            "log_ratio_high": high,
            "log_odds": odds,
            "log_odds_low": odds - 1.959964 * odds_error,
            "log_odds_high": odds + 1.959964 * odds_error,
            "log_odds_z": odds / odds_error,
            "p": p,
            "p_adjusted": association.false_discovery(p),
        }
    )
    table["certain"] = table["p_adjusted"] < 0.05
    table = table.sort_values(measure, ascending=False, kind="stable", ignore_index=True)
    if total_a < 1000:
        notes.append(f"The target has {total_a} words only: single uses weigh heavily.")
    table.attrs["note"] = " ".join(note for note in notes if note)
    table.attrs["target_words"], table.attrs["reference_words"] = total_a, total_b
    return table


def _sides(
    target: "Texts | tokens.Words",
    reference: "Texts | tokens.Words | pd.DataFrame | None",
    phrase: int,
    chosen: npt.NDArray[np.bool_] | None,
    notes: list[str],
) -> _Sides:
    """Return the counts of target and reference, word for word; words come in alphabetical order."""
    import pandas as pd

    if chosen is not None:
        if not isinstance(target, tokens.Words) or reference is not None:
            raise ReadoutError("`chosen` parts texts that are split already; give counts.words_of(texts) and no other.")
        if chosen.all() or not chosen.any():
            raise NotComparable("The choice takes all texts or none, so there is nothing to compare; choose some.")
        if phrase == 1:
            order = target.alphabetical
            here, there, texts = target.count(chosen), target.count(~chosen), counts.texts_with(target, chosen)
            return target.vocabulary_array[order], here[order], there[order], texts[order]
        return _aligned(counts.tally(target, phrase, chosen), counts.tally(target, phrase, ~chosen))
    mine = counts.tally(target, phrase)
    if isinstance(reference, pd.DataFrame):
        return _aligned(mine, counts.from_table(reference))
    if reference is None:
        notes.append("The reference is the annual messages of the presidents of the United States, 1790 on.")
        return _aligned(mine, counts.tally(counts.annual_message_words(), phrase))
    if not isinstance(reference, tokens.Words):
        notes.append(permitted.check_wording(as_texts(reference), "keyness"))
    return _aligned(mine, counts.tally(reference, phrase))


def _aligned(here: counts.Counts, there: counts.Counts) -> _Sides:
    """Return all words of both sides, their counts on each, and in how many target texts they stand."""
    names = sorted({*here.words, *there.words})
    place = {word: number for number, word in enumerate(names)}
    a, b, texts = (np.zeros(len(names), np.int64) for _ in range(3))
    mine = np.array([place[word] for word in here.words], np.int64)
    a[mine], texts[mine] = here.number, here.texts
    b[np.array([place[word] for word in there.words], np.int64)] = there.number
    return np.array(names, object), a, b, texts


def term_of(text: Text) -> str:
    """Return a word to follow in a text where nobody names one, as a term of a concordance: `summit*`.

    It is a noun that the text uses twice or more, if any: of those by which the codebook knows what the text deals
    with, the one used most for how rare it is in the annual messages; else of all its nouns; of a text without nouns
    its longest word. Only a start: what matters in a text its reader decides.
    """
    nouns = [
        (block.span(token.i, token.i + 1)[0], token.lemma_.lower())
        for block in parser.parse(text.body).blocks
        for token in block.doc
        if token.pos_ == "NOUN" and token.is_alpha and len(token.lemma_) > 3
    ]
    if not nouns:
        return max(tokens.split(text.body), key=len, default="")
    often = Counter(noun for _, noun in nouns)
    issues = sorted(codebook.load().find_issues(text.body), key=lambda issue: issue.code in PROCEDURAL)
    known = [[span for match in issue.matches for span in match.parts] for issue in issues]
    named = [{noun for place, noun in nouns if spans.any_holds(stretches, place)} for stretches in known]
    choices = [{noun for noun in choice if often[noun] > 1} for choice in [*named, set(often)]]
    messages = counts.annual_message_words()
    common = dict(zip(messages.vocabulary, messages.count().tolist(), strict=True))

    def telling(noun: str) -> tuple[float, str]:
        return often[noun] * log(len(messages) / (1 + common.get(noun, 0))), noun

    return max(next(filter(None, [*choices, *named]), set(often)), key=telling) + "*"
