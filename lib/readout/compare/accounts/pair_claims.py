"""Pairing: which claims of two accounts are one claim told twice."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from readout import codebook
from readout.compare.accounts.comparable_claims import SHORT
from readout.compare.meaning import matching, polarity
from readout.compare.words import tokens

#: Closeness (cosine of the meanings, half that of the words, a fifth of the issues in common) from which two claims are
#: one claim told twice.
SAME = 0.65
#: From which a claim may join a pair that is taken already: two accounts may part one claim differently.
SURELY_SAME = 0.8
ISSUES = 0.2
#: What claims of opposite stances must be closer by, unless they share words that show whether one denies the other.
REVERSAL = 0.15
_JOINTS = re.compile(r",? and (?:that )?|, but |; | because ")

Closeness = npt.NDArray[np.float32]


def pairs(ours: Sequence[dict[str, Any]], theirs: Sequence[dict[str, Any]]) -> tuple[list[tuple[int, int]], Closeness]:
    """Return the places of the tellings of two accounts that tell one claim, and how close all of them come.

    The best assignment of one to one; and what is left over where it surely belongs to a pair, or to one part of a
    claim that the other account sums up ("the sanctions take effect soon and cannot be lifted").
    """
    from scipy.optimize import linear_sum_assignment

    told = [one["told"] for one in ours], [one["told"] for one in theirs]
    besides = np.array([[_besides(one, other) for other in theirs] for one in ours], np.float32)
    whole = matching.closeness(*told) + besides
    in_parts = np.maximum(whole, np.maximum(_by_parts(told[0], told[1]), _by_parts(told[1], told[0]).T) + besides)
    rows, columns = linear_sum_assignment(-whole)
    found = {(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if whole[i, j] >= SAME}
    left = set(range(len(ours))) - {i for i, _ in found}, set(range(len(theirs))) - {j for _, j in found}
    for i in left[0]:
        if in_parts[i].max() >= SURELY_SAME:
            found.add((i, int(in_parts[i].argmax())))
    for j in left[1]:
        if in_parts[:, j].max() >= SURELY_SAME:
            found.add((int(in_parts[:, j].argmax()), j))
    return sorted(found), in_parts


def _by_parts(wholes: Sequence[str], several: Sequence[str]) -> Closeness:
    """Return how close claims (rows) come to the closest part of others (columns), minus infinity where it has none."""
    parts = [(column, part) for column, told in enumerate(several) for part in _parts(told)]
    found = np.full((len(wholes), len(several)), -np.inf, np.float32)
    if parts:
        close = matching.closeness(wholes, [part for _, part in parts])
        for place, (column, _) in enumerate(parts):
            found[:, column] = np.maximum(found[:, column], close[:, place])
    return found


def _parts(told: str) -> list[str]:
    """Return the clauses that a claim joins; none where it is a single one."""
    parts = [part for part in _JOINTS.split(told) if len(tokens.split(part)) >= SHORT]
    return parts if len(parts) > 1 else []


def _besides(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Return what two claims come closer by through their issues, and farther by through their stances."""
    opposite = {one["stance"], other["stance"]} == {"supports", "opposes"}
    return ISSUES * _shared(one, other) - (REVERSAL if opposite and not polarity.share_words(one, other) else 0.0)


def _shared(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Return the share of the issues of two claims that both have; less than nothing where their words name others.

    What a claim takes over from around it is an issue of the account: that two accounts differ there says nothing.
    """
    among = codebook.load().issues_among
    ours, theirs = set(among(one["issues"] or ())), set(among(other["issues"] or ()))
    if ours & theirs:
        return len(ours & theirs) / len(ours | theirs)
    return -1.0 if one["named"] and other["named"] else 0.0
