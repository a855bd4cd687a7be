"""Voices through the text: whose words each sentence is in, sentence by sentence."""

import altair as alt
import pandas as pd

from readout.charts import marks, theme
from readout.charts.figure import Figure, Table
from readout.vocabulary import VOICES


def voices(sentences: pd.DataFrame, body: str, name: str = "voices") -> Figure:
    """Return the strip of voices: a sentence a column, a voice a line.

    sentences: the sentence table (text_id, sentence, start, end, voice, actor), one row a sentence.
    body: the text that they are sentences of.
    """
    about = "Voices through the text"
    rows = pd.DataFrame(
        {
            "sentence": sentences["sentence"].astype(int),
            "voice": sentences["voice"].astype(object),
            "actor": sentences["actor"].astype(object).where(sentences["actor"].notna(), None),
            "characters": (sentences["end"] - sentences["start"]).astype(int),
            "said": [
                " ".join(body[start:end].split())
                for start, end in zip(sentences["start"], sentences["end"], strict=True)
            ],
        }
    ).reset_index(drop=True)
    if rows.empty:
        return Figure(name, None, rows, about, "The text has no sentences.")
    drawn = rows.assign(
        label=rows["voice"].map(lambda voice: VOICES[voice].label if voice in VOICES else voice),
        number=rows["sentence"] + 1,
        left=rows["sentence"] + 0.55,
        right=rows["sentence"] + 1.45,
        who=rows["actor"].fillna("nobody named"),
        said=rows["said"].map(theme.clipped),
    )
    drawn["told"] = "Sentence " + (drawn["sentence"] + 1).astype(str) + ", " + drawn["label"] + ": " + drawn["said"]
    span = [float(drawn["left"].min()) - 0.05, float(drawn["right"].max()) + 0.05]
    order = marks.voice_order(rows["voice"])
    chart = (
        alt.Chart(drawn)
        .mark_bar(height=16)
        .encode(
            x=alt.X("left:Q", title="Sentence", scale=alt.Scale(domain=span, nice=False)).axis(
                tickMinStep=1, format="d", grid=False
            ),
            x2="right:Q",
            y=theme.categories("label", "Voice", order),
            color=alt.Color("label:N", scale=theme.colours(VOICES, rows["voice"]), legend=None),
            description="told:N",
            tooltip=[
                alt.Tooltip("number:Q", title="Sentence"),
                alt.Tooltip("label:N", title="Voice"),
                alt.Tooltip("who:N", title="Who"),
                alt.Tooltip("said:N", title="It says"),
            ],
        )
        .properties(width=theme.WIDTH, height=theme.ROW * len(order))
    )
    shares = rows.groupby("voice")["characters"].sum() / max(int(rows["characters"].sum()), 1)
    parts = [f"{VOICES[key].label} {shares[key]:.0%}" for key in VOICES if key in shares]
    return Figure(
        name,
        chart,
        rows,
        _finding(shares),
        f"{marks.plural(len(rows), 'sentence')}, each by the voice of its widest claim. "
        f"Of the characters of the text: {', '.join(parts)}.",
        "Each bar is a sentence, on the line of its voice: from the speaker's own words to the reporter's reading.",
        subtitle=about,
    )


#: Each voice as the subject of a sentence.
MAKES = {
    "direct": "direct quotation",
    "mixed": "retelling with quoted words in it",
    "indirect": "retelling without quotation",
    "own": "the speaker's or the document's own wording",
    "hearsay": "what nobody named puts forward",
    "outlet": "the outlet's own voice",
}


def _finding(shares: "pd.Series[float]") -> str:
    """Return which voices make most of a text, as a title."""
    largest = shares.sort_values(ascending=False, kind="stable").head(2)
    parts = [f"{MAKES.get(str(voice), str(voice))} {share:.0%}" for voice, share in largest.items()]
    first, *rest = parts
    return theme.sentence(
        f"{first.rpartition(' ')[0]} makes up {first.rpartition(' ')[2]} of the text"
        + "".join(f", {one}" for one in rest)
    )


def sentences(table: pd.DataFrame, body: str, name: str = "sentences") -> Table:
    """Return the sentences with their words, whose they are, and the characters they take; the files hold all columns.

    table: the sentence table; body: the text that they are sentences of.
    """
    shown = pd.DataFrame(
        {
            "sentence": table["sentence"],
            "words": [
                " ".join(body[start:end].split()) for start, end in zip(table["start"], table["end"], strict=True)
            ],
            "voice": [VOICES[voice].label if voice in VOICES else voice for voice in table["voice"]],
            "who": table["actor"],
            "from": table["start"],
            "to": table["end"],
        }
    )
    return Table(name, table, "The sentences, with their characters counted from 0, the end exclusive", shown)
