"""Press briefings: a folder with a file for each, its date in its name, with turns of a spokesperson and reporters."""

from collections.abc import Iterator
from pathlib import Path

from readout.collections.datasheet import Datasheet
from readout.collections.importers import folder
from readout.collections.text_rows import Found

NAME = "press-briefings"
ABOUT = "a folder of press briefings, the date in each file's name"
DATASHEET = Datasheet(
    "Press briefings, a file each; what is said in them are turns of a spokesperson and of reporters.",
    known_faults=("The date is that in the name of the file, where the file itself says none.",),
)


def fits(path: Path) -> bool:
    """Tell whether a folder's name says that it holds briefings, and the names of most of its files a date."""
    if not path.is_dir() or "brief" not in path.name.lower():
        return False
    names = [file.stem for _, file in zip(range(50), folder.files(path), strict=False)]
    return bool(names) and sum(bool(folder.date_in(name)) for name in names) * 2 > len(names)


def read(path: Path) -> Iterator[Found]:
    """Yield the briefings of a folder; a folder inside it names the party, as in briefings/China/2021-03-04.txt."""
    for file_party, inside in _folders(path):
        party = {"party": file_party} if file_party else {}
        yield from folder.found_in(inside, {"kind": "verbatim", "form": "briefing", **party}, dated=True)


def _folders(path: Path) -> Iterator[tuple[str, Path]]:
    from readout.annotator.who import gazetteer

    inside = [one for one in sorted(path.iterdir()) if one.is_dir() and not one.name.startswith(".")]
    named = [(entry.actor, one) for one in inside if (entry := gazetteer.load().named(one.name.replace("_", " ")))]
    if named and len(named) == len(inside) and not any(one.is_file() for one in path.iterdir() if one.suffix):
        yield from named
    else:
        yield "", path
