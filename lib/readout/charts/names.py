"""Names that readers know: of texts, in place of their ids, and of the codebook's issues, in place of their codes."""

import re
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from readout import codebook
from readout.texts.text import Text

#: A title longer than this is cut for a label; a report's table keeps it whole.
LONGEST = 48


class Names(dict[str, str]):
    """The short name of each text, by its id; of a text that is unknown here, the id itself."""

    def __missing__(self, text_id: str) -> str:
        return text_id


def of_texts(texts: Iterable[Text]) -> Names:
    """Return a short name for each text: its speaker's last name, else its title, and its date; two never alike."""
    texts = list(texts)
    plain = {text.id: _plain(text) for text in texts}
    alike = Counter(plain.values())
    outlets = {text.id: f" in {_outlet(text)}" if alike[plain[text.id]] > 1 and text.channel else "" for text in texts}
    return Names({text.id: f"{_who(text)}{outlets[text.id]}{_dated(text)}" for text in texts})


def issue(code: object) -> str:
    """Return the label of an issue; a code that the codebook does not have is returned as it is."""
    return _labels().get(str(code), str(code))


def within(label: str) -> str:
    """Return a label as it stands within a sentence: its first letter small, but not that of an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def issues(codes: object) -> str:
    """Return the labels of a list of issues as a reader has them."""
    return ", ".join(map(issue, codes)) if isinstance(codes, list | tuple) else issue(codes) if codes else ""


def named(table: pd.DataFrame, texts: Names) -> pd.DataFrame:
    """Return a table whose columns of issues and texts have names in place of codes and ids, for a reader."""
    shown = table.copy()
    for column in shown.columns:
        if column in ("issue", "issues", "shared_issues", "listed"):
            shown[column] = [issues(None if _missing(value) else value) for value in shown[column]]
        elif column == "in" or column == "text_id" or str(column).startswith("text_") or str(column).endswith("_text"):
            shown[column] = [texts[value] if isinstance(value, str) else value for value in shown[column]]
    return shown.rename(columns={"text_id": "text", "in": "in_text"})


def in_words(words: object, texts: Names) -> str:
    """Return words in which the ids of texts are names."""
    said = str(words)
    for text_id in sorted(texts, key=len, reverse=True):
        said = re.sub(rf"(?<![\w-]){re.escape(text_id)}(?![\w-])", texts[text_id].replace("\\", "/"), said)
    return said


def _labels() -> dict[str, str]:
    return {code.code: code.label for code in codebook.load().issues}


def _missing(value: object) -> bool:
    return value is None or value is pd.NA or value != value


def _outlet(text: Text) -> str:
    return re.sub(r"\s*\(.*?\)", "", str(text.channel))


def _plain(text: Text) -> str:
    return f"{_who(text)}{_dated(text)}"


def _who(text: Text) -> str:
    if text.speaker and "," not in text.speaker and len(text.speaker.split()) <= 4:
        return text.speaker.split()[-1]
    title = str(text.title)
    return title if len(title) <= LONGEST else title[: LONGEST - 1].rsplit(" ", 1)[0] + " …"


def _dated(text: Text) -> str:
    return f", {text.date}" if text.date else ""
