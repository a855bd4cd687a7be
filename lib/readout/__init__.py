"""Readout: read diplomatic statements closely, keeping apart who says what.

    import readout
    text = readout.load("polyanskiy-tass")
    claims = readout.annotate(text)

Everything is loaded when first used, so that the import itself takes a moment only.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readout.annotate.claims import annotate, sentences
    from readout.annotate.view import view
    from readout.texts import Library, Text, library, load

__version__ = "0.1.0"

_HOME_OF = {
    "view": "readout.annotate.view",
    "Library": "readout.texts",
    "Text": "readout.texts",
    "annotate": "readout.annotate.claims",
    "library": "readout.texts",
    "load": "readout.texts",
    "sentences": "readout.annotate.claims",
}

__all__ = ["Library", "Text", "annotate", "library", "load", "sentences", "view"]


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        # The subpackage readout.annotate would hide the function of that name once it is imported: set it here.
        value = getattr(import_module(_HOME_OF[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"readout has no {name!r}; it has {', '.join(__all__)}.")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
