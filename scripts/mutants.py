"""Mutation testing by sample: change the library in one small place at a time, and see whether its tests notice.

    python scripts/mutants.py [--each 20] [--seed 1] [PART ...]

A part is one of PARTS below; without one, all are taken. The changes are made in a copy of the library. A mutant is
killed where a test fails, and also where the tests take ten times as long. Every outcome is kept in .cache/mutants, so
that a run that was broken off goes on where it stopped; survivors are tried again where their tests have changed.
"""

import argparse
import ast
import hashlib
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

HOME = Path(__file__).resolve().parent.parent
#: Parts of the library: where each lies in lib/readout, and the tests that are to notice.
PARTS = {
    "annotator": ("annotator", ["tests/annotator"]),
    "compare": ("compare", ["tests/compare"]),
    "reviewing": ("reviewing", ["tests/reviewing"]),
    "exchange": ("exchange", ["tests/exchange"]),
    "codebook": ("codebook", ["tests/test_codebook.py"]),
    "terms": ("terms", ["tests/test_terms.py"]),
    "language": ("texts/which_language", ["tests/texts/test_which_language.py"]),
}
COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COMPUTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult}
#: What tests load that is not of the library: loaded once, and every run of the tests is forked from there.
PRELOAD = ["pytest", "_pytest.assertion.rewrite", "hypothesis.strategies", "pandas", "pyarrow", "spacy", "scipy.stats",
           "lxml.etree", "yaml", "openpyxl", "nltk.metrics"]  # fmt: skip


class Mutant(NamedTuple):
    """A module with one small change: its path in the library, the line, what was changed, and the new source."""

    path: str
    line: int
    what: str
    source: str


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


def _silent(tree: ast.Module) -> set[int]:
    """Return the nodes inside type hints and decorators: hints do nothing, and how much is remembered nobody sees."""
    hints: list[ast.expr] = []
    for node in ast.walk(tree):
        hints += getattr(node, "decorator_list", [])
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation:
            hints.append(node.annotation)
        elif isinstance(node, ast.FunctionDef) and node.returns:
            hints.append(node.returns)
    return {id(node) for hint in hints for node in ast.walk(hint)}


def mutants(path: Path, name: str) -> list[Mutant]:
    """Return the mutants of the module at a path, which has this name in the library."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = _silent(tree)
    found = []
    for node, field, value in list(changes(tree)):
        if id(node) in silent:
            continue
        old = getattr(node, field)
        before = ast.unparse(node).splitlines()[0]
        setattr(node, field, value)
        after = ast.unparse(ast.fix_missing_locations(node)).splitlines()[0]
        if before != after:
            found.append(Mutant(name, getattr(node, "lineno", 0), f"{before}  ->  {after}", ast.unparse(tree)))
        setattr(node, field, old)
    return found


def passes(copy: Path, tests: list[str], limit: float | None) -> bool:
    """Return whether the tests pass with the copy of the library, within so many seconds."""
    process = get_context("forkserver").Process(target=_test, args=(str(copy), tests))
    process.start()
    process.join(limit)
    late = process.is_alive()
    if late:
        process.kill()
        process.join()
    return not late and process.exitcode == 0


def _test(copy: str, tests: list[str]) -> None:
    os.environ |= {"PYTHONPATH": copy, "READOUT_HOME": str(HOME), "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    sys.path[:0] = [copy, str(HOME)]
    os.chdir(HOME)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    import pytest

    status = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-m", "not slow and not browser", *tests])
    os._exit(int(status))


class Kept:
    """The outcomes of earlier runs, and where those of this one go."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "outcomes.jsonl"
        lines = self.path.read_text(encoding="utf-8").splitlines() if self.path.exists() else []
        self.known = dict(json.loads(line) for line in lines)

    def recall(self, mutant: Mutant, tests: str) -> bool | None:
        """Return whether a mutant is known to be killed; None where that is to be found out."""
        return True if self.known.get(_hash(mutant.source)) else self.known.get(_hash(mutant.source, tests))

    def keep(self, mutant: Mutant, tests: str, killed: bool) -> None:
        """Keep an outcome; that a mutant survived holds for these tests only."""
        key = _hash(mutant.source) if killed else _hash(mutant.source, tests)
        self.known[key] = killed
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([key, killed]) + "\n")


def _hash(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()


def _content(tests: list[str]) -> str:
    """Return a hash of all that lies among the tests of a part."""
    paths = [found for test in tests for found in [HOME / test, *sorted((HOME / test).rglob("*"))] if found.is_file()]
    return _hash(*(path.read_bytes().hex() for path in paths if path.suffix != ".pyc"))


def sample(part: str, each: int, seed: int, kept: Kept) -> tuple[int, list[str]]:
    """Return how many mutants of a part were made, and those that no test noticed; tell of each on the way."""
    place, tests = PARTS[part]
    with tempfile.TemporaryDirectory(prefix="mutants-") as temporary:
        copy = Path(temporary) / "lib"
        shutil.copytree(HOME / "lib", copy, ignore=shutil.ignore_patterns("__pycache__"))
        whole = copy / "readout" / place
        paths = sorted(whole.rglob("*.py")) if whole.is_dir() else [whole.with_suffix(".py")]
        every = [mutant for path in paths for mutant in mutants(path, str(path.relative_to(copy)))]
        chosen = random.Random(f"{seed} {part}").sample(every, min(each, len(every)))
        content, limit, survivors = _content(tests), None, []
        for number, mutant in enumerate(chosen, 1):
            killed = kept.recall(mutant, content)
            if killed is None:
                if limit is None:
                    began = time.monotonic()
                    if not passes(copy, tests, None):
                        raise SystemExit(f"The tests of {part} fail without any change; mend them first.")
                    limit = 60 + 10 * (time.monotonic() - began)
                path = copy / mutant.path
                original = path.read_text(encoding="utf-8")
                path.write_text(mutant.source, encoding="utf-8")
                killed = not passes(copy, tests, limit)
                path.write_text(original, encoding="utf-8")
                kept.keep(mutant, content, killed)
            said = f"{mutant.path}:{mutant.line}  {mutant.what}"
            print(f"{part} {number}/{len(chosen)} {'killed  ' if killed else 'SURVIVED'} {said}", flush=True)
            if not killed:
                survivors.append(said)
        return len(chosen), survivors


def main() -> None:
    """Sample the mutants of the parts named and print how many of each were killed, and which were not."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all if none")
    words.add_argument("--each", type=int, default=20, help="mutants of each part")
    words.add_argument("--seed", type=int, default=1)
    given = words.parse_args()
    if unknown := [part for part in given.parts if part not in PARTS]:
        words.error(f"there is no {unknown[0]}; name some of {', '.join(PARTS)}")
    get_context("forkserver").set_forkserver_preload(PRELOAD)
    kept = Kept(HOME / ".cache" / "mutants")
    outcomes = {part: sample(part, given.each, given.seed, kept) for part in given.parts or PARTS}
    print(f"\n{'part':<12}{'mutants':>8}{'killed':>8}{'share':>8}")
    for part, (made, survivors) in outcomes.items():
        print(f"{part:<12}{made:>8}{made - len(survivors):>8}{(made - len(survivors)) / made:>8.0%}")
    made, lived = (sum(len(each[1]) if lived else each[0] for each in outcomes.values()) for lived in (False, True))
    print(f"{'all':<12}{made:>8}{made - lived:>8}{(made - lived) / made:>8.0%}")
    for _, survivors in outcomes.values():
        for survivor in survivors:
            print(f"  {survivor}")


if __name__ == "__main__":
    main()
