"""Compare texts: one method a file, each a function from texts or claim tables to one tidy table.

    from readout import compare
    compare.keyness.keyness(targets, reference)

The methods are imported when first named. What a table rests on stands in its columns (`claim_ids`, or a text's id
with `start` and `end`); what a reader must know before trusting it stands in `table.attrs["note"]`.
"""

from importlib import import_module
from typing import Any

METHODS = (
    "collocations",
    "concordance",
    "contradictions",
    "counts",
    "dispersion",
    "guarantees",
    "keyness",
    "matching",
    "movement",
    "network",
    "permitted",
    "positions",
    "retellings",
    "reuse",
    "scaling",
    "themes",
    "vocabulary",
)

__all__ = ["METHODS"]


def __getattr__(name: str) -> Any:
    if name in METHODS:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"readout.compare has no {name!r}; it has {', '.join(METHODS)}.")


def __dir__() -> list[str]:
    return sorted([*globals(), *METHODS])
