"""States and bodies that the gazetteer does not know: names that act like states or are built like those of bodies.

A state shows itself by its officers ("Sorvia's foreign minister", "the government of Sorvia", "Sorvia closed the pass.
Its parliament ..."), a body by the word for it in its name (see `new_bodies`).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from readout.annotator import word_lists
from readout.annotator.who import new_bodies
from readout.annotator.who.gazetteer import Gazetteer

Row = dict[str, str]

_WORD = r"[A-ZÀ-ÖØ-Þ][\wß-ÿ’'-]*[\wß-ÿ]"
_RUN = re.compile(rf"(?<![\w'’-]){_WORD}(?:[ ]{_WORD})*")
_POSSESSIVE = re.compile(r"['’]s?$")
#: What shows that a name is that of a place.
_PLACE = r"\b(?:in|into|inside|across|within|throughout|from|to|near|with|between|against|neighbouring|neighboring)\s+"
#: Endings that make an adjective of a state's name.
_ADJECTIVE = re.compile(r"(?:an|ian|ean|ese|ish|i|ic|er)s?$")
#: How far before and after a name its officers are looked for.
_REACH = 90
_LONGEST = 3


@cache
def _expressions() -> dict[str, re.Pattern[str]]:
    lists = word_lists.read("new_names")
    strong, weak, itself = (word_lists.pattern(lists[name]).expression for name in ("strong", "weak", "of_itself"))
    forms, titles = "|".join(lists["forms"]), "|".join(lists["titles"])
    between = r"(?:[\w-]+\s+){0,3}?"
    portfolio = r"\s+(?:of|for)\s+(?:the\s+)?[\w-]+(?:(?:,\s+|\s+and\s+|,\s+and\s+|\s+)[a-zA-Z][\w-]+){0,3}?"
    of = r"\s+of\s+(?:the\s+)?"
    return {
        "has": re.compile(rf"['’]s?\s+{between}(?:{strong}|minister\b)"),
        "may have": re.compile(rf"['’]s?\s+{between}{weak}"),
        "beside": re.compile(rf"\s+{strong}"),
        "its": re.compile(
            rf"\s+[a-z][^.\n]*[.,;]\s+(?:and\s+)?(?:its|their)\s+{between}(?:{strong}|{itself}|minister|president)"
        ),
        "of": re.compile(rf"(?:{strong}(?:{portfolio})?|minister{portfolio}|ministry{portfolio}){of}$"),
        "of itself": re.compile(rf"{itself}{of}$"),
        "of perhaps": re.compile(rf"(?:{weak}|minister|ministry){of}$"),
        "form": re.compile(rf"\b(?:{forms})\s+of\s+$"),
        "neighbour": re.compile(r"\bneighbou?r(?:s|ing)?\s+(?:in\s+|of\s+)?$"),
        "titled": re.compile(rf"\b(?:{titles})\.?\s+$"),
    }


def learn(body: str, metadata: Mapping[str, Any], gazetteer: Gazetteer) -> list[Row]:
    """Return rows for the gazetteer: the states and bodies of a text that it does not know, with their adjectives."""
    taken = {place for match in gazetteer.find(body) for place in range(match.start, match.end)}
    states = _states(body, taken)
    for party in _parties(metadata):
        if gazetteer.named(party) is None and party not in states and re.fullmatch(rf"{_WORD}(?: {_WORD})*", party):
            states.append(party)
    rows = [new_bodies.row(name, "state", _adjectives(body, name, taken)) for name in states]
    return [*rows, *new_bodies.learn(body, taken)]


def _parties(metadata: Mapping[str, Any]) -> Iterator[str]:
    """Yield the states that the metadata name as parties, without what stands in brackets after them."""
    for field in ("party", "parties"):
        value = metadata.get(field) or []
        for one in [value] if isinstance(value, str) else value:
            name = re.sub(r"\s*\(.*\)$", "", str(one)).strip()
            if name and not new_bodies.is_body(name):
                yield name


def _states(body: str, taken: set[int]) -> list[str]:
    """Return the names that act like states, in the order in which that is seen."""
    lowered = word_lists.lower(body)
    found: list[str] = []
    perhaps: list[str] = []
    persons: set[str] = set()
    for run in _RUN.finditer(body):
        if run.start() in taken and run.end() - 1 in taken:
            continue
        span = _name_in(run)
        if span is None:
            continue
        start, end = span
        name = body[start:end]
        if name in found:
            continue
        before = lowered[max(0, start - _REACH) : start]
        if _expressions()["titled"].search(body[max(0, start - 20) : start]):
            persons.add(name)
        after = lowered[end : end + _REACH]
        seen = _seen(before, after, body[max(0, start - 30) : start])
        if seen and _may_be_state(body, name, start, taken):
            (found if seen == "surely" else perhaps).append(name)
    found += [name for name in perhaps if name not in found and re.search(rf"{_PLACE}{re.escape(name)}\b", body)]
    return [name for name in dict.fromkeys(found) if name not in persons and not _ends_longer_name(body, name)]


def _name_in(run: "re.Match[str]") -> tuple[int, int] | None:
    """Return the part of a run of capitalised words that may be a state's name: up to a possessive, no title in it."""
    start = end = -1
    for word in re.finditer(r"[^ ]+", run[0]):
        bare = _POSSESSIVE.sub("", word[0])
        if bare in _no_name():
            if start >= 0:
                break
            continue
        if start < 0:
            start = run.start() + word.start()
        end = run.start() + word.start() + len(bare)
        if bare != word[0]:
            break
    return (start, end) if 0 <= start < end and run.string[start:end].count(" ") < _LONGEST else None


def _seen(before: str, after: str, written: str) -> str | None:
    """Return how far the words around a name, in lower case, show a state: surely, perhaps, or not at all."""
    looks = _expressions()
    if after[:1] in "'’":
        if looks["has"].match(after):
            return "surely"
        return "perhaps" if looks["may have"].match(after) else None
    if before.endswith((" of ", " of the ", "\nof ")):
        if looks["form"].search(written) or looks["of"].search(before) or looks["of itself"].search(before):
            return "surely"
        if looks["of perhaps"].search(before):
            return "perhaps"
    if "neighb" in before[-16:] and looks["neighbour"].search(before):
        return "perhaps"
    if looks["beside"].match(after):
        return "perhaps"
    opens = not before.strip() or before.rstrip(" ").endswith((".", "\n"))
    return "surely" if opens and looks["its"].match(after) else None


@cache
def _no_name() -> frozenset[str]:
    """Return the capitalised words that are part of no state's name: titles, offices, days, openings of sentences."""
    roles, names = word_lists.read("roles"), word_lists.read("names")
    titles = {word.capitalize() for word in roles["titles"]}
    offices = {part for words in roles["offices"].values() for word in words for part in word.title().split()}
    return frozenset(names["no_name"]) | titles | offices | frozenset(word_lists.read("new_names")["openings"])


def _may_be_state(body: str, name: str, start: int, taken: set[int]) -> bool:
    """Tell whether a capitalised name may be that of a state: not a person's, not a body's, not a common word."""
    given = word_lists.read("names")
    words = name.split()
    if any(place in taken for place in range(start, start + len(name))):
        return False
    if any(word in given["she"] or word in given["he"] for word in words) or name.isupper():
        return False
    if new_bodies.is_body(name) or re.search(rf"(?<![\w-]){re.escape(name.lower())}(?![\w-])", body):
        return False
    return not re.search(r"\b[Tt]he $", body[max(0, start - 5) : start]) or words[-1] in ("Islands", "Isles")


def _ends_longer_name(body: str, name: str) -> bool:
    """Tell whether a word is the end of a longer name somewhere: "Ann Orlan" for "Orlan"."""
    return any(
        word not in _no_name() and not word.endswith(("ly", "'s", "’s"))
        for word in re.findall(rf"\b({_WORD}) {re.escape(name)}\b", body)
    )


def _adjectives(body: str, name: str, taken: set[int]) -> list[str]:
    """Return the words of the body that are made of a state's name: "Sorvian", "Sorvians"."""
    if " " in name or len(name) < 4:
        return []
    stem = re.sub(r"[aeiouy]+$", "", name) or name
    made = {
        match[0]
        for match in re.finditer(rf"\b{re.escape(stem[: max(4, len(stem) - 1)])}[a-zß-ÿ]{{1,6}}\b", body)
        if match[0] != name and match.start() not in taken and _ADJECTIVE.search(match[0])
    }
    return sorted(made)
