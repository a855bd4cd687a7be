"""The documentation site: `make docs`, which needs the extra `docs` and no network."""

import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
#: Pages that live elsewhere in the project are read from there, so that there is one of each.
BORROWED = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "lib/README.md": "how-it-is-built.md",
    "data/README.md": "data.md",
}

project = "Readout"
author = "The Readout authors"
extensions = ["myst_nb"]
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb"}
nb_execution_mode = "off"
myst_heading_anchors = 3
# The pages link to files of the project, which are no pages of the site.
suppress_warnings = ["myst.xref_missing", "mystnb.unknown_mime_type", "myst.header"]
exclude_patterns = ["_build"]
html_theme = "alabaster"
html_theme_options = {"description": "Who claims what, in whose words, on which condition", "fixed_sidebar": True}
html_show_sourcelink = False


def _borrow(app):
    made = HERE / "_borrowed"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    for name, page in BORROWED.items():
        shutil.copy2(PROJECT / name, made / page)
    walk = (PROJECT / "notebooks").glob("[0-9][0-9]_*.ipynb")
    for notebook in sorted([*walk, *(PROJECT / "notebooks" / "collections").glob("*.ipynb")]):
        shutil.copy2(notebook, made / notebook.name)


def setup(app):
    """Borrow the pages before they are read."""
    app.connect("builder-inited", _borrow, priority=1)
