"""Retellings: several accounts of one statement held against each other, claim by claim.

Accounts of one statement carry the same `event` in their front matter. Their claims are paired by meaning and words;
then each pair is asked whether it differs in date, place, number, speaker, stance, condition or quotation, and each
claim left over is told by one account alone. Who is right no comparison of retellings can say: only the statement
itself could. How often the method is right, `benchmarks/retellings.py` measures on invented statements.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from readout import spans
from readout.compare.accounts import differences, pair_claims
from readout.compare.accounts.comparable_claims import tellings_of
from readout.compare.inputs import check_claims
from readout.compare.meaning import polarity
from readout.errors import NotComparable
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd

#: What a row of the table is about, in the order in which they are listed.
ASPECTS = (*differences.ASPECTS, "told by one", "told by both")
COLUMNS = (
    "event",
    "aspect",
    "finding",
    "text_a",
    "value_a",
    "claim_a",
    "claim_id_a",
    "sentence_a",
    "text_b",
    "value_b",
    "claim_b",
    "claim_id_b",
    "sentence_b",
    "similarity",
)


def accounts_of(text: Text, library: Iterable[Text]) -> list[Text]:
    """Return all texts of a library that tell the same event as a text, itself first; only itself where none does."""
    others = [other for other in library if other.id != text.id and text.event and other.event == text.event]
    return [text, *others]


def retellings(claims: "pd.DataFrame", texts: Iterable[Text], *, together: bool = False) -> "pd.DataFrame":
    """Return where accounts of one event differ, claim by claim.

    `claims` are those of all the texts. Texts belong together that have the same `event`; with `together=True` all
    that are given do. Columns: `event`, `aspect` (`date`, `place`, `number`, `speaker`, `stance`, `condition`,
    `quotation`, `told by one`; `told by both` where no difference was found), `finding` (one sentence), and for the
    accounts a and b `text_a`, `value_a` (what it says on that aspect, or none), `claim_a`, `claim_id_a`, `sentence_a`,
    and so on; `similarity` of the two claims. A pair that differs in two aspects has two rows. Sorted by aspect in the
    order above, then by place in the first text.

    Only claims with an actor are compared. Raises ReadoutError where no two texts tell one event, for a digest, and for
    a text without claims.
    """
    import pandas as pd

    check_claims(claims, ("claim_id", "text_id", "voice", "actor", "stance", "content", "condition"), "retellings")
    given = list(texts)
    for text in given:
        if text.is_digest:
            raise NotComparable(f"The text {text.id} is a digest of provisions and retells no statement; leave it out.")
    units = {text.id: tellings_of(claims, text) for text in given}
    found: list[dict[str, Any]] = []
    for event, group in _events(given, together).items():
        for one, other in combinations(group, 2):
            found += [{"event": event, **row} for row in _compare(one, units[one.id], other, units[other.id])]
    found.sort(key=lambda row: ASPECTS.index(row["aspect"]))
    table = pd.DataFrame(found, columns=list(COLUMNS)).astype({"value_a": object, "value_b": object})
    table.attrs["note"] = _note(found, given)
    return table


def _note(found: list[dict[str, Any]], texts: Sequence[Text]) -> str:
    """Return what a reader must know before trusting the differences."""
    if all(row["aspect"] == "told by both" for row in found):
        return "The accounts tell the same claims alike."
    note = "An account that leaves something out may have had no room for it; what was said only a record can tell."
    if len({text.event for text in texts}) > 1 or not texts[0].event:
        note += (
            " The texts do not name one event: if they tell of different ones, being told by one alone means nothing."
        )
    return note


def _events(texts: Sequence[Text], together: bool) -> dict[str, list[Text]]:
    """Return the texts of each event that two of them tell."""
    if len(texts) < 2:
        named = f"only {texts[0].id} is known" if texts else "none is known"
        raise NotComparable(f"Of this event {named}; add another account that names the same event, or name one.")
    if together:
        return {texts[0].event or "as given": list(texts)}
    groups: dict[str, list[Text]] = {}
    for text in texts:
        if text.event:
            groups.setdefault(text.event, []).append(text)
    several = {event: group for event, group in groups.items() if len(group) > 1}
    if not several:
        raise NotComparable("No two of these texts name the same event; give them one, or say together=True.")
    return several


def _compare(one: Text, ours: list[dict[str, Any]], other: Text, theirs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of two accounts."""
    polarity.prepare([*ours, *theirs])
    found, closeness = pair_claims.pairs(ours, theirs)
    a, b, bodies = one.id, other.id, (one.body, other.body)
    rows = []
    for i, j in found:
        similarity = float(closeness[i, j])
        differing = list(differences.differences(ours[i], theirs[j], bodies))
        for aspect, value_a, value_b in differing:
            finding = differences.finding(aspect, a, value_a, b, value_b)
            rows.append(_row(aspect, finding, a, value_a, ours[i], b, value_b, theirs[j], similarity))
        if not differing:
            finding = f"{a} and {b} both tell this, and no difference was found."
            rows.append(_row("told by both", finding, a, None, ours[i], b, None, theirs[j], similarity))
    for teller, silent, tellings, taken, close in (
        (a, b, ours, {i for i, _ in found}, closeness.max(axis=1)),
        (b, a, theirs, {j for _, j in found}, closeness.max(axis=0)),
    ):
        kept = [tellings[place] for place in taken]
        for place, telling in enumerate(tellings):
            if place not in taken and not _covered(telling, kept) and telling["parent"] is None:
                finding = f"Only {teller} tells this; {silent} does not."
                rows.append(
                    _row("told by one", finding, teller, None, telling, silent, None, None, float(close[place]))
                )
                kept.append(telling)
    return _once(rows)


def _row(
    aspect: str,
    finding: str,
    a: str,
    value_a: str | None,
    one: dict[str, Any],
    b: str,
    value_b: str | None,
    other: dict[str, Any] | None,
    similarity: float,
) -> dict[str, Any]:
    return {
        "aspect": aspect,
        "finding": finding,
        "text_a": a,
        "value_a": value_a,
        "claim_a": one["content_text"],
        "claim_id_a": one["claim_id"],
        "sentence_a": one["sentence"],
        "text_b": b,
        "value_b": value_b,
        "claim_b": other and other["content_text"],
        "claim_id_b": other and other["claim_id"],
        "sentence_b": other and other["sentence"],
        "similarity": round(similarity, 3),
    }


def _covered(unit: dict[str, Any], kept: list[dict[str, Any]]) -> bool:
    """Return whether a claim lies within another that is accounted for: a part of it, not a claim of its own."""
    extents = [(one["content"][0][0], one["content"][-1][1]) for one in kept]
    whole = (unit["content"][0][0], unit["content"][-1][1])
    return any(spans.shared([extent], whole) > (whole[1] - whole[0]) / 2 for extent in extents)


def _once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows without those that say of the same two sentences what another row has said."""
    seen: set[tuple[Any, ...]] = set()
    kept = []
    for row in sorted(rows, key=lambda row: -row["similarity"]):
        key = (row["aspect"], row["sentence_a"], row["sentence_b"], row["value_a"], row["value_b"])
        if row["aspect"] == "told by one" or key not in seen:
            kept.append(row)
        seen.add(key)
    return sorted(kept, key=lambda row: (row["sentence_a"], row["sentence_b"] or 0))
