"""A small project of our own for the tests of reports: notebooks of a few cells, which import nothing heavy."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from light import LIGHT

from readout.reports import regenerate
from readout.reports.plan import plan
from readout.reports.run import processes
from readout.reports.run.run import Limits

PARAMETERS = ("parameters", 'text = "one"\nlimit = 10')
WRITE_TABLE = """
import os, csv, pathlib
tables = pathlib.Path(os.environ["READOUT_OUTPUT"]) / "tables"
tables.mkdir(parents=True, exist_ok=True)
with open(tables / "{name}.csv", "w") as file:
    csv.writer(file).writerows([["text", "words"], [text, {rows}]])
"""
READ_TEXT = 'body = open(f"../data/texts/{text}.md").read() if "/" not in text else open(text).read()'


class SmallProject:
    """A project folder with data, notebooks and reports, and ways to run it."""

    def __init__(self, home: Path):
        self.home, self.reports, self.notebooks = home, home / "reports", home / "notebooks"
        for folder in (home / "data" / "texts", self.notebooks, self.reports):
            folder.mkdir(parents=True)
        (home / "data" / "codebook.yml").write_text("issues: []\n")
        self.text("one")
        self.notebook("01_read", ("markdown", "# 1 · Read\n\nWhat is there?"), PARAMETERS, READ_TEXT, table("words"))
        self.notebook("02_brief", ("markdown", "# 2 · The brief"), PARAMETERS, "print('short:', text)")

    def text(self, text_id: str, body: str = "He said that it rains.\n", **metadata: Any) -> Path:
        path = self.home / "data" / "texts" / f"{text_id}.md"
        fields = {"id": text_id, "title": f"The text {text_id}", "kind": "account", **metadata}
        lines = [f"{name}: {json.dumps(value)}" for name, value in fields.items()]
        path.write_text("\n".join(["---", *lines, "---", body]))
        return path

    def notebook(self, name: str, *cells: str | tuple[str, str], kernel: str = "python3") -> Path:
        path = self.notebooks / f"{name}.ipynb"
        made = []
        for number, cell in enumerate(cells):
            kind, source = cell if isinstance(cell, tuple) else ("code", cell)
            tags = {"tags": ["parameters"]} if kind == "parameters" else {}
            code = {"execution_count": None, "outputs": []} if kind != "markdown" else {}
            made.append(
                {
                    "id": f"c{number}",
                    "cell_type": "markdown" if kind == "markdown" else "code",
                    "metadata": tags,
                    "source": source,
                    **code,
                }
            )
        metadata = {"kernelspec": {"name": kernel, "display_name": kernel, "language": "python"}}
        path.write_text(json.dumps({"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}))
        return path

    def fails(self, source: str) -> None:
        """Make the second notebook end in this cell."""
        self.notebook("02_brief", ("markdown", "# 2 · The brief"), PARAMETERS, "print('before')", source)

    def heals(self) -> None:
        self.notebook("02_brief", ("markdown", "# 2 · The brief"), PARAMETERS, "print('short:', text)")

    def run(
        self,
        *texts: str,
        only: list[str] | None = None,
        timeout: float | None = 60,
        memory: int | None = None,
        parameters: list[str] | None = None,
        force: bool = False,
    ) -> list[regenerate.Result]:
        chosen = plan.notebooks(only)
        values = plan.read_parameters(parameters or [], chosen)
        plans = plan.plan(list(texts or ["one"]), chosen, values)
        return regenerate.regenerate(plans, regenerate.Settings(2, force, Limits(timeout, memory)))

    def run_all(self) -> list[regenerate.Result]:
        plans = plan.plan_all(plan.notebooks(), {}, [])
        return regenerate.regenerate(plans, regenerate.Settings(2, False, Limits(60, None)))

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "READOUT_HOME": str(self.home)}
        return subprocess.run(
            [sys.executable, "-c", "from readout.cli import main; main()", *arguments],
            env=environment,
            capture_output=True,
            text=True,
        )

    def shelf(self) -> str:
        return (self.reports / "index.html").read_text()

    def state(self, folder: str = "reports/one") -> dict[str, str]:
        """Return the content hash of every file below a folder."""
        files = sorted(path for path in (self.home / folder).rglob("*") if path.is_file())
        return {str(path.relative_to(self.home)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def table(name: str, rows: str = "len(body)") -> str:
    return WRITE_TABLE.format(name=name, rows=rows)


@pytest.fixture(scope="session", autouse=True)
def light_fork_server() -> None:
    processes.PRELOAD[:] = LIGHT


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallProject]:
    made = SmallProject(tmp_path / "a project")
    monkeypatch.setenv("READOUT_HOME", str(made.home))
    # What ran before in this process, such as a client of notebooks, may have taken interrupts for itself.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield made
    signal.signal(signal.SIGINT, before)
