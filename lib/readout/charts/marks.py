"""What the charts of claims share: signs with their symbols, ink that can be read on a colour, rows for tooltips."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from readout.charts import theme
from readout.vocabulary import NOBODY, POSITIONS, STANCES, VOICES, Sign

#: How each stance is drawn where a mark has a shape: the shapes of the symbols in readout.style.
STANCE_SHAPES = {
    "supports": "triangle-up",
    "conditional": "diamond",
    "neutral": "circle",
    "opposes": "triangle-down",
    "mixed": "square",
}


def ink(colour: str) -> str:
    """Return black or white, whichever can be read better on a colour (WCAG 2.2, relative luminance)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else "#ffffff"


def signed(signs: Mapping[str, Sign], key: object) -> str:
    """Return the label of a stance with its symbol, as in "▲ supports"; the key itself where there is no such sign."""
    sign = signs.get(str(key))
    return f"{sign.mark} {sign.label}" if sign else str(key)


def stance_colours(present: pd.Series) -> alt.Scale:
    """Return the colours of the stances that a table has."""
    shown = [key for key in POSITIONS if key in set(present)]
    return alt.Scale(domain=shown, range=[POSITIONS[key].colour for key in shown])


def stance_shapes(present: pd.Series) -> alt.Scale:
    """Return the shapes of the stances that a table has."""
    shown = [key for key in POSITIONS if key in set(present)]
    return alt.Scale(domain=shown, range=[STANCE_SHAPES[key] for key in shown])


def readable(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of a claim table that a reader sees, lists as text, in the order of the text."""
    rows = claims.reset_index(drop=True)
    return pd.DataFrame(
        {
            "text": rows["content_text"].astype(object),
            "actor": rows["actor"].astype(object).where(rows["actor"].notna(), None),
            "voice": rows["voice"].astype(object),
            "act": rows["act"].astype(object),
            "stance": rows["stance"].astype(object),
            "issues": rows["issues"].map(lambda codes: ", ".join(codes) if isinstance(codes, list) else ""),
            "sentence": rows["sentence"],
            "claim_id": rows["claim_id"].astype(object),
        }
    )


def claimed(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that somebody named or described puts forward: not the outlet's reading, not hearsay."""
    return claims[~claims["voice"].isin(NOBODY)]


def listed(names: pd.Series, most: int = 3) -> str:
    """Return the commonest values of a column in words, with their counts, for a description."""
    counts = names.value_counts(sort=True)
    return ", ".join(f"{name} {count}" for name, count in counts.head(most).items())


def plural(count: int, noun: str, more: str = "") -> str:
    """Return a count with its noun: "1 claim", "2 claims"."""
    return f"{count:,} {noun if count == 1 else more or noun + 's'}"


def voice_order(present: pd.Series) -> list[str]:
    """Return the labels of the voices that a table has, from the speaker's own words to the reporter's."""
    return [VOICES[key].label for key in VOICES if key in set(present)]


#: What a tooltip over one claim shows: enough to find it again in the text and in the table.
CLAIM_TOOLTIP = [
    alt.Tooltip("said:N", title="Claim"),
    alt.Tooltip("who:N", title="Who"),
    alt.Tooltip("act:N", title="Act"),
    alt.Tooltip("stance_label:N", title="Stance"),
    alt.Tooltip("voice:N", title="Voice"),
    alt.Tooltip("claim_id:N", title="Id"),
]


def for_tooltip(rows: pd.DataFrame) -> pd.DataFrame:
    """Return readable rows with what CLAIM_TOOLTIP needs, and `told`, which says the same in one line."""
    return rows.assign(
        said=rows["text"].map(theme.clipped),
        who=rows["actor"].where(rows["actor"].notna(), "nobody named"),
        stance_label=rows["stance"].map(lambda key: signed(STANCES, key)),
        told=[
            f"{who or 'Nobody named'} {act} ({stance}): {theme.clipped(text)} [{claim}]"
            for who, act, stance, text, claim in zip(
                rows["actor"], rows["act"], rows["stance"], rows["text"], rows["claim_id"], strict=True
            )
        ],
    )
