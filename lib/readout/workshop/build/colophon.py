"""Who made a lesson, under which licence, how to cite it and where it is to be had: one line on every page."""

from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from readout import places

DISTRIBUTION = "readout-notebooks"
#: The licence's name as readers know it.
LICENCES = {"MIT": "the MIT licence"}


def colophon() -> str:
    """Return one line in plain words: title, authors, year, version and licence, and the address where one is known.

    They are those of CITATION.cff, where Readout lies in a clone, else those of the installed package.
    """
    about = _cited()
    year = str(about.get("date-released", ""))[:4]
    licence = LICENCES.get(str(about.get("license")), str(about.get("license") or "its licence"))
    cite = f"{about['authors']}{f' ({year})' if year else ''}: {about['title']}, version {about['version']}"
    where = f" {address()}." if address() else ""
    return f"Please cite as: {cite}.{where} Program and lessons are free to use, change and pass on under {licence}."


def made_with() -> str:
    """Return what stands on every slide: the program, its version and its licence."""
    about = _cited()
    return f"Readout {about['version']}, {about.get('license') or 'see its licence'}"


def address() -> str:
    """Return the address at which Readout is to be had, as CITATION.cff gives it; '' where it gives none."""
    about = _cited()
    return str(about.get("repository-code") or about.get("url") or "")


def binder(notebook: str = "notebooks/workshop") -> str:
    """Return the address at which Binder opens Readout in a browser, with nothing installed; '' where there is none.

    Binder makes its machine from environment.yml; it takes the address of a repository on GitHub or GitLab.
    """
    for host, name in (("https://github.com/", "gh"), ("https://gitlab.com/", "gl")):
        if address().startswith(host):
            owner = address().removeprefix(host).removesuffix(".git").strip("/")
            if name == "gl":
                owner = owner.replace("/", "%2F")
            return f"https://mybinder.org/v2/{name}/{owner}/HEAD?urlpath=lab/tree/{notebook}"
    return ""


def _cited() -> dict[str, Any]:
    return _read(_clone() / "CITATION.cff")


@cache
def _read(path: Path) -> dict[str, Any]:
    import yaml

    if path.is_file():
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        authors = [each.get("name") or f"{each.get('given-names', '')} {each['family-names']}" for each in held["authors"]]
        return {**held, "authors": ", ".join(name.strip() for name in authors)}
    about = metadata.metadata(DISTRIBUTION)
    return {
        "title": about["Summary"],
        "authors": "The Readout authors",
        "version": about["Version"],
        "license": about["License-Expression"],
    }


def _clone() -> Path:
    return places.PACKAGE.parent.parent
