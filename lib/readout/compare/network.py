"""The network of ties, for programs that draw and measure networks."""

from pathlib import Path
from typing import TYPE_CHECKING

from readout.annotate.record import to_records
from readout.compare.given import check_claims

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def network(table: "pd.DataFrame") -> "nx.MultiDiGraph":
    """Return the ties of `positions.ties` as a network: one edge a tie, also where it goes both ways."""
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
            issues="; ".join(row["issues"]),
            claims="; ".join(row["claim_ids"]),
        )
    return graph


def write_graphml(table: "pd.DataFrame", path: str | Path) -> Path:
    """Write the ties of `positions.ties` as GraphML, which Gephi, visone and igraph read, and return the path."""
    import networkx as nx

    nx.write_graphml_lxml(network(table), path)
    return Path(path)
