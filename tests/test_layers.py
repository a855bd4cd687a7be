"""The library is built in layers: a module imports only from its own layer and those above it in the list."""

import ast
import re
from functools import cache
from pathlib import Path

import networkx
import pytest

LAYERS = (
    "errors places style spans tables vocabulary write",
    "texts",
    "parser",
    "terms sentence_vectors",
    "codebook",
    "annotator",
    "reviewing",
    "exchange",
    "models",
    "compare",
    "collections",
    "briefing",
    "charts",
    "reports",
    "study",
    "workshop",
    "cli",
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names.split()}


def modules(project: Path) -> list[Path]:
    return sorted((project / "lib" / "readout").rglob("*.py"))


@cache
def imported(path: Path) -> set[str]:
    """The names of what a module imports when it runs, those of `from readout import x` as readout.x."""
    names: set[str] = set()
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        waiting.extend(ast.iter_child_nodes(node))
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def layer_of(path: Path, project: Path) -> str:
    return path.relative_to(project / "lib" / "readout").parts[0].removesuffix(".py")


def test_every_module_has_a_layer(project: Path) -> None:
    layers = {layer_of(path, project) for path in modules(project)} - {"__init__", "__main__"}
    assert layers <= set(RANK)


def test_imports_go_upwards_only(project: Path) -> None:
    wrong = []
    for path in modules(project):
        layer = layer_of(path, project)
        if layer in ("__init__", "__main__"):
            continue
        for name in imported(path):
            parts = name.split(".")
            if parts[0] == "readout" and len(parts) > 1 and RANK.get(parts[1], -1) > RANK[layer]:
                wrong.append(f"{path.relative_to(project)} imports {name}")
    assert wrong == []


@pytest.mark.parametrize(
    ("package", "home"),
    [
        ("spacy", "parser.py"),
        ("altair", "charts"),
        ("papermill", "reports"),
        ("typer", "cli"),
        ("duckdb", "collections"),
    ],
)
def test_a_package_is_known_to_one_layer(project: Path, package: str, home: str) -> None:
    users = {
        path.relative_to(project / "lib" / "readout").parts[0]
        for path in modules(project)
        if any(name.split(".")[0] == package for name in imported(path))
    }
    assert users <= {home}


def graph(project: Path) -> "networkx.DiGraph[str]":
    """Return which module imports which, where it is loaded and where it runs; packages stand for their __init__."""
    names = {}
    for path in modules(project):
        parts = path.relative_to(project / "lib").with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    found: networkx.DiGraph[str] = networkx.DiGraph()
    for name, path in names.items():
        for other in imported(path):
            # `from package import module` names the module, `from module import thing` what is in it.
            target = other if other in names else other.rpartition(".")[0]
            if target in names and target not in (name, "readout"):
                found.add_edge(name, target)
    return found


def test_there_are_no_import_circles(project: Path) -> None:
    circles = [sorted(group) for group in networkx.strongly_connected_components(graph(project)) if len(group) > 1]
    assert circles == []


def test_the_table_of_layers_is_that_of_the_readme(project: Path) -> None:
    table = (project / "lib" / "README.md").read_text(encoding="utf-8").split("| layer |")[1].split("\n\n")[0]
    named = [name for row in table.splitlines()[2:] for name in re.findall(r"`([a-z_]+)/?`", row.split("|")[1])]
    assert sorted(named) == sorted(RANK)
    assert [RANK[name] for name in named] == sorted(RANK[name] for name in named)
