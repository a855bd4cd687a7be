"""Themes: how much of each text a theme takes up and how sure that is, which words make it, and what no theme covers.

A theme is coded passage by passage (paragraph by paragraph) by the words of the codebook. Its share of a text is
uncertain, since the text has few passages and could have been a little different: that is what the intervals say.
"""

import textwrap
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from readout import codebook
from readout.compare.accounts import permitted
from readout.compare.inputs import Texts, as_texts
from readout.compare.words import counts, keyness
from readout.errors import NotComparable, ReadoutError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from readout.texts.text import Paragraph, Text

Floats = npt.NDArray[np.float64]
#: A passage is quoted with no more than this many characters.
QUOTED = 200


def passages(given: Texts) -> "pd.DataFrame":
    """Return the themes of each passage, for following them through a text.

    Columns: `text_id`, `date`, `passage` (number of the paragraph, from 1), `reference`, `start`, `end`, `share`
    (0 to 1: how far into the text the passage begins), `theme`, `label`, `weight`, `terms` (the words that speak for
    it), `said` (its first words). One row a passage and theme; passages without a theme have no row, and
    `attrs["passages"]` says how many each text has. Sorted by text as given, then by place.
    """
    texts = as_texts(given, "themes")
    book = codebook.load()
    table = book.code_paragraphs(texts)
    table = table[table["list"] == "themes"].drop(columns="list").rename(columns={"code": "theme"})
    length = {text.id: max(len(text.body), 1) for text in texts}
    dates = {text.id: text.date for text in texts}
    table["date"] = [dates[name] for name in table["text_id"]]
    table["share"] = [start / length[name] for start, name in zip(table["start"], table["text_id"], strict=True)]
    table["label"] = [book[code].label for code in table["theme"]]
    table["passage"] = table["paragraph"] + 1
    quoted = {(text.id, number): _first_words(words.text) for text in texts for number, words in _numbered(text)}
    table["said"] = [quoted[place] for place in zip(table["text_id"], table["passage"], strict=True)]
    columns = ["text_id", "date", "passage", "reference", "start", "end", "share", "theme", "label", "weight", "terms"]
    table = table[[*columns, "said"]].reset_index(drop=True)
    table.attrs["note"] = "" if len(table) else "No passage has a theme of the codebook."
    table.attrs["passages"] = {text.id: len(text.paragraphs) for text in texts}
    return table


def shares(given: Texts, *, draws: int = 2000, seed: int = 1) -> "pd.DataFrame":
    """Return which share of the passages of each text has each theme, with an interval by resampling the passages.

    Columns: `text_id`, `date`, `theme`, `label`, `passages` (with the theme), `of` (passages of the text), `share`,
    `low`, `high` (95 per cent, percentile bootstrap, Efron and Tibshirani 1993, chapter 13), `places` (numbers of the
    passages, from 1), `said` (their first words). Every theme that some text has, for every text; sorted by text as
    given, then by theme. Intervals of short texts are wide, and where they overlap the texts may well not differ. Where
    a text has a theme in no passage or in all, resampling says nothing: the interval is then Wilson's (1927).

    Raises ReadoutError for no text and for an empty one.
    """
    import pandas as pd

    texts = as_texts(given, "themes")
    coded = passages(texts)
    book = codebook.load()
    found = sorted(set(coded["theme"]), key=[code.code for code in book.themes].index)
    random = np.random.default_rng(seed)
    rows = []
    for text in texts:
        own = coded[coded["text_id"] == text.id]
        quoted = dict(zip(own["passage"], own["said"], strict=True))
        size = len(text.paragraphs)
        drawn = random.integers(0, size, (draws, size))
        for theme in found:
            places = sorted(set(own.loc[own["theme"] == theme, "passage"].tolist()))
            has = np.zeros(size)
            has[np.array(places, int) - 1] = 1
            low, high = np.quantile(has[drawn].mean(1), (0.025, 0.975)) if 0 < len(places) < size else wilson(has)
            rows.append(
                {
                    "text_id": text.id,
                    "date": text.date,
                    "theme": theme,
                    "label": book[theme].label,
                    "passages": len(places),
                    "of": size,
                    "share": has.mean(),
                    "low": low,
                    "high": high,
                    "places": places,
                    "said": [f"Passage {place}: {quoted[place]}" for place in places],
                }
            )
    columns = ["text_id", "date", "theme", "label", "passages", "of", "share", "low", "high", "places", "said"]
    table = pd.DataFrame(rows, columns=columns)
    short = [text.id for text in texts if len(text.paragraphs) < 5]
    notes = [f"Fewer than five passages, so that shares say little: {', '.join(short)}."] if short else []
    table.attrs["note"] = " ".join(notes if rows else ["No passage has a theme of the codebook.", *notes])
    return table


def _numbered(text: "Text") -> "Iterator[tuple[int, Paragraph]]":
    return enumerate(text.paragraphs, 1)


def _first_words(words: str) -> str:
    return textwrap.shorten(words, QUOTED, placeholder=" …")


def wilson(has: Floats, z: float = 1.959964) -> tuple[float, float]:
    """Return the interval of a share after Wilson (1927)."""
    size, share = len(has), float(has.mean())
    middle = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z * np.sqrt(share * (1 - share) / size + z * z / (4 * size * size)) / (1 + z * z / size)
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def words_of_theme(given: Texts, theme: str) -> "pd.DataFrame":
    """Return which words stand out in the passages with a theme against the passages without it.

    Columns as in `keyness.keyness`, and `coded` (true where the word is one by which the codebook recognises the theme:
    that it stands out is then no finding). Sorted by weighted log-odds.

    Raises ReadoutError for an unknown theme, for a digest, and where all passages have the theme or none.
    """
    texts = as_texts(given, "the words of a theme")
    book = codebook.load()
    if theme not in [code.code for code in book.themes]:
        raise ReadoutError(
            f"The codebook has no theme {theme!r}; it has {', '.join(code.code for code in book.themes)}."
        )
    note = permitted.check_wording(texts, "the words of a theme")
    coded = passages(texts)
    having = {(row.text_id, row.passage) for row in coded.itertuples() if row.theme == theme}
    named = {word for terms in coded.loc[coded["theme"] == theme, "terms"] for term in terms for word in term.split()}
    sides: tuple[list[str], list[str]] = ([], [])
    for text in texts:
        for number, paragraph in _numbered(text):
            sides[(text.id, number) not in having].append(paragraph.text)
    if not sides[0] or not sides[1]:
        which = "Every passage has" if sides[0] else "No passage has"
        raise NotComparable(f"{which} the theme {theme!r}, so there is nothing to set its words against; add texts.")
    table = keyness.keyness(sides[0], sides[1], measure="log_odds_z")
    known = {word for one in named for word in counts.tokens.split(one)}
    table.insert(1, "coded", [word in known for word in table["word"]])
    table.attrs["note"] = note
    return table


#: As many themes are looked for where nobody says how many.
MOST_THEMES = 8


def unlisted(given: Texts, *, count: int | None = None, runs: int = 10, seed: int = 1) -> "pd.DataFrame":
    """Return themes that the words themselves suggest, whether the codebook lists them or not, and how stable they are.

    Passages are factored by their weighted words (non-negative matrix factorisation, Lee and Seung 1999). The same is
    done `runs` times on four fifths of the passages: a theme is stable where its ten words come back (after Greene,
    O'Callaghan and Cunningham 2014). `count` is the number of themes: 8, or as many as half the passages are fewer.

    Columns: `topic` (from 1), `words` (ten, the weightiest first), `stability` (0 to 1: mean share of the ten words
    that the closest theme of each run has too), `passages` (in which it is the strongest), `said` (their
    first words, the strongest first), `listed` (the theme or issue of the codebook that most of its passages have, or
    none), `listed_share`. Most stable first. Below about 0.5 a theme is an accident of these passages.

    Raises ReadoutError for fewer passages than twice the themes asked for, and for fewer than four.
    """
    import pandas as pd
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.feature_extraction.text import TfidfVectorizer

    from readout.compare.words.collocations import function_words

    texts = as_texts(given, "unlisted themes")
    note = permitted.check_wording([text for text in texts if not text.is_digest], "unlisted themes")
    names = [f"{text.id}, passage {number}" for text in texts for number, _ in _numbered(text)]
    bodies = [paragraph.text for text in texts for paragraph in text.paragraphs]
    count = count or max(2, min(MOST_THEMES, len(bodies) // 2))
    needed = max(2 * count, 4)
    if count < 2 or len(bodies) < needed:
        raise NotComparable(
            f"For {count} themes the texts need {needed} passages or more, and they have {len(bodies)}; add some texts."
        )
    function = function_words()
    vectorizer = TfidfVectorizer(
        analyzer=lambda body: [word for word in counts.tokens.split(body) if word not in function and word.isalpha()],
        min_df=2,
        max_df=0.5,
        sublinear_tf=True,
    )
    try:
        matrix = vectorizer.fit_transform(bodies)
    except ValueError:
        raise NotComparable("The passages share no words besides the common ones; give longer or more texts.") from None
    vocabulary = vectorizer.get_feature_names_out()
    count = min(count, matrix.shape[1] - 1) if matrix.shape[1] > 2 else 1

    def factor(rows: Any) -> tuple[Floats, list[set[int]], Floats]:
        model = NMF(count, init="nndsvd", max_iter=600, tol=1e-4, random_state=seed)
        # Few passages converge slowly; whether the themes hold is what the stability tells.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            weights = model.fit_transform(rows)
        return (
            weights,
            [set(np.argsort(-part, kind="stable")[:10].tolist()) for part in model.components_],
            model.components_,
        )

    weights, top, components = factor(matrix)
    random = np.random.default_rng(seed)
    stability = np.zeros(count)
    for _ in range(runs):
        kept = np.sort(random.choice(len(bodies), max(count + 1, round(len(bodies) * 0.8)), replace=False))
        _, again, _ = factor(matrix[kept])
        stability += [max(len(one & other) / max(len(one), 1) for other in again) for one in top]
    strongest = np.where(weights.max(1) > 0, weights.argmax(1), -1)
    book = codebook.load()
    codes = [{found.code for found in (*book.find_themes(body), *book.find_issues(body))} for body in bodies]
    rows = []
    for topic in range(count):
        own = np.flatnonzero(strongest == topic)
        listed, share = _most_common([codes[place] for place in own])
        ordered = own[np.argsort(-weights[own, topic], kind="stable")]
        rows.append(
            {
                "words": vocabulary[np.argsort(-components[topic], kind="stable")[:10]].tolist(),
                "stability": round(float(stability[topic] / runs), 3),
                "passages": len(own),
                "said": [f"{names[place]}: {_first_words(bodies[place])}" for place in ordered],
                "listed": listed,
                "listed_share": share,
            }
        )
    rows.sort(key=lambda row: -row["stability"])
    columns = ["topic", "words", "stability", "passages", "said", "listed", "listed_share"]
    table = pd.DataFrame([{"topic": number, **row} for number, row in enumerate(rows, 1)], columns=columns)
    digests = [text.id for text in texts if text.is_digest]
    if digests:
        note = f"{note} The words of digests are the summariser's: take from them what is dealt with, not how.".strip()
    table.attrs["note"] = note
    return table


def _most_common(codes: list[set[str]]) -> tuple[str | None, float]:
    """Return the code that most of these passages have, and how many of them."""
    counted: dict[str, int] = {}
    for some in codes:
        for code in sorted(some):
            counted[code] = counted.get(code, 0) + 1
    if not counted:
        return None, 0.0
    best = max(sorted(counted), key=counted.__getitem__)
    return best, round(counted[best] / len(codes), 3)
