"""Whose proposal a claim is: the annotator's, a model's or several coders', beside the claims that are reviewed."""

from typing import Any

from readout.reviewing.decisions.apply import Standing, Unit, View, units
from readout.reviewing.decisions.proposals import ANNOTATOR, Machine
from readout.reviewing.decisions.store import Kept
from readout.reviewing.widget.payload import item, sides
from readout.vocabulary import NOBODY


def beside(machine: Machine, view: View, kept: dict[str, Kept]) -> list[dict[str, Any]]:
    """Return the claims that a person reviews with who proposes each, and those that only another coder proposes.

    `view` is what the person has decided, `kept` the decisions of those beside. An item has `by`: coder, confidence and
    reason of each who proposes it; `alternatives` where they differ; and `own` where the annotator does not have it.
    """
    views = {ANNOTATOR: machine.view(machine.as_coder), **machine.views(kept)}
    found = units(machine.claims, views)
    items = []
    met: set[int] = set()
    for each in (*view.standing, *view.rejected):
        unit = next((unit for unit in found if each.names & unit.names), None)
        if unit:
            met.add(id(unit))
        if unit is None or each.claim.voice in NOBODY:
            items.append(item(each))
            continue
        items.append(item(each, sides(unit, list(views)) if unit.disputed else None) | {"by": _by(unit)})
    for unit in found:
        if id(unit) not in met:
            first = next((left[0] for name, left in unit.outcomes.items() if left and name != ANNOTATOR), None)
            if first:
                items.append(
                    item(Standing(first.claim), sides(unit, list(views)) if unit.disputed else None)
                    | {"by": _by(unit), "own": True}
                )
    return sorted(items, key=lambda each: (each["claim"]["content"][0], each["claim"]["claim_id"]))


def _by(unit: Unit) -> list[dict[str, Any]]:
    return [
        {
            "coder": name,
            "confidence": left[0].claim.confidence,
            "reason": "; ".join(e.comment for e in left if e.comment),
        }
        for name, left in unit.outcomes.items()
        if left
    ]
