"""One file per form that a collection may arrive in.

Each has `NAME` (what `--as` calls it), `ABOUT`, `DATASHEET`, `fits(path)`, which tells whether a source looks like it,
and `read(path)`, which yields what it finds, one text at a time. Nothing here uses the network.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from readout.errors import ReadoutError

#: In the order in which a source is tried, the particular before the general.
FORMS = (
    "general_debate",
    "security_council_debates",
    "security_council_resolutions",
    "secretary_of_state",
    "parlamint",
    "press_briefings",
    "table",
    "folder",
)


def _module(name: str) -> Any:
    return import_module(f"{__name__}.{name}")


def named(form: str) -> Any:
    """Return the importer that `--as` names."""
    for name in FORMS:
        if form.replace("_", "-") == name.replace("_", "-"):
            return _module(name)
    raise ReadoutError(
        f"No form {form!r} of a collection; there are {', '.join(one.replace('_', '-') for one in FORMS)}."
    )


def for_source(path: Path) -> Any:
    """Return the first importer that a file or folder fits."""
    for name in FORMS:
        module = _module(name)
        if module.fits(path):
            return module
    raise ReadoutError(
        f"{path} is in no form that can be collected; give a folder of texts, or a Parquet, CSV or TSV file with a "
        "column of texts."
    )
