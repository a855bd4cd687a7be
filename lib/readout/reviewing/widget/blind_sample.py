"""A random sample of a text's claims that a person codes blind in the widget: drawn, answered and kept in a sheet."""

import re
from pathlib import Path
from typing import Any

from readout import places, write
from readout.errors import ReadoutError
from readout.reviewing import sampling
from readout.texts.text import Text


def draw(text: Text, coder: str, of: str, size: int) -> dict[str, Any]:
    """Draw claims of a text, or take up the sample drawn before, and return its question, claims and file.

    `of` is a field and value, such as `stance:opposes`. The sheet and its frame, which remembers the chances, lie in
    `data/samples`, as `readout sample` writes them.
    """
    field, _, value = of.partition(":")
    name = re.sub(r"[^\w-]+", "-", f"{text.id}-{coder}-{field}-{value}")
    path = places.data_of(places.own("samples")) / "samples" / f"{name}.csv"
    question = f"{field}: {value}? (yes or no)"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        drawn = sampling.draw(sampling.frame([text], field, value), size)
        sampling.write(drawn, question, path)
    rows = sampling.sheet(path).to_dict("records")
    items = [{name: str(row[name]) for name in ("claim_id", "sentence", "claim", "human")} for row in rows]
    return {"question": question, "items": items, "path": path.name}


def answer(sent: dict[str, Any]) -> None:
    """Write a person's code into the sheet, which is whole at every moment."""
    path = places.data_of(places.own("samples")) / "samples" / Path(str(sent["path"])).name
    if sent["human"] not in ("yes", "no"):
        raise ReadoutError(f"{sent['human']!r} is neither yes nor no.")
    table = sampling.sheet(path)
    table.loc[table["claim_id"] == str(sent["claim_id"]), "human"] = sent["human"]
    write.whole(path, table.to_csv(index=False))
