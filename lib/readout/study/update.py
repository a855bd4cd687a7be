"""Bring a study to the installed version: what its user left alone is renewed, what she changed is kept.

Beside each file that came with Readout the study keeps a copy as it came. A file that is still like its copy is
renewed. Of a codebook each code is: one that was left alone is renewed, one that is new is added, one that was changed,
renamed or taken out stays as its user has it. Everything that is written over is copied to a folder of backups first.
"""

import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import readout
from readout import codebook, places, write
from readout.errors import ReadoutError
from readout.reviewing.codebook_editor.entries import check, editor
from readout.study import layout


@dataclass
class Step:
    """One thing that an update does, or leaves alone: the file, a sentence, and the new content, if there is one."""

    name: str
    words: str
    new: bytes | None = None
    #: What the file would be as it comes with this version, to be kept as the copy that it is held against next time.
    came: bytes | None = None


#: How a study of an older layout becomes one of the next: from layout N to N + 1.
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    # Layout 0 (before 0.2.0 was released) had one coder, and no name.
    0: lambda said: {**said, "coders": [said["coder"]] if said.get("coder") else said.get("coders", [])},
}


def plan(folder: Path) -> list[Step]:
    """Return what an update would do to a study, in order; steps without `new` only tell."""
    steps = []
    said = layout.settings(folder)
    for path in layout.walk():
        steps += _notebook(folder, path, str(said.get("text", "")))
    steps += _codebook(folder, str(said.get("codebook", "")))
    if said["schema"] < places.SCHEMA:
        steps.append(
            Step(places.STUDY, f"is of layout {said['schema']} and becomes one of layout {places.SCHEMA}", b"")
        )
    elif said.get("readout") != readout.__version__:
        steps.append(Step(places.STUDY, f"names version {readout.__version__}", b""))
    return steps


def carry_out(folder: Path, steps: list[Step]) -> Path | None:
    """Make the changes of a plan; return the folder of backups, or None where nothing was written over."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S")
    backup = folder / ".backup" / stamp
    kept = False
    for step in steps:
        path = folder / step.name
        if step.new is not None and path.exists():
            (backup / step.name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, backup / step.name)
            kept = True
        if step.name == places.STUDY:
            layout.write_settings(folder, _migrated(layout.settings(folder)))
        elif step.new is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            write.whole(path, step.new)
        if step.came is not None:
            copy = folder / layout.CAME / path.name
            copy.parent.mkdir(parents=True, exist_ok=True)
            write.whole(copy, step.came)
    return backup if kept else None


def _migrated(said: dict[str, Any]) -> dict[str, Any]:
    for schema in range(said["schema"], places.SCHEMA):
        said = MIGRATIONS[schema](said)
    return {**said, "readout": readout.__version__}


def _notebook(folder: Path, shipped: Path, text: str) -> list[Step]:
    name = f"notebooks/{shipped.name}"
    path, copy = folder / name, folder / layout.CAME / shipped.name
    new = shipped.read_bytes()
    fresh = layout.choose(new.decode(), text).encode()
    if not path.exists():
        return [Step(name, "is missing and is put back", fresh, new)]
    came = copy.read_bytes() if copy.exists() else b""
    if came and layout.without_choice(came) == layout.without_choice(new):
        return []
    try:
        own = layout.without_choice(path.read_bytes())
    except (ValueError, KeyError, TypeError, AttributeError):
        return [Step(name, "is no notebook any more and is put back", fresh, new)]
    if own == layout.without_choice(new):
        return [Step(name, "is as in this version already", None, new)]
    if came and own == layout.without_choice(came):
        return [Step(name, "is as it came and is renewed", fresh, new)]
    beside = f"notebooks/new/{shipped.name}"
    return [
        Step(name, f"was changed by you and stays; this version's lies in {beside}", None, new),
        Step(beside, "is put there to look at", new),
    ]


def _codebook(folder: Path, began_as: str) -> list[Step]:
    path, copy = folder / "codebook.yml", folder / layout.CAME / "codebook.yml"
    known = layout.codebooks()
    if not path.is_file():
        content = known[began_as].read_bytes() if began_as in known else layout.EMPTY.encode()
        return [Step("codebook.yml", "is missing and is put back as it came", content, content)]
    if began_as not in known or not copy.is_file():
        return []
    new, came, own = (one.read_bytes() for one in (known[began_as], copy, path))
    if new == came:
        return []
    if own == came:
        return [Step("codebook.yml", "is as it came and is renewed", new, new)]
    merged, told = _merged(check(came, copy), codebook.load(known[began_as]), own, path)
    steps = [Step("codebook.yml", words) for words in told]
    return [*steps, Step("codebook.yml", "is merged code by code", merged, new)]


def _merged(came: codebook.Codebook, new: codebook.Codebook, own: bytes, path: Path) -> tuple[bytes, list[str]]:
    """Return the user's codebook with what is new in ours, and a sentence for each code that is touched or left."""
    yaml = editor()
    lists = yaml.load(own.decode("utf-8"))
    mine = {str(entry["code"]): entry for entries in lists.values() for entry in entries}
    mine_as_codes = {code.code: code for code in check(own, path)}
    told = []
    before_of = {code.code: code for code in came}
    for name, codes in (("issues", new.issues), ("themes", new.themes)):
        for code in codes:
            before = before_of.get(code.code)
            if before == code:
                continue
            if before is None and code.code not in mine:
                lists[name].append(_plain(code))
                told.append(f"gets the new code {code.code}")
            elif before is not None and code.code not in mine:
                told.append(f"stays without {code.code}, which you took out or renamed")
            elif mine_as_codes[code.code] == before:
                entry = mine[code.code]
                entry.clear()
                entry.update(_plain(code))
                told.append(f"has {code.code} renewed")
            else:
                told.append(f"keeps {code.code} as you have it; this version has it otherwise")
    out = io.StringIO()
    yaml.dump(lists, out)
    content = out.getvalue().encode()
    check(content, path)
    return content, told


def _plain(code: codebook.Code) -> dict[str, Any]:
    fields = code.model_dump(exclude_defaults=True)
    return {name: [*value] if isinstance(value, tuple) else value for name, value in fields.items()}


def check_writable(folder: Path) -> None:
    """Raise ReadoutError where a study cannot be written, before anything is begun."""
    try:
        write.whole(folder / ".backup-try", "")
        (folder / ".backup-try").unlink()
    except (OSError, ReadoutError):
        raise ReadoutError(
            f"{folder} is read-only for you; ask its owner, or copy the study and name the copy."
        ) from None
