"""The guarantees compared: what this text and the instruments of record answer to each question, with the article."""

import textwrap
from collections.abc import Iterable

import pandas as pd

from readout.charts.figure import Table

#: So many instruments stand side by side; the files hold them all.
MOST = 3


def guarantees(features: pd.DataFrame, first: Iterable[str] = (), name: str = "guarantees") -> Table:
    """Return the answers as a table: a question a row, this text and a few instruments side by side.

    features: as compare.guarantees gives them, one row an instrument and feature (instrument, title, date, question,
    value, references, own, open). first: instruments to be shown before others, such as those that a text is held
    against. Then come those that answer most of the questions that this text answers, the oldest first.
    """
    caption = "What this text and the instruments of record answer, with the article"
    if features.empty or features["open"].all():
        nothing = features[:0].copy()
        nothing.attrs["note"] = features.attrs.get("note") or "Nothing is said of guarantees."
        return Table(name, nothing, caption)
    own = features[features["own"]]
    asked = set(own.loc[~own["open"], "feature"]) or set(features["feature"])
    wanted = list(first)
    weights = {
        str(instrument): (
            str(instrument) not in wanted,
            -int((~rows["open"] & rows["feature"].isin(asked)).sum()),
            str(rows["date"].iloc[0] or "9999"),
        )
        for instrument, rows in features[~features["own"]].groupby("instrument", sort=True)
    }
    chosen = sorted(weights, key=lambda one: weights[one])[:MOST]
    kept = features[features["own"] | features["instrument"].isin(chosen)]
    answered = kept[~kept["open"]]["feature"]
    shown = pd.DataFrame({"question": list(dict.fromkeys(kept.loc[kept["feature"].isin(set(answered)), "question"]))})
    columns = [*([str(own["instrument"].iloc[0])] if len(own) else []), *chosen]
    for instrument in columns:
        rows = kept[kept["instrument"] == instrument]
        answers = dict(zip(rows["question"], map(_answer, rows["value"], rows["references"]), strict=True))
        head = "This text" if len(own) and instrument == columns[0] else _head(rows)
        shown[head] = [answers.get(question, "") for question in shown["question"]]
    more = len(weights) - len(chosen)
    note = f" ({more} more in the file)" if more else ""
    return Table(name, features, f"{caption}{note}", shown)


def _answer(value: object, references: list[str]) -> str:
    """Return an answer with its article; a stroke where the instrument leaves the question open."""
    if not isinstance(value, str) or not value:
        return "left open"
    return f"{value} ({'; '.join(references)})" if len(references) else value


def _head(rows: pd.DataFrame) -> str:
    date = rows["date"].iloc[0]
    title = textwrap.shorten(str(rows["title"].iloc[0]), 56, placeholder=" …")
    return f"{title}, {date[:4]}" if isinstance(date, str) else title
