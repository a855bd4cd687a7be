"""Who can speak: persons, groups and documents, told from things that cannot."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from readout.annotator.attribution import cue_frames

if TYPE_CHECKING:
    from readout.parser import Doc, Token

PRONOUNS = frozenset(
    {"i", "you", "he", "she", "we", "they", "who", "him", "her", "us", "them", "me"}
    | {"my", "your", "his", "our", "their", "its", "whose", "whom"}
)
#: Nouns that count: what is counted speaks.
AMOUNTS = frozenset(
    {"dozen", "hundred", "thousand", "million", "score", "number", "majority", "lot", "couple", "handful", "range"}
    | {"series", "third", "quarter", "rest", "share", "plurality", "percentage", "bulk", "slew", "array", "pair"}
)
#: Endings of nouns for people by what they do or think.
ROLE_ENDINGS = ("ist", "writer", "maker", "holder", "keeper", "man", "woman", "person", "crat", "ologer", "monger")


@cache
def _kinds() -> dict[str, str]:
    return {noun.lower(): next(iter(kind)) for noun, kind in cue_frames.frames("speakers").items()}


def kind(token: "Token | None") -> str | None:
    """Return person, group or document for the head of a noun phrase that can speak, else None.

    A name counts as a person; so do pronouns of persons.
    """
    if token is None:
        return None
    if token.lower_ in PRONOUNS or token.pos_ == "PROPN" or (token.text[0].isupper() and not token.is_sent_start):
        return "person"
    if token.text.isupper() and len(token.text) > 2 and token.is_alpha:
        return "person"
    if token.text in token.doc.user_data.get("names", ()):
        return "person"
    kinds = _kinds()
    found = kinds.get(token.lemma_.lower()) or kinds.get(token.lower_)
    if found and not (token.lower_ in kinds and token.pos_ == "NUM"):
        return found
    for child in token.children:
        if child.lower_ == "of" and child.dep_ == "prep" and (token.lemma_ in AMOUNTS or token.pos_ in ("NUM", "DET")):
            return next((kind(part) for part in child.children if part.dep_ == "pobj"), found)
    if found:
        return found
    if token.lower_ in ("that", "which") and token.dep_ in ("nsubj", "nsubjpass"):
        owner = relative_owner(token)
        return kind(owner) if owner is not None and owner.i != token.i else None
    if token.pos_ == "NOUN" and token.lemma_.lower().endswith(ROLE_ENDINGS):
        return "person"
    return None


def kind_of_word(token: "Token") -> str | None:
    """Return person, group or document for a noun by its word alone, in whatever case it is written."""
    return _kinds().get(token.lemma_.lower()) or _kinds().get(token.lower_)


def learn_names(docs: Iterable["Doc"]) -> None:
    """Tell the parses of a text which words are written like names inside its sentences.

    A name that begins a sentence can then be told from a common noun, which the parser often takes it for.
    """
    docs = list(docs)
    names: set[str] = set()
    for doc in docs:
        for sentence in doc.sents:
            words = [token for token in sentence if token.is_alpha]
            capitals = [token for token in words[1:] if token.text[0].isupper()]
            # A heading writes most of its words with capitals.
            if len(capitals) * 2 < len(words):
                names.update(token.text for token in capitals if token.pos_ in ("PROPN", "NOUN"))
    for doc in docs:
        doc.user_data["names"] = names


def relative_owner(token: "Token") -> "Token | None":
    """Return the noun that a relative pronoun stands for."""
    for ancestor in token.ancestors:
        if ancestor.dep_ == "relcl":
            return ancestor.head
    return None
