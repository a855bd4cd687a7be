"""Mutation testing by sample: change the library in one small place at a time, and see whether its tests notice.

    python scripts/mutants.py [--each 20] [--seed 1] [FOLDER ...]

A folder is a part of lib/readout with tests of the same name; without one, all of FOLDERS are taken. The changes are
made in a copy of the library. A mutant is killed where a test fails, and also where the tests take ten times as long.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
#: Parts of the library, each with the tests that are to notice.
FOLDERS = {
    "annotator": ["tests/annotator"],
    "compare": ["tests/compare"],
    "reviewing": ["tests/reviewing"],
    "exchange": ["tests/exchange"],
    "codebook": ["tests/test_codebook.py"],
    "terms": ["tests/test_terms.py"],
    "parser": ["tests/test_parser.py"],
}
COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COMPUTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult}


def changes(tree: ast.Module) -> Iterator[tuple[ast.AST, str, Any]]:
    """Yield every small change that can be made: the node, its field, and the field's new value."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED:
            yield node, "ops", [COMPARED[type(node.ops[0])](), *node.ops[1:]]
        elif isinstance(node, ast.BoolOp):
            yield node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And()
        elif isinstance(node, ast.BinOp) and type(node.op) in COMPUTED and not isinstance(node.left, ast.Constant):
            yield node, "op", COMPUTED[type(node.op)]()
        elif isinstance(node, ast.IfExp) or (isinstance(node, ast.If) and not _of_types(node.test)):
            yield node, "test", ast.UnaryOp(ast.Not(), node.test)
        elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
            yield node, "value", ast.Constant(None)
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield node, "value", not node.value
        elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            yield node, "value", node.value + 1


def _of_types(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def mutants(path: Path) -> list[tuple[int, str, str]]:
    """Return the mutants of a module: line, what was changed, and the whole new source."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node, name, value in list(changes(tree)):
        old = getattr(node, name)
        before = ast.unparse(node).splitlines()[0]
        setattr(node, name, value)
        after = ast.unparse(ast.fix_missing_locations(node)).splitlines()[0]
        if before != after:
            found.append((getattr(node, "lineno", 0), f"{before}  ->  {after}", ast.unparse(tree)))
        setattr(node, name, old)
    return found


def run(copy: Path, tests: list[str], limit: float | None) -> bool:
    """Return whether the tests pass with the copy of the library."""
    environment = {**os.environ, "PYTHONPATH": str(copy), "READOUT_HOME": str(HOME), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", *tests]
    try:
        done = subprocess.run(command, cwd=HOME, env=environment, capture_output=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def sample(folder: str, each: int, seed: int) -> tuple[int, list[str]]:
    """Return how many mutants of a folder were made, and those that no test noticed."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as temporary:
        copy = Path(temporary) / "lib"
        shutil.copytree(HOME / "lib", copy, ignore=shutil.ignore_patterns("__pycache__"))
        place = copy / "readout" / folder
        paths = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
        every = [(path, *mutant) for path in paths for mutant in mutants(path)]
        chosen = random.Random(f"{seed} {folder}").sample(every, min(each, len(every)))
        began = time.monotonic()
        if not run(copy, FOLDERS[folder], None):
            raise SystemExit(f"The tests of {folder} fail without any change; mend them first.")
        limit = 60 + 10 * (time.monotonic() - began)
        survivors = []
        for path, line, what, source in chosen:
            original = path.read_text(encoding="utf-8")
            path.write_text(source, encoding="utf-8")
            if run(copy, FOLDERS[folder], limit):
                survivors.append(f"{path.relative_to(copy)}:{line}  {what}")
            path.write_text(original, encoding="utf-8")
        return len(chosen), survivors


def main() -> None:
    """Sample the mutants of the folders named and print how many were killed, and which were not."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("folders", nargs="*", metavar="FOLDER", help=f"of {', '.join(FOLDERS)}; all if none")
    words.add_argument("--each", type=int, default=20, help="mutants of each folder")
    words.add_argument("--seed", type=int, default=1)
    given = words.parse_args()
    if unknown := [folder for folder in given.folders if folder not in FOLDERS]:
        words.error(f"there is no {unknown[0]}; name some of {', '.join(FOLDERS)}")
    for folder in given.folders or FOLDERS:
        made, survivors = sample(folder, given.each, given.seed)
        print(f"{folder}: {made - len(survivors)} of {made} killed", flush=True)
        for survivor in survivors:
            print(f"  {survivor}", flush=True)


if __name__ == "__main__":
    main()
