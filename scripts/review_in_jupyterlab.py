"""The review widget in a real JupyterLab: for the README's pictures, the benchmark, and the test by keyboard."""

import json
import shutil
from contextlib import contextmanager
from pathlib import Path

import jupyter_lab

PROJECT = jupyter_lab.PROJECT


def make_home(folder):
    """Make a project folder whose texts and codebook are the shipped ones and whose decisions are its own."""
    folder = Path(folder)
    for source in (PROJECT / "data").iterdir():
        target = folder / "data" / source.name
        if source.name != "annotations":
            (shutil.copytree if source.is_dir() else copy)(source, target)
    (folder / "data" / "annotations").mkdir(parents=True, exist_ok=True)
    return folder


def copy(source, target):
    """Copy a file into a folder that may not be there yet."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def write_notebook(folder, *cells):
    """Write review.ipynb, whose first cell names the project folder."""
    first = f"import os; os.environ['READOUT_HOME'] = {str(folder)!r}; import readout"
    cells = [
        {
            "cell_type": "code",
            "id": f"cell{number}",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": cell,
        }
        for number, cell in enumerate((first, *cells))
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": cells}
    (Path(folder) / "review.ipynb").write_text(json.dumps(notebook))


@contextmanager
def opened(chromium, folder, *cells, dark=False, scale=1, size=(1400, 1000)):
    """Open JupyterLab on a notebook with these cells, run it, and yield the page once the widget is drawn."""
    write_notebook(folder, *cells)
    width, height = size
    with (
        jupyter_lab.server(folder, dark=dark) as address,
        jupyter_lab.browser(chromium, viewport={"width": width, "height": height}, device_scale_factor=scale) as (
            page,
            outside,
        ),
    ):
        outputs = jupyter_lab.run_notebook(page, address, "review.ipynb")
        errors = [output for cell in outputs for output in cell if output["output_type"] == "error"]
        if errors:
            raise RuntimeError("\n".join(errors[0]["traceback"]))
        page.locator(".readout-review .rr-row").first.wait_for()
        page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
        yield page, outside


CELL = 'readout.review(readout.load("polyanskiy-tass"), coder="ab")'
