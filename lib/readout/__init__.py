"""Readout: read diplomatic statements closely, keeping apart who says what.

    import readout
    text = readout.load("polyanskiy-tass")
    claims = readout.annotate(text)

Everything is loaded when first used, so that the import itself takes a moment only.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readout.annotator.api import annotate
    from readout.annotator.shown.reasons import reasons
    from readout.annotator.shown.view import view
    from readout.briefing import accounts, beside, brief, companions, compared, listed
    from readout.collections.shipped import collection
    from readout.collections.taking_in import collect
    from readout.models.api import code
    from readout.reviewing.agreement.coefficients import agreement
    from readout.reviewing.agreement.side_by_side import side_by_side
    from readout.reviewing.codebook_editor.editor import codes
    from readout.reviewing.decisions.decided_claims import claims, sentences
    from readout.reviewing.decisions.tables import decisions, disagreements, progress
    from readout.reviewing.widget.widget import adjudicate, review
    from readout.study.suggest.api import suggest
    from readout.texts.library import Library, library, load
    from readout.texts.text import Text

__version__ = "0.2.0"

# Whatever imports jsonschema (Altair, nbformat) would build a parser for international web addresses, which takes
# seconds in every process and which nothing here checks anything with; jsonschema does without it where it is missing.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

_HOME_OF = {
    "Library": "readout.texts.library",
    "Text": "readout.texts.text",
    "accounts": "readout.briefing",
    "annotate": "readout.annotator.api",
    "adjudicate": "readout.reviewing.widget.widget",
    "agreement": "readout.reviewing.agreement.coefficients",
    "beside": "readout.briefing",
    "brief": "readout.briefing",
    "claims": "readout.reviewing.decisions.decided_claims",
    "code": "readout.models.api",
    "collect": "readout.collections.taking_in",
    "collection": "readout.collections.shipped",
    "codes": "readout.reviewing.codebook_editor.editor",
    "companions": "readout.briefing",
    "compared": "readout.briefing",
    "decisions": "readout.reviewing.decisions.tables",
    "disagreements": "readout.reviewing.decisions.tables",
    "library": "readout.texts.library",
    "listed": "readout.briefing",
    "load": "readout.texts.library",
    "progress": "readout.reviewing.decisions.tables",
    "reasons": "readout.annotator.shown.reasons",
    "review": "readout.reviewing.widget.widget",
    "side_by_side": "readout.reviewing.agreement.side_by_side",
    "sentences": "readout.reviewing.decisions.decided_claims",
    "suggest": "readout.study.suggest.api",
    "view": "readout.annotator.shown.view",
}

__all__ = [
    "Library",
    "Text",
    "accounts",
    "adjudicate",
    "agreement",
    "annotate",
    "beside",
    "brief",
    "claims",
    "code",
    "codes",
    "collect",
    "collection",
    "companions",
    "compared",
    "decisions",
    "disagreements",
    "library",
    "listed",
    "load",
    "progress",
    "reasons",
    "review",
    "sentences",
    "side_by_side",
    "suggest",
    "view",
]


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        value = getattr(import_module(_HOME_OF[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"readout has no {name!r}; it has {', '.join(__all__)}.")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
