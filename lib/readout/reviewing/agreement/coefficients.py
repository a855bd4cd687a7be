"""How far coders agree: on what is a claim, on its words, and on its fields, beyond what chance would give.

Krippendorff's alpha (Krippendorff, Content Analysis, 2004, chapter 11), for issues with the MASI distance between sets
(Passonneau, LREC 2006), and Cohen's kappa (Cohen 1960), all as computed by nltk.metrics.agreement. Intervals are
percentiles of samples drawn from the items with replacement (Efron 1979).
"""

import operator
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from readout.annotator.claim_table import Claim
from readout.reviewing.agreement import resampled
from readout.reviewing.agreement.items import PARTLY, align, counts_for, kept_by, pair
from readout.reviewing.decisions.apply import Unit, View, units
from readout.reviewing.decisions.proposals import Machine
from readout.texts.text import Text

if TYPE_CHECKING:
    import pandas as pd

#: Fields with one value, on which kappa and alpha are computed; `condition` is whether there is one.
NOMINAL = ("voice", "actor", "affiliation", "act", "stance", "condition", "hedged", "negated", "unnamed")
COLUMNS = {
    "coders": "string",
    "field": "string",
    "measure": "string",
    "value": "float64",
    "low": "float64",
    "high": "float64",
    "items": "int64",
}
#: How to read a coefficient, for people and pages.
READING = (
    "1 is agreement throughout, 0 what chance would give, below 0 less than chance. Krippendorff (2004, p. 241) asks "
    "for an alpha of at least .800, and of .667 for tentative conclusions. The interval is the middle 95 % of values "
    "when the items are drawn again at random; no value means that everybody gave the same value everywhere, so that "
    "there is nothing to correct for chance."
)

Item = Mapping[str, Hashable]
Measure = Callable[[Sequence[Any]], float | None]


@dataclass
class _Measured:
    """What coders are compared on: of each passage the spans alike and given, and of each field the values given."""

    spans: list[tuple[int, int, int]] = field(default_factory=list)
    items: dict[str, list[Item]] = field(default_factory=dict)

    def add(self, other: "_Measured") -> None:
        """Take in what was measured on another text."""
        self.spans += other.spans
        for name, values in other.items.items():
            self.items.setdefault(name, []).extend(values)


def agreement(
    text: Text | Iterable[Text],
    coders: Iterable[str] | None = None,
    samples: int = 400,
    seed: int = 20250829,
    only_coded: bool = False,
) -> "pd.DataFrame":
    """Return how far coders agree on a text, or on each of several and over all: one row a group, field and measure.

    Columns: coders (two names, or all of them), field (`span`, `claim`: is it one, or a field of the claim), measure
    (`F1 exact`, `F1 partial`, `kappa`, `alpha`, `alpha MASI`, `same`: share of items with the same value), value, low
    and high (the middle 95 % of `samples` bootstrap samples), items; for several texts also text, an id or `all`. F1
    exact asks for the same words, F1 partial for half of them in common; of more than two coders it is that of all
    their pairs (Hripcsak and Rothschild, JAMIA 2005). A field is compared where both kept a claim about the same words.
    `coders` are at least two, `annotator` and models among them where named; by default all people who decided on the
    text, and the shipped examples where there are no two people; where there are no two of them either the table is
    empty. `only_coded` leaves out the words that one of the coders left uncoded.
    """
    import pandas as pd

    sources = [text] if isinstance(text, Text) else list(text)
    wanted = list(coders) if coders is not None else None
    by_text = {source.id: _measured(source, wanted, only_coded) for source in sources}
    rows: list[dict[str, Any]] = []
    for name, groups in by_text.items():
        for group, measured in groups.items():
            rows += [{"text": name} | row for row in _rows(group, measured, samples, seed)]
    if len(sources) > 1:
        together: dict[tuple[str, ...], _Measured] = {}
        for groups in by_text.values():
            for group, measured in groups.items():
                together.setdefault(group, _Measured()).add(measured)
        for group, measured in together.items():
            rows += [{"text": "all"} | row for row in _rows(group, measured, samples, seed)]
    columns = COLUMNS if len(sources) == 1 else {"text": "string", **COLUMNS}
    table = pd.DataFrame(rows, columns=list(columns)).astype(columns)
    if table.empty:
        table.attrs["note"] = f"No two coders have decided on {', '.join(by_text) or 'no text'} yet."
    return table


def _measured(text: Text, coders: list[str] | None, only_coded: bool) -> dict[tuple[str, ...], _Measured]:
    """Return what is measured on a text of each pair of coders, and of all where there are more than two."""
    machine = Machine.on(text)
    views = machine.views(machine.coders(coders))
    found = units(machine.claims, views)
    pairs = list(combinations(views, 2))
    measured: dict[tuple[str, ...], _Measured] = {
        pair_: _of(text.body, found, {name: views[name] for name in pair_}, only_coded) for pair_ in pairs
    }
    if len(views) > 2:
        measured[tuple(views)] = _of(text.body, found, views, only_coded)
    return measured


def _of(body: str, found: list[Unit], views: Mapping[str, View], only_coded: bool) -> _Measured:
    out = _Measured()
    names = tuple(views)
    kept = []
    for unit in found:
        left = {name: kept_by(unit, name, views[name]) for name in names}
        if only_coded and not all(left.values()):
            continue
        if counts_for(unit, names):
            kept.append(left)
        alike = [
            _alike(body, left[one], left[other])
            for one, other in combinations(names, 2)
            if counts_for(unit, (one, other))
        ]
        if alike:
            out.spans.append((sum(a for a, _, _ in alike), sum(b for _, b, _ in alike), sum(c for _, _, c in alike)))
    out.items = {"claim": [{name: bool(each[name]) for name in names} for each in kept]}
    aligned = [item for each in kept if any(each.values()) for item in align(body, each) if len(item) > 1]
    for name in (*NOMINAL, "issues"):
        out.items[name] = [{coder: _value(claim, name) for coder, claim in item.items()} for item in aligned]
    return out


def _alike(body: str, ones: Sequence[Claim], others: Sequence[Claim]) -> tuple[int, int, int]:
    """Return how many claims of two coders have the same words, and half of them, and how many there are of both."""
    pairs = pair(body, ones, others)
    exact, partial = sum(each.exact for each in pairs), sum(each.share >= PARTLY for each in pairs)
    return exact, partial, len(ones) + len(others)


def _rows(names: tuple[str, ...], measured: _Measured, samples: int, seed: int) -> list[dict[str, Any]]:
    """Return the F1 of the spans, and kappa (of two coders) and alpha for what is a claim and for every field."""

    def f1(which: int) -> Callable[[Sequence[tuple[int, int, int]]], float | None]:
        def value(drawn: Sequence[tuple[int, int, int]]) -> float | None:
            total = sum(each[2] for each in drawn)
            return 2 * sum(each[which] for each in drawn) / total if total else None

        return value

    size = sum(each[2] for each in measured.spans)
    rows = [
        _row(names, "span", measure, measured.spans, f1(which), samples, seed) | {"items": size}
        for which, measure in enumerate(("F1 exact", "F1 partial"))
    ]
    for about, values in measured.items.items():
        measures: dict[str, Measure] = {"same": _same}
        if about == "issues":
            measures["alpha MASI"] = alpha_masi
        else:
            measures["alpha"] = alpha
            if len(names) == 2:
                measures["kappa"] = kappa
        rows += [_row(names, about, measure, values, compute, samples, seed) for measure, compute in measures.items()]
    return rows


def _value(claim: Claim, name: str) -> Hashable:
    value = getattr(claim, name)
    if name == "issues":
        return frozenset(value)
    return value is not None if name == "condition" else value


def _row(
    names: tuple[str, ...],
    about: str,
    measure: str,
    items: Sequence[Any],
    compute: Measure,
    samples: int,
    seed: int,
) -> dict[str, Any]:
    low, high = interval(items, compute, samples, seed)
    value = compute(items) if items else None
    row = {"coders": ", ".join(names), "field": about, "measure": measure, "items": len(items)}
    return row | {"value": value, "low": low, "high": high}


def _same(items: Sequence[Item]) -> float | None:
    """Return the share of pairs of coders that gave an item the same value."""
    pairs = [one == other for item in items for one, other in combinations(item.values(), 2)]
    return sum(pairs) / len(pairs) if pairs else None


def _masi(one: frozenset[str], other: frozenset[str]) -> float:
    from nltk.metrics import masi_distance

    return 0.0 if one == other else masi_distance(one, other)  # NLTK divides by nothing where both sets are empty


def _task(items: Sequence[Item], distance: Callable[[Any, Any], float] | None = None) -> Any:
    from nltk.metrics.agreement import AnnotationTask

    # NLTK groups what follows each other: the coders of an item stand together, the items are numbered.
    data = [(coder, f"{number:06d}", value) for number, item in enumerate(items) for coder, value in item.items()]
    return AnnotationTask(data, distance) if distance else AnnotationTask(data)


def alpha(items: Sequence[Item], masi: bool = False) -> float | None:
    """Return Krippendorff's alpha of items (value by coder; who gave none is left out), or None without variation."""
    pairable = [item for item in items if len(item) > 1]
    if len({value for item in pairable for value in item.values()}) < 2:
        return None
    return float(_task(pairable, _masi if masi else None).alpha())


def alpha_masi(items: Sequence[Item]) -> float | None:
    """Return Krippendorff's alpha of items whose values are sets, which differ by the MASI distance."""
    return alpha(items, masi=True)


def kappa(items: Sequence[Item]) -> float | None:
    """Return Cohen's kappa of items that two coders gave a value, or None without variation."""
    both = [item for item in items if len(item) == 2]
    coders = sorted({coder for item in both for coder in item})
    if len(coders) != 2 or len({value for item in both for value in item.values()}) < 2:
        return None
    return float(_task(both).kappa_pairwise(*coders))


def interval(items: Sequence[Any], compute: Measure, samples: int, seed: int) -> tuple[float | None, float | None]:
    """Return the middle 95 % of a measure over samples of the items, or no interval for fewer than two items."""
    import numpy as np

    if len(items) < 2 or not samples:
        return None, None
    random = np.random.default_rng(seed)
    draws = random.integers(0, len(items), size=(samples, len(items)))
    if compute is kappa:
        values = resampled.kappas(items, draws)
    elif compute in (alpha, alpha_masi):
        values = resampled.alphas(items, draws, _masi if compute is alpha_masi else operator.ne)
    else:
        values = [value for draw in draws if (value := compute([items[number] for number in draw])) is not None]
    if len(values) < samples / 2:  # too few samples vary at all
        return None, None
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
