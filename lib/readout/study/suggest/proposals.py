"""The proposals themselves: made from claims, changed by a person, accepted into the codebook, each change shown.

They are kept in `codebook-suggested.yml`, in the form of a codebook, so that a definition can be finished there too.
"""

import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from readout import codebook
from readout.codebook import Codebook
from readout.errors import ReadoutError
from readout.study.suggest.grouping import Likeness, Unit, units
from readout.study.suggest.recognised import terms_of

if TYPE_CHECKING:
    import pandas as pd

#: A group of fewer claims is no code yet.
LEAST = 2
MOST_EXAMPLES, LONGEST_EXAMPLE = 3, 200
UNFINISHED = "(to finish)"
TABLE = ("code", "label", "claims", "texts", "stability", "terms", "example")


@dataclass
class Proposal:
    """One proposed code: its name, the matters that it is made of, and what a person said of it so far."""

    code: str
    label: str
    units: list[Unit]
    stability: float | None = None
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def claim_ids(self) -> list[str]:
        """Return the claims that it was made from."""
        return [claim for unit in self.units for claim in unit.claim_ids]


@dataclass(frozen=True)
class Recoded:
    """What a change of the codebook does to claims: how many gain a code, lose one, or have another for one."""

    gain: int
    lose: int
    change: int
    of: int

    def __str__(self) -> str:
        return f"Of {self.of} claims {self.gain} gain a code, {self.lose} lose one, {self.change} have another."


class Proposals:
    """Proposed codes by name: `rename`, `merge`, `part`, `drop` and `accept` change them."""

    def __init__(self, claims: "pd.DataFrame", found: Sequence[Proposal]):
        self.claims = claims[claims["voice"] != "outlet"]
        self._found = {one.code: one for one in found}

    def __iter__(self) -> "Any":
        return iter(self._found.values())

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, code: str) -> Proposal:
        if code not in self._found:
            have = f"there are {', '.join(self._found)}" if self._found else "there is none"
            raise ReadoutError(f"No code {code!r} is proposed; {have}.")
        return self._found[code]

    # ---- what is proposed

    def passages(self) -> dict[str, str]:
        """Return the words of each claim by which it is coded, by its id."""
        rows = zip(self.claims["claim_id"], self.claims["content_text"], self.claims["target_text"], strict=True)
        return {str(claim): ". ".join(str(part) for part in parts if isinstance(part, str)) for claim, *parts in rows}

    def entry(self, code: str) -> dict[str, Any]:
        """Return a proposed code as it would stand in a codebook, what a person has to finish marked so."""
        one, passages = self[code], self.passages()
        own = [passages[claim] for claim in one.claim_ids if claim in passages]
        mine = set(one.claim_ids)
        terms, hints = terms_of(one.label, own, [words for claim, words in passages.items() if claim not in mine])
        contents = sorted(
            {words for unit in one.units for words in unit.contents}, key=lambda words: (len(words), words)
        )
        fitting = [words for words in contents if 20 <= len(words) <= LONGEST_EXAMPLE] or contents
        near = self._nearest(code)
        return {
            "code": code,
            "label": one.label[:1].upper() + one.label[1:],
            "definition": f"{UNFINISHED} What is in dispute about {one.label}: what it is, and between whom.",
            "use_when": f"A claim is for or against {one.label}, demands it, offers it, or says on which terms.",
            "not_when": f"{one.label[:1].upper() + one.label[1:]} is only where or when something else happens"
            + (f", or the claim is rather on {near.label} ({near.code})." if near else "."),
            "examples": [" ".join(words.split()) for words in fitting[:MOST_EXAMPLES]],
            "terms": terms,
            **({"hints": hints} if hints else {}),
            **one.said,
        }

    def _nearest(self, code: str) -> Proposal | None:
        """Return the proposed code with which this one may be mixed up, if there is one that shares words with it."""
        from readout.study.suggest.grouping import words_of

        own = {word for unit in self[code].units for words in unit.contents for word in words_of(words)}
        best: tuple[float, Proposal] | None = None
        for other in self:
            theirs = {word for unit in other.units for words in unit.contents for word in words_of(words)}
            shared = len(own & theirs) / max(1, min(len(own), len(theirs)))
            if other.code != code and shared > 0.15 and (best is None or shared > best[0]):
                best = shared, other
        return best[1] if best else None

    def table(self) -> "pd.DataFrame":
        """Return the proposals, one row each: code, label, claims and texts (counts), stability, terms, example."""
        import pandas as pd

        rows = []
        for one in self:
            entry = self.entry(one.code)
            texts = len({unit.text_id for unit in one.units})
            known = None if one.stability is None else round(one.stability, 2)
            terms, example = "; ".join(entry["terms"]), entry["examples"][0]
            rows.append((one.code, entry["label"], len(one.claim_ids), texts, known, terms, example))
        return pd.DataFrame(rows, columns=list(TABLE)).astype({"stability": "Float64"})

    def examples(self, code: str) -> "pd.DataFrame":
        """Return the claims that a code was made from: claim_id, actor, stance, content_text."""
        ids = set(self[code].claim_ids)
        rows = self.claims[self.claims["claim_id"].isin(ids)]
        return rows[["claim_id", "actor", "stance", "content_text"]].reset_index(drop=True)

    def book(self, codes: Sequence[str] | None = None, onto: Codebook | None = None) -> Codebook:
        """Return the codebook that these proposals, or all, would make, added to another one where given."""
        made = [self.entry(code) for code in (codes if codes is not None else self._found)]
        parsed = codebook.parse_codebook({"issues": made, "themes": []}, "The proposals")
        return Codebook([*(onto.issues if onto else ()), *parsed.issues], onto.themes if onto else ())

    def effect(self, codes: Sequence[str]) -> Recoded:
        """Return what accepting these proposals would do to the claims that they were made from."""
        before = codebook.load()
        return recoded(before, self.book([code for code in codes if code not in before], before), self.passages())

    # ---- what a person makes of them

    def rename(self, code: str, new: str) -> Proposal:
        """Give a proposed code another name, which is its label too: `Filling of the dam` or `dam-filling`."""
        one = self[code]
        name = slug(new)
        if name != code and name in self._found:
            raise ReadoutError(f"{name!r} is proposed already; merge the two, or choose another name.")
        label = new if new != name else name.replace("-", " ")
        changed = Proposal(name, label, one.units, one.stability, one.said)
        self._found = {
            (name if key == code else key): (changed if key == code else v) for key, v in self._found.items()
        }
        return changed

    def merge(self, codes: Sequence[str], into: str) -> Proposal:
        """Make several proposed codes one, which is among them."""
        target = self[into]
        others = [self[code] for code in dict.fromkeys(codes) if code != into]
        if not others:
            raise ReadoutError(f"Name at least one other proposed code to be merged into {into!r}.")
        for other in others:
            target.units = [*target.units, *other.units]
            del self._found[other.code]
        target.stability = None
        return target

    def part(self, code: str) -> list[Proposal]:
        """Take a proposed code apart into the matters of single texts that it was made of."""
        one = self[code]
        if len(one.units) < 2:
            raise ReadoutError(f"{code!r} is one matter of one text; there is nothing to part it into.")
        del self._found[code]
        return [self._add(unit.name, [unit]) for unit in one.units]

    def drop(self, code: str) -> None:
        """Leave a proposed code out."""
        del self._found[self[code].code]

    def describe(self, code: str, **fields: Any) -> Proposal:
        """Say what a proposed code means: definition, use_when, not_when, label, terms, hints, in_favour, …"""
        one = self[code]
        unknown = sorted(set(fields) - (set(codebook.Code.model_fields) - {"code"}))
        if unknown:
            raise ReadoutError(
                f"{unknown[0]!r} is no field of a code; the fields are {', '.join(codebook.Code.model_fields)}."
            )
        one.said |= fields
        return one

    def accept(self, *codes: str) -> Recoded:
        """Put proposed codes into the codebook, all or none, and return what that does to the claims."""
        from readout.reviewing.codebook_editor.editor import codes as editable

        effect = self.effect(codes)
        editable().add_all([self.entry(code) for code in codes]).apply()
        for code in codes:
            del self._found[code]
        return effect

    def _add(self, name: str, given: list[Unit]) -> Proposal:
        code, number = slug(name), 2
        while code in self._found:
            code, number = f"{slug(name)}-{number}", number + 1
        self._found[code] = Proposal(code, name, given)
        return self._found[code]

    def __repr__(self) -> str:
        return f"Proposals({len(self)} codes of {len(self.claims)} claims: {', '.join(self._found)})"

    def _repr_html_(self) -> str:
        if not len(self):
            return "<p>No two claims are on one thing; with more texts there will be proposals.</p>"
        shown = self.table().to_html(index=False, escape=True, na_rep="–")
        if os.environ.get("READOUT_OUTPUT"):  # in a report nobody edits
            return shown
        can = ", ".join(f"<code>.{verb}</code>" for verb in ("accept", "rename", "merge", "part", "drop", "describe"))
        return f"<p>{escape(str(len(self)))} codes are proposed: {can}.</p>{shown}"


def slug(name: str) -> str:
    """Return a name as a code: small letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'s", "")).strip("-")[:60].strip("-")
    made = re.sub(r"^(?:the|a|an)-", "", made)
    if not re.match(r"[a-z]", made):
        made = f"issue-{made}".strip("-")
    return made


def propose(claims: "pd.DataFrame", least: int = LEAST) -> Proposals:
    """Return codes proposed from a table of claims, the largest first.

    A group of fewer than `least` claims is left out; where no claim is on any matter, nothing is proposed.
    """
    made = Proposals(claims, [])
    given = units(claims)
    if not given:
        return made
    alike = Likeness(given)
    groups = alike.groups()
    stable = alike.stability(groups)
    order = sorted(range(len(groups)), key=lambda number: (-len(alike.ids(groups[number])), min(groups[number])))
    for number in order:
        group = [alike.units[one] for one in groups[number]]
        if len(alike.ids(groups[number])) >= least:
            best = max(group, key=lambda unit: (unit.taken_sides, len(unit.claim_ids), -len(unit.name)))
            made._add(best.name, group).stability = stable[number]
    return made


def recoded(before: Codebook, after: Codebook, passages: dict[str, str]) -> Recoded:
    """Return how the codes of claims differ between two codebooks."""
    gain = lose = change = 0
    for words in passages.values():
        old, new = set(before.code_issues(words)), set(after.code_issues(words))
        if new > old:
            gain += 1
        elif new < old:
            lose += 1
        elif new != old:
            change += 1
    return Recoded(gain, lose, change, len(passages))
