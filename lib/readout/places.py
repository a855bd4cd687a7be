"""Where things lie: the project's folder and what is in it."""

import os
from pathlib import Path

from readout.errors import ReadoutError


def home() -> Path:
    """Return the project's folder: READOUT_HOME where set, else the nearest folder upwards that holds data/texts.

    The search starts at the working folder and goes on at the place of this file, so that notebooks, tests and an
    editable installation all find it. Raises ReadoutError where there is none.
    """
    named = os.environ.get("READOUT_HOME")
    if named:
        if not (Path(named) / "data").is_dir():
            raise ReadoutError(f"READOUT_HOME names {named}, which has no data folder; name the folder of the project.")
        return Path(named).resolve()
    for start in (Path.cwd(), Path(__file__).resolve()):
        for folder in (start, *start.parents):
            if (folder / "data" / "texts").is_dir() and (folder / "notebooks").is_dir():
                return folder
    raise ReadoutError(f"No Readout project at {Path.cwd()} or above it; go to its folder or set READOUT_HOME to it.")


def data() -> Path:
    """Return the data folder."""
    return home() / "data"


def annotations() -> Path:
    """Return the folder of people's decisions: READOUT_ANNOTATIONS where set (a report run), else data/annotations."""
    named = os.environ.get("READOUT_ANNOTATIONS")
    return Path(named) if named else data() / "annotations"


def notebooks() -> Path:
    """Return the folder of the notebooks."""
    return home() / "notebooks"


def cache() -> Path:
    """Return the folder of what can be computed again: READOUT_CACHE where set, else .cache in the project."""
    named = os.environ.get("READOUT_CACHE")
    return Path(named) if named else home() / ".cache"


def reports() -> Path:
    """Return the folder of the rendered reports."""
    return home() / "reports"
