"""Run the code cells of a notebook in this process, as a kernel would, and keep what they put out."""

import json
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output


def cells(path: Path, kind: str = "code") -> list[dict[str, Any]]:
    """The cells of a kind, each with its source as one string."""
    found = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]
    return [{**cell, "source": "".join(cell["source"])} for cell in found]


def tags(cell: dict[str, Any]) -> list[str]:
    return list(cell["metadata"].get("tags", []))


def run(path: Path, **parameters: object) -> list[Any]:
    """Run a notebook with parameters, and return all that it displayed; a cell's error is raised."""
    shell = InteractiveShell()
    shown: list[Any] = []
    for cell in cells(path):
        source = cell["source"]
        if "parameters" in tags(cell):
            source += "".join(f"\n{name} = {value!r}" for name, value in parameters.items())
        with capture_output() as captured:
            result = shell.run_cell(source)
        result.raise_error()
        shown += [{"data": output.data, "metadata": output.metadata} for output in captured.outputs]
        if hasattr(result.result, "_repr_html_"):
            shown.append({"data": {"text/html": result.result._repr_html_()}, "metadata": {}})
    return shown
