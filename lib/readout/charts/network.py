"""Networks: who stands with whom and against whom, and which words keep company."""

import altair as alt
import pandas as pd

from readout.annotator.claim_table import to_records
from readout.charts import marks, theme
from readout.charts.evidence import of_claims, of_lines
from readout.charts.figure import Figure
from readout.style import BLUE, ORANGE, VERMILION

#: More ties than this make a thicket; the table keeps them all.
MOST_TIES = 60
#: So many pairs of nodes stand side by side; a picture has at least this height in pixels.
WIDEST, LOWEST = 5.0, 160
#: Each kind of tie: colour, dashes, and what it means, of two actors and in a sentence.
TIES = {
    "congruence": (BLUE, [1, 0], "take the same side", "two take the same side"),
    "conflict": (VERMILION, [6, 4], "take opposite sides", "they take opposite sides"),
    "accuses": (ORANGE, [2, 2], "one accuses the other", "one accuses the other"),
    "together": (BLUE, [1, 0], "stand together", "they stand together"),
}


def ties(table: pd.DataFrame, claims: pd.DataFrame, name: str = "ties") -> Figure:
    """Return the network of actors: a line a tie, its kind told by colour and dashes.

    table: as compare.ties gives it (actor_a, actor_b, tie, weight, matters, claim_ids).
    claims: the claims of all texts compared, which each number opens.
    """
    title = "Who sides with whom, and who is against whom"
    if table.empty:
        note = str(table.attrs.get("note") or "")
        return Figure(name, None, table, title, note or "No two parties take a side on the same matter.")
    drawn = table.assign(why=[", ".join(names) or "–" for names in table["matters"]])
    counts = table["tie"].value_counts()
    said = ", ".join(f"{count} where {TIES[str(kind)][3]}" for kind, count in counts.items())
    return Figure(
        name,
        _network(drawn, "actor_a", "actor_b", "Matters"),
        table,
        title,
        f"{marks.plural(len(table), 'tie')}: {said}. {table.attrs.get('note') or ''}".strip(),
        "Two are joined where they take a side on the same matter; the thicker the line, the more matters. Places "
        "in the picture mean nothing by themselves: it is drawn so that lines cross little.",
        table[["actor_a", "tie", "actor_b", "matters"]].assign(
            claims=table["claim_ids"].map(len), said=of_claims(table["claim_ids"], claims)
        ),
        {"claims": "said"},
    )


def collocations(table: pd.DataFrame, lines: pd.DataFrame, name: str = "collocations") -> Figure:
    """Return the network of words that stand near each other.

    table: as compare.collocations gives it (word_a, word_b, count, log_likelihood).
    lines: the lines in which they stand, as compare.lines_of gives them, which the counts open.
    """
    title = "Words that keep company"
    if table.empty:
        note = str(table.attrs.get("note") or "")
        return Figure(name, None, table, title, note or "No two words stand near each other more than once.")
    drawn = table.assign(tie="together", weight=table["count"], why=table["count"].map(lambda count: f"{count} times"))
    pairs = [f"{one} {other}" for one, other in zip(table["word_a"], table["word_b"], strict=True)]
    return Figure(
        name,
        _network(drawn, "word_a", "word_b", "Together"),
        table,
        title,
        f"{marks.plural(len(table), 'pair')} of words, the closest first: {', '.join(pairs[:5])}. "
        f"{table.attrs.get('note') or ''}".strip(),
        "Two words are joined where they stand together more often than by chance; the thicker the line, the "
        "more often.",
        table.assign(said=of_lines(table["word_a"] + " " + table["word_b"], lines)),
        {"count": "said"},
    )


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
    names = alt.Chart(nodes).mark_text(dy=-12, lineBreak="\n", baseline="bottom").encode(x=x, y=y, text="label:N")
    return (edges + dots + names).properties(width=theme.WIDTH, height=max(LOWEST, theme.WIDTH * height / width))


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
