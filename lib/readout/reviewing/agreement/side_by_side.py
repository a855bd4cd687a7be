"""Coders side by side, people, the annotator and models alike: by field, by act, and the claims where they differ."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout import write
from readout.reviewing.agreement.coefficients import READING, agreement
from readout.reviewing.agreement.items import align, counts_for, kept_by
from readout.reviewing.decisions.apply import units
from readout.reviewing.decisions.proposals import Machine
from readout.reviewing.decisions.tables import disagreements
from readout.texts.text import Text
from readout.vocabulary import ACTS

if TYPE_CHECKING:
    import pandas as pd

#: Measures of which the table by field has one for each pair of coders: the first that a field has.
SHOWN = ("F1 partial", "alpha", "alpha MASI")
STYLE = """
.rs { font: 15px/1.5 system-ui, sans-serif; color-scheme: light dark; max-width: 70rem; }
.rs table { border-collapse: collapse; margin: .5rem 0 1.5rem; }
.rs caption { text-align: left; font-weight: 600; padding-bottom: .3rem; }
.rs :is(th, td) { border-bottom: 1px solid color-mix(in srgb, currentColor 30%, transparent); padding: .25rem .6rem;
  text-align: left; vertical-align: top; overflow-wrap: anywhere; white-space: normal; }
.rs th { overflow-wrap: normal; }
.rs td.n { text-align: right; font-variant-numeric: tabular-nums; }
.rs .wide { overflow-x: auto; }
.rs section { border-left: 3px solid currentColor; padding-left: .8rem; margin: 1rem 0; }
.rs q { quotes: "‘" "’"; }
"""


def by_act(text: Text, coders: Iterable[str] | None = None) -> "pd.DataFrame":
    """Return how often each coder gave each act, one row an act, in the words that all of them decided on.

    Columns: act, one for each coder, and all_alike: to how many claims all of them gave it. `coders` as in
    `readout.agreement`.
    """
    import pandas as pd

    machine = Machine.on(text)
    views = machine.views(machine.coders(coders))
    names = tuple(views)
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    alike: Counter[str] = Counter()
    for unit in units(machine.claims, views):
        if counts_for(unit, names):
            left = {name: kept_by(unit, name, views[name]) for name in names}
            for name, claims in left.items():
                counts[name].update(claim.act for claim in claims)
            for item in align(text.body, left) if any(left.values()) else ():
                given = {claim.act for claim in item.values()}
                if len(item) == len(names) and len(given) == 1:
                    alike[given.pop()] += 1
    acts = [act for act in ACTS if any(count[act] for count in counts.values())]
    rows = [{"act": act, **{name: counts[name][act] for name in names}, "all_alike": alike[act]} for act in acts]
    return pd.DataFrame(rows, columns=["act", *names, "all_alike"])


@dataclass(frozen=True)
class SideBySide:
    """Coders side by side on a text; shows itself in a notebook, and `save` writes it as a page that works offline."""

    text: Text
    coders: list[str]
    fields: "pd.DataFrame"
    acts: "pd.DataFrame"
    differing: "pd.DataFrame"

    def __repr__(self) -> str:
        return f"{', '.join(self.coders)} on {self.text.id}: they differ in {self._passages()} of the passages."

    def save(self, path: str | Path) -> Path:
        """Write the page, and return where it is."""
        title = escape(f"{', '.join(self.coders)} on {self.text.title}")
        head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
        language = '<!doctype html><html lang="en">'
        page = f"{language}<head>{head}</head><body><main>{self._repr_html_()}</main></body></html>\n"
        write.whole(Path(path), page)
        return Path(path)

    def _repr_html_(self) -> str:
        if not self.coders:
            return f"<p>No two coders have decided on {escape(self.text.title)} yet.</p>"
        count = self._passages()
        return (
            f"<div class='rs'><style>{STYLE}</style><h1>{escape(self.text.title)}</h1>"
            f"<p>{escape(', '.join(self.coders))}, side by side. Nobody of them is taken to be right.</p>"
            + _table(self.fields, "How far each two agree, by field")
            + f"<p>{escape(READING)}</p>"
            + _table(self.acts, "How often each gave each act, in the words that all decided on")
            + f"<h2>{count} passage{'s' * (count != 1)} where they differ</h2>"
            + "".join(self._passage(rows) for _, rows in self.differing.groupby("passage", sort=True))
            + "</div>"
        )

    def _passages(self) -> int:
        return int(self.differing["passage"].nunique())

    def _passage(self, rows: "pd.DataFrame") -> str:
        words = escape(str(rows["content_text"].iloc[0]))
        shown = rows[["field", *self.coders]].fillna("–")
        return f"<section><p><q>{words}</q></p>{_table(shown, '')}</section>"


def side_by_side(text: Text, coders: Iterable[str] | None = None) -> SideBySide:
    """Return coders side by side: how far they agree by field and by act, and each passage where they differ.

    `coders` are at least two, `annotator` and models (`model:NAME`) among them where named, as in `readout.agreement`.
    """
    import pandas as pd

    wanted = list(coders) if coders is not None else None
    differing = disagreements(text, wanted)
    names = [name for name in differing.columns if name not in ("passage", "content_text", "field")]
    measured = agreement(text, wanted, samples=0)
    rows: list[dict[str, Any]] = []
    pairs = [group for group in measured["coders"].unique() if group.count(", ") == 1]
    for field in measured["field"].unique():
        row: dict[str, Any] = {"field": field}
        for group in pairs:
            here = measured[(measured["coders"] == group) & (measured["field"] == field)].set_index("measure")["value"]
            row[group] = _in_words(field, here.dropna())
        rows.append(row)
    return SideBySide(text, names, pd.DataFrame(rows), by_act(text, wanted), differing)


def _in_words(field: str, measured: "pd.Series") -> str:
    """Return the share of the same values, and the first of the coefficients that a field has."""
    found = [f"{100 * measured['same']:.0f} % the same"] if "same" in measured else []
    beyond = next((measured[name] for name in SHOWN if name in measured), None)
    if beyond is not None:
        found.append(f"{'F1' if field == 'span' else 'alpha'} {beyond:.2f}")
    return " · ".join(found) or "–"


def _table(table: "pd.DataFrame", caption: str) -> str:
    def cell(value: object) -> str:
        number = not isinstance(value, str)
        return f"<td{' class=n' * number}>{escape(str(value))}</td>"

    head = "".join(f"<th scope='col'>{escape(str(name).replace('_', ' '))}</th>" for name in table.columns)
    body = "".join(
        f"<tr><th scope='row'>{escape(str(first))}</th>{''.join(map(cell, rest))}</tr>"
        for first, *rest in table.itertuples(index=False)
    )
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<div class='wide'><table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
