"""Retellings: several accounts of one statement held against each other, claim by claim.

Accounts of one statement carry the same `event` in their front matter. Their claims are paired by meaning and words;
then each pair is asked whether it differs in date, place, speaker, stance, condition or quotation, and each claim left
over is told by one account alone. Who is right no comparison of retellings can say: only the statement itself could.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from readout import language
from readout.annotate import quotations
from readout.annotate.record import NOBODY, to_records
from readout.compare import matching, settings, words
from readout.compare.given import check_claims
from readout.errors import ReadoutError
from readout.texts import Text

if TYPE_CHECKING:
    import pandas as pd

#: What a pair of claims can differ in, in the order in which differences are listed.
ASPECTS = ("date", "place", "speaker", "stance", "condition", "quotation", "told by one", "told by both")
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
#: Closeness (cosine of the meanings, half that of the words, a fifth of the issues in common) from which two claims are
#: one claim told twice.
SAME = 0.65
#: From which a claim may join a pair that is taken already: two accounts may part one claim differently.
SURELY_SAME = 0.8
ISSUES = 0.2
#: What a pair of opposite stances must be closer by: that one account turns a claim round is said of no doubtful pair.
REVERSAL = 0.15
#: Shorter contents ("such ideas") are parts of other claims and are not compared.
SHORTEST = 4
_MARKS = "‘’“”\"'«»„"


def accounts_of(text: Text, library: Iterable[Text]) -> list[Text]:
    """Return all texts of a library that tell the same event as a text, itself first; only itself where none does."""
    others = [other for other in library if other.id != text.id and text.event and other.event == text.event]
    return [text, *others]


def retellings(claims: "pd.DataFrame", texts: Iterable[Text], *, together: bool = False) -> "pd.DataFrame":
    """Return where accounts of one event differ, claim by claim.

    `claims` are those of all the texts. Texts belong together that have the same `event`; with `together=True` all
    that are given do. Columns: `event`, `aspect` (`date`, `place`, `speaker`, `stance`, `condition`, `quotation`,
    `told by one`; `told by both` where no difference was found), `finding` (one sentence), and for the accounts a and b
    `text_a`, `value_a` (what it says on that aspect, or none), `claim_a`, `claim_id_a`, `sentence_a`, and so on;
    `similarity` of the two claims. A pair that differs in two aspects has two rows. Sorted by aspect in the order
    above, then by place in the first text.

    Only claims with an actor are compared. Raises ReadoutError where no two texts tell one event, for a digest, and for
    a text without claims.
    """
    import pandas as pd

    check_claims(claims, ("claim_id", "text_id", "voice", "actor", "stance", "content", "condition"), "retellings")
    given = list(texts)
    for text in given:
        if text.kind == "digest":
            raise ReadoutError(f"The text {text.id} is a digest of provisions and retells no statement; leave it out.")
    units = {text.id: _units(claims, text) for text in given}
    found: list[dict[str, Any]] = []
    for event, group in _events(given, together).items():
        for one, other in combinations(group, 2):
            found += [{"event": event, **row} for row in _compare(one.id, units[one.id], other.id, units[other.id])]
    found.sort(key=lambda row: ASPECTS.index(row["aspect"]))
    table = pd.DataFrame(found, columns=list(COLUMNS)).astype({"value_a": object, "value_b": object})
    same = all(row["aspect"] == "told by both" for row in found)
    table.attrs["note"] = (
        "The accounts tell the same claims alike."
        if same
        else "An account that leaves something out may have had no room for it; what was said only a record can tell."
    )
    return table


def _events(texts: Sequence[Text], together: bool) -> dict[str, list[Text]]:
    """Return the texts of each event that two of them tell."""
    if len(texts) < 2:
        raise ReadoutError(f"Retellings need two accounts or more, not {len(texts)}; add another account of the event.")
    if together:
        return {texts[0].event or "as given": list(texts)}
    groups: dict[str, list[Text]] = {}
    for text in texts:
        if text.event:
            groups.setdefault(text.event, []).append(text)
    several = {event: group for event, group in groups.items() if len(group) > 1}
    if not several:
        raise ReadoutError("No two of these texts name the same event; give them one, or say together=True.")
    return several


def _units(claims: "pd.DataFrame", text: Text) -> list[dict[str, Any]]:
    """Return the claims of one text that are compared, each with when and where it is set and what it quotes."""
    said = [row for row in to_records(claims[claims["text_id"] == text.id]) if row["voice"] not in NOBODY]
    own = [row for row in said if len(words.split(row["content_text"])) >= SHORTEST] or said
    if not own:
        raise ReadoutError(
            f"No claim of an actor is known in {text.id}; give the claims of readout.claims({text.id!r})."
        )
    own.sort(key=lambda row: row["content"][0])
    document = language.parse(text.body)
    quoted = [
        (one.span, text.body[slice(*one.span)].strip(_MARKS)) for one in quotations.find(text.body, document.paragraphs)
    ]
    units = []
    for row in own:
        start, end = document.sentences[min(row["sentence"], len(document.sentences) - 1)]
        paragraph = next(span for span in reversed(document.paragraphs) if span[0] <= start)
        before = [span for span in document.sentences if paragraph[0] <= span[0] < start]
        # What a sentence says of the time holds for every claim in it, however finely it was parted.
        content = [tuple(span) for other in own if other["sentence"] == row["sentence"] for span in other["content"]]
        where = settings.setting_of(text.body, content, (start, end), before)
        units.append(
            row
            | {
                "dates": where.dates,
                "date_words": where.date_words,
                "places": where.places,
                "quoted": [quote for span, quote in quoted if any(_overlap(span, part) for part in row["content"])],
                "terms": text.body[slice(*row["condition"])] if row["condition"] else None,
                "parties": _parties(row, said),
                "told": matching.with_party_named(row),
            }
        )
    return units


def _compare(a: str, ours: list[dict[str, Any]], b: str, theirs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of two accounts."""
    closeness = matching.closeness([one["told"] for one in ours], [one["told"] for one in theirs])
    closeness += ISSUES * np.array([[_shared(one, other) for other in theirs] for one in ours], np.float32)
    closeness -= REVERSAL * np.array([[_reversed(one, other) for other in theirs] for one in ours], np.float32)
    pairs = _pairs(closeness)
    rows = []
    for i, j in pairs:
        differing = list(_differences(ours[i], theirs[j]))
        for aspect, value_a, value_b in differing or [("told by both", None, None)]:
            finding = _finding(aspect, a, value_a, b, value_b)
            rows.append(_row(aspect, finding, a, value_a, ours[i], b, value_b, theirs[j], float(closeness[i, j])))
    for side, units, taken in ((0, ours, {i for i, _ in pairs}), (1, theirs, {j for _, j in pairs})):
        teller, silent = (a, b) if side == 0 else (b, a)
        kept = [units[place] for place in taken]
        for place, unit in enumerate(units):
            if place not in taken and not _covered(unit, kept) and unit["parent"] is None:
                best = float(closeness[place].max() if side == 0 else closeness[:, place].max())
                finding = f"Only {teller} tells this; {silent} does not."
                rows.append(_row("told by one", finding, teller, None, unit, silent, None, None, best))
                kept.append(unit)
    return _once(rows)


def _overlap(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _parties(row: dict[str, Any], said: list[dict[str, Any]]) -> set[str]:
    """Return the parties that say a claim: its own, and those who report it in turn."""
    by_id = {one["claim_id"]: one for one in said}
    parties = set()
    current: dict[str, Any] | None = row
    while current:
        parties.add(current["affiliation"] or current["actor"])
        current = by_id.pop(current["parent"], None) if current["parent"] else None
    return parties


def _shared(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Return the share of the issues of two claims that both have; less than nothing where all differ."""
    ours, theirs = set(one["issues"] or ()), set(other["issues"] or ())
    if not ours or not theirs:
        return 0.0
    return len(ours & theirs) / len(ours | theirs) if ours & theirs else -1.0


def _reversed(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return {one["stance"], other["stance"]} == {"supports", "opposes"}


def _pairs(closeness: "np.ndarray[Any, Any]") -> list[tuple[int, int]]:
    """Return which claims are one claim told twice: the best assignment, and what surely belongs to a pair besides."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(-closeness)
    pairs = {(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if closeness[i, j] >= SAME}
    ours, theirs = {i for i, _ in pairs}, {j for _, j in pairs}
    for i in set(range(closeness.shape[0])) - ours:
        if closeness[i].max() >= SURELY_SAME:
            pairs.add((i, int(closeness[i].argmax())))
    for j in set(range(closeness.shape[1])) - theirs:
        if closeness[:, j].max() >= SURELY_SAME:
            pairs.add((int(closeness[:, j].argmax()), j))
    return sorted(pairs)


def _differences(one: dict[str, Any], other: dict[str, Any]) -> Iterable[tuple[str, str | None, str | None]]:
    """Yield what two tellings of a claim differ in, with what each says."""
    if set(one["dates"]) != set(other["dates"]):
        yield "date", ", ".join(one["date_words"]) or None, ", ".join(other["date_words"]) or None
    if set(one["places"]) != set(other["places"]):
        yield "place", ", ".join(one["places"]) or None, ", ".join(other["places"]) or None
    if not one["parties"] & other["parties"]:
        yield "speaker", one["actor"], other["actor"]
    if one["stance"] != other["stance"] and "neutral" not in (one["stance"], other["stance"]):
        yield "stance", one["stance"], other["stance"]
    if bool(one["terms"]) != bool(other["terms"]) or (one["terms"] and _unlike(one["terms"], other["terms"])):
        yield "condition", one["terms"], other["terms"]
    if {_bare(quote) for quote in one["quoted"]} != {_bare(quote) for quote in other["quoted"]}:
        yield "quotation", _quoted(one["quoted"]), _quoted(other["quoted"])


def _unlike(one: str, other: str) -> bool:
    return float(matching.closeness([one], [other])[0, 0]) < SURELY_SAME


def _bare(quote: str) -> str:
    return " ".join(words.split(quote))


def _quoted(quotes: list[str]) -> str | None:
    return "; ".join(f"‘{quote}’" for quote in quotes) or None


_SAYS = {
    "date": ("dates this to {}", "gives no date"),
    "place": ("places this in {}", "names no place"),
    "speaker": ("has {} say this", "names no speaker"),
    "stance": ("tells it as one that {}", ""),
    "condition": ("sets the condition ‘{}’", "states no condition"),
    "quotation": ("quotes {}", "quotes no words"),
}


def _finding(aspect: str, a: str, value_a: str | None, b: str, value_b: str | None) -> str:
    """Return one sentence on what two tellings differ in."""
    if aspect == "told by both":
        return f"{a} and {b} both tell this, and no difference was found."
    said, not_said = _SAYS[aspect]
    parts = []
    for name, value in sorted(((a, value_a), (b, value_b)), key=lambda part: part[1] is None):
        shown = " ".join(value.split()) if value else None
        parts.append(f"{name} {said.format(shown) if shown else not_said}")
    return "; ".join(parts) + "."


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
    start, end = unit["content"][0][0], unit["content"][-1][1]
    return any(
        min(end, other["content"][-1][1]) - max(start, other["content"][0][0]) > (end - start) / 2 for other in kept
    )


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
