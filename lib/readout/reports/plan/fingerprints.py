"""What a run rests on, by content: so that only what changed is run again, and a reader can tell what it was."""

import hashlib
import sysconfig
from functools import cache
from pathlib import Path
from typing import Any

import readout
from readout import places

LIBRARY = Path(readout.__file__).resolve().parent
#: Parts of the library that no notebook's result depends on.
OUTSIDE = ("cli", "reports", "shipped", "study")


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


class Hashes:
    """The content hashes of files, each file read once: what a run used is what was there when it began."""

    def __init__(self, home: Path, decisions: Path | None = None):
        """Take the project's folder, and that of the decisions where a run works on a copy of them."""
        self.home = home
        self.annotations = decisions or places.data_of(home) / "annotations"
        self._known: dict[Path, str] = {}

    def of(self, name: str) -> str:
        """Return the hash of a file, or of the names in a folder; '' where there is neither.

        `name` is relative to the project, or absolute for what lies elsewhere.
        """
        path = places.path_of(name, self.home)
        kept = places.data_of(self.home) / "annotations"
        if path.is_relative_to(kept):
            path = self.annotations / path.relative_to(kept)
        if path not in self._known:
            self._known[path] = self._compute(path)
        return self._known[path]

    def all_data(self) -> None:
        """Read everything in the data folder now, before the runs begin."""
        for path in places.data_files(self.home):
            self.of(places.name_of(path, self.home))

    def decisions(self, text_ids: set[str]) -> list[str]:
        """Return the files of coders' decisions on these texts, whether or not a run opened them."""
        files = (path.relative_to(self.annotations) for path in sorted(self.annotations.rglob("*")) if path.is_file())
        named = (path for path in files if any(part.split(".")[0] in text_ids for part in path.parts))
        return [f"data/annotations/{path.as_posix()}" for path in named]

    def shared(self) -> list[str]:
        """Return the files that every run rests on: the codebook, the actors and the other tables of data/."""
        files = (path for path in sorted(places.data_of(self.home).glob("*")) if path.is_file())
        return [places.name_of(path, self.home) for path in files if path.suffix in (".csv", ".yml", ".yaml", ".json")]

    def _compute(self, path: Path) -> str:
        try:
            if path.is_dir():
                names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
                return digest("\n".join(names).encode())
            return digest(path.read_bytes()) if path.is_file() else ""  # reading a pipe would never end
        except OSError:
            return ""


@cache
def library() -> str:
    """Return the hash of the library as far as results depend on it."""
    return _tree([path for path in _sources() if path.relative_to(LIBRARY).parts[0] not in OUTSIDE])


@cache
def page_maker() -> str:
    """Return the hash of what turns executed notebooks into pages."""
    return _tree([path for path in _sources() if path.relative_to(LIBRARY).parts[0] == "reports"])


@cache
def packages() -> dict[str, str]:
    """Return the version of every installed package, by name, read from the names of their metadata folders."""
    folders = {sysconfig.get_paths()[key] for key in ("purelib", "platlib")}
    found = [path.stem.rsplit("-", 1) for folder in folders for path in Path(folder).glob("*.dist-info")]
    return {name.replace("_", "-").lower(): version for name, version in sorted(found)}


def packages_hash() -> str:
    """Return the hash of all package versions but our own, whose content `library` covers."""
    return digest(repr([pair for pair in packages().items() if pair[0] != "readout-notebooks"]).encode())


def run_key(notebook_hash: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return what a run of a notebook rests on besides its data."""
    return {
        "notebook": notebook_hash,
        "parameters": parameters,
        "library": library(),
        "packages": packages_hash(),
    }


def _sources() -> list[Path]:
    return sorted(path for path in LIBRARY.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _tree(paths: list[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.relative_to(LIBRARY).as_posix()}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()
