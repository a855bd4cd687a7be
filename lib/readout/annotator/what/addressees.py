"""Addressees and objects: to whom a claim is put, and at whom it is aimed."""

import re
from functools import cache

from readout.annotator import word_lists
from readout.annotator.claim_table import Span
from readout.annotator.who.resolve import Cast
from readout.annotator.who.speaker_thread import PRONOUNS

_STOP = re.compile(
    r"\s+(?:on|in|at|after|during|before|by|as|when|while|following|late|early|this|last|over|from|via|earlier|ahead|outside|inside)\b|"
    r"\s+(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|[,;:‘“\"(]|(?<!\b[A-Z])\.(?=\s|$)|\s+(?:that|to|of|for|how|why|whether|what|about|against|not)\b"
)


#: Who stands inside a cue of several words: "had accused Kyiv of".
_AIMED_CUE = re.compile(
    r"(?:[a-z]+\s+)*?(?:on\s+|upon\s+)?((?:the|a|an|its|his|her|their|all|both)\s.+?|[A-ZÀ-Þ].*?|them|him|her)"
    r"\s+(?:of|for|over|with|against|to)"
)


@cache
def _told() -> frozenset[str]:
    return frozenset(word_lists.read("addressees")["told"])


@cache
def _aimed() -> word_lists.Words:
    return word_lists.pattern(word_lists.read("addressees")["aimed"])


@cache
def _nobody() -> word_lists.Words:
    return word_lists.pattern(word_lists.read("addressees")["no_addressee"])


def after_cue(cast: Cast, body: str, cue: Span, content: list[Span], sentence: Span) -> str | None:
    """Return the name of what stands right after the cue, before the content or the end of the clause."""
    ends = [start for start, _ in content if start >= cue[1]]
    limit = min([*ends, sentence[1]])
    between = body[cue[1] : limit]
    lead = re.match(r"\s*(?:(?:on|upon|to|at|with|against)\s+)?", between)
    start = cue[1] + (lead.end() if lead else 0)
    known = next(
        (m for m in cast.matches_within((start, limit)) if not re.search(r"\w{4,}", body[start : m.start])), None
    )
    stop = _STOP.search(body, known.end if known else start, limit)
    end = stop.start() if stop else limit
    if end <= start or not body[start:end].strip() or len(body[start:end].split()) > 8:
        return None
    words = body[start:end].strip()
    if not re.match(
        r"[A-ZÀ-Þ]|(?:the|a|an|its|his|her|their|them|him|us|it|all|both|members|states|reporters|journalists)\b", words
    ):
        return None
    return _name(cast, (start, start + len(body[start:end].rstrip())))


def _name(cast: Cast, span: Span) -> str | None:
    words = cast.text_at(span)
    if words.lower() in PRONOUNS:
        return None
    inside = cast.matches_within(span)
    if inside and inside[0].form == "adjectives" and inside[0].start <= span[0] + 4:
        return re.sub(r"^(?:the|a|an)\s+", "", words)
    name = cast.name_of(span)
    return None if name is None or _nobody().fullmatch(name) else name


def addressee(
    cast: Cast, body: str, cue: Span | None, lemma: str | None, content: list[Span], sentence: Span
) -> str | None:
    """Return to whom the claim is put ("told the Bundestag"), or None."""
    if cue is None:
        return None
    verb = (lemma or body[cue[0] : cue[1]].lower()).split()[0] if (lemma or body[cue[0] : cue[1]].strip()) else ""
    if verb in _told():
        return after_cue(cast, body, cue, content, sentence)
    said_to = re.match(r"\s+to\s+(?=(?:the\s+)?[A-Z]|reporters|journalists|members)", body[cue[1] : sentence[1]])
    if said_to and verb in word_lists.read("addressees")["said_to"]:
        return after_cue(cast, body, cue, content, sentence)
    return None


def aimed_at(
    cast: Cast, body: str, act: str, cue: Span | None, content: list[Span], sentence: Span, actor: str | None
) -> str | None:
    """Return at whom an accusation, a demand or an appeal is aimed, or None."""
    if cue is not None and _aimed().search(body[cue[0] : cue[1]]):
        found = _in_cue(cast, body, cue) or after_cue(cast, body, cue, content, sentence)
        if found and found != actor:
            return found
    if act in ("accuses", "warns"):
        return first_other(cast, content, actor)
    if act in ("demands", "appeals") and content:
        subject = re.compile(r"\W*(?:that\s+)?(?:the\s+)?(?:[\w-]+\s+){0,3}?").match(body, content[0][0])
        begin = subject.end() if subject else content[0][0]
        return first_other(cast, [(content[0][0], min(content[0][1], begin + 30))], actor)
    return None


def _in_cue(cast: Cast, body: str, cue: Span) -> str | None:
    """Return who stands inside a cue of several words: "accused Kyiv of"."""
    inside = _AIMED_CUE.fullmatch(body[cue[0] : cue[1]])
    return _name(cast, (cue[0] + inside.start(1), cue[0] + inside.end(1))) if inside else None


def first_other(cast: Cast, content: list[Span], actor: str | None) -> str | None:
    """Return the first actor in the content who is not the speaker or the speaker's own side."""
    own = {actor, next((p.affiliation for _, _, p in cast.people.mentions if p.name == actor), None)}
    for start, end in content:
        mentioned = [
            (match.start, match.entry.actor, match.entry.affiliation)
            for match in cast.governing
            if start <= match.start and match.end <= end
        ]
        mentioned += [
            (s, p.name, p.affiliation)
            for s, e, p in cast.people.mentions
            if start <= s and e <= end and (p.affiliation or p.offices or p.pronoun)
        ]
        for _, name, affiliation in sorted(mentioned, key=lambda found: found[0]):
            if name not in own and (affiliation is None or affiliation not in own):
                return name
    return None
