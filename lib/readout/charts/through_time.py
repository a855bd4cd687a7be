"""Collections through time: shares by period, who moved, one phrase through the years, agreement; each with doubt."""

import altair as alt
import pandas as pd

from readout.charts import marks, names, theme
from readout.charts.figure import Figure
from readout.style import BLUE, GREY, VERMILION

#: More series or rows than these make a chart that nobody reads; the table keeps them all.
MOST_SERIES, MOST_ROWS = 6, 20


def sides_through_time(
    table: pd.DataFrame, said: pd.DataFrame | None = None, name: str = "sides-through-time"
) -> Figure:
    """Return which share of the claims with a side is for an issue, by period, a panel for each holder.

    table: as compare.sides_through_time gives it. said: the sentences behind, as answers.sentences gives them.
    """
    title = "For and against, through time"
    if table.empty:
        return Figure(name, None, table, title, _why(table, "No claim with a date takes a side."))
    weight = table.assign(of=table["supports"] + table["opposes"]).groupby(["holder", "issue"])["of"].sum()
    kept = weight.sort_values(ascending=False, kind="stable").index[:MOST_SERIES]
    drawn = table[[key in kept for key in zip(table["holder"], table["issue"], strict=True)]].copy()
    drawn["series"] = drawn["holder"] + ": " + drawn["issue"].map(names.issue)
    drawn["counted"] = [f"{a} for, {b} against" for a, b in zip(drawn["supports"], drawn["opposes"], strict=True)]
    order = [f"{holder}: {names.issue(issue)}" for holder, issue in kept]
    base = alt.Chart().encode(
        x=_years(table, "Year"),
        tooltip=[
            alt.Tooltip("series:N", title="Who, on what"),
            alt.Tooltip("period:Q", title="From", format="d"),
            alt.Tooltip("counted:N", title="Claims"),
            alt.Tooltip("share:Q", title="Share for", format=".0%"),
        ],
    )
    y = alt.Y("low:Q", title="Share of claims for it", scale=alt.Scale(domain=[0, 1])).axis(format="%")
    layers = alt.layer(
        base.mark_rule(opacity=0.5, strokeWidth=2).encode(y=y, y2="high:Q"),
        base.mark_line(opacity=0.5).encode(y="share:Q"),
        base.mark_point(filled=True, opacity=1).encode(y="share:Q"),
        data=drawn[["series", "period", "share", "low", "high", "counted"]],
    ).properties(width=240, height=130)
    chart = layers.facet(facet=alt.Facet("series:N", title=None, sort=order), columns=2)
    more = len(weight) - len(kept)
    left_out = f" {marks.plural(more, 'further line')} in the table only." if more > 0 else ""
    return Figure(
        name,
        chart,
        table.drop(columns="claim_ids"),
        title,
        f"{', '.join(order)}.{left_out} {table.attrs.get('note') or ''}".strip(),
        "A point is the share of claims that support, of those that support or oppose; its line the 95 per cent "
        "interval. A period without a point is silent, which is no position.",
        _opened(table, {"claim_ids": "said"}, said)[
            ["issue", "holder", "period", "share", "low", "high", "supports", "opposes", "conditional", "texts", "said"]
        ],
        {"supports": "said", "opposes": "said"},
    )


def moved(table: pd.DataFrame, said: pd.DataFrame | None = None, name: str = "moved") -> Figure:
    """Return who moved: the shares before and after, the surest first.

    table: as compare.moved gives it. said: the sentences behind, as answers.sentences gives them.
    """
    title = "Who moved, and when"
    if table.empty:
        return Figure(name, None, table, title, _why(table, "Nobody has claims with a side in two windows."))
    drawn = table.head(MOST_ROWS).copy()
    drawn["row"] = [
        theme.label(f"{row.holder}: {names.issue(row.issue)}, {row.year}", 44, 2)
        for row in drawn.itertuples(index=False)
    ]
    drawn["sureness"] = drawn["sure"].map({True: "more than chance has it", False: "may be chance"})
    base = alt.Chart(drawn.drop(columns=["claim_ids_before", "claim_ids_after"])).encode(
        y=theme.categories("row", "Who, on what, from when", drawn["row"].tolist()),
        tooltip=[
            alt.Tooltip("holder:N", title="Who"),
            alt.Tooltip("issue:N", title="Issue"),
            alt.Tooltip("before:Q", title="Before", format=".0%"),
            alt.Tooltip("after:Q", title="After", format=".0%"),
            alt.Tooltip("claims_before:Q", title="Claims before"),
            alt.Tooltip("claims_after:Q", title="Claims after"),
            alt.Tooltip("p_adjusted:Q", title="Chance, adjusted", format=".3f"),
        ],
    )
    signs = ["more than chance has it", "may be chance"]
    colour = alt.Color("sureness:N", title=None).scale(domain=signs, range=[VERMILION, GREY])
    shape = alt.Shape("sureness:N", title=None).scale(domain=signs, range=["diamond", "circle"])
    x = alt.X("before:Q", title="Share of claims for it", scale=alt.Scale(domain=[0, 1])).axis(format="%")
    chart = alt.layer(
        base.mark_rule(strokeWidth=2).encode(x=x, x2="after:Q", color=colour),
        base.mark_point(filled=False, size=60).encode(x="before:Q", color=colour),
        base.mark_point(filled=True, size=90, opacity=1).encode(x="after:Q", color=colour, shape=shape),
    ).properties(width=theme.WIDTH - 120, height=theme.ROW * len(drawn) * 1.2)
    columns = ["holder", "issue", "year", "before", "after", "claims_before", "claims_after", "p_adjusted", "sure"]
    shown = _opened(table, {"claim_ids_before": "said_before", "claim_ids_after": "said_after"}, said)
    return Figure(
        name,
        chart,
        table,
        title,
        str(table.attrs.get("note") or ""),
        "The open ring is the share for the issue before, the full mark that after. A diamond: the change is larger "
        "than chance has it, all comparisons taken together.",
        shown[[*columns, "said_before", "said_after"]],
        {"claims_before": "said_before", "claims_after": "said_after"},
    )


def phrase(table: pd.DataFrame, term: str, name: str = "phrase") -> Figure:
    """Return how often a phrase is used through the years, with its interval and its change points.

    table: as compare.phrase gives it.
    """
    title = f"“{term}” through the years"
    if table.empty or not table["count"].sum():
        return Figure(name, None, table, title, _why(table, "The phrase is used in no text that has a date."))
    base = alt.Chart(table).encode(
        x=_years(table, "Year"),
        tooltip=[
            alt.Tooltip("period:Q", title="From", format="d"),
            alt.Tooltip("count:Q", title="Times"),
            alt.Tooltip("words:Q", title="Of words", format=","),
            alt.Tooltip("texts_with:Q", title="Texts that use it"),
            alt.Tooltip("texts:Q", title="Of texts"),
            alt.Tooltip("rate:Q", title="In 10,000 words", format=".2f"),
        ],
    )
    layers = [
        base.mark_area(opacity=0.2, color=BLUE).encode(y=alt.Y("low:Q", title="Times in 10,000 words"), y2="high:Q"),
        base.mark_line().encode(y="rate:Q"),
        base.mark_point(filled=True, size=25, opacity=1).encode(y="rate:Q"),
    ]
    changes = table.attrs.get("changes") or []
    if changes:
        lines = pd.DataFrame(changes)
        told = alt.Tooltip("period:Q", title="Change from", format="d")
        rules = alt.Chart(lines).mark_rule(strokeDash=[4, 3], strokeWidth=2, color=VERMILION)
        layers.append(rules.encode(x="period:Q", tooltip=[told]))
    when = [
        f"from {one['period']} on {'more' if one['after'] > one['before'] else 'less'} ({one['before']:.2f} before, "
        f"{one['after']:.2f} after)"
        for one in changes
    ]
    found = f"Change points: {'; '.join(when)}." if when else "No change point is surer than chance."
    return Figure(
        name,
        alt.layer(*layers).properties(width=theme.WIDTH, height=260),
        table,
        title,
        f"{int(table['count'].sum()):,} times in {int(table['words'].sum()):,} words. {found} "
        f"{table.attrs.get('note') or ''}".strip(),
        "The line is how often it is used in 10,000 words of the year, the band its 95 per cent interval; a dashed "
        "line is a year from which on it is used more or less than before.",
    )


def agreement_through_time(table: pd.DataFrame, name: str = "agreement-through-time") -> Figure:
    """Return how far the members of blocs agree, by period. table: as compare.agreement_through_time gives it."""
    title = "Agreement within blocs"
    if table.empty:
        return Figure(name, None, table, title, _why(table, "No two members have a clear position on one issue."))
    base = alt.Chart(table).encode(
        x=_years(table, "From"),
        color=alt.Color("bloc:N", title=None),
        tooltip=["bloc:N", alt.Tooltip("period:Q", format="d"), alt.Tooltip("agreement:Q", format=".0%"), "pairs:Q"],
    )
    y = alt.Y("low:Q", title="Pairs on one side", scale=alt.Scale(domain=[0, 1])).axis(format="%")
    chart = alt.layer(
        base.mark_rule(opacity=0.5).encode(y=y, y2="high:Q"),
        base.mark_line(opacity=0.6).encode(y="agreement:Q"),
        base.mark_point(filled=True, opacity=1).encode(y="agreement:Q", shape=alt.Shape("bloc:N", title=None)),
    ).properties(width=theme.WIDTH, height=220)
    return Figure(
        name,
        chart,
        table,
        title,
        f"{', '.join(dict.fromkeys(table['bloc']))}; {marks.plural(table['period'].nunique(), 'period')}.",
        "A point is the share of pairs of members that stand on one side, of all pairs that both take one on an issue.",
    )


def _years(table: pd.DataFrame, title: str) -> alt.X:
    """Return the axis of the years that a table has, and a year around them where it is a single one."""
    first, last = int(table["period"].min()), int(table["period"].max())
    scale = alt.Scale(zero=False, nice=False, domain=[first - 1, last + 1])
    return alt.X("period:Q", title=title, scale=scale).axis(format="d", tickMinStep=1, tickCount=6)


def _opened(table: pd.DataFrame, columns: dict[str, str], said: pd.DataFrame | None) -> pd.DataFrame:
    """Return a table with the sentences behind its ids, as far as they are at hand."""
    words: dict[str, str] = {}
    if said is not None:
        for row in said.to_dict("records"):
            who = row["holder"] or row["actor"] or "Nobody named"
            words[str(row["claim_id"])] = f"{who} ({row['text_id']}): {row['sentence']}"
    return table.assign(
        **{new: table[old].map(lambda ids: [words.get(one, one) for one in ids]) for old, new in columns.items()}
    )


def _why(table: pd.DataFrame, otherwise: str) -> str:
    return str(table.attrs.get("note") or "") or otherwise
