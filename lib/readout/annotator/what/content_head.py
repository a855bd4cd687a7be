"""The word from which a content is followed to its target: the head of its main clause, else of its noun phrase."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from readout.annotator.what import phrases
from readout.annotator.what.agents import Agents
from readout.annotator.what.leads import SUBJECTS, Leads
from readout.annotator.what.phrases import words

if TYPE_CHECKING:
    from readout.parser import Token

_NO_HEADS = ("aux", "mark", "cc", "advmod", "neg", "prep", "punct")


class Head(NamedTuple):
    """The head of a content, and who is urged to do what it says where the parser hangs both on the cue."""

    token: "Token"
    urged: "Token | None" = None


def find(tokens: Sequence["Token"], leads: Leads) -> Head | None:
    """Return the head of a content: of "Iran to cooperate" the verb, of "the closure lawful" the noun."""
    loose = [token for token in tokens if token.head.i == token.i or token.head.i not in leads.inside]
    roots = [token for token in loose if any(map(str.isalnum, token.text)) and token.dep_ not in _NO_HEADS]
    roots = roots or [on for token in loose if (on := leads.child(token, "pobj", "pcomp")) is not None]
    clauses = [token for token in roots if token.pos_ in ("VERB", "AUX") or _subject(token) is not None]
    nominal = [token for token in roots if token.pos_ in phrases.NOMINAL and token not in clauses]
    beside = bool(nominal and clauses) and nominal[0].i < clauses[0].i and nominal[0].dep_ == "dobj"
    if beside and _subject(clauses[0]) is None:
        return Head(clauses[0], nominal[0])
    first = next(iter(clauses or nominal or roots), None)
    return Head(_first_clause(first, leads)) if first is not None else None


def _first_clause(root: "Token", leads: Leads) -> "Token":
    """Return the first of clauses that stand side by side, which the parser hangs on the last."""
    if leads.child(root, *SUBJECTS) is not None:
        for child in root.children:
            apart = child.i < root.i and child.dep_ in ("ccomp", "parataxis") and child.i in leads.inside
            if apart and leads.child(child, *SUBJECTS) is not None:
                return child
    return root


def main_clause(verb: "Token", subject: "Token | None", leads: Leads, agents: Agents) -> "Token":
    """Return the clause that takes the stand where several are joined.

    "They say that A, and we accept B": the speaker's own; "is following events and stands behind B", "does not do A but
    does B": the second.
    """
    if subject is None or subject.lower_ in ("i", "we") or not agents.acts(subject):
        return verb
    later = [one for one in verb.conjuncts if one.i > verb.i and one.i in leads.inside]
    if any(child.tag_ == "MD" for child in verb.children):
        # "She ruled that no more would be built, and thanked the crew": the second is not what she ruled.
        later = [one for one in later if one.tag_ != "VBD" or _subject(one) is not None]
    denied = any(child.dep_ == "neg" for child in verb.children)
    but = any(child.dep_ == "cc" and child.lower_ == "but" for child in verb.children)
    for joined in later:
        mine = _subject(joined)
        if denied and but and (mine is None or mine.lower_ in ("it", "he", "she", "they")):
            return joined
        if mine is not None and mine.lower_ in ("i", "we"):
            return joined
    if verb.lemma_.lower() not in phrases.taking_a_stand("verbs") and not leads.of_mind(verb):
        strong = phrases.taking_a_stand("verbs") - words("light")
        return next((one for one in later if one.lemma_.lower() in strong and _subject(one) is None), verb)
    return verb


def _subject(token: "Token") -> "Token | None":
    return next((child for child in token.children if child.dep_ in SUBJECTS), None)
