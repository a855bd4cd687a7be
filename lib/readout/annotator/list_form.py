"""Joint statements, resolutions and treaties: several things done in one sentence, and who of the parties does them.

"We welcome X; condemn Y; and call on Z" does three things, each a claim of its own. What "the Ministers" or "both
sides" say in such a text is the parties' own, and a member that did not join speaks for itself alone.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from readout.annotator import word_lists
from readout.annotator.who.resolve import Cast
from readout.annotator.who.roles import Actor
from readout.parser import sentence_bounds
from readout.spans import Span

if TYPE_CHECKING:
    from readout.parser import Document, Token

_JOINS = frozenset(("and", "or", "but"))
_FINITE = frozenset(("VBP", "VBZ", "VBD"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
#: Those who sign together, as such texts speak of them.
_TOGETHER = re.compile(
    r"(?:(?:the|both|all|these|our)\s+)*(?:(?:two|three|four|five|six|seven|\d+|foreign|defence|prime|high|contracting|"
    r"participating|member|signatory|heads? of|state|government|and|of|the|their|respective)\s+)*"
    r"(?:ministers|presidents|leaders|parties|sides|states|countries|governments|participants|signatories|members|"
    r"delegations|heads of state(?: and government)?|heads of government|nations|partners|allies|they|council|assembly|"
    r"conference|summit|meeting)(?:\s+(?:of|from)\b.*)?",
    re.I | re.S,
)
_AGREED = re.compile(
    r"\b(?:agreed|decided|noted|stressed|emphasi[sz]ed|underlined|reaffirmed|recalled|recogni[sz]ed|acknowledged|"
    r"resolved|welcomed|underscored|reiterated)\b"
)
_APART = re.compile(
    r"\b(?:(?:does|did|do|could|can|would|will) not (?:associate|join|subscribe|support|agree|"
    r"accept|endorse|take part)|"
    r"cannot (?:associate|join|subscribe|support|accept|endorse)|(?:dis|di)s?associates?d? (?:itself|themselves)|"
    r"reserves?d? (?:the|its|their)|abstain(?:s|ed)?|objects?(?:ed)?|dissent(?:s|ed)?|disagrees?d?|"
    r"maintain(?:s|ed)? its (?:position|reservation)|"
    r"(?:expressed|entered|made|placed|recorded|has|have|with) (?:a |its |their )?reservations?|opted out|withheld)\b"
)
_SOME = re.compile(
    r"(?:one|two|three|some|several|a|an|another)\s+(?:other\s+)?(?:member|delegation|part(?:y|"
    r"ies)|countr(?:y|ies)|states?|"
    r"participants?|ministers?|governments?|delegate)s?(?: states?)?\b",
    re.I,
)


def parts(document: "Document") -> list[list[Span]]:
    """Return for each sentence the stretches that do one thing each; a sentence that does one thing is one stretch."""
    found = []
    for block in document.blocks:
        for first, last in sentence_bounds(block.doc):
            cuts = _cuts(block.doc[first:last]) if not block.furniture else []
            starts = [first, *(after for _, after in cuts)]
            ends = [*(before for before, _ in cuts), last]
            found.append([block.span(a, b) for a, b in zip(starts, ends, strict=True) if a < b])
    return found


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(word_lists.read("joint")[name])


def _is_deed(verb: "Token") -> bool:
    """Tell whether a word is a verb of list form, in whatever form, even where the parser takes it for a noun."""
    word = verb.lower_
    forms = {word, verb.lemma_.lower(), re.sub(r"(?:s|d|ed|ing)$", "", word), re.sub(r"(?:es|ing|ed)$", "", word)}
    return bool(_list("verbs") & (forms | {re.sub(r"(?:ing|d)$", "e", word), re.sub(r"(?:ed|s)$", "", word)}))


def _cuts(sentence: "Iterable[Token]") -> list[tuple[int, int]]:
    """Return where parts end and the next begin, as numbers of tokens."""
    cuts: list[tuple[int, int]] = []
    tokens = list(sentence)
    depth = 0
    for place, token in enumerate(tokens):
        if token.text in '([“«"':
            depth += 1 if token.text != '"' or depth == 0 else -1
        elif token.text in ")]”»":
            depth = max(0, depth - 1)
        if depth or token.text not in (";", ",") or place < 2:
            continue
        after = place + 1
        joined = False
        while after < len(tokens) and tokens[after].lower_ in _JOINS | _list("degrees"):
            joined = joined or tokens[after].lower_ in _JOINS
            after += 1
        if after + 1 < len(tokens) and _does(tokens, after, token.text == ";", joined):
            begin = next((one for one in range(place + 1, after) if tokens[one].lower_ not in _JOINS), after)
            cuts.append((token.i, tokens[begin].i))
    return cuts


def _does(tokens: "list[Token]", place: int, strong: bool, joined: bool) -> bool:
    """Tell whether a further thing that the same parties do begins at a token: a verb without a subject of its own."""
    verb = tokens[place]
    deed = _is_deed(verb) and not any(child.dep_ in ("det", "amod") and child.i < verb.i for child in verb.children)
    if strong:
        return verb.lower_ == "we" or deed or (verb.tag_ in _FINITE and not _has_subject(verb))
    if verb.tag_ == "VBG":
        return joined and deed and tokens[0].tag_ == "VBG"
    main = next((token for token in tokens if token.dep_ == "ROOT"), verb)
    if any(child.tag_ == "MD" for child in main.children) or _has_subject(verb):
        return False
    if joined and deed:
        return verb.tag_ in (*_FINITE, "VB", "NN", "NNS", "NNP")
    return verb.tag_ in _FINITE and verb.dep_ == "conj" and (joined or deed)


def _has_subject(verb: "Token") -> bool:
    return any(child.dep_ in _SUBJECTS and child.i < verb.i and verb.i - child.i < 12 for child in verb.children)


def is_together(words: str) -> bool:
    """Tell whether the words of a source stand for those who speak together: the Ministers, both sides."""
    return _TOGETHER.fullmatch(" ".join(words.split())) is not None


def is_agreed(cue: str) -> bool:
    """Tell whether a cue without a source tells what was agreed: it was agreed that."""
    return _AGREED.search(cue) is not None


def apart(cast: Cast, body: str, sentence: Span, together: Actor) -> Actor | None:
    """Return who of the parties a sentence sets apart from the rest, or None: "X does not join paragraph 4"."""
    words = body[sentence[0] : sentence[1]]
    if not _APART.search(words):
        return None
    some = _SOME.match(words)
    if some:
        return Actor(None, "party", None, True)
    parties = [name.strip() for name in re.split(r",| and ", together.name or "") if name.strip()]
    for party in parties:
        if re.match(
            rf"(?:the (?:representative|delegation|government|minister) of )?(?:the )?{re.escape(party)}\b", words, re.I
        ):
            named = cast.named(party)
            return Actor(named.name, named.kind or "party", named.affiliation)
    first = next(
        (match for match in cast.mentions if match.start < sentence[0] + 40 and match.start >= sentence[0]), None
    )
    if first is not None and first.form == "names" and first.start - sentence[0] < 5:
        return cast.named(first.entry.actor)
    return None
