"""The guarantee instruments compared: which of them answers which question, and which leaves it open."""

import textwrap

import altair as alt
import pandas as pd

from readout.charts import marks, theme
from readout.charts.figure import Figure
from readout.style import BLUE, VERMILION


def guarantees(features: pd.DataFrame, name: str = "guarantees") -> Figure:
    """Return the grid of instrument by feature.

    features: as compare.guarantees gives them, one row an instrument and feature (instrument, date,
    question, value, references, own, open).
    """
    title = "What each instrument says of guarantees"
    if features.empty or not (~features["open"]).any():
        note = features.attrs.get("note") or "Neither the statement nor any instrument says anything of guarantees."
        return Figure(name, None, features, title, str(note))
    order = features.sort_values(["own", "date", "instrument"], ascending=[False, True, True], na_position="last")
    instruments = list(dict.fromkeys(order["instrument"]))
    dates = dict(zip(order["instrument"], order["date"], strict=True))
    own = set(features.loc[features["own"], "instrument"])
    names = {
        one: theme.label(f"{one} ({str(dates[one])[:4]})" if pd.notna(dates[one]) else one, 40, 1)
        for one in instruments
    }
    drawn = pd.DataFrame(
        {
            "label": features["instrument"].map(names),
            "question": features["question"].map(lambda question: textwrap.shorten(question, 44, placeholder=" …")),
            "state": [
                "left open" if is_open else "this text says" if is_own else "the instrument says"
                for is_own, is_open in zip(features["own"], features["open"], strict=True)
            ],
            "value": features["value"].fillna("left open").map(theme.clipped),
            "references": features["references"].map(", ".join),
        }
    )
    drawn["told"] = drawn["label"] + ". " + drawn["question"] + " " + drawn["value"] + " (" + drawn["references"] + ")"
    signs = {"this text says": (VERMILION, "diamond"), "the instrument says": (BLUE, "square")}
    shown = [state for state in signs if state in set(drawn["state"])]
    questions = list(dict.fromkeys(drawn["question"]))
    base = alt.Chart(drawn).encode(
        x=alt.X("question:N", title=None, sort=questions).axis(
            orient="top", labelAngle=-45, labelAlign="left", labelPadding=6, ticks=False, domain=False, grid=True
        ),
        y=theme.categories("label", "Instrument, oldest first", [names[one] for one in instruments]),
        description="told:N",
        tooltip=[
            alt.Tooltip("label:N", title="Instrument"),
            alt.Tooltip("question:N", title="Question"),
            alt.Tooltip("value:N", title="It says"),
            alt.Tooltip("references:N", title="Where"),
        ],
    )
    points = (
        base.transform_filter("datum.state != 'left open'")
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            color=alt.Color("state:N", title=None).scale(domain=shown, range=[signs[one][0] for one in shown]),
            shape=alt.Shape("state:N", title=None).scale(domain=shown, range=[signs[one][1] for one in shown]),
        )
    )
    gaps = base.transform_filter("datum.state == 'left open'").mark_text(text="–", opacity=0.6)
    chart = (gaps + points).properties(width=30 * len(questions), height=22 * len(instruments))
    answered = int((~features["open"]).sum())
    said = f"{marks.plural(len(instruments) - len(own), 'instrument')}, {marks.plural(len(questions), 'question')}: "
    note = str(features.attrs.get("note") or "")
    return Figure(
        name,
        chart,
        features,
        title,
        f"{said}{answered} of {len(features)} cells are answered, the others left open. {note}".strip(),
        "A filled sign stands where an instrument answers a question, a stroke where it leaves it open. Point at a "
        "sign to read the answer and its article.",
    )
