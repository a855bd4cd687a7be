"""Take the README's pictures anew: the notebooks in a running JupyterLab, and the rendered report, in Chromium.

Needs a Chromium on the PATH. The pictures go to pictures/; look at them before you commit them.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import jupyter_lab
import review_in_jupyterlab

PROJECT = jupyter_lab.PROJECT
PICTURES = PROJECT / "pictures"
REPORT = PROJECT / "reports" / "polyanskiy-tass"
WIDTH, HEIGHT = 1120, 760
#: Each picture of JupyterLab: its name, the notebook, the cell that stands at its top, and whether it is dark.
NOTEBOOK_PICTURES = (
    ("annotated-view", "02_annotate_the_claims.ipynb", "readout.view", False),
    ("retellings", "03_compare_the_texts.ipynb", "charts.retellings", False),
    ("themes-dark", "04_chart_the_themes.ipynb", "charts.through", True),
)
#: Each picture of the report: its name, the page, what stands at its top, the width of the screen, whether it is dark.
REPORT_PICTURES = (
    ("report", "index.html", "header", WIDTH, False),
    ("brief", "index.html", ".readout-brief", WIDTH, False),
    ("brief-phone", "index.html", ".readout-brief", 390, True),
)


def find_chromium():
    """Return the path of a Chromium, or end with a plain sentence."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return shutil.which(name)
    sys.exit("take_pictures: no Chromium on this machine; install one to take the pictures.")


def of_notebooks(chromium):
    """Run each notebook once for each theme, and take its pictures."""
    for dark in (False, True):
        wanted = [picture for picture in NOTEBOOK_PICTURES if picture[3] == dark]
        with tempfile.TemporaryDirectory() as folder:
            for _, notebook, _, _ in wanted:
                shutil.copy(PROJECT / "notebooks" / notebook, folder)
            size = {"width": WIDTH, "height": HEIGHT}
            with (
                jupyter_lab.server(folder, dark) as address,
                jupyter_lab.browser(chromium, viewport=size) as (page, _),
            ):
                for notebook in dict.fromkeys(picture[1] for picture in wanted):
                    jupyter_lab.run_notebook(page, address, notebook)
                    page.evaluate("window.jupyterapp.shell.collapseLeft()")
                    for name, _, code, _ in (picture for picture in wanted if picture[1] == notebook):
                        page.evaluate(
                            """code => {
                              const cells = window.jupyterapp.shell.currentWidget.content.widgets;
                              const cell = cells.find(one => one.model.sharedModel.source.includes(code));
                              window.jupyterapp.shell.currentWidget.content.activeCellIndex = cells.indexOf(cell);
                              cell.node.scrollIntoView({block: 'start'});
                            }""",
                            code,
                        )
                        page.wait_for_timeout(600)
                        page.screenshot(path=PICTURES / f"{name}.png")


def of_review(chromium):
    """Take the pictures of the review widget with a few decisions made, in a folder of their own."""
    for name, dark in (("review", False), ("review-dark", True)):
        with tempfile.TemporaryDirectory() as folder:
            home = review_in_jupyterlab.make_home(folder)
            opened = review_in_jupyterlab.opened(
                chromium, home, review_in_jupyterlab.CELL, dark=dark, size=(WIDTH + 180, 1350)
            )
            with opened as (page, _):
                page.locator(".rr-list").focus()
                for key in "raaaru":  # so that the signs are seen
                    page.keyboard.press(key)
                page.wait_for_timeout(600)
                page.locator(".readout-review").screenshot(path=PICTURES / f"{name}.png")


def of_report(chromium):
    """Take the pictures of the rendered report."""
    for name, file, top, width, dark in REPORT_PICTURES:
        options = {"viewport": {"width": width, "height": HEIGHT}, "color_scheme": "dark" if dark else "light"}
        with jupyter_lab.browser(chromium, **options) as (page, _):
            page.goto((REPORT / file).as_uri())
            page.evaluate("top => document.querySelector(top)?.scrollIntoView({behavior: 'instant'})", top)
            page.wait_for_timeout(300)
            page.screenshot(path=PICTURES / f"{name}.png")


def main():
    """Make the report, then take all pictures."""
    chromium = find_chromium()
    PICTURES.mkdir(exist_ok=True)
    subprocess.run([str(Path(sys.executable).parent / "readout"), "report"], cwd=PROJECT, check=True)
    of_report(chromium)
    of_notebooks(chromium)
    of_review(chromium)
    for picture in sorted(PICTURES.glob("*.png")):
        print(f"{picture.relative_to(PROJECT)}  {picture.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
