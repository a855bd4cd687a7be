"""Charts that draw offline, each with its description and the rows behind it.

`Figure` and `table` are the two things that a notebook shows; each family of charts is a module of functions from a
table to a `Figure`. What an output shows is named in its metadata, under "readout": a figure, its rows, or a table.
"""

from readout.charts.actors import issues
from readout.charts.claims import acts, claims
from readout.charts.conditions import conditions
from readout.charts.figure import Figure, Table, table
from readout.charts.guarantees import guarantees
from readout.charts.keyness import keyness
from readout.charts.matches import alone, contradictions, differences, matches, movement
from readout.charts.network import collocations, ties
from readout.charts.positions import positions
from readout.charts.retellings import retellings
from readout.charts.scaling import scale
from readout.charts.themes import themes, through, unlisted
from readout.charts.through_time import agreement_through_time, moved, phrase, sides_through_time
from readout.charts.voices import sentences, voices
from readout.charts.words import concordance, dispersion, through_time

__all__ = [
    "Figure",
    "Table",
    "acts",
    "agreement_through_time",
    "alone",
    "claims",
    "collocations",
    "concordance",
    "conditions",
    "contradictions",
    "differences",
    "dispersion",
    "guarantees",
    "issues",
    "keyness",
    "matches",
    "moved",
    "movement",
    "phrase",
    "positions",
    "retellings",
    "scale",
    "sentences",
    "sides_through_time",
    "table",
    "themes",
    "through",
    "through_time",
    "ties",
    "unlisted",
    "voices",
]
