"""News: what a text says that earlier texts of the same party did not."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from readout.annotator.claim_table import to_records
from readout.annotator.what import pointing
from readout.briefing.sections import is_vacuous, place_of
from readout.briefing.texts_beside import is_before
from readout.compare.claims.movement import movement
from readout.compare.meaning import matching
from readout.reviewing.decisions.decided_claims import claims
from readout.texts.text import Text
from readout.vocabulary import NOBODY

#: So many of a party's new claims are told in the head of the brief, in so many characters at most.
MOST_NEW, LONGEST_NEW = 2, 160


def news(text: Text, table: pd.DataFrame, others: Iterable[Text]) -> str:
    """Return in a sentence what a text has that earlier texts of the same party among the others have not.

    The party is the one with the most claims. First comes a position that has moved, then claims on an issue of the
    codebook of which no earlier claim of the party comes close in meaning. Empty where nothing earlier is among them.
    """
    spoken = [row for row in to_records(table) if row["voice"] not in NOBODY and row["party"] and row["actor"]]
    if not spoken or not text.date:
        return ""
    party = Counter(str(row["party"]) for row in spoken).most_common(1)[0][0]
    before = [other for other in others if is_before(other, text) and other.kind != "digest"]
    if not before:
        return ""
    old = claims(before)
    earlier = [row for row in to_records(old) if row["party"] == party and row["voice"] not in NOBODY]
    dates = sorted({str(other.date) for other in before if any(row["text_id"] == other.id for row in earlier)})
    if not earlier:
        return ""
    several = f"the {len(dates)} earlier texts of {party} compared here"
    since = several if len(dates) > 1 else f"{party}'s text of {dates[0]}"
    moved = movement(pd.concat([old, table], ignore_index=True), [*before, text])
    moved = moved[(moved["actor"] == party) & (moved["to_text"] == text.id) & (moved["change"] != "same")]
    parts = [f"{party} has moved {row['change']} on {row['target']}" for row in to_records(moved.head(1))]
    mine = [row for row in spoken if row["party"] == party and row["issues"] and place_of(row) != "accused"]
    told = [" ".join(pointing.stand_alone(row).split()) for row in mine if not is_vacuous(row)]
    if told:
        near = matching.closeness(told, [pointing.stand_alone(row) for row in earlier]).max(axis=1)
        fresh = sorted((float(value), said) for value, said in zip(near, told, strict=True) if value < matching.ALIKE)
        parts += [f"“{said}” is new" for _, said in fresh[:MOST_NEW] if len(said) <= LONGEST_NEW]
    return f"Against {since}, {', and '.join(parts)}" if parts else ""
