"""Each notebook in a real JupyterLab in Chromium with the network cut: all cells run, and all charts are drawn."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupyter_lab
import pytest

from readout.charts.figure import VEGA_LITE

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
WALK = sorted(path.name for path in NOTEBOOKS.glob("0*.ipynb"))


@pytest.fixture(scope="module")
def lab(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, str, list[str]]]:
    folder = tmp_path_factory.mktemp("lab")
    for name in WALK:
        shutil.copy(NOTEBOOKS / name, folder / name)
    size = {"width": 1200, "height": 900}
    with jupyter_lab.server(folder) as address, jupyter_lab.browser(chromium, viewport=size) as (page, outside):
        yield page, address, outside


@pytest.mark.slow
@pytest.mark.parametrize("name", WALK)
def test_runs_from_top_to_bottom_and_draws_its_charts(lab: tuple[Any, str, list[str]], name: str) -> None:
    page, address, outside = lab
    cells = jupyter_lab.run_notebook(page, address, name)
    outputs = [output for cell in cells for output in cell]
    assert [output for output in outputs if output["output_type"] in ("error", "stream")] == []
    figures = [output for output in outputs if VEGA_LITE in output.get("data", {})]
    assert page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .vega-embed svg.marks").count() == len(figures)
    assert outside == []
