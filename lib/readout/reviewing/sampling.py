"""A random sample of claims for a person to code blind, and the codes brought back to all claims with their chances.

Two tables are written. The frame holds every claim with the machine's code and the chance with which it was drawn; the
sheet holds the claims that were drawn, in random order, with their sentence and an empty column for the person's code,
and nothing of what the machine says.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from readout.annotator.claim_table import to_records
from readout.errors import ReadoutError
from readout.reviewing.decisions.decided_claims import claims
from readout.texts.text import Text
from readout.vocabulary import NOBODY

if TYPE_CHECKING:
    import pandas as pd

#: Fields with one value, and those with a list, of which a share can be taken.
FIELDS = ("stance", "act", "voice", "actor", "party", "matter", "issues")
FRAME = ("claim_id", "text_id", "date", "actor", "party", "machine", "chance")
SHEET = ("claim_id", "text_id", "sentence", "claim", "question", "human")
YES = {"1": 1.0, "yes": 1.0, "y": 1.0, "true": 1.0, "0": 0.0, "no": 0.0, "n": 0.0, "false": 0.0}


def frame(texts: Iterable[Text], field: str, value: str, coder: str | None = None) -> "pd.DataFrame":
    """Return every claim of texts that somebody stands behind, with whether its field has the value.

    field: one of FIELDS. coder: whose claims, such as `model:NAME`; by default the annotator's as people left them.
    Columns: claim_id, text_id, date, actor, party, machine (0 or 1), sentence and claim (their words).
    """
    import pandas as pd

    if field not in FIELDS:
        raise ReadoutError(f"No share can be taken of {field!r}; take one of {', '.join(FIELDS)}.")
    rows = []
    for text in texts:
        for claim in to_records(claims(text, coder)):
            if claim["voice"] in NOBODY:
                continue
            held = claim[field] if field == "issues" else [claim[field]]
            first, last = claim["content"][0][0], claim["content"][-1][1]
            begin, end = text.body.rfind("\n", 0, first) + 1, text.body.find("\n", last)
            rows.append(
                {
                    "claim_id": claim["claim_id"],
                    "text_id": text.id,
                    "date": text.date,
                    "actor": claim["actor"] or claim["affiliation"],
                    "party": claim.get("party"),
                    "machine": float(value in (held or [])),
                    "sentence": " ".join(text.body[begin : end if end >= 0 else None].split()),
                    "claim": claim["content_text"],
                }
            )
    if not rows:
        raise ReadoutError("The texts have no claim that somebody stands behind; give others.")
    return pd.DataFrame(rows)


def draw(table: "pd.DataFrame", size: int, by: str | None = None, seed: int = 20250829) -> "pd.DataFrame":
    """Return a frame with the chance of each claim, and whether it was `drawn`.

    size: how many claims are drawn; with `by`, a column, as evenly from each of its groups as their numbers allow, so
    that small groups are heard: the chances then differ, and are remembered.
    """
    import numpy as np

    if not 1 <= size <= len(table):
        raise ReadoutError(f"{size} claims cannot be drawn of {len(table)}; draw between 1 and {len(table)}.")
    if by is not None and by not in table.columns:
        raise ReadoutError(f"There is no column {by!r} to draw by; there are {', '.join(map(str, table.columns))}.")
    random = np.random.default_rng(seed)
    groups = table[by].fillna("").to_numpy() if by else np.zeros(len(table))
    names, counts = np.unique(groups, return_counts=True)
    wanted = dict.fromkeys(names, 0)
    for _ in range(size):
        # One more for the group that has been given least, as long as it has claims left.
        wanted[min((n for n, c in zip(names, counts, strict=True) if wanted[n] < c), key=lambda n: wanted[n])] += 1
    drawn = np.zeros(len(table), dtype=bool)
    chance = np.zeros(len(table))
    for name, count in zip(names, counts, strict=True):
        places = np.flatnonzero(groups == name)
        drawn[random.choice(places, wanted[name], replace=False)] = True
        chance[places] = wanted[name] / count
    return table.assign(chance=chance, drawn=drawn)


def write(drawn: "pd.DataFrame", question: str, path: Path, seed: int = 20250829) -> tuple[Path, Path]:
    """Write the frame and the sheet beside each other, NAME.frame.csv and NAME.csv; neither may be there already."""
    sheet_path, frame_path = path.with_suffix(".csv"), path.with_suffix(".frame.csv")
    for there in (sheet_path, frame_path):
        if there.exists():
            raise ReadoutError(f"{there} is there already, perhaps with a person's codes; give another name.")
    chosen = drawn[drawn["drawn"]].assign(question=question, human="").sample(frac=1, random_state=seed)
    drawn[list(FRAME)].to_csv(frame_path, index=False)
    chosen[list(SHEET)].to_csv(sheet_path, index=False)
    return sheet_path, frame_path


def sheet(path: Path) -> "pd.DataFrame":
    """Return a sheet as it is, every cell as words; raises ReadoutError where it is none."""
    import pandas as pd

    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError, UnicodeDecodeError) as error:
        raise ReadoutError(f"{path} cannot be read as a sample ({' '.join(str(error).split())[:120]}).") from None
    if not set(SHEET) <= set(table.columns):
        raise ReadoutError(f"{path.name} has lost columns; they are {', '.join(SHEET)}.")
    return table


def coded(path: Path) -> "pd.DataFrame":
    """Return a frame with the person's codes of its sheet: columns as in FRAME, and human (1, 0 or missing).

    Raises ReadoutError where a file is missing, or a code is neither yes nor no.
    """
    import pandas as pd

    sheet_path, frame_path = path.with_suffix(".csv"), path.with_suffix(".frame.csv")
    for name in (sheet_path, frame_path):
        if not name.is_file():
            raise ReadoutError(f"No file {name}; `readout sample` writes a sheet and its frame.")
    try:
        answered = pd.read_csv(sheet_path, dtype=str, keep_default_na=False)
        whole = pd.read_csv(frame_path)
    except (ValueError, UnicodeDecodeError) as error:
        raise ReadoutError(f"{path} cannot be read as a sample ({' '.join(str(error).split())[:120]}).") from None
    if not {"claim_id", "human"} <= set(answered.columns) or not set(FRAME) <= set(whole.columns):
        raise ReadoutError(f"{sheet_path.name} or its frame has lost columns; keep claim_id and human as they were.")
    answers = {}
    for number, (name, said) in enumerate(zip(answered["claim_id"], answered["human"].str.strip(), strict=True), 2):
        if said and said.casefold() not in YES:
            raise ReadoutError(f"{sheet_path.name}, line {number}: the code {said!r} is neither yes nor no; write one.")
        if said:
            answers[name] = YES[said.casefold()]
    return whole.assign(human=whole["claim_id"].map(answers).astype(float))
