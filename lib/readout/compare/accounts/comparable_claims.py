"""Tellings: the claims of one account as they can be held against another's, each with what may differ in it."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from readout import codebook, parser, spans
from readout.annotator import quotations
from readout.annotator.claim_table import content_text, to_records
from readout.compare.accounts import amounts, dates_and_places
from readout.compare.meaning import matching
from readout.compare.words import tokens
from readout.errors import NotComparable
from readout.texts.text import Text
from readout.vocabulary import NOBODY

if TYPE_CHECKING:
    import pandas as pd

#: Contents of fewer words lean on their cue: "supported" goes with "the sanctions".
SHORT = 4
MARKS = "‘’“”\"'«»„"
_REST_OF_CLAUSE = re.compile(r"[^,;:()–—‘’“”\"«»„]+")


def tellings_of(claims: "pd.DataFrame", text: Text) -> list[dict[str, Any]]:
    """Return the claims of actors in a text, in its order, as the rows of the claim table with some entries more.

    `told` (the wording that is compared), `named` (its issues), `dates`, `date_words`,
    `places`, `amounts`, `quoted` (the words in quotation marks), `terms` (the wording of the condition, or None) and
    `sayers` (the rows of the claim and of those that report it). Raises ReadoutError where the text has no claim of an
    actor.
    """
    said = [row for row in to_records(claims[claims["text_id"] == text.id]) if row["voice"] not in NOBODY]
    own = [row for row in said if _is_whole(row)] or said
    if not own:
        raise NotComparable(
            f"No claim of an actor is known in {text.id}, so it retells nothing; name an account in which somebody "
            "speaks, with its claims."
        )
    own.sort(key=lambda row: row["content"][0])
    document = parser.parse(text.body)
    quoted = [
        (one.span, text.body[slice(*one.span)].strip(MARKS)) for one in quotations.find(text.body, document.paragraphs)
    ]
    days = [span for _, span in dates_and_places.dates_in(text.body)]
    numbers = amounts.amounts_in(document, days)
    by_id = {row["claim_id"]: row for row in said}
    found = []
    for row in own:
        start, end = document.sentences[min(row["sentence"], len(document.sentences) - 1)]
        paragraph = next(span for span in reversed(document.paragraphs) if span[0] <= start)
        before = [span for span in document.sentences if paragraph[0] <= span[0] < start]
        beside = [other for other in own if other["sentence"] == row["sentence"]]
        # What a sentence says of the time holds for every claim in it, however finely it was parted.
        content = [span for other in beside for span in _with_rest_of_clause(other, text.body, (start, end))]
        where = dates_and_places.setting_of(text.body, content, (start, end), before)
        found.append(
            row
            | {
                "told": wording(_without_terms(row, text.body)),
                "named": codebook.load().issues_among(row["issues"] or []),
                "dates": where.dates,
                "date_words": where.date_words,
                "places": where.places,
                "amounts": [one for one in numbers if spans.overlaps_any(one.span, row["content"])],
                "quoted": [quote for span, quote in quoted if spans.overlaps_any(span, row["content"])],
                "terms": _terms(row, beside, text.body),
                "sayers": _sayers(row, by_id),
            }
        )
    return found


def _is_whole(row: dict[str, Any]) -> bool:
    """Tell whether a claim says something by itself; "such ideas" is a part of another."""
    split = tokens.split(f"{row['cue_text'] or ''} {row['content_text']}")
    alone = tokens.split(row["content_text"])
    return len(alone) >= SHORT or (row["parent"] is None and bool(alone) and len(split) >= 3 and not _leans(alone[0]))


def _leans(word: str) -> bool:
    return word in ("such", "this", "that", "these", "those", "it", "them", "so", "him", "her")


def wording(row: dict[str, Any]) -> str:
    """Return the wording by which a claim is compared: short contents together with their cue."""
    content = matching.with_party_named(row)
    if row["act"] == "accuses" and row["object"] and row["object"] not in content:
        return f"{row['object']} {content}"
    return f"{row['cue_text']} {content}" if row["cue_text"] and len(tokens.split(content)) < SHORT else content


def _with_rest_of_clause(row: dict[str, Any], body: str, sentence: spans.Span) -> list[spans.Span]:
    """Return the spans of a content, the last with what follows it in its clause ("twelve ships | from September").

    A comma, the end of a quotation and the words that say who said it end the clause: what comes after them may tell
    when the words were spoken.
    """
    *others, (start, end) = [(span[0], span[1]) for span in row["content"]]
    marks = [span[0] for span in (row["cue"], row["source"]) if span and span[0] >= end]
    until = min([sentence[1], *marks])
    rest = _REST_OF_CLAUSE.match(body, end, until)
    return [*others, (start, rest.end() if rest else end)]


def _without_terms(row: dict[str, Any], body: str) -> dict[str, Any]:
    """Return a claim without its condition, on which accounts are compared apart; as it is where too little is left."""
    if not row["condition"]:
        return row
    rest = [piece for span in row["content"] for piece in spans.without(span, [row["condition"]])]
    words = content_text(body, [piece for span in rest if (piece := spans.trim(body, span))])
    return row | {"content_text": words} if len(tokens.split(words)) >= SHORT else row


def _terms(row: dict[str, Any], beside: Sequence[dict[str, Any]], body: str) -> str | None:
    """Return the wording of a claim's condition, unless it stands within another claim of the sentence alone."""
    if not row["condition"]:
        return None
    elsewhere = any(spans.overlaps_any(row["condition"], other["content"]) for other in beside if other is not row)
    if elsewhere and not spans.overlaps_any(row["condition"], row["content"]):
        return None
    return body[slice(*row["condition"])]


def _sayers(row: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a claim and those that report it in turn."""
    chain = [row]
    while (parent := by_id.get(chain[-1]["parent"] or "")) and parent not in chain:
        chain.append(parent)
    return chain
