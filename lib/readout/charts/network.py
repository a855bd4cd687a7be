"""Networks: who stands with whom and against whom, and which words keep company."""

from math import hypot
from typing import Any

import altair as alt
import pandas as pd

from readout.annotator.claim_table import to_records
from readout.charts import marks, theme
from readout.charts.evidence import of_claims, of_lines
from readout.charts.figure import Figure
from readout.charts.listing import LETTERS, Entry, listing
from readout.style import BLUE, ORANGE, VERMILION

#: More ties than this make a thicket; the table keeps them all.
MOST_TIES = 60
#: A network of fewer ties is told as a list; so many letters stand on a line of it.
FEWEST, WIDE_LETTERS = 6, 120
#: So many pairs of nodes stand side by side; a picture has at least this height in pixels.
WIDEST, LOWEST = 5.0, 160
#: Each kind of tie: colour, dashes, and what it means, of two actors and in a sentence.
TIES = {
    "congruence": (BLUE, [1, 0], "take the same side", "two take the same side"),
    "conflict": (VERMILION, [6, 4], "take opposite sides", "they take opposite sides"),
    "accuses": (ORANGE, [2, 2], "one accuses the other", "one accuses the other"),
    "together": (BLUE, [1, 0], "stand together", "they stand together"),
}
#: Fewer pairs of words than this make no picture.
FEWEST_PAIRS = 5
#: The sign of each kind of tie in a list.
SHAPES = {"congruence": "circle", "conflict": "cross", "accuses": "triangle-right", "together": "circle"}


def ties(table: pd.DataFrame, claims: pd.DataFrame, name: str = "ties") -> Figure:
    """Return the network of actors: a line a tie, its kind told by colour and dashes.

    table: as compare.ties gives it (actor_a, actor_b, tie, weight, matters, claim_ids).
    claims: the claims of all texts compared, which each number opens.
    """
    about = "Who sides with whom, and who is against whom"
    if table.empty:
        note = str(table.attrs.get("note") or "")
        return Figure(name, None, table, about, note or "No two parties take a side on the same matter.")
    drawn = table.assign(why=[", ".join(names) or "–" for names in table["matters"]])
    counts = table["tie"].value_counts()
    said = ", ".join(f"{count} where {TIES[str(kind)][3]}" for kind, count in counts.items())
    return Figure(
        name,
        _drawn(drawn, "actor_a", "actor_b", "Matters"),
        table,
        theme.sentence(_told(to_records(drawn.sort_values("weight", ascending=False, kind="stable"))[0])),
        f"{marks.plural(len(table), 'tie')}: {said}. {table.attrs.get('note') or ''}".strip(),
        "Two are joined where they take a side on the same matter; the thicker the line, the more matters. Places "
        "in the picture mean nothing by themselves: it is drawn so that lines cross little.",
        table[["actor_a", "tie", "actor_b", "matters"]].assign(
            claims=table["claim_ids"].map(len), said=of_claims(table["claim_ids"], claims)
        ),
        {"claims": "said"},
        subtitle=about,
        narrow=_list(drawn, "actor_a", "actor_b"),
    )


def collocations(table: pd.DataFrame, lines: pd.DataFrame, name: str = "collocations") -> Figure:
    """Return the network of words that stand near each other.

    table: as compare.collocations gives it (word_a, word_b, count, log_likelihood).
    lines: the lines in which they stand, as compare.lines_of gives them, which the counts open.
    """
    about = "Words that keep company"
    if table.empty:
        note = str(table.attrs.get("note") or "")
        return Figure(name, None, table, about, note or "No two words stand near each other more than once.")
    if len(table) < FEWEST_PAIRS:
        few = f"{marks.plural(len(table), 'pair')} of words, too few to show anything. {table.attrs.get('note') or ''}"
        return Figure(name, None, table, about, few.strip())
    drawn = table.assign(tie="together", weight=table["count"], why=table["count"].map(lambda count: f"{count} times"))
    pairs = [f"{one} {other}" for one, other in zip(table["word_a"], table["word_b"], strict=True)]
    return Figure(
        name,
        _drawn(drawn, "word_a", "word_b", "Together"),
        table,
        theme.sentence(f"“{table['word_a'].iloc[0]}” and “{table['word_b'].iloc[0]}” keep the closest company"),
        f"{marks.plural(len(table), 'pair')} of words, the closest first: {', '.join(pairs[:5])}. "
        f"{table.attrs.get('note') or ''}".strip(),
        "Two words are joined where they stand together more often than by chance; the thicker the line, the "
        "more often.",
        table.assign(said=of_lines(table["word_a"] + " " + table["word_b"], lines)),
        {"count": "said"},
        subtitle=about,
        narrow=_list(drawn, "word_a", "word_b"),
    )


def _told(row: dict[str, Any]) -> str:
    """Return a tie as a sentence."""
    if row["tie"] == "accuses":
        return f"{row['actor_a']} accuses {row['actor_b']}"
    side = "the same side" if row["tie"] == "congruence" else "opposite sides"
    matters = theme.joined([f"“{one}”" for one in row["matters"]], 2)
    return f"{row['actor_a']} and {row['actor_b']} take {side} on {matters}"


def _drawn(table: pd.DataFrame, one: str, other: str, heading: str) -> alt.LayerChart:
    """Return a network where ties close to rings, which only a drawing shows; else the list of them."""
    rows = to_records(table.head(MOST_TIES))
    nodes = {row[end] for row in rows for end in (one, other)}
    if len(rows) < max(len(nodes), FEWEST):
        return _list(table, one, other, WIDE_LETTERS)
    return _network(table, one, other, heading)


def _list(table: pd.DataFrame, one: str, other: str, letters: int = LETTERS) -> alt.LayerChart:
    """Return the ties as a list, kind by kind, the heaviest first."""
    groups = []
    rows = to_records(table.head(MOST_TIES).sort_values("weight", ascending=False, kind="stable"))
    for kind, (colour, _, means, _) in TIES.items():
        join = " accuses " if kind == "accuses" else " and "
        told = [
            Entry(f"{row[one]}{join}{row[other]}{': ' + row['why'] if row['why'] != '–' else ''}", colour, SHAPES[kind])
            for row in rows
            if row["tie"] == kind
        ]
        if told:
            groups.append((theme.sentence(means), told))
    return listing(groups, letters)


def _network(table: pd.DataFrame, one: str, other: str, heading: str) -> alt.LayerChart:
    rows = to_records(table.head(MOST_TIES))
    places, width, height = _places([(str(row[one]), str(row[other])) for row in rows])
    kinds = [kind for kind in TIES if kind in {row["tie"] for row in rows}]
    means = [TIES[kind][2] for kind in kinds]
    lines = pd.DataFrame(
        {
            "x": [float(places[row[one]][0]) for row in rows],
            "y": [float(places[row[one]][1]) for row in rows],
            "x2": [float(places[row[other]][0]) for row in rows],
            "y2": [float(places[row[other]][1]) for row in rows],
            "kind": [TIES[row["tie"]][2] for row in rows],
            "between": [f"{row[one]} {'→' if row['tie'] == 'accuses' else '–'} {row[other]}" for row in rows],
            "weight": [float(row["weight"]) for row in rows],
            "why": [theme.clipped(row["why"]) for row in rows],
        }
    )
    nodes = pd.DataFrame(
        {"x": [float(at[0]) for at in places.values()], "y": [float(at[1]) for at in places.values()]}
    ).assign(name=list(places), label=[theme.label(node, 18, 2) for node in places])
    heaviest = max(float(lines["weight"].max()), 3.0)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0]))
    legend = None if kinds == ["together"] else alt.Legend(symbolType="stroke", symbolStrokeWidth=3)
    edges = (
        alt.Chart(lines)
        .mark_rule(opacity=0.8)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            color=alt.Color("kind:N", title="Tie", legend=legend).scale(
                domain=means, range=[TIES[kind][0] for kind in kinds]
            ),
            strokeDash=alt.StrokeDash("kind:N", title="Tie", legend=legend).scale(
                domain=means, range=[TIES[kind][1] for kind in kinds]
            ),
            strokeWidth=alt.StrokeWidth("weight:Q", legend=None).scale(domain=[1, heaviest], range=[1.5, 5]),
            tooltip=[
                alt.Tooltip("between:N", title="Between"),
                alt.Tooltip("kind:N", title="Tie"),
                alt.Tooltip("why:N", title=heading),
            ],
        )
    )
    dots = (
        alt.Chart(nodes)
        .mark_point(filled=True, size=60, color="currentColor", opacity=1)
        .encode(x=x, y=y, tooltip=[alt.Tooltip("name:N", title="Name")])
    )
    sides = _free_sides(places, [(str(row[one]), str(row[other])) for row in rows])
    names = [
        alt.Chart(nodes[nodes["name"].map(sides) == side])
        .mark_text(lineBreak="\n", **where)
        .encode(x=x, y=y, text="label:N")
        for side, where in SIDES.items()
        if side in sides.values()
    ]
    return alt.LayerChart(layer=[edges, dots, *names]).properties(
        width=theme.WIDTH, height=max(LOWEST, theme.WIDTH * height / width)
    )


#: Where a name can stand beside its node, and how it is set there.
SIDES: dict[tuple[int, int], dict[str, Any]] = {
    (0, -1): {"dy": -10, "baseline": "bottom"},
    (0, 1): {"dy": 10, "baseline": "top"},
    (1, 0): {"dx": 10, "align": "left", "baseline": "middle"},
    (-1, 0): {"dx": -10, "align": "right", "baseline": "middle"},
}


def _free_sides(places: dict[str, tuple[float, float]], edges: list[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Return for each node the side on which its lines leave most room for its name."""
    found = {}
    for node, (x, y) in places.items():
        ends = [places[b if a == node else a] for a, b in edges if node in (a, b)]
        ways = [
            ((far - x) / (hypot(far - x, down - y) or 1), (down - y) / (hypot(far - x, down - y) or 1))
            for far, down in ends
        ]
        found[node] = min(
            SIDES, key=lambda side: max((side[0] * way[0] + side[1] * way[1] for way in ways), default=0.0)
        )
    return found


def _places(edges: list[tuple[str, str]]) -> tuple[dict[str, tuple[float, float]], float, float]:
    """Return a place for each node, and the width and height of the picture, all in units of a pair of nodes.

    Each group that hangs together is drawn by itself and set into rows, the largest first. The distances within a
    group follow the numbers of steps between its nodes (Kamada and Kawai 1989), which needs no chance: the same table
    gives the same picture.
    """
    import networkx as nx

    graph = nx.Graph(edges)
    groups = sorted(nx.connected_components(graph), key=lambda group: (-len(group), min(group)))
    sizes = [max(1.0, 0.9 * len(group) ** 0.5) for group in groups]
    width = max(sizes[0], min(WIDEST, sum(sizes)))
    places: dict[str, tuple[float, float]] = {}
    left = top = height = 0.0
    for group, size in zip(groups, sizes, strict=True):
        if left + size > width + 1e-9:
            left, top, height = 0.0, top + height, 0.0
        height = max(height, size)
        drawn = nx.kamada_kawai_layout(graph.subgraph(sorted(group)))
        if len(group) == 2:  # side by side their names would overlap
            drawn = dict(zip(sorted(group), ((0.0, -0.7), (0.0, 0.7)), strict=True))
        for node in sorted(group):
            x, y = drawn[node]
            places[node] = (left + size * (0.5 + 0.38 * float(x)), top + size * (0.5 + 0.38 * float(y)))
        left += size
    return places, width, top + height
