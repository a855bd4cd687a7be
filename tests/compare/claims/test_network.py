"""The network of who stands with and against whom."""

import networkx as nx

from readout.compare.claims import network


def test_ties(make, before, after):
    rows = [("A", "supports"), ("B", "supports"), ("C", "opposes")]
    contents = ["Norland wants a treaty", "Forces of the alliance are unacceptable", "A summit is possible"]
    table = make(
        *(
            (before, text, {"actor": who, "stance": side, "matter": "x"})
            for text, (who, side) in zip(contents, rows, strict=True)
        )
    )
    found = network.ties(table)[["actor_a", "actor_b", "tie", "weight", "normalised"]]
    assert found.values.tolist() == [
        ["A", "C", "conflict", 1, 1.0],
        ["B", "C", "conflict", 1, 1.0],
        ["A", "B", "congruence", 1, 1.0],
    ]


def test_accusations_are_ties(claims):
    table = network.ties(claims)
    accused = table[table.tie == "accuses"].iloc[0]
    assert (accused.actor_a, accused.actor_b, accused.weight) == ("Sudland", "Norland", 1)


def test_graphml_can_be_read_again(claims, tmp_path):
    table = network.ties(claims, by="party")
    graph = nx.read_graphml(network.write_graphml(table, tmp_path / "ties.graphml"))
    assert set(graph.nodes) == {"Norland", "Sudland"}


def test_no_ties_is_said(make, before):
    table = network.ties(make((before, "Norland wants a treaty", {"matter": "x", "stance": "supports"})))
    assert table.empty and table.attrs["note"]
