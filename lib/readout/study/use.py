"""The text that a study is about just now: chosen once, opened by all its notebooks."""

import json
from pathlib import Path

from readout import places, write
from readout.errors import ReadoutError
from readout.study import layout
from readout.texts.library import load


def use(name: str) -> list[str]:
    """Let the notebooks of the study open a text, by its id or path; return the names of those that were changed."""
    folder = layout.study()
    text = load(name)
    inside = text.path is not None and Path(text.path).resolve().parent == places.texts().resolve()
    chosen = text.id if inside else str(Path(name).resolve())
    changed = []
    for path in sorted((folder / "notebooks").glob("[0-9][0-9]_*.ipynb")):
        words = path.read_text(encoding="utf-8")
        try:
            new = layout.choose(words, chosen)
        except (ValueError, KeyError, TypeError):
            raise ReadoutError(f"{path} is no notebook any more; restore it with `readout update`.") from None
        if json.loads(new) != json.loads(words):
            write.whole(path, new)
            changed.append(path.name)
    said = layout.settings(folder)
    layout.write_settings(folder, {**said, "text": chosen})
    return changed


def chosen() -> str:
    """Return the text that `use` chose, '' where none was chosen or where one stands in no study."""
    here = places.found()
    return str(layout.settings(here.folder).get("text", "")) if here.kind == "study" else ""
