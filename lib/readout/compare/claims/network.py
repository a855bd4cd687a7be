"""The network: who stands with whom and against whom, also for programs that draw and measure networks.

After Leifeld's discourse network analysis (2017): two actors are tied by the matters on which they agree or clash,
each tie naming them.
"""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout.annotator.claim_table import to_records
from readout.compare.claims.positions import stance_of
from readout.compare.claims.sides import By, Row, on, said
from readout.compare.inputs import check_claims
from readout.texts.text import Text

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def ties(claims: "pd.DataFrame", texts: Iterable[Text] | None = None, *, by: By = "party") -> "pd.DataFrame":
    """Return who stands with whom, who against whom, and who accuses whom.

    Columns: `actor_a`, `actor_b`, `tie` (`congruence`: on so many matters both support or both oppose; `conflict`: one
    supports what the other opposes; `accuses`: a accuses b by name, directed), `weight` (matters, or accusations),
    `normalised` (weight by the mean number of matters on which the two take a side: average activity, Leifeld 2017; of
    accusations none), `matters` (what the tie is about), `claim_ids`. Sorted by tie and weight. A matter is a thing in
    dispute, not a code: to be for one treaty and against another ties nobody. Stances are taken over all texts
    together; an actor whose claims are divided takes no side, and what others tell of an actor is not the actor's.
    `texts` tell which are digests, whose provisions are the document's.
    """
    import pandas as pd

    rows = [row for row in said(claims, by, texts or ()) if not row["told_by"]]
    behind: dict[str, dict[str, list[Row]]] = {}
    for matter, group in on(rows, "matter").items():
        for row in group:
            behind.setdefault(row["who"], {}).setdefault(matter, []).append(row)
    sides = {
        actor: {name: side for name, group in on_it.items() if (side := stance_of(group)[0]) in ("supports", "opposes")}
        for actor, on_it in behind.items()
    }
    found = []
    for one, other in combinations(sorted(sides), 2):
        common = sorted(set(sides[one]) & set(sides[other]))
        for tie in ("congruence", "conflict"):
            matters = [name for name in common if (sides[one][name] == sides[other][name]) == (tie == "congruence")]
            if matters:
                claim_ids = [row["claim_id"] for who in (one, other) for name in matters for row in behind[who][name]]
                mean = (len(sides[one]) + len(sides[other])) / 2
                found.append(_tie(one, other, tie, len(matters), len(matters) / mean, matters, claim_ids))
    blamed: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row["act"] == "accuses" and row.get("object") not in (None, row["who"]) and not row["unnamed"]:
            blamed.setdefault((row["who"], row["object"]), []).append(row)
    for (one, other), group in blamed.items():
        about = list(dict.fromkeys(str(row.get("matter") or row["content_text"]) for row in group))
        found.append(_tie(one, other, "accuses", len(group), None, about, [row["claim_id"] for row in group]))
    found.sort(key=lambda row: (row["tie"], -row["weight"], row["actor_a"], row["actor_b"]))
    table = pd.DataFrame(found, columns=["actor_a", "actor_b", "tie", "weight", "normalised", "matters", "claim_ids"])
    table["normalised"] = table["normalised"].astype("float64")
    table.attrs["note"] = (
        "" if found else "No two parties take sides on one matter, and nobody accuses another by name."
    )
    return table


def _tie(
    one: str, other: str, tie: str, weight: int, normalised: float | None, matters: list[str], claim_ids: list[str]
) -> dict[str, Any]:
    return {
        "actor_a": one,
        "actor_b": other,
        "tie": tie,
        "weight": weight,
        "normalised": normalised,
        "matters": matters,
        "claim_ids": list(dict.fromkeys(claim_ids)),
    }


def network(table: "pd.DataFrame") -> "nx.MultiDiGraph":
    """Return the ties of `ties` as a network: one edge a tie, also where it goes both ways."""
    import networkx as nx

    check_claims(table, ("actor_a", "actor_b", "tie", "weight"), "the network")
    graph = nx.MultiDiGraph()
    for row in to_records(table):
        graph.add_edge(
            row["actor_a"],
            row["actor_b"],
            key=row["tie"],
            tie=row["tie"],
            directed=row["tie"] == "accuses",
            weight=row["weight"],
            normalised=-1.0 if row["normalised"] is None else row["normalised"],
            matters="; ".join(row["matters"]),
            claims="; ".join(row["claim_ids"]),
        )
    return graph


def write_graphml(table: "pd.DataFrame", path: str | Path) -> Path:
    """Write the ties of `ties` as GraphML, which Gephi, visone and igraph read, and return the path."""
    import networkx as nx

    nx.write_graphml_lxml(network(table), path)
    return Path(path)
