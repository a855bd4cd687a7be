"""The datasheet of a collection: where it is from, on which terms, how to cite it, and what is wrong with it.

After Gebru et al., Datasheets for Datasets (2021), in short: what a reader must know before counting anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Datasheet:
    """What an importer knows of the source that it reads; empty where nobody said."""

    what: str
    source: str = ""
    licence: str = ""
    citation: str = ""
    known_faults: tuple[str, ...] = ()


def written(name: str, sheet: Mapping[str, Any], counts: Mapping[str, Any], faults: Mapping[str, Sequence[str]]) -> str:
    """Return the datasheet as Markdown.

    counts: texts, words, first and last year. faults: what was found wrong as the texts were read, each with the ids.
    """
    unknown = "Not said; ask whoever made it before you pass it on."
    lines = [f"# {name}", "", str(sheet["what"]), ""]
    for title, key in (("From", "source"), ("Licence", "licence"), ("To cite", "citation")):
        lines += [f"- **{title}**: {sheet.get(key) or unknown}"]
    years = f", {counts['first']} to {counts['last']}" if counts.get("first") else ", without dates"
    lines += [f"- **Size**: {counts['texts']:,} texts, {counts['words']:,} words{years}", ""]
    lines += ["## What is known to be wrong with it", ""]
    lines += [f"- {fault}" for fault in sheet.get("known_faults") or ()]
    for kind, ids in faults.items():
        few = ", ".join(ids[:5]) + (" …" if len(ids) > 5 else "")
        lines += [f"- {len(ids):,} {kind}: {few}."]
    if not sheet.get("known_faults") and not faults:
        lines += ["- Nothing was found as it was read; that does not say that nothing is."]
    return "\n".join(lines) + "\n"
