"""What a text is held against when nobody says with what, and what the brief says of the result."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from readout.annotate.record import to_records, to_table
from readout.brief.sections import Line, Section
from readout.compare import matching
from readout.errors import ReadoutError
from readout.review.overlay import claims
from readout.texts import Text, library, load

QUESTION = "What does the comparison show?"
#: A line of a brief quotes no more than this many characters of a provision.
QUOTED = 220


def companions(text: Text, table: pd.DataFrame, wanted: str = "", count: int = 4) -> list[Text]:
    """Return the texts to hold a text against.

    table: the claims of the text. wanted: ids or paths, separated by commas; raises ReadoutError where one is unknown.
    Where it is empty: all other accounts of the same event, then the texts of the library in which most claims find
    their nearest passage.
    """
    if wanted.strip():
        return [load(name.strip()) for name in wanted.split(",") if name.strip()]
    shelf = [other for other in library() if other.id != text.id and other.body != text.body]
    event = text.metadata.get("event")
    same = [other for other in shelf if event and other.metadata.get("event") == event]
    rest = {other.id: other for other in shelf if other not in same}
    try:
        nearest = matching.nearest(table, rest.values(), count=1)
    except ReadoutError:
        return same  # no claim to look for neighbours with
    votes = Counter(str(name) for name in nearest["match_text_id"])
    ranked = sorted(votes, key=lambda name: (-votes[name], name))
    return [*same, *(rest[name] for name in ranked[: max(count - len(same), 0)])]


def listed(texts: Iterable[Text]) -> pd.DataFrame:
    """Return texts as a table: id, date, kind, title, speaker, words; the oldest first."""
    rows = [
        {
            "id": text.id,
            "date": text.date,
            "kind": text.kind,
            "title": text.title,
            "speaker": text.speaker,
            "words": text.words,
        }
        for text in sorted(texts, key=lambda text: (text.date or "9999", text.id))
    ]
    return pd.DataFrame(rows, columns=["id", "date", "kind", "title", "speaker", "words"])


def claims_of(texts: Iterable[Text]) -> pd.DataFrame:
    """Return the claims of several texts in one table, people's decisions laid over the machine's proposals."""
    tables = [claims(text) for text in texts]
    return pd.concat(tables, ignore_index=True) if tables else to_table(())


def compared(table: pd.DataFrame, others: Sequence[Text], count: int = 5) -> Section:
    """Return the section of the brief on other texts: the passages nearest in meaning to the claims.

    One passage a claim and one claim a passage, the nearest first, and none that is nearer by chance than by meaning.
    """
    if not others:
        return Section("comparison", QUESTION, (), "There is no other text to compare with.")
    try:
        nearest = matching.nearest(table, others, count=1, least=matching.ALIKE)
    except ReadoutError as error:
        return Section("comparison", QUESTION, (), f"Nothing was compared: {error}")
    titles = {other.id: other.title for other in others}
    ranked = nearest.sort_values("similarity", ascending=False, kind="stable").drop_duplicates("match_id")
    lines = [_line(row, titles) for row in to_records(ranked.head(count))]
    note = (
        "Nearness in meaning is a hint where to read: a passage may be near and say the contrary."
        if lines
        else f"In {_names(others)} no passage comes close in meaning to a claim of this text."
    )
    return Section("comparison", QUESTION, tuple(lines), note)


def _line(row: dict[str, object], titles: dict[str, str]) -> Line:
    where = f", {row['reference']}" if row["reference"] else ""
    source = f"{titles.get(str(row['match_text_id']), row['match_text_id'])}{where} ({row['date'] or 'no date'})"
    passage = " ".join(str(row["match"]).split())
    said = passage if len(passage) <= QUOTED else passage[:QUOTED].rsplit(" ", 1)[0] + " …"
    claim = " ".join(str(row["claim"]).split())
    return Line(source, said.rstrip("."), str(row["claim_id"]), remark=f"nearest to the claim “{claim}”")


def _names(texts: Iterable[Text]) -> str:
    return ", ".join(text.id for text in texts)
