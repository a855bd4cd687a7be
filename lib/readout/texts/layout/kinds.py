"""What kind of text is this: read from the text itself where nobody has said, with what shows it.

Turns show an interview, a briefing or a record; list form, articles and "the Parties shall" an instrument; first
persons outside quotation marks a speech; a dateline and verbs of saying a report. Where none of these shows clearly,
nothing is taken for granted.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from readout.texts.layout.speaker import Turn

#: Forms that are in the voice of their parties together.
_INSTRUMENT = re.compile(
    r"\b(?:communiqu[eé]|(?:joint|leaders['’]?|ministerial) (?:statement|declaration)|declaration|treaty|agreement|"
    r"resolution|memorandum|charter|pact|compact|protocol|convention|accord|conclusions)\b",
    re.I,
)
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»|‘[^’\n]*’")
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]?")
_FIRST = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|[Mm]e|[Oo]urs|[Mm]ine)\b(?!\.)")
_SAYING = re.compile(
    r"\b(?:said|says|told|added|according to|announced|warned|denied|accused|stressed|noted|argued|claimed|asked|"
    r"called)\b"
)
_PARTIES = re.compile(
    r"\b[Tt]he (?:(?:High )?(?:Contracting )?Parties|Sides|Participants|Signatories|Member States|"
    r"(?:[A-Z]\w+ )?Ministers|Leaders|(?:two|three|both|four) (?:sides|countries|"
    r"parties|Presidents|ministers|leaders|governments))\b"
)
_TOGETHER = re.compile(r"\bWe, the (?!people)|\bWe,? (?:[A-Z]\w+,? ){0,6}(?:[Ll]eaders|[Mm]inisters|[Hh]eads)\b")
_OPERATIVE = re.compile(
    r"^[^\w\n]*(?:\(?\d{1,3}[.)]?\s*)?(?:(?:strongly |further |also |deeply |solemnly |again )*"
    r"(?:Recall|Reaffirm|Recogni[sz]|Not|Welcom|Condemn|Deplor|Demand|Urg|Call|"
    r"Request|Decid|Express|Emphasi[sz]|Stress|"
    r"Underlin|Commend|Encourag|Affirm|Declar|Invit|Reiterat|Acknowledg|Consider|Guid|Bear|Convinc|Determin|Tak|Agre)"
    r"(?:e?s|ing|ed)\b)",
    re.M,
)
_ARTICLE = re.compile(r"^[ \t\u00a0*#]*(?:Article|ARTICLE|Art\.)\s+(?:\d+|[IVX]+)\b", re.M)
_SHALL = re.compile(r"\b(?:shall|undertakes? to|hereby)\b")
_DATELINE = re.compile(
    r"\A\s*(?:[A-ZÀ-Þ][A-ZÀ-Þ'’. -]{2,40})(?:,[^\n—–]{0,60})?\s*(?:\([^)\n]{2,40}\))?\s*[—–-]|"
    r"\A[^\n]{0,60}\(\w[^)\n]{1,40}\)\s*[—–-]"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a text is taken for: kind and form (None where doubtful), and in words what shows it."""

    kind: str | None
    form: str | None
    shown_by: str

    @property
    def is_instrument(self) -> bool:
        """Tell whether the text is in the voice of its parties: a communiqué, a treaty, a resolution."""
        return is_instrument(self.form)

    @property
    def in_short(self) -> str:
        """Return in a few words what the text looks like."""
        if self.kind is None:
            return f"doubtful ({self.shown_by})"
        return f"looks like {self.kind}{', ' + self.form if self.form else ''} ({self.shown_by})"

    @property
    def sentence(self) -> str:
        """Return what a reader is told."""
        if self.kind is None:
            return f"It is doubtful what kind of text this is ({self.shown_by}); --kind and --form say so."
        named = f"{self.kind}, {self.form}" if self.form else self.kind
        return f"Taken for {named}: {self.shown_by}. Say otherwise with --kind and --form."


def is_instrument(form: str | None) -> bool:
    """Tell whether a form is that of parties speaking together."""
    return bool(form and _INSTRUMENT.search(form))


def read(body: str, metadata: Mapping[str, Any], turns: Sequence[Turn]) -> Kind:
    """Return what a text is: as its metadata say, and as the text shows where they do not."""
    kind, form = metadata.get("kind") or None, metadata.get("form") or None
    if kind and form:
        return Kind(str(kind), str(form), "its metadata say so")
    guessed = _of_turns(turns) or _of_words(body, metadata)
    if kind:
        # The words of an account do not make it an instrument, nor those of a speech a report.
        return Kind(str(kind), str(form) if form else guessed.form if guessed.kind == kind else None, guessed.shown_by)
    if form and is_instrument(str(form)):
        return Kind("verbatim", str(form), f"a {form} is in the words of its parties")
    return Kind(guessed.kind, str(form) if form else guessed.form, guessed.shown_by)


def _of_turns(turns: Sequence[Turn]) -> Kind | None:
    if not turns:
        return None
    if turns[0].told:
        return Kind("account", "summary record", f"{len(turns)} paragraphs that begin with somebody who is retold")
    roles = [turn.speaker.role for turn in turns]
    labels = list(dict.fromkeys(turn.speaker.label for turn in turns if turn.speaker.label))
    shown = f"{len(turns)} turns" + (f", labelled {_listed(labels)}" if labels else ", questions and answers")
    if "chair" in roles or roles.count("delegate") > 1:
        return Kind("verbatim", "meeting record", shown)
    asking = {turn.speaker.label for turn in turns if turn.speaker.role in ("journalist", "moderator")}
    if "journalist" in roles and ("spokesperson" in roles or "official" in roles or len(asking) > 1):
        return Kind("verbatim", "briefing", shown)
    return Kind("verbatim", "interview", shown)


def _listed(labels: list[str]) -> str:
    shown = [f"“{label}”" for label in labels[:3]]
    return ", ".join(shown) + (" and others" if len(labels) > 3 else "")


def _of_words(body: str, metadata: Mapping[str, Any]) -> Kind:
    own = _QUOTED.sub(" ", body)
    sentences = [part for part in _SENTENCE.findall(own) if len(part.split()) > 2] or [own]
    first = sum(bool(_FIRST.search(part)) for part in sentences)
    saying = sum(bool(_SAYING.search(part)) for part in sentences)
    head = f"{metadata.get('title') or ''}\n{body[:300]}"
    instrument = _of_instrument(own, head, len(sentences))
    if instrument:
        return instrument
    quotes = len(_QUOTED.findall(body))
    if _DATELINE.match(body) and first * 4 < len(sentences):
        return Kind("account", "report", "a dateline, and nobody speaks in the first person outside quotation marks")
    if first * 5 >= len(sentences) and first >= 2 and first > saying:
        return Kind(
            "verbatim", "speech", f"the first person outside quotation marks in {first} of {len(sentences)} sentences"
        )
    if saying >= 2 and saying * 6 >= len(sentences) and first * 10 < len(sentences):
        return Kind(
            "account", "report", f"others are reported in {saying} of {len(sentences)} sentences, nobody says I or we"
        )
    shown = (
        f"the first person in {first}, verbs of saying in {saying} of {len(sentences)} sentences, {quotes} quotations"
    )
    return Kind(None, None, shown)


def _of_instrument(own: str, head: str, sentences: int) -> Kind | None:
    articles = len(_ARTICLE.findall(own))
    operative = len(_OPERATIVE.findall(own))
    parties = len(_PARTIES.findall(own))
    shall = len(_SHALL.findall(own))
    together = bool(_TOGETHER.search(own))
    titled = _INSTRUMENT.search(head)
    if articles > 1 and shall * 5 >= sentences:
        return Kind("verbatim", "treaty", f"{articles} articles, and what the parties shall do")
    if operative > 2 and operative * 3 >= sentences and not _FIRST.search(own):
        return Kind(
            "verbatim", "resolution", f"{operative} paragraphs that begin with what is recalled, urged or decided"
        )
    if together or (titled and (parties * 4 >= sentences or operative > 2)):
        form = titled[0].lower() if titled else "joint statement"
        shown = (
            "it speaks as “We, the …”"
            if together
            else f"its title, and {parties or operative} sentences of its parties"
        )
        return Kind("verbatim", form, shown)
    if parties > 2 and (parties + shall) * 2 >= sentences:
        return Kind(
            "verbatim", "agreement", f"what the parties say and shall do, in {parties + shall} of {sentences} sentences"
        )
    return None
