"""One phrase through the years: how often it is used, against how many words; who used it first; from when on more.

The rate is by 10,000 words. Its interval is that of a Poisson count (Garwood 1936), widened by how much more texts
differ than chance has it: a phrase comes in bursts.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from readout.annotator.claim_table import to_records
from readout.compare.through_time import breaks
from readout.compare.words import concordance
from readout.errors import NotComparable, ReadoutError

if TYPE_CHECKING:
    import pandas as pd

    from readout.compare.words.tokens import Words

BY = 10_000
COLUMNS = ("period", "count", "words", "rate", "low", "high", "texts", "texts_with", "change")


def phrase(words: "Words", term: str, years: "pd.Series[Any]", *, period: int = 1) -> "pd.DataFrame":
    """Return how often a word or phrase is used in each period.

    words and years: of a collection, `collection.words` and `collection.table["year"]`. term: as in a concordance,
    `*` and `?` stand for characters. period: years. Columns: `period` (its first year), `count`, `words` (the
    denominator), `rate` (by 10,000 words), `low`, `high` (95 per cent), `texts`, `texts_with` (that use it), `change`
    (`more` or `less` where a change point is, else empty). `attrs["changes"]` has the change points with rates before
    and after and the chance of each; `attrs["note"]` names texts without a date, which are left out. Raises
    NotComparable where no text has a date, ReadoutError for a term without a word.
    """
    import pandas as pd
    from scipy.stats import chi2

    dated, first, number, size = _periods(words, years, period)
    found = words.text_of(concordance.places(words, term)[0])
    uses = np.bincount(found, minlength=len(words.names))[dated].astype(float)
    lengths = np.diff(words.word_bounds)[dated].astype(float)
    count = np.bincount(number, uses, size).astype(float)
    total = np.bincount(number, lengths, size).astype(float)
    texts, having = np.bincount(number, minlength=size), np.bincount(number, uses > 0, size).astype(int)
    spread = breaks.dispersion(uses, lengths, number)
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(count > 0, chi2.ppf(0.025, 2 * count / spread) / 2 * spread, 0.0) / total * BY
        high = chi2.ppf(0.975, 2 * count / spread + 2) / 2 * spread / total * BY
        rate = count / total * BY
    points = breaks.breaks(count, total, spread=max(spread, breaks.wobble(count, total)))
    change = [""] * size
    for one in points:
        change[one.at] = "more" if one.after > one.before else "less"
    table = pd.DataFrame(
        {
            "period": first + np.arange(size) * period,
            "count": count.astype(int),
            "words": total.astype(int),
            "rate": rate,
            "low": low,
            "high": high,
            "texts": texts,
            "texts_with": having,
            "change": change,
        }
    )[list(COLUMNS)]
    table = table[table["words"] > 0].reset_index(drop=True)
    left_out = int((~dated).sum())
    notes = [f"{left_out} texts have no date and are left out."] if left_out else []
    if not count.sum():
        notes.append(f"{term!r} is used in no text that has a date.")
    table.attrs["note"] = " ".join(notes)
    table.attrs["changes"] = [
        {"period": int(first + one.at * period), "before": one.before * BY, "after": one.after * BY, "p": one.p}
        for one in points
    ]
    return table


def first_uses(words: "Words", term: str, table: "pd.DataFrame", *, most: int = 10) -> "pd.DataFrame":
    """Return the texts that use a term first, each with the line in which it does.

    table: `collection.table`. Columns: `id`, `date`, `party`, `uses`, `left`, `node`, `right`. Of texts of one year
    nobody is first: where only the year is known, all of the first year are shown, `most` at most.
    """
    import pandas as pd

    lines = concordance.concordance(words, term)
    if lines.empty:
        return pd.DataFrame(columns=["id", "date", "party", "uses", "left", "node", "right"])
    uses = lines["text_id"].value_counts()
    once = lines.drop_duplicates("text_id").rename(columns={"text_id": "id"})
    known = table[["id", "date", "party"]].merge(once[["id", "left", "node", "right"]], on="id")
    known = known[known["date"].notna()].sort_values(["date", "id"], ignore_index=True).head(most)
    known.insert(3, "uses", known["id"].map(uses).astype(int))
    return known


def voices(lines: "pd.DataFrame", claims: "pd.DataFrame") -> "pd.DataFrame":
    """Return in whose voice a term stands in each of the lines of a concordance.

    lines: as `concordance` gives them. claims: those of the same texts. Columns: those of the lines, and `used`:
    `denied` (in a claim that negates), `quoted` (in quotation marks or told of another), `own` (by the one who speaks)
    or `nobody` (in no claim of anybody), with `holder` and `claim_id`.
    """
    places: dict[str, list[tuple[int, int, dict[str, Any]]]] = {}
    for claim in to_records(claims):
        for start, end in claim["content"]:
            places.setdefault(claim["text_id"], []).append((start, end, claim))
    rows = []
    for line in to_records(lines):
        start, end = line["start"], line["end"]
        inside = [one for one in places.get(line["text_id"], ()) if one[0] <= start and end <= one[1]]
        row = min(inside, key=lambda one: one[1] - one[0])[2] if inside else None
        rows.append((_used(row, start, end), row and row["holder"], row and row["claim_id"]))
    used, holders, ids = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
    return lines.assign(used=used, holder=holders, claim_id=ids)


def _used(claim: dict[str, Any] | None, start: int, end: int) -> str:
    """Return in whose voice a place stands, from the smallest claim around it."""
    if claim is None or claim["voice"] == "outlet":
        return "nobody"
    if claim["negated"]:
        return "denied"
    quoted = any(first <= start and end <= last for first, last in claim["quotes"] or ())
    return "quoted" if quoted or claim["told"] or claim["voice"] != "own" else "own"


def _periods(words: "Words", years: "pd.Series[Any]", period: int) -> tuple[Any, int, Any, int]:
    """Return which texts have a year, the first period, the number of each text's period, and how many there are."""
    if len(years) != len(words.names):
        raise ReadoutError(f"{len(years)} years were given for {len(words.names)} texts; give one each.")
    if period < 1:
        raise ReadoutError(f"A period has one year or more, not {period}.")
    known = years.to_numpy(float, na_value=np.nan)
    dated = ~np.isnan(known)
    if not dated.any():
        raise NotComparable("No text of this collection has a date, so nothing can be followed through time.")
    starts = known[dated].astype(np.int64) // period * period
    number = (starts - starts.min()) // period
    return dated, int(starts.min()), number, int(number.max()) + 1
