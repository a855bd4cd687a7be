"""The network: who stands with whom and against whom, also for programs that draw and measure networks.

After Leifeld's discourse network analysis (2017): two actors are tied by the issues on which they agree or clash.
"""

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout.annotator.claim_table import to_records
from readout.compare.claims.positions import By, held, stance_of
from readout.compare.inputs import check_claims

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def ties(claims: "pd.DataFrame", *, by: By = "actor") -> "pd.DataFrame":
    """Return who stands with whom, who against whom, and who accuses whom.

    Columns: `actor_a`, `actor_b`, `tie` (`congruence`: on so many issues both support or both oppose; `conflict`: one
    supports what the other opposes; `accuses`: a accuses b, directed), `weight` (issues, or accusations), `normalised`
    (weight by the mean number of issues on which the two take a side: average activity, Leifeld 2017; of accusations
    none), `issues`, `claim_ids`. Sorted by tie and weight. Stances are taken over all texts together, from the claims
    whose own words name the issue; an actor whose claims are divided on it takes no side.
    """
    import pandas as pd

    rows, _ = held(claims, by, named=True)
    behind: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for row in rows:
        for issue in row["issues"]:
            behind.setdefault(row["who"], {}).setdefault(issue, []).append(row)
    sides = {
        actor: {
            issue: side for issue, group in issues.items() if (side := stance_of(group)[0]) in ("supports", "opposes")
        }
        for actor, issues in behind.items()
    }
    found = []
    for one, other in combinations(sorted(sides), 2):
        common = sorted(set(sides[one]) & set(sides[other]))
        for tie in ("congruence", "conflict"):
            issues = [issue for issue in common if (sides[one][issue] == sides[other][issue]) == (tie == "congruence")]
            if issues:
                claim_ids = [row["claim_id"] for who in (one, other) for issue in issues for row in behind[who][issue]]
                mean = (len(sides[one]) + len(sides[other])) / 2
                found.append(_tie(one, other, tie, len(issues), len(issues) / mean, issues, claim_ids))
    blamed: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in held(claims, by, every=True)[0]:
        if row["act"] == "accuses" and row["object"]:
            blamed.setdefault((row["who"], row["object"]), []).append(row)
    for (one, other), group in blamed.items():
        issues = sorted({issue for row in group for issue in row["issues"]})
        found.append(_tie(one, other, "accuses", len(group), None, issues, [row["claim_id"] for row in group]))
    found.sort(key=lambda row: (row["tie"], -row["weight"], row["actor_a"], row["actor_b"]))
    table = pd.DataFrame(found, columns=["actor_a", "actor_b", "tie", "weight", "normalised", "issues", "claim_ids"])
    table["normalised"] = table["normalised"].astype("float64")
    table.attrs["note"] = "" if found else "No two actors take sides on one issue, and nobody accuses anybody by name."
    return table


def _tie(
    one: str, other: str, tie: str, weight: int, normalised: float | None, issues: list[str], claim_ids: list[str]
) -> dict[str, Any]:
    return {
        "actor_a": one,
        "actor_b": other,
        "tie": tie,
        "weight": weight,
        "normalised": normalised,
        "issues": issues,
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
            issues="; ".join(row["issues"]),
            claims="; ".join(row["claim_ids"]),
        )
    return graph


def write_graphml(table: "pd.DataFrame", path: str | Path) -> Path:
    """Write the ties of `ties` as GraphML, which Gephi, visone and igraph read, and return the path."""
    import networkx as nx

    nx.write_graphml_lxml(network(table), path)
    return Path(path)
