"""Load once what every run needs: the fork server imports this module, and each run is forked from it.

Only imports, and the parser, which starts no thread. What is missing is missed by the cell that asks for it, in words.
"""

import contextlib
import pkgutil
from importlib import import_module

import altair  # noqa: F401
import ipykernel.ipkernel
import ipykernel.kernelapp
import IPython.core.completer  # noqa: F401
import nbconvert.filters  # noqa: F401
import nbformat
import papermill  # noqa: F401
import pyarrow  # noqa: F401
import rocrate.rocrate  # noqa: F401

import readout
import readout.cli
import readout.reports.kernel
import readout.reports.worker  # noqa: F401

#: What the notebooks use of the library.
PARTS = ("readers", "annotate", "review", "compare", "charts")
