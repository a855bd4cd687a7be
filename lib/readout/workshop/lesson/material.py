"""Material: the text of a workshop with its claims and sentences, what is right about each, and what it lacks."""

import gzip
import json
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readout import places
from readout.errors import ReadoutError
from readout.workshop.lesson.answers import Record, hand_checked, right_voices
from readout.workshop.lesson.forms import folded
from readout.workshop.lesson.grouping import GROUPS, counted
from readout.workshop.lesson.three_coders import recorded

if TYPE_CHECKING:
    import pandas as pd

    from readout.texts.text import Text

#: Voices behind which a party stands.
SPOKEN = ("direct", "mixed", "indirect", "own")
#: The file that holds all of it for learners' machines.
PACKED = "material.json.gz"


class Lacking(ReadoutError):
    """What an exercise needs is not in the text: the exercise is left out, and the sentence says why."""


class Material:
    """A text as lessons use it. `claims` and `sentences` are records (one row each) of the tables of the contract.

    Each record has `accepted`: field to every answer that counts as right. Where a person has checked the text
    (`checked`), they are that person's answers; elsewhere the annotator's. Records of sentences also have `words`.
    `tables` holds what takes long to work out or needs other texts, by name, each a list of records.
    """

    def __init__(
        self,
        text: "Text",
        claims: list[Record],
        sentences: list[Record],
        tables: dict[str, list[Record]],
        checked: bool,
    ):
        self.text = text
        self.claims = claims
        self.sentences = sentences
        self.tables = tables
        self.checked = checked

    @classmethod
    def of(cls, text: "Text", answers: Path | None = None) -> "Material":
        """Return the material of a text; `answers` is a file of answers checked by a person (see `hand_checked`)."""
        import readout
        from readout.annotator.claim_table import to_records

        if answers is None:
            answers = places.lessons() / "answers" / f"{text.id}.yml"
        claims = to_records(readout.claims(text))
        sentences = to_records(readout.sentences(text))
        for sentence in sentences:
            sentence["words"] = " ".join(text.body[sentence["start"] : sentence["end"]].split())
            sentence["accepted"] = {"voice": right_voices(sentence, claims)}
        for claim in claims:
            claim["accepted"] = {
                "stance": [claim["stance"]],
                "issues": list(claim["issues"] or []),
                "actor": [claim["actor"]] if claim["actor"] else [],
                "condition": [text.body[slice(*claim["condition"])]] if claim["condition"] else [],
            }
        material = cls(text, claims, sentences, {}, checked=False)
        if answers.is_file():
            material._correct(hand_checked(answers), answers)
        model = answers.with_suffix(".model.json")
        if model.is_file():
            about, material.tables["model coder"] = recorded(model)
            material.tables["model"] = [about]
        return material

    def noted(self, part: dict[str, Any], path: Path) -> dict[str, Any]:
        """Return what a person noted of claims, by claim id; raises ReadoutError for words that are not in the text."""
        found: dict[str, Any] = {}
        for words, value in part.items():
            if folded(words) not in folded(self.text.body):
                raise ReadoutError(f"{path.name}: the words {words!r} do not stand in the text {self.text.id}.")
            found |= {one["claim_id"]: value for one in self.claims if folded(words) in folded(one["content_text"])}
        return found

    def _correct(self, answers: dict[str, Any], path: Path) -> None:
        """Let the answers that a person has checked take the place of the annotator's."""
        for words, voices in answers.get("sentences", {}).items():
            for sentence in self.sentences:
                if folded(words) in folded(sentence["words"]):
                    sentence["accepted"] = {"voice": voices}
                    sentence["checked"] = True
        by_id = {claim["claim_id"]: claim for claim in self.claims}
        for claim_id, fields in self.noted(answers.get("claims", {}), path).items():
            by_id[claim_id]["accepted"].update(fields)
            by_id[claim_id]["checked"] = True
        retold = self.noted(answers.get("retold", {}), path)
        self.tables["retold"] = [{"claim_id": claim_id, "right": right} for claim_id, right in retold.items()]
        self.tables["added"] = list(answers.get("added", []))
        coder = answers.get("example coder", {})
        self.tables["example coder"] = [{"words": words, "code": code} for words, code in coder.items()]
        self.checked = True

    def write(self, folder: Path) -> None:
        """Write the text and its material into a folder, for learners' machines, which then need no parser."""
        folder.mkdir(parents=True, exist_ok=True)
        from readout.workshop.lesson.as_markdown import as_markdown

        (folder / "text.md").write_text(as_markdown(self.text), encoding="utf-8", newline="\n")
        held = {
            "claims": self.claims,
            "sentences": self.sentences,
            "tables": self.tables,
            "checked": self.checked,
        }
        # Packed, so that nobody reads the answers by accident; the time is fixed so that the same text gives the same.
        packed = gzip.compress(json.dumps(held, ensure_ascii=False, sort_keys=True).encode(), mtime=0)
        (folder / PACKED).write_bytes(packed)

    @classmethod
    def read(cls, folder: Path) -> "Material":
        """Return the material that `write` left in a folder."""
        import readout

        path = folder / PACKED
        try:
            held = json.loads(gzip.decompress(path.read_bytes()))
        except (OSError, EOFError, ValueError) as error:
            raise ReadoutError(
                f"{path} is missing or broken; build the workshop again with `make workshop`."
            ) from error
        text = readout.load(folder / "text.md")
        return cls(text, held["claims"], held["sentences"], held["tables"], held["checked"])

    # What lessons choose from.

    @cached_property
    def issues(self) -> dict[str, str]:
        """Return the issues of the codebook: code to label, retired ones left out."""
        from readout import codebook

        return {code.code: code.label for code in codebook.load().issues if not code.retired}

    @cached_property
    def common_issues(self) -> dict[str, str]:
        """Return the issues that a list offers: those of the text, filled up to ten from the codebook, in its order."""
        own = {issue for claim in self.spoken for issue in claim["accepted"]["issues"]} & set(self.issues)
        others = [issue for issue in self.issues if issue not in own]
        offered = own | set(others[: max(10 - len(own), 2)])
        return {issue: label for issue, label in self.issues.items() if issue in offered}

    def sentence(self, number: int) -> Record:
        """Return a sentence by its number."""
        return next(sentence for sentence in self.sentences if sentence["sentence"] == number)

    def claims_of(self, number: int) -> list[Record]:
        """Return the claims of a sentence, other than the outlet's own row."""
        return [claim for claim in self.spoken if claim["sentence"] == number]

    @cached_property
    def spoken(self) -> list[Record]:
        """Return the claims behind which a party stands, in the order of the text."""
        return [claim for claim in self.claims if claim["voice"] in SPOKEN]

    def body(self, span: list[int] | None) -> str:
        """Return the words of a span, on one line."""
        return " ".join(self.text.body[span[0] : span[1]].split()) if span else ""

    def choose(
        self,
        records: list[Record],
        most: int,
        least: int = 1,
        want: str = "claims that fit",
        by: Callable[[Record], Any] | None = None,
    ) -> list[Record]:
        """Return up to `most` records in the order of the text, the surest first, as different as can be `by` a key.

        Raises Lacking where there are fewer than `least`; `want` names them in the plural.
        """
        if len(records) < least:
            raise Lacking(f"it needs {least} or more {want}, and the text has {len(records) or 'none'}")
        groups: dict[Any, list[Record]] = {}
        for record in sorted(records, key=lambda record: (not record.get("checked"), -record.get("confidence", 1))):
            groups.setdefault(by(record) if by else None, []).append(record)
        chosen: list[Record] = []
        while len(chosen) < min(most, len(records)):
            for group in groups.values():
                if group and len(chosen) < most:
                    chosen.append(group.pop(0))
        return sorted(chosen, key=self._place)

    @staticmethod
    def _place(record: Record) -> tuple[int, int]:
        return record["sentence"], record["content"][0][0] if "content" in record else record["start"]

    def example(self, voice: str) -> Record:
        """Return the surest claim of a voice whose sentence is short enough to read aloud; raises Lacking."""
        fitting = [claim for claim in self.claims if claim["voice"] == voice and len(self.around(claim)) < 260]
        if voice == "outlet":
            fitting = [
                claim for claim in fitting if self.sentence(claim["sentence"])["accepted"]["voice"] == ["outlet"]
            ]
        chosen = self.choose(fitting, 1, want=f"claims in the voice “{voice}” in short sentences")[0]
        return {**chosen, "words": self.around(chosen)}

    def around(self, claim: Record) -> str:
        """Return the sentence of a claim."""
        return str(self.sentence(claim["sentence"])["words"])

    @cached_property
    def taught(self) -> set[int]:
        """Return the numbers of the sentences that are shown as examples, with their voices."""
        found = set()
        for voice in ("indirect", "mixed", "outlet"):
            with suppress(Lacking):
                found.add(int(self.example(voice)["sentence"]))
        return found

    @property
    def grouping(self) -> str:
        """Return what the claims are grouped by in charts: voice or issue; raises Lacking where neither will do."""
        for groups in GROUPS:
            table = counted(self.spoken, self.issues, groups)
            if table["group"].nunique() >= 2 and table["stance"].nunique() >= 2:
                return groups
        raise Lacking("it needs claims in two voices, or on two issues, with two stances")

    @cached_property
    def worked(self) -> Record:
        """Return the claim that is coded before the class as an example; exercises leave it out."""
        fitting = [
            claim
            for claim in self.spoken
            if claim["actor"] and set(claim["issues"] or ()) & set(self.issues) and len(self.around(claim)) < 260
        ]
        # The least sure of the good ones, as the exercises take the surest.
        return self.choose(fitting, len(fitting) or 1, want="claims with an actor and an issue")[-1]

    @property
    def model(self) -> Record:
        """Return what is known of the model whose codes were recorded; raises Lacking where there is none."""
        if not self.tables.get("model"):
            raise Lacking("no model's codes of this text were recorded")
        return self.tables["model"][0]

    @property
    def second(self) -> Record:
        """Return the second account of the same statement; raises Lacking where there is none."""
        if not self.tables.get("second"):
            raise Lacking("the collection has no second account of this statement")
        return self.tables["second"][0]

    def table(self) -> "pd.DataFrame":
        """Return the claims as the table of the contract, one row a claim."""
        import pandas as pd

        from readout.annotator.claim_table import CLAIM_COLUMNS

        rows = [{column: claim.get(column) for column in CLAIM_COLUMNS} for claim in self.claims]
        return pd.DataFrame(rows, columns=list(CLAIM_COLUMNS)).astype(CLAIM_COLUMNS)


def shortened(words: str, length: int = 300) -> str:
    """Return words cut at a word's end where they are longer than a form can show."""
    words = re.sub(r"\s+", " ", words).strip()
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"
