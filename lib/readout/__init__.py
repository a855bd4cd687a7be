"""Readout: read diplomatic statements closely, keeping apart who says what.

    import readout
    text = readout.load("polyanskiy-tass")
    claims = readout.annotate(text)

Everything is loaded when first used, so that the import itself takes a moment only.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readout.annotate.claims import annotate
    from readout.annotate.reasons import reasons
    from readout.annotate.view import view
    from readout.brief import accounts, brief, claims_of, companions, compared, listed
    from readout.libraries import Library, library, load
    from readout.review.agreement import agreement
    from readout.review.codes import codes
    from readout.review.overlay import claims, sentences
    from readout.review.tables import decisions, disagreements
    from readout.review.widget import adjudicate, review
    from readout.texts import Text

__version__ = "0.1.0"

_HOME_OF = {
    "Library": "readout.libraries",
    "Text": "readout.texts",
    "accounts": "readout.brief",
    "annotate": "readout.annotate.claims",
    "adjudicate": "readout.review.widget",
    "agreement": "readout.review.agreement",
    "brief": "readout.brief",
    "claims": "readout.review.overlay",
    "claims_of": "readout.brief",
    "codes": "readout.review.codes",
    "companions": "readout.brief",
    "compared": "readout.brief",
    "decisions": "readout.review.tables",
    "disagreements": "readout.review.tables",
    "library": "readout.libraries",
    "listed": "readout.brief",
    "load": "readout.libraries",
    "reasons": "readout.annotate.reasons",
    "review": "readout.review.widget",
    "sentences": "readout.review.overlay",
    "view": "readout.annotate.view",
}

__all__ = [
    "Library",
    "Text",
    "accounts",
    "adjudicate",
    "agreement",
    "annotate",
    "brief",
    "claims",
    "claims_of",
    "codes",
    "companions",
    "compared",
    "decisions",
    "disagreements",
    "library",
    "listed",
    "load",
    "reasons",
    "review",
    "sentences",
    "view",
]


class _Package(ModuleType):
    """This package, whose functions keep their names although subpackages (annotate, brief) have the same."""

    def __setattr__(self, name: str, value: Any) -> None:
        # Importing a subpackage binds its name here, which would hide the function of that name.
        if not (name in _HOME_OF and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        value = getattr(import_module(_HOME_OF[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"readout has no {name!r}; it has {', '.join(__all__)}.")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
