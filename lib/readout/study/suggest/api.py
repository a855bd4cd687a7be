"""`readout.suggest`: codes proposed from texts, to be accepted, renamed, merged, parted or dropped in a notebook."""

from collections.abc import Iterable

from readout.reviewing.decisions.decided_claims import claims
from readout.study.suggest.proposals import LEAST, Proposals, propose
from readout.texts.library import library
from readout.texts.text import Text


def suggest(texts: "Text | Iterable[Text] | None" = None, least: int = LEAST) -> Proposals:
    """Return codes proposed from the claims of texts, by default of all texts of the study, as people corrected them.

    Each has a name, a definition to finish, when to use it and when not, terms, hints and example claims. `accept`
    puts one into the codebook and returns how many claims gain, lose or change a code. A group of fewer than `least`
    claims is left out, and of texts whose claims have nothing in common nothing is proposed.
    """
    given = list(library()) if texts is None else [texts] if isinstance(texts, Text) else list(texts)
    return propose(claims(given), least)
