"""Who says what: quotations, attribution, actors, stance and the claim table, one file each."""

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from readout.texts import Text


class _Package(ModuleType):
    """This package bears the name of its main function: `readout.annotate(text)` works in any order of imports."""

    def __call__(self, text: "Text | str") -> "pd.DataFrame":
        """Return the claims of a text; see `readout.annotate.claims.annotate`."""
        from readout.annotate.claims import annotate

        return annotate(text)


sys.modules[__name__].__class__ = _Package
