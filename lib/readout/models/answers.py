"""What a model answers: the shape of its answer as a JSON schema, and an answer read with all that is wrong told.

A model quotes and never counts: it gives words of the text, which `quotes` finds again.
"""

import json
import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from readout.vocabulary import ACTS, STANCES

Job = Literal["propose", "review", "fill"]
#: What a model may be asked to do, and in words what that is.
JOBS: dict[Job, str] = {
    "propose": "propose the claims of the text from nothing",
    "review": "go over the annotator's claims: accept, correct, reject, add",
    "fill": "fill target, stance, codes and matter of the claims that are there",
}
#: More characters than this in one quotation are no quotation but a copy of the text.
LONGEST_QUOTE = 4_000
#: More claims than this in one answer are not read.
MOST_CLAIMS = 400

Act = Literal["asserts", "rejects", "demands", "proposes", "commits", "concedes", "accuses", "warns", "appeals"]
Stance = Literal["supports", "opposes", "conditional", "neutral"]
Voice = Literal["direct", "mixed", "indirect", "own"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", str_max_length=LONGEST_QUOTE)

    @model_validator(mode="before")
    @classmethod
    def _words_that_a_file_can_hold(cls, value: Any) -> Any:
        """Leave out halves of characters and signs that only a terminal obeys: no quotation needs them."""
        if not isinstance(value, dict):
            return value
        return {
            name: [_clean(each) for each in held] if isinstance(held, list) else _clean(held)
            for name, held in value.items()
        }


class About(_Part):
    """What a claim is about, and on which side."""

    target: str | None = None
    stance: Stance = "neutral"
    matter: str | None = None
    codes: list[str] = Field(default_factory=list, max_length=20)
    reason: str = ""
    confidence: float | None = Field(None, ge=0, le=1)


class Proposed(About):
    """A claim as a model proposes it: quotations in the order of the text, and who says it."""

    quotes: list[str] = Field(min_length=1, max_length=20)
    voice: Voice = "indirect"
    speaker: str | None = None
    source: str | None = None
    cue: str | None = None
    condition: str | None = None
    act: Act = "asserts"


class Reviewed(Proposed):
    """What a model makes of a claim of the annotator, by its number."""

    number: int
    verdict: Literal["accept", "correct", "reject"]
    quotes: list[str] = Field(default_factory=list, max_length=20)


class Filled(About):
    """Single fields of a claim that is there, by its number."""

    number: int


_SHAPES: dict[Job, dict[str, type[_Part]]] = {
    "propose": {"claims": Proposed},
    "review": {"reviewed": Reviewed, "added": Proposed},
    "fill": {"claims": Filled},
}

assert set(Act.__args__) == set(ACTS) and set(Stance.__args__) == set(STANCES)  # type: ignore[attr-defined]


def schema(job: Job, codes: list[str]) -> dict[str, Any]:
    """Return the JSON schema of an answer: every property named, codes only those of the codebook."""
    return {
        "type": "object",
        "properties": {name: {"type": "array", "items": _item(part, codes)} for name, part in _SHAPES[job].items()},
        "required": list(_SHAPES[job]),
        "additionalProperties": False,
    }


def _item(part: type[_Part], codes: list[str]) -> dict[str, Any]:
    """Return the schema of one item, flat: small servers understand no references."""
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    kinds: dict[str, dict[str, Any]] = {
        "quotes": {"type": "array", "items": text},
        "codes": {"type": "array", "items": {"type": "string", "enum": codes} if codes else text},
        "number": {"type": "integer"},
        "confidence": {"type": ["number", "null"]},
        "reason": text,
        "act": {"type": "string", "enum": list(ACTS)},
        "stance": {"type": "string", "enum": list(STANCES)},
        "voice": {"type": "string", "enum": list(Voice.__args__)},  # type: ignore[attr-defined]
        "verdict": {"type": "string", "enum": ["accept", "correct", "reject"]},
    }
    names = list(part.model_fields)
    # What is to be decided on comes before what follows from it: models write from left to right.
    names.sort(key=lambda name: ("number", "verdict", "quotes", "reason").index(name) if name in _FIRST else 9)
    return {
        "type": "object",
        "properties": {name: kinds.get(name, maybe) for name in names},
        "required": names,
        "additionalProperties": False,
    }


_FIRST = ("number", "verdict", "quotes", "reason")


def read(job: Job, words: str) -> tuple[dict[str, list[Any]], list[str]]:
    """Return the items of an answer by name, and a sentence for each thing in it that cannot be read.

    Words around the JSON object, as models write them in spite of everything, are passed over; of one that breaks off
    the whole items are read; an answer without either has no items and one sentence.
    """
    value = _object(words)
    wrong: list[str] = []
    if value is None:
        value = {name: _whole_items(words, name) for name in _SHAPES[job]}
        if not any(value.values()):
            return value, ["The answer is not JSON; answer with the JSON object alone."]
        wrong = ["The answer broke off; answer with fewer words in each reason."]
    found: dict[str, list[Any]] = {}
    for name, part in _SHAPES[job].items():
        items = value.get(name, [])
        if not isinstance(items, list):
            items, wrong = [], [*wrong, f"{name!r} is not a list; give a list of claims."]
        if len(items) > MOST_CLAIMS:
            wrong.append(f"{len(items)} claims in one answer are too many; the first {MOST_CLAIMS} were read.")
        found[name] = []
        for number, item in enumerate(items[:MOST_CLAIMS], 1):
            try:
                found[name].append(part.model_validate(item))
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(map(str, first["loc"])) or "the claim"
                wrong.append(f"Claim {number} of {name!r}: {where} is not as the schema asks ({first['msg'].lower()}).")
            except RecursionError:
                wrong.append(f"Claim {number} of {name!r} is nested too deep.")
    return found, wrong


def _clean(value: Any) -> Any:
    """Return words without what no file can hold or no reader sees, and anything else as it is."""
    if not isinstance(value, str):
        return value
    return "".join(
        letter for letter in value if letter in "\n\t" or not ("\ud800" <= letter <= "\udfff" or letter < " ")
    )


def _whole_items(words: str, name: str) -> list[Any]:
    """Return the items of a list that breaks off, as far as they are whole."""
    begin = re.search(rf'"{name}"\s*:\s*\[\s*', words)
    items: list[Any] = []
    at = begin.end() if begin else len(words)
    while at < len(words) and len(items) <= MOST_CLAIMS:
        try:
            item, at = json.JSONDecoder().raw_decode(words, at)
        except (ValueError, RecursionError):
            break
        items.append(item)
        at += len(words[at:]) - len(words[at:].lstrip(", \n\t\r"))
    return items


def _object(words: str) -> dict[str, Any] | None:
    begin = words.find("{")
    while begin >= 0:
        try:
            value, _ = json.JSONDecoder().raw_decode(words, begin)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            return value
        begin = words.find("{", begin + 1) if words[begin + 1 : begin + 2].isspace() else -1
    return None
