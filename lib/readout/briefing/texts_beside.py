"""Companions: which texts a text is held against when nobody says with which."""

import re
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from readout import codebook
from readout.annotator.who import gazetteer
from readout.compare import inputs
from readout.compare.meaning import matching
from readout.errors import NotComparable
from readout.texts.library import library, load
from readout.texts.text import Text

#: So many near passages of other texts each claim votes for, and so many codes make the subject of a text.
NEIGHBOURS, SUBJECTS = 8, 3
#: How near a passage has to come to be a neighbour.
NEAR = 0.4
#: How much more a text weighs whose party the text in hand names.
NAMED = 3.0


def companions(text: Text, table: pd.DataFrame, wanted: str = "", count: int = 6) -> list[Text]:
    """Return the texts to hold a text against.

    table: the claims of the text. wanted: ids or paths, separated by commas; raises ReadoutError where one is unknown.
    Where it is empty: all other accounts of the same event, then by subject and date the texts of the library in which
    claims find near passages: the nearest earlier one of the same party, then one of each party before a second of any,
    so that every side is heard that the library has on the subject; those that the text names come first.
    """
    if wanted.strip():
        return [load(name.strip()) for name in wanted.split(",") if name.strip()]
    shelf = [other for other in library() if other.id != text.id and other.body != text.body]
    same = [other for other in shelf if same_event_as(text, other)]
    rest = {other.id: other for other in shelf if other not in same}
    try:
        nearest = matching.nearest(table, rest.values(), count=NEIGHBOURS, least=NEAR)
    except NotComparable:
        return same  # no claim to look for neighbours with
    # A text of which no passage comes close to any claim is about something else.
    close = set(nearest.loc[nearest["similarity"] >= matching.ALIKE, "match_text_id"])
    votes = Counter(str(name) for name in nearest["match_text_id"] if name in close)
    about = _subject(text)
    parties = {name: party_of(rest[name]) for name in votes}
    weights = {
        name: number
        * (1 + len(about & _subject(rest[name])))
        * (NAMED if parties[name] in text.body else 1)
        / (1 + _years_between(text, rest[name]))
        for name, number in votes.items()
    }
    ranked = sorted(weights, key=lambda name: (-weights[name], name))
    turns: Counter[str] = Counter()
    rounds = {}
    for name in ranked:
        rounds[name] = turns[parties[name]]
        turns[parties[name]] += 1
    own = [name for name in ranked if parties[name] == party_of(text) and is_before(rest[name], text)][:1]
    first = sorted(ranked, key=lambda name: (name not in own, rounds[name], -weights[name], name))
    return [*same, *(rest[name] for name in first[: max(count - len(same), 0)])]


def party_of(text: Text) -> str:
    """Return for which state or body a text speaks, by its metadata; several, or one nobody named, under one name."""
    given = text.metadata.get("party") or text.metadata.get("parties") or text.speaker or text.channel or ""
    names = [given] if isinstance(given, str) else [str(one) for one in given]
    plain = [re.sub(r"\s*\(.*?\)", "", name).strip() for name in names]
    if len(plain) > 1:
        return "several parties"
    known = gazetteer.load().named(plain[0])
    return known.actor if known else plain[0]


def is_before(other: Text, text: Text) -> bool:
    """Tell whether a text is dated before another and tells of another event."""
    dated = bool(other.date and text.date) and inputs.first_day(other.date) < inputs.first_day(text.date)
    return dated and not same_event_as(text, other)


def _subject(text: Text) -> set[str]:
    """Return what a text is about as a whole: the three weightiest codes of its title and body."""
    return set(codebook.load().code_issues(f"{text.title}. {text.body}", SUBJECTS))


def _years_between(text: Text, other: Text) -> float:
    """Return how many years lie between two texts, a year where that is not known."""
    days = [inputs.first_day(one.date) for one in (text, other)]
    years = [float(day[:4]) + (int(day[5:7]) - 1) / 12 if day[5:7].isdigit() else float(day[:4]) for day in days]
    return 1.0 if 9999 in map(int, years) else abs(years[0] - years[1])


def listed(texts: Iterable[Text]) -> pd.DataFrame:
    """Return texts as a table: id, date, kind, title, speaker, words; the oldest first."""
    rows = [
        {
            "id": text.id,
            "date": text.date,
            "kind": text.kind,
            "title": text.title,
            "speaker": text.speaker,
            "words": text.n_words,
        }
        for text in sorted(texts, key=lambda text: (text.date or "9999", text.id))
    ]
    table = pd.DataFrame(rows, columns=["id", "date", "kind", "title", "speaker", "words"])
    if table.empty:
        table.attrs["note"] = "There is no text to list: none was named, and none was found by its meaning."
    return table


def same_event_as(text: Text, other: Text) -> bool:
    """Tell whether two texts tell of one event, by their metadata."""
    return bool(text.event) and other.event == text.event


def named(text: Text) -> str:
    """Return a text as a reader knows it: its outlet, else its title, and its date."""
    return f"{text.channel or text.title} ({text.date or 'no date'})"
