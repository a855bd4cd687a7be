"""What the brief says of a comparison with other texts."""

import re
from collections.abc import Iterable, Sequence

import pandas as pd

from readout.annotator.claim_table import to_records
from readout.briefing.news import news
from readout.briefing.sections import Line, Section
from readout.briefing.texts_beside import named, same_event_as
from readout.compare.accounts import retellings
from readout.compare.meaning import matching
from readout.compare.words import tokens
from readout.errors import NotComparable
from readout.reviewing.decisions.decided_claims import claims
from readout.texts.text import Text

QUESTION = "What does the comparison show?"
#: A line of a brief quotes no more than this many characters of a provision.
QUOTED = 220
#: A claim of fewer words, such as "the proposal", has no meaning of its own to compare.
FEWEST_WORDS = 4


def compared(
    text: Text, table: pd.DataFrame, others: Sequence[Text], same_event: bool = False, count: int = 4
) -> Section:
    """Return the section of the brief on other texts.

    table: the claims of the text. First come the differences from other accounts of the same event, then the passages
    elsewhere that are nearest in meaning: one a claim, and none that is nearer by chance than by meaning. `same_event`
    says that all of them tell one event, although their metadata do not.
    """
    if not others:
        return Section("comparison", QUESTION, (), "There is no other text to compare with.")
    one_event = accounts(text, others, same_event)
    told, told_note = _retold(one_event, table, count)
    near, near_note = _nearest(table, [other for other in others if other not in one_event], count)
    notes = " ".join(note for note in (told_note, near_note) if note)
    return Section("comparison", QUESTION, (*told, *near), notes, news(text, table, others))


def accounts(text: Text, others: Iterable[Text], same_event: bool = False) -> list[Text]:
    """Return a text and those of some others that tell the same event, by their metadata or because the user says so.

    Digests tell no event: they are left out.
    """
    return [
        text,
        *(other for other in others if same_event_as(text, other) or (same_event and not other.is_digest)),
    ]


def _retold(told: Sequence[Text], table: pd.DataFrame, count: int) -> tuple[list[Line], str]:
    """Return where other accounts of the event tell it otherwise, and how much only one of them tells."""
    if len(told) < 2:
        return [], ""
    try:
        found = retellings.retellings(pd.concat([table, claims(told[1:])], ignore_index=True), told, together=True)
    except NotComparable as error:
        return [], f"The accounts of the event were not compared: {error}"
    differing = found[~found["aspect"].isin(["told by one", "told by both"])].drop_duplicates("finding")
    lines = [
        Line(
            f"On the {row['aspect']}",
            _without_ids(str(row["finding"]), told),
            str(row["claim_id_a"] or row["claim_id_b"]),
            remark=f"about “{' '.join(str(row['claim_a'] or row['claim_b']).split())}”",
        )
        for row in to_records(differing.head(count))
    ]
    alone = int((found["aspect"] == "told by one").sum())
    return lines, f"{len(told)} accounts of the event were compared; {alone} claims are told by one of them alone."


def _without_ids(words: str, texts: Iterable[Text]) -> str:
    """Return words with the ids of texts replaced by what a reader knows them by."""
    for text in sorted(texts, key=lambda text: -len(text.id)):
        words = re.sub(rf"(?<![\w-]){re.escape(text.id)}(?![\w-])", named(text).replace("\\", "/"), words)
    return words


def _nearest(table: pd.DataFrame, others: Sequence[Text], count: int) -> tuple[list[Line], str]:
    worded = table[[len(tokens.split(said)) >= FEWEST_WORDS for said in table["content_text"]]]
    try:
        nearest = matching.nearest(worded, others, count=1, least=matching.ALIKE) if others else pd.DataFrame()
    except NotComparable as error:
        return [], f"No passages were compared: {error}"
    if nearest.empty:
        return [], f"In {_names(others)} no passage comes close in meaning to a claim of this text." if others else ""
    by_id = {other.id: other for other in others}
    ranked = nearest.sort_values("similarity", ascending=False, kind="stable").drop_duplicates("match_id")
    note = "A passage that comes close in meaning may still say the contrary: it is a hint where to read."
    return [_line(row, by_id) for row in to_records(ranked.head(count))], note


def _line(row: dict[str, object], texts: dict[str, Text]) -> Line:
    where = f", {row['reference']}" if row["reference"] else ""
    source = f"{named(texts[str(row['match_text_id'])])}{where}"
    passage = " ".join(str(row["match"]).split())
    said = passage if len(passage) <= QUOTED else passage[:QUOTED].rsplit(" ", 1)[0] + " …"
    claim = " ".join(str(row["claim"]).split())
    return Line(source, said.rstrip("."), str(row["claim_id"]), remark=f"nearest to the claim “{claim}”")


def _names(texts: Iterable[Text]) -> str:
    return ", ".join(map(named, texts))
