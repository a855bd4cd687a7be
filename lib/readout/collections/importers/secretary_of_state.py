"""Speeches and remarks of United States Secretaries of State: a table, a row a speech.

It has the columns `text`, `date`, `speaker` (or `secretary`), `title` and `url`, or others with these meanings.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from readout.collections.datasheet import Datasheet
from readout.collections.importers import rows, table
from readout.collections.text_rows import Found

NAME = "secretary-of-state"
ABOUT = "speeches of United States Secretaries of State: a table with the columns text, date, speaker, title, url"
DATASHEET = Datasheet(
    "Speeches and remarks of United States Secretaries of State.",
    licence="Works of the United States government are in the public domain there; ask its makers about the table.",
    known_faults=(
        "Remarks with others and answers to the press hold the words of others besides the Secretary's.",
        "What the department put on its pages is here; what it did not is not.",
    ),
)
_SAID = {"kind": "verbatim", "form": "speech", "party": "United States", "role": "Secretary of State", "language": "en"}
_COLUMNS = {**table.COLUMNS, "speaker": ("secretary", "secretaryofstate", "secstate", *table.COLUMNS["speaker"])}
_NAMED = re.compile(r"sec(?:retary)?[-_ ]?(?:of[-_ ]?)?state", re.IGNORECASE)


def fits(path: Path) -> bool:
    """Tell whether a table says by its name or by a column whose speeches it holds."""
    if not rows.is_table(path):
        return False
    names = [*rows.columns(path), path.stem]
    return any(_NAMED.search(name) for name in names) and "text" in table.roles(names)


def read(path: Path) -> Iterator[Found]:
    """Yield the speeches."""
    for one in table.found_in(path, {}, _COLUMNS):
        known = {key: value for key, value in one.metadata.items() if key not in ("kind_as_given", "party", "role")}
        yield Found(one.id, one.body, {**_SAID, **known})
