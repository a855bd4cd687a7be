"""How much of a clause or a noun phrase is the shortest phrase that a reader understands alone."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from readout.annotator import word_lists

if TYPE_CHECKING:
    from readout.parser import Token

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET")
#: A phrase of more words loses its later attachments.
LONG = 12
_AUXILIARIES = ("aux", "auxpass", "neg", "mark", "expl")


#: By part of speech, the list of lexicons/targets.yml and the constructions of lexicons/sides.yml.
_STANDS = {
    "verbs": ("stands", ("favours", "appeals", "opposes", "denies", "condemns", "regrets", "fears")),
    "nouns": ("stand_nouns", ("regrets",)),
    "adjectives": ("minded", ("ready", "favours", "against", "regrets")),
}


@cache
def words(name: str) -> frozenset[str]:
    """Return one of the word lists of lexicons/targets.yml."""
    return frozenset(map(str, word_lists.read("targets")[name]))


@cache
def taking_a_stand(part: str) -> frozenset[str]:
    """Return the words (verbs, nouns, adjectives) whose complement is what a stand is taken on.

    These are those of lexicons/targets.yml, and all of lexicons/sides.yml that take a side on their complement.
    """
    name, sides = _STANDS[part]
    found = {word for side in sides for word in word_lists.read("sides")[part][side] if " " not in str(word)}
    return words(name) | frozenset(map(str, found))


def within(token: "Token", inside: frozenset[int]) -> bool:
    """Tell whether a token is among those that may be used."""
    return not inside or token.i in inside


def noun_phrase(head: "Token", inside: frozenset[int]) -> list["Token"]:
    """Return the tokens of a noun phrase without what only adds to it: appositions, remarks, times."""
    kept = _subtree(head, inside, _adds_to_noun)
    if len(kept) > LONG:
        kept = _subtree(
            head, inside, lambda child, head: _adds_to_noun(child, head) or child.dep_ in ("relcl", "conj", "cc")
        )
    return trimmed(kept)


def verb_phrase(verb: "Token", inside: frozenset[int]) -> list["Token"]:
    """Return the tokens of a verb with its objects, without subject, auxiliaries, terms, times and reasons."""
    kept = _subtree(
        verb,
        inside,
        lambda child, head: (
            _adds_to_verb(child, head)
            or (
                head.i == verb.i
                and (
                    child.dep_ in (*_AUXILIARIES, "nsubj", "nsubjpass", "csubj", "cc")
                    or (child.i < verb.i and child.dep_ != "advmod")
                )
            )
        ),
    )
    kept = [token for token in kept if token.i >= verb.i]
    shared = _shares_object(verb, inside)
    if shared is not None and not any(token.dep_ in ("dobj", "prep", "xcomp", "ccomp") for token in kept):
        kept += [*(verb.doc[number] for number in range(verb.i, shared.i)), *verb_phrase(shared, inside)]
    return trimmed(sorted(set(kept), key=lambda token: token.i))


def _shares_object(verb: "Token", inside: frozenset[int]) -> "Token | None":
    """Return the verb beside it whose object a verb without one shares: "signing and ratifying the treaty"."""
    joined = next((child for child in verb.children if child.dep_ == "conj" and within(child, inside)), None)
    if joined is None or joined.pos_ != "VERB" or joined.i - verb.i > 4:
        return None
    return (
        None
        if any(child.dep_ in ("nsubj", "nsubjpass", "aux") and child.lower_ != "to" for child in joined.children)
        else joined
    )


def clause(verb: "Token", inside: frozenset[int]) -> list["Token"]:
    """Return the tokens of a clause, without the conjunction that opens it, its terms, times and reasons."""
    kept = _subtree(
        verb,
        inside,
        lambda child, head: _adds_to_verb(child, head) or (head.i == verb.i and child.dep_ in ("mark", "cc")),
    )
    return trimmed(kept)


def trimmed(tokens: Sequence["Token"]) -> list["Token"]:
    """Return tokens without punctuation, times and words of emphasis at their edges."""
    kept = sorted(tokens, key=lambda token: token.i)
    while len(kept) > 1 and _is_mark(kept[0]):
        kept = kept[1:]
    edge = words("edge")
    while len(kept) > 1 and (
        _is_mark(kept[0])
        or (
            kept[0].lower_ in edge
            and kept[0].dep_ != "nsubj"
            and kept[0].pos_ in ("ADV", "CCONJ", "SCONJ", "PART", "ADP")
        )
    ):
        kept = kept[1:]
    while len(kept) > 1 and (_is_mark(kept[-1]) or (kept[-1].lower_ in edge and kept[-1].dep_ != "prt")):
        kept = kept[:-1]
    return kept


def _is_mark(token: "Token") -> bool:
    return token.is_punct or token.is_space or token.is_quote or not any(map(str.isalnum, token.text))


def _subtree(head: "Token", inside: frozenset[int], barred: Callable[["Token", "Token"], bool]) -> list["Token"]:
    found, waiting = [head], [head]
    while waiting:
        token = waiting.pop()
        for child in token.children:
            if within(child, inside) and not barred(child, token):
                found.append(child)
                waiting.append(child)
    return found


def _adds_to_noun(child: "Token", head: "Token") -> bool:
    if child.dep_ in ("appos", "parataxis", "punct") and child.i > head.i:
        return (not child.is_quote and child.text not in "'’-–") or child.dep_ == "appos"
    if child.dep_ in ("relcl", "acl", "advcl") and child.i > head.i:
        return _after_comma(child) or opens_terms(child)
    if child.dep_ in ("cc", "conj") and child.i > head.i:
        return child.dep_ == "conj" and (child.pos_ in ("VERB", "AUX") or _after_comma(child))
    return is_time(child) or (child.dep_ == "prep" and (child.lower_ == "as" or _after_comma(child)))


def _adds_to_verb(child: "Token", head: "Token") -> bool:
    if child.dep_ in ("advcl", "parataxis", "dep") or (child.dep_ == "prep" and child.lower_ in words("cut")):
        return (
            opens_terms(child)
            or (child.i > head.i and _after_comma(child))
            or (child.dep_ == "advcl" and child.i < head.i)
        )
    if child.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return True
    if child.dep_ == "cc" and head.pos_ in ("VERB", "AUX"):
        return True
    if child.dep_ == "intj" or (child.dep_ == "ccomp" and child.i < head.i):
        return True
    if child.pos_ == "NOUN" or child.dep_ in ("relcl", "appos", "acl"):
        return _adds_to_noun(child, head) if head.pos_ in NOMINAL else is_time(child)
    return is_time(child) or (child.dep_ in ("prep", "npadvmod", "advmod") and _after_comma(child))


def _after_comma(token: "Token") -> bool:
    edge = token.left_edge
    return edge.i > 0 and edge.doc[edge.i - 1].text in (",", ";", ":", "—", "–", "--") and edge.i <= token.i


def opens_terms(token: "Token") -> bool:
    """Tell whether a clause or phrase says on what terms, when or why."""
    if token.lower_ in words("cut") and token.dep_ in ("prep", "advcl", "mark"):
        return True
    first = next((child for child in token.lefts if child.dep_ in ("mark", "advmod")), None)
    return first is not None and first.lower_ in words("cut")


def is_time(token: "Token") -> bool:
    """Tell whether a phrase only says when."""
    if token.dep_ == "npadvmod":
        return token.lemma_.lower() in words("times") or token.lower_ in words("edge")
    if token.dep_ != "prep" or token.lower_ not in (
        "in",
        "on",
        "at",
        "for",
        "by",
        "since",
        "until",
        "during",
        "within",
        "after",
        "before",
        "over",
        "from",
    ):
        return False
    return (
        any(
            child.dep_ == "pobj"
            and (
                child.lemma_.lower() in words("times")
                or (child.pos_ == "NUM" and child.is_digit and len(child.text) == 4)
            )
            for child in token.children
        )
        and token.lower_ != "over"
    )


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(words("endings_of_words"), key=len, reverse=True))


@cache
def stem(word: str) -> str:
    """Return what a noun and its verb have in common: fill of filling, deploy of deployment, withdraw of withdrawal."""
    low = word.lower()
    ending = next((ending for ending in _endings() if low.endswith(ending) and len(low) - len(ending) >= 4), "")
    return low[: len(low) - len(ending)]
