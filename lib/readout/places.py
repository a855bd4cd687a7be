"""Where things lie: the study or project one works in, and what ships with Readout.

A study is a folder with `study.toml` (see `readout.study`), a project a clone of Readout itself. The nearest one
upwards of the working folder counts, as git does it; READOUT_HOME, which `--study` sets, goes before it. Where there is
neither, the texts, codebook and notebooks that ship with Readout are read, and nothing is written among them.
"""

import os
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from readout.errors import ReadoutError

#: The file that makes a folder a study, and the layout of studies that this version writes and reads.
STUDY, SCHEMA = "study.toml", 1
PACKAGE = Path(__file__).resolve().parent
#: What is written where there is no study goes into these folders of the working folder.
LOOSE_REPORTS, LOOSE_BUILD, LOOSE_COLLECTIONS = "readout-reports", "readout-build", "readout-collections"


class Home(NamedTuple):
    """The folder that counts: a `study`, a `project` (a clone), or what is `shipped`, and by what it was found."""

    folder: Path
    kind: str
    by: str


def found() -> Home:
    """Return the folder that counts here, and why it is that one.

    Raises ReadoutError where READOUT_HOME names no study, or where a study cannot be read by this version.
    """
    named = os.environ.get("READOUT_HOME")
    if named:
        folder = Path(named).resolve()
        # A bare folder of data will do where it is named: a scheduler's, a test's.
        kind = kind_of(folder) or ("project" if (folder / "data").is_dir() else None)
        if kind is None:
            raise ReadoutError(f"{_not_a_study(folder)} (It was named by --study or READOUT_HOME.)")
        return _checked(Home(folder, "shipped" if folder == _packed() else kind, "READOUT_HOME"))
    for folder in _upwards(Path.cwd()):
        kind = kind_of(folder)
        if kind:
            return _checked(Home(folder, kind, "here"))
    return Home(shipped(), "shipped", "package")


def kind_of(folder: Path) -> str | None:
    """Return whether a folder is a `study`, a `project`, or neither: None."""
    if (folder / STUDY).is_file():
        return "study"
    return "project" if (folder / "data" / "texts").is_dir() and (folder / "notebooks").is_dir() else None


def not_obvious(named: bool = False) -> str:
    """Return a sentence about the folder that counts where a person may expect another; '' where it is plain.

    `named` says that the person has just named it.
    """
    here = found()
    if here.kind == "shipped":
        return (
            "There is no study here: the codebook and the texts are those that ship with Readout, and nothing is kept; "
            "`readout init FOLDER` makes a study."
        )
    stood_in = next((folder for folder in _upwards(Path.cwd()) if kind_of(folder) == "study"), None)
    if here.by == "READOUT_HOME" and not named and stood_in not in (None, here.folder):
        return f"Working on {here.folder}, which READOUT_HOME names, and not on {stood_in}."
    outer = around(here.folder)
    if here.by == "here" and here.kind == "study" and outer:
        return f"Working on the study {here.folder}, which lies inside {outer}; --study names another."
    return ""


def around(folder: Path) -> Path | None:
    """Return the study or project that a folder lies inside, or None."""
    return next((outer for outer in folder.resolve().parents if kind_of(outer)), None)


def home() -> Path:
    """Return the folder of the study or project, or of what ships with Readout where there is none."""
    return found().folder


def own(what: str) -> Path:
    """Return the folder of the study or project to write in; `what` names what is to be kept there.

    Raises ReadoutError where there is none: nothing is written among the files that ship with Readout.
    """
    here = found()
    if here.kind == "shipped":
        raise ReadoutError(
            f"There is no study at {Path.cwd()} or above it to keep {what} in; make one with `readout init FOLDER` "
            "and work there, or name one with --study."
        )
    return here.folder


def data_of(folder: Path) -> Path:
    """Return the folder of texts, decisions and tables of a home: a study itself, else its folder `data`."""
    return folder if (folder / STUDY).is_file() else folder / "data"


def data() -> Path:
    """Return the folder in which texts, decisions, codebook and tables lie."""
    return data_of(home())


def shipped() -> Path:
    """Return the folder with the `data` and `notebooks` that ship with Readout: of the package, or of the clone."""
    for folder in (_packed(), PACKAGE.parent.parent):
        if (folder / "data" / "texts").is_dir():
            return folder
    raise ReadoutError(f"The installation at {PACKAGE} lacks its data folder; install Readout again.")


def _packed() -> Path:
    return PACKAGE / "shipped"


def table(name: str) -> Path:
    """Return the path of a table of the data folder, such as codebook.yml, or the shipped one where there is none."""
    path = data() / name
    return path if path.exists() or home() == shipped() else shipped() / "data" / name


def texts() -> Path:
    """Return the folder of the texts."""
    return data() / "texts"


def annotations() -> Path:
    """Return the folder of people's decisions: READOUT_ANNOTATIONS where set (a report run), else that of the study."""
    named = os.environ.get("READOUT_ANNOTATIONS")
    return Path(named) if named else data() / "annotations"


def notebooks() -> Path:
    """Return the folder of the notebooks: the study's own where it has the walk, else those that ship with Readout."""
    folder = home() / "notebooks"
    return folder if any(folder.glob("[0-9][0-9]_*.ipynb")) else shipped() / "notebooks"


def collection_notebook() -> Path:
    """Return the notebook of collections: the study's own where it has one, else the shipped one."""
    name = Path("notebooks") / "collections" / "06_a_collection.ipynb"
    return home() / name if (home() / name).is_file() else shipped() / name


def lessons() -> Path:
    """Return the folder of the workshop's lessons: the study's own where it has them, else the shipped ones."""
    folder = home() / "notebooks" / "workshop"
    return folder if folder.is_dir() else shipped() / "notebooks" / "workshop"


def cache() -> Path:
    """Return the folder of what can be computed again: READOUT_CACHE where set, else .cache in the study.

    Where there is no study it is a folder of the user's own, so that nothing is written into an installed package.
    """
    named = os.environ.get("READOUT_CACHE")
    if named:
        return Path(named)
    here = found()
    if here.kind != "shipped":
        return here.folder / ".cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "readout"


def reports() -> Path:
    """Return the folder of the rendered reports: the study's, or `readout-reports` in the working folder."""
    here = found()
    return Path.cwd() / LOOSE_REPORTS if here.kind == "shipped" else here.folder / "reports"


def build() -> Path:
    """Return the folder of what is built besides reports: the study's, or `readout-build` in the working folder."""
    here = found()
    return Path.cwd() / LOOSE_BUILD if here.kind == "shipped" else here.folder / "build"


def path_of(name: str, folder: Path | None = None) -> Path:
    """Return the path of what a record names: `data/…` and `notebooks/…` are the study's, an absolute one itself."""
    folder = folder or home()
    first, _, rest = name.partition("/")
    if first == "data":
        return data_of(folder) / rest if rest else data_of(folder)
    if first == "notebooks" and not (folder / name).exists():
        return shipped() / name
    return folder / name


def name_of(path: Path, folder: Path | None = None) -> str:
    """Return the name under which records keep a path of the data folder, `data/…`, or the path itself."""
    data_folder = data_of(folder or home())
    if not path.is_relative_to(data_folder):
        return path.as_posix()
    rest = path.relative_to(data_folder).as_posix()
    return "data" if rest == "." else f"data/{rest}"


def data_files(folder: Path) -> list[Path]:
    """Return the files that work rests on: the tables, texts and decisions of the data folder of a home."""
    data_folder = data_of(folder)
    found = [path for path in data_folder.glob("*") if path.is_file()]
    for name in ("texts", "annotations"):
        found += [path for path in (data_folder / name).rglob("*") if path.is_file()]
    return sorted(found)


def is_data(path: Path, folder: Path) -> bool:
    """Tell whether a path is of those in `data_files`, or one of the folders that these lie in."""
    data_folder = data_of(folder)
    if not path.is_relative_to(data_folder):
        return False
    parts = path.relative_to(data_folder).parts
    if len(parts) <= 1:
        return data_folder != folder or not parts or path.is_file() or parts[0] in ("texts", "annotations")
    return data_folder != folder or parts[0] in ("texts", "annotations")


def _upwards(start: Path) -> tuple[Path, ...]:
    return (start, *start.parents)


def _not_a_study(folder: Path) -> str:
    if not folder.is_dir():
        return f"There is no folder {folder}; `readout init {folder}` makes a study of that name."
    parts = [name for name in ("texts", "annotations", "codebook.yml") if (folder / name).exists()]
    if parts:
        return (
            f"{folder} is half a study: it has {' and '.join(parts)} but no {STUDY}; `readout init {folder}` "
            "completes it."
        )
    return f"{folder} is no study, which has a {STUDY}; name another folder, or make one with `readout init FOLDER`."


def _checked(here: Home) -> Home:
    if here.kind == "study":
        path = here.folder / STUDY
        try:
            settings(path, path.stat().st_mtime_ns)
        except OSError as error:
            raise ReadoutError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    return here


@lru_cache(maxsize=32)
def settings(path: Path, _changed: int = 0) -> dict[str, object]:
    """Return what a study.toml says. Raises ReadoutError where it is no TOML or of a newer layout than ours."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReadoutError(f"{path} cannot be read as TOML ({error}); mend the line or restore the file.") from None
    schema = content.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 0:
        raise ReadoutError(f"{path} says no whole number `schema`; write `schema = {SCHEMA}` into its first line.")
    if schema > SCHEMA:
        raise ReadoutError(
            f"{path.parent} is a study of layout {schema}, and this Readout knows layouts up to {SCHEMA}; install a "
            "newer Readout to work on it. Nothing was changed."
        )
    return content


def collections() -> Path:
    """Return the folder of large collections: READOUT_COLLECTIONS, else the study's, else one in the working folder."""
    named = os.environ.get("READOUT_COLLECTIONS")
    if named:
        return Path(named)
    here = found()
    return Path.cwd() / LOOSE_COLLECTIONS if here.kind == "shipped" else here.folder / "collections"
