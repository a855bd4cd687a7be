"""What learners code, as files that they give to each other, and two codings of the same sentences side by side."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from readout import write
from readout.errors import ReadoutError

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("text_id", "coder", "sentence", "code")


@dataclass(frozen=True)
class Coding:
    """What one coder decided: a code for each sentence (`Sentence 3` to code)."""

    text_id: str
    coder: str
    codes: Mapping[str, str]

    def write(self, folder: Path) -> Path:
        """Write the coding as a small table that any program opens; return its path."""
        path = folder / f"coding-{file_name(self.coder)}.csv"
        held = io.StringIO()
        writer = csv.writer(held, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((self.text_id, self.coder, sentence, code) for sentence, code in self.codes.items())
        write.whole(path, held.getvalue())
        return path


def file_name(coder: str) -> str:
    """Return a coder's name as part of a file's name; raises ReadoutError where nothing is left of it."""
    name = re.sub(r"[^\w]+", "-", coder.strip().casefold()).strip("-")
    if not name:
        raise ReadoutError('Write your name between the quotation marks, for example name = "Ana".')
    return name[:40]


def read_coding(path: Path) -> Coding:
    """Return the coding of a file; raises ReadoutError, in words for a learner, where it is none."""
    if not path.is_file():
        there = sorted(other.name for other in path.parent.glob("coding-*.csv"))
        beside = f"There are: {', '.join(there)}." if there else "There is no such file yet."
        raise ReadoutError(f"No file {path.name} in this folder. Copy your partner's file here first. {beside}")
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ReadoutError(
            f"{path.name} is not a file of codes; ask your partner for the file coding-NAME.csv."
        ) from error
    if not rows or not set(COLUMNS) <= set(rows[0]):
        raise ReadoutError(f"{path.name} has not the columns {', '.join(COLUMNS)}; was it saved by another program?")
    if len({(row["text_id"], row["coder"]) for row in rows}) > 1:
        raise ReadoutError(f"{path.name} holds the codes of more than one coder or text; each coder gives one file.")
    return Coding(rows[0]["text_id"], rows[0]["coder"], {row["sentence"]: row["code"] for row in rows})


@dataclass(frozen=True)
class Pair:
    """Two codings of the same sentences."""

    mine: Coding
    partner: Coding

    def __post_init__(self) -> None:
        if self.mine.text_id != self.partner.text_id:
            raise ReadoutError(f"Your partner coded another text ({self.partner.text_id}); both need the same one.")
        if not self.shared:
            raise ReadoutError("You and your partner have no sentence in common; were the notebooks built alike?")
        if self.mine.coder.casefold() == self.partner.coder.casefold():
            raise ReadoutError("This is your own file. Give it to your partner, and read the file that you get back.")

    @property
    def shared(self) -> list[str]:
        """Return the sentences that both have coded, in my order."""
        return [sentence for sentence in self.mine.codes if sentence in self.partner.codes]

    @property
    def agreed(self) -> int:
        """Return the number of sentences with the same code."""
        return sum(self.mine.codes[sentence] == self.partner.codes[sentence] for sentence in self.shared)

    @property
    def differ(self) -> list[str]:
        """Return the sentences with different codes."""
        return [sentence for sentence in self.shared if self.mine.codes[sentence] != self.partner.codes[sentence]]

    @property
    def kappa(self) -> float | None:
        """Return Cohen's kappa (1960): 1 for full agreement, 0 for what chance gives; None where it has no meaning.

        It has none where both coders gave every sentence one and the same code: then chance explains everything.
        """
        from readout.reviewing.agreement.coefficients import kappa

        return kappa(self.items)

    @property
    def items(self) -> list[dict[str, str]]:
        """Return the codes of each shared sentence, by coder."""
        return [{"mine": self.mine.codes[one], "partner": self.partner.codes[one]} for one in self.shared]

    def table(self) -> "pd.DataFrame":
        """Return the codes side by side: a row a sentence, with both codes and whether they are the same."""
        import pandas as pd

        rows = [
            (mine, partner, "same" if mine == partner else "different")
            for mine, partner in ((self.mine.codes[one], self.partner.codes[one]) for one in self.shared)
        ]
        names = [f"you ({self.mine.coder})", self.partner.coder, "same?"]
        return pd.DataFrame(rows, columns=names, index=pd.Index(self.shared, name="sentence"))

    @property
    def readings(self) -> dict[str, tuple[str, ...]]:
        """Return every right reading of the two numbers; near the border between two words, both are right."""
        share = self.agreed / len(self.shared)
        kappa = self.kappa
        if kappa is None:
            chance: tuple[str, ...] = ("none",)
        else:
            bounds = (("less", -9.0, -0.05), ("same", -0.1, 0.1), ("more", 0.05, 9.0))
            chance = tuple(word for word, low, high in bounds if low <= kappa <= high)
        return {"Share": ("most",) if share > 0.5 else ("half",) if share == 0.5 else ("few",), "Kappa": chance}
