"""What counts as right: the answers that a person has checked, and the voices of a sentence where nobody has."""

from pathlib import Path
from typing import Any

from readout.errors import ReadoutError

#: A claim or a sentence of the tables, one row, with what counts as right about it.
Record = dict[str, Any]

#: What a file of answers may hold.
PARTS = ("sentences", "claims", "retold", "added", "example coder")
#: A claim that fills this share of its sentence can stand for the sentence.
WIDE = 0.4


def hand_checked(path: Path) -> dict[str, Any]:
    """Return the answers of a file that a person has checked.

    The file is YAML. `sentences` maps words of a sentence to the voices that are right for it; `claims` maps words of
    a claim to `stance`, `issues`, `actor` and `condition`, each a list of all that is right; `retold` maps them to
    how the second account tells the claim; `added` lists questions on what it alone tells (`claim`, `question`,
    `right`); `example coder` maps words of a sentence to an act.
    """
    import yaml

    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise ReadoutError(
            f"{path.name} is not YAML ({str(error).splitlines()[0]}); see the workshop's README."
        ) from error
    if not isinstance(held, dict) or set(held) - set(PARTS):
        raise ReadoutError(f"{path.name} has parts other than {', '.join(PARTS)}; see the workshop's README.")
    return held


def right_voices(sentence: Record, claims: list[Record]) -> list[str]:
    """Return the voices that are right for a sentence: the annotator's, and that of any claim that fills much of it."""
    voices = [sentence["voice"]]
    length = max(sentence["end"] - sentence["start"], 1)
    for claim in claims:
        if claim["sentence"] != sentence["sentence"] or claim["voice"] == "outlet":
            continue
        inside = sum(end - start for start, end in claim["content"])
        if inside / length >= WIDE and claim["voice"] not in voices:
            voices.append(claim["voice"])
    return voices
