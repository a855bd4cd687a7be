"""Who can speak: persons, groups and documents, told from things that cannot."""

from functools import cache
from typing import TYPE_CHECKING

from readout.annotate.attribution import lexicon

if TYPE_CHECKING:
    from readout.language import Token

PRONOUNS = frozenset({"i", "you", "he", "she", "we", "they", "who", "him", "her", "us", "them", "me"})


@cache
def _kinds() -> dict[str, str]:
    return {noun.lower(): next(iter(kind)) for noun, kind in lexicon.frames("speakers").items()}


def kind(token: "Token | None") -> str | None:
    """Return person, group or document for the head of a noun phrase that can speak, else None.

    A name counts as a person; so do pronouns of persons.
    """
    if token is None:
        return None
    if token.lower_ in PRONOUNS or token.pos_ == "PROPN":
        return "person"
    kinds = _kinds()
    found = kinds.get(token.lemma_.lower()) or kinds.get(token.lower_)
    if found:
        return found
    if token.lower_ in ("that", "which") and token.dep_ in ("nsubj", "nsubjpass"):
        owner = relative_owner(token)
        return kind(owner) if owner is not None and owner.i != token.i else None
    if token.pos_ in ("ADJ", "NUM", "DET", "PRON") and token.lower_ in kinds:
        return kinds[token.lower_]
    return None


def relative_owner(token: "Token") -> "Token | None":
    """Return the noun that a relative pronoun stands for."""
    for ancestor in token.ancestors:
        if ancestor.dep_ == "relcl":
            return ancestor.head
    return None
