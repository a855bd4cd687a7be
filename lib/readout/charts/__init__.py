"""Charts that draw offline, each with its description and the rows behind it.

`Figure` and `table` are the two things that a notebook shows; each family of charts is a module of functions from a
table to a `Figure`. What an output shows is named in its metadata, under "readout": a figure, its rows, or a table.
"""

from readout.charts.actors import issues
from readout.charts.attempt import attempt
from readout.charts.claims import acts, claims
from readout.charts.conditions import conditions
from readout.charts.figure import Figure, Table, table
from readout.charts.guarantees import guarantees
from readout.charts.keyness import keyness
from readout.charts.matches import contradictions, differences, matches
from readout.charts.positions import positions
from readout.charts.retellings import retellings
from readout.charts.voices import voices

__all__ = [
    "Figure",
    "Table",
    "acts",
    "attempt",
    "claims",
    "conditions",
    "contradictions",
    "differences",
    "guarantees",
    "issues",
    "keyness",
    "matches",
    "positions",
    "retellings",
    "table",
    "voices",
]
