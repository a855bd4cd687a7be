"""The brief in sections: what a claim table says in answer to a hurried reader's questions, computed, never typed in.

Each section asks one question and lists the claims that answer it, in the order of the text. A section that a text
cannot answer says why: an outlet's reading, for one, exists only where an outlet stands between speaker and reader.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from readout.annotator.claim_table import to_records
from readout.texts.text import Text
from readout.vocabulary import NOBODY, VOICES

#: A claim that the annotator is less sure of than this is counted as doubtful.
DOUBTFUL = 0.7


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


@dataclass(frozen=True)
class Section:
    """One question, the claims that answer it, and a sentence where there are none or where they need a caution."""

    key: str
    question: str
    lines: tuple[Line, ...] = ()
    note: str = ""


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
        """Return claims as lines."""
        kept = list(chosen)
        told = {claim["claim_id"] for claim in kept}
        # A claim told within another one of the same section would say the same twice.
        return tuple(self._line(claim, remark) for claim in kept if claim["parent"] not in told)

    def _line(self, claim: dict[str, Any], remark: str) -> Line:
        by_id = {other["claim_id"]: other for other in self.records}
        teller = by_id.get(claim["parent"] or "", {}).get("actor")
        told = f"as told by {teller}" if teller and teller != claim["actor"] else ""
        hedged = "with a hedge" if claim["hedged"] else ""
        remarks = [part for part in (remark.format(**claim) if remark else "", told, hedged) if part]
        condition = " ".join(self.text.body[slice(*claim["condition"])].split()) if claim["condition"] else ""
        said = " ".join(claim["content_text"].split()).removeprefix("that ").rstrip(".")
        act = "" if claim["voice"] in NOBODY else claim["act"]
        content = tuple((start, end) for start, end in claim["content"])
        who = claim["actor"] or "Nobody named"
        return Line(who, said, claim["claim_id"], condition, "; ".join(remarks), act, content)


def sections(text: Text, claims: pd.DataFrame) -> list[Section]:
    """Return the sections of the brief that the claims alone can fill, in reading order."""
    ready = Claims.of(text, claims)
    return [ruled_out(ready), accepted(ready), conditions(ready), demanded(ready), accused(ready), reading(ready)]


def ruled_out(claims: Claims) -> Section:
    """Return what somebody opposes or rejects; accusations have a section of their own."""
    chosen = [
        claim
        for claim in claims.spoken
        if (claim["stance"] == "opposes" or claim["act"] == "rejects")
        and claim["act"] != "accuses"
        and claim["stance"] != "conditional"
    ]
    return _answered("ruled-out", "What is ruled out or opposed?", claims, chosen, "No claim rules anything out.")


def accepted(claims: Claims) -> Section:
    """Return what somebody supports, proposes, commits to or concedes without a condition."""
    chosen = [
        claim
        for claim in claims.spoken
        if (claim["stance"] == "supports" or claim["act"] in ("commits", "concedes"))
        and claim["stance"] not in ("opposes", "conditional")
        and not claim["condition"]
    ]
    return _answered("accepted", "What is accepted or proposed?", claims, chosen, "No claim accepts anything outright.")


def conditions(claims: Claims) -> Section:
    """Return what is put under a condition, or made to depend on one."""
    chosen = [claim for claim in claims.spoken if claim["condition"] or claim["stance"] == "conditional"]
    return _answered("conditions", "On which conditions?", claims, chosen, "No condition was found.")


def demanded(claims: Claims) -> Section:
    """Return what somebody demands or appeals for, where it stands in no earlier section."""
    chosen = [claim for claim in claims.spoken if claim["act"] in ("demands", "appeals")]
    return _answered("demanded", "What is demanded or asked for?", claims, chosen, "No claim demands anything.")


def accused(claims: Claims) -> Section:
    """Return who is accused, and of what."""
    lines: list[Line] = []
    for claim in claims.spoken:
        if claim["act"] == "accuses":
            whom = "a party left unnamed" if claim["unnamed"] and not claim["object"] else claim["object"]
            remark = f"accuses {whom}" if whom else "accuses; the text does not say plainly whom"
            lines += claims.lines([claim], remark.replace("{", "{{").replace("}", "}}"))
    none = "" if lines else _nothing(claims, "Nobody is accused.")
    note = "An accusation is reported here as the claim of who makes it, not as a fact." if lines else none
    return Section("accused", "Who is accused, by whom?", tuple(lines), note)


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


def _answered(key: str, question: str, claims: Claims, chosen: list[dict[str, Any]], none: str) -> Section:
    return Section(key, question, claims.lines(chosen), "" if chosen else _nothing(claims, none))


def _nothing(claims: Claims, sentence: str) -> str:
    return sentence if claims.spoken else "No claim of a speaker was found in this text."
