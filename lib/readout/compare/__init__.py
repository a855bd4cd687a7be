"""Compare texts: one method a file, each a function from texts or claim tables to one tidy table.

    from readout import compare
    compare.keyness.keyness(targets, reference)

The methods are imported when first named. What a table rests on stands in its columns (`claim_ids`, or a text's id
with `start` and `end`); what a reader must know before trusting it stands in `table.attrs["note"]`.
"""

from importlib import import_module
from typing import Any

#: The methods, each with the folder that its subject has.
METHODS = {
    "collocations": "words",
    "concordance": "words",
    "contradictions": "claims",
    "counts": "words",
    "dispersion": "words",
    "guarantees": "claims",
    "keyness": "words",
    "matching": "meaning",
    "movement": "claims",
    "network": "claims",
    "permitted": "accounts",
    "positions": "claims",
    "retellings": "accounts",
    "reuse": "words",
    "scaling": "words",
    "terms_over_time": "words",
    "themes": "words",
}

__all__ = ["METHODS"]


def __getattr__(name: str) -> Any:
    if name in METHODS:
        return import_module(f"{__name__}.{METHODS[name]}.{name}")
    raise AttributeError(f"readout.compare has no {name!r}; it has {', '.join(METHODS)}.")


def __dir__() -> list[str]:
    return sorted([*globals(), *METHODS])
