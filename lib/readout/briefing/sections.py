"""The brief in sections: what a claim table says in answer to a hurried reader's questions, computed, never typed in.

Each section asks one question and lists the claims that answer it, in the order of the text; each claim of a speaker
stands in one section only, and in "also said" where it answers none of the questions. A section that a text
cannot answer says why: an outlet's reading, for one, exists only where an outlet stands between speaker and reader.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from readout.annotator.claim_table import to_records
from readout.annotator.what import pointing
from readout.texts.text import Text
from readout.vocabulary import NOBODY, VOICES

#: A claim that the annotator is less sure of than this is counted as doubtful.
DOUBTFUL = 0.7
#: A claim with fewer telling words says hardly anything by itself.
TELLING = 3
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "this that these those such they them their there would will could should must have been being with from into "
        "about what which when where while also only more most some other others very much many then than said says",
    )
)


@dataclass(frozen=True)
class Line:
    """One claim in a section: who says it, what it says, on which terms, and the claim it is with its characters."""

    actor: str
    said: str
    claim_id: str
    condition: str = ""
    remark: str = ""
    act: str = ""
    #: The characters of the claim in the text of the brief; none where the line is about another text.
    content: tuple[tuple[int, int], ...] = ()
    #: The claim of the same section that holds this one in its words, and says it with them.
    within: str = ""


@dataclass(frozen=True)
class Section:
    """One question, the claims that answer it, and a sentence where there are none or where they need a caution.

    `news` is what a comparison adds to the head of the brief.
    """

    key: str
    question: str
    lines: tuple[Line, ...] = ()
    note: str = ""
    news: str = ""


@dataclass(frozen=True)
class Claims:
    """The claims of one text, made ready for the sections."""

    text: Text
    records: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, text: Text, claims: pd.DataFrame) -> "Claims":
        """Return the claims of a table in the order of the text."""
        return cls(text, sorted(to_records(claims), key=lambda claim: (claim["content"][0], claim["claim_id"])))

    @property
    def spoken(self) -> list[dict[str, Any]]:
        """Return the claims that somebody named or described puts forward."""
        return [claim for claim in self.records if claim["voice"] not in NOBODY]

    def lines(self, chosen: Iterable[dict[str, Any]], remark: str = "") -> tuple[Line, ...]:
        """Return claims as lines in the order of the text, those that hardly say anything last."""
        kept = sorted(chosen, key=is_vacuous)
        told = {claim["claim_id"] for claim in kept}
        return tuple(self._line(claim, remark, told) for claim in kept)

    def _line(self, claim: dict[str, Any], remark: str, told: set[str]) -> Line:
        by_id = {other["claim_id"]: other for other in self.records}
        teller = by_id.get(claim["parent"] or "", {}).get("actor")
        marks = [
            remark,
            f"as told by {teller}" if teller and teller != claim["actor"] else "",
            "with a hedge" if claim["hedged"] else "",
        ]
        condition = " ".join(self.text.body[slice(*claim["condition"])].split()) if claim["condition"] else ""
        condition = condition if " " in condition else ""  # "otherwise" tells no terms by itself
        said = " ".join(pointing.stand_alone(claim).split()).removeprefix("that ").rstrip(".")
        act = "" if claim["voice"] in NOBODY else claim["act"]
        content = tuple((start, end) for start, end in claim["content"])
        within = claim["parent"] if claim["parent"] in told else ""
        who = claim["actor"] or "Nobody named"
        return Line(who, said, claim["claim_id"], condition, "; ".join(filter(None, marks)), act, content, within)


def is_vacuous(claim: dict[str, Any]) -> bool:
    """Tell whether a claim hardly says anything by itself: fewer than three telling words, pointing words put out."""
    words = {word for word in re.findall(r"[^\W\d_]{4,}", pointing.stand_alone(claim).lower()) if word not in _COMMON}
    return len(words) < TELLING


def sections(text: Text, claims: pd.DataFrame) -> list[Section]:
    """Return the sections of the brief that the claims alone can fill, in reading order.

    Every claim of a speaker stands in exactly one of them.
    """
    ready = Claims.of(text, claims)
    chosen: dict[str, list[dict[str, Any]]] = {key: [] for key in QUESTIONS}
    for claim in ready.spoken:
        chosen[place_of(claim)].append(claim)
    made = [
        Section(key, question, ready.lines(chosen[key]), "" if chosen[key] else _nothing(ready, none))
        for key, (question, none) in QUESTIONS.items()
        if key != "accused"
    ]
    made.insert(-1, accused(ready, chosen["accused"]))
    return [*made, reading(ready)]


#: The sections of what speakers say: the question of each, and the sentence where no claim answers it.
QUESTIONS = {
    "ruled-out": ("What is ruled out or opposed?", "No claim rules anything out."),
    "accepted": ("What is accepted or proposed?", "No claim accepts anything outright."),
    "conditions": ("On which conditions?", "No condition was found."),
    "demanded": ("What is demanded or asked for?", "No claim demands anything."),
    "accused": ("Who is accused, by whom?", "Nobody is accused."),
    "also": ("What is also said?", "Nothing else is said."),
}


def place_of(claim: dict[str, Any]) -> str:
    """Return in which section a claim of a speaker stands."""
    stance, act = claim["stance"], claim["act"]
    blames = claim["unnamed"] and stance == "opposes" and claim["actor_kind"] != "official"
    if act == "accuses" or blames:
        return "accused"
    if stance == "conditional" or (claim["condition"] and stance != "opposes"):
        return "conditions"
    if act in ("demands", "appeals") and stance != "neutral":
        return "demanded"
    if stance == "opposes" or act == "rejects":
        return "ruled-out"
    return "accepted" if stance == "supports" or act in ("commits", "proposes") else "also"


def accused(claims: Claims, chosen: Iterable[dict[str, Any]]) -> Section:
    """Return who is accused, and of what."""
    lines: list[Line] = []
    for claim in sorted(chosen, key=is_vacuous):
        unnamed = claim["unnamed"] and (claim["actor_kind"] != "official" or not claim["object"])
        whom = "a party left unnamed" if unnamed else claim["object"]
        lines += claims.lines([claim], f"accuses {whom}" if whom else "accuses; the text does not say plainly whom")
    question, none = QUESTIONS["accused"]
    note = "An accusation is reported here as the claim of who makes it, not as a fact."
    return Section("accused", question, tuple(lines), note if lines else _nothing(claims, none))


def reading(claims: Claims) -> Section:
    """Return what the outlet adds in its own voice, and what is put forward by nobody named."""
    question = "What is only the outlet's reading, or hearsay?"
    kind = claims.text.kind
    if kind in ("verbatim", "digest"):
        why = {
            "verbatim": "The text gives the words as they were spoken or signed: no outlet stands between.",
            "digest": "The text is a summary of provisions, made for this collection: its wording is the summariser's.",
        }[kind]
        hearsay = [claim for claim in claims.records if claim["voice"] == "hearsay"]
        return Section("reading", question, claims.lines(hearsay, "hearsay"), "Does not apply. " + why)
    chosen = [claim for claim in claims.records if claim["voice"] in NOBODY]
    lines = tuple(
        line
        for claim in chosen
        for line in claims.lines(
            [claim], "hearsay: nobody named stands behind it" if claim["voice"] == "hearsay" else "the outlet"
        )
    )
    note = "" if lines else "No sentence was found in which the outlet speaks for itself."
    return Section("reading", question, lines, note)


def sureness(text: Text, claims: pd.DataFrame) -> Section:
    """Return how far the brief can be trusted: whose words, who decided, what the annotator doubts."""
    question = "How sure is this?"
    ready = Claims.of(text, claims)
    if not ready.records:
        return Section(
            "sure", question, (), "No claim was found, so there is nothing to be sure of: read the text itself."
        )
    spoken = ready.spoken
    by_voice = pd.Series([claim["voice"] for claim in ready.records]).value_counts()
    voices = ", ".join(f"{by_voice[key]} {VOICES[key].label}" for key in VOICES if key in by_voice)
    decided = sum(claim["coder"] != "annotator" for claim in ready.records)
    doubtful = sum(claim["confidence"] < DOUBTFUL for claim in spoken if claim["coder"] == "annotator")
    parts = [f"Claims by voice: {voices}."]
    parts.append(
        f"People have decided {decided} of them; the rest are proposals of the annotator."
        if decided
        else "All are proposals of the annotator; no person has checked them yet."
    )
    if spoken:
        parts.append(f"The annotator is less than 70 % sure of {doubtful} of the {len(spoken)} claims of speakers.")
    parts.append(
        {
            "account": "The text is somebody's report: even a direct quotation is the speaker's only as reported.",
            "digest": "The text is a summary: it tells what is provided, not in which words.",
            "verbatim": "The text gives the words as spoken or signed.",
        }.get(str(text.kind), "Nobody has said whether the text is verbatim, an account or a digest.")
    )
    parts.append("What a claim says is not thereby true, and a claim left out of a report may still have been made.")
    return Section("sure", question, (), " ".join(parts))


def _nothing(claims: Claims, sentence: str) -> str:
    return sentence if claims.spoken else "No claim of a speaker was found in this text."
