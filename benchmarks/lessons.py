"""Every lesson of the workshop run from top to bottom in a real JupyterLab: as learners get it, and solved."""

import shutil
import sys
import tempfile
from pathlib import Path

import readout
from readout.workshop.build.build import build

PROJECT = Path(__file__).resolve().parent.parent
TEXT = "polyanskiy-tass"


def run() -> None:
    """Print, notebook by notebook, how many checks it holds, how many are green, and how many cells raised."""
    sys.path.insert(0, str(PROJECT / "scripts"))
    import jupyter_lab
    import workshop_in_jupyterlab as driver

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not chromium:
        sys.exit("This needs a Chromium on the PATH.")
    with tempfile.TemporaryDirectory() as place:
        folder = build(readout.load(TEXT), Path(place) / "workshop", pdf=False).folder
        size = {"width": 1200, "height": 900}
        with jupyter_lab.server(folder) as address, jupyter_lab.browser(chromium, viewport=size) as (page, outside):
            print(f"{'notebook':52}{'checks':>8}{'green':>8}{'errors':>8}")
            for kind in ("learners", "instructor/solutions"):
                for path in sorted((folder / kind).glob("*.ipynb")):
                    name = f"{kind}/{path.name}"
                    said = driver.checks(jupyter_lab.run_notebook(page, address, name))
                    told = [words for words in said if words.startswith("Exercise ")]
                    green = sum("all right" in words for words in told)
                    print(f"{name:52}{len(told):8}{green:8}{len(said) - len(told):8}", flush=True)
            print(f"requests outside this machine: {len(outside)}")
