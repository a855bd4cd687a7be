"""Make a study: the folder, its files, and copies of the notebooks to change."""

from collections.abc import Sequence
from pathlib import Path

import readout
from readout import codebook, places, write
from readout.errors import ReadoutError
from readout.reviewing.decisions.store import check_coder
from readout.study import layout
from readout.texts import metadata

#: What may lie in a folder that a study is made in: what a new repository has.
MAY_BE_THERE = ("readme", "license", "licence", "copying")
ACTORS = "actor,kind,affiliation,names,adjectives,seats,pronoun\n"
README = """# {name}

A study made with Readout {version}, of diplomatic statements: who claims what, in whose words, on which condition.

| folder or file | what |
|---|---|
| `texts/` | the texts: `readout add FILE` puts one in |
| `annotations/` | what people decided on claims |
| `codebook.yml` | the issues and themes, and the words by which they are recognised |
| `actors.csv` | persons and bodies that the shipped lists do not have, or have otherwise |
| `notebooks/` | the walk, copied here to be changed |
| `reports/` | what `readout report` makes |
| `study.toml` | the settings of the study |

From here on, in this folder:

    readout add FILE --kind account --date 2026-01-31
    readout use TEXT-ID
    readout codebook suggest
    readout report
    readout pack

Keep it under version control: `git init && git add . && git commit`. A colleague needs this folder and
`pip install "readout-notebooks[lab]=={version}"`.
"""
IGNORE = """.venv/
.ipynb_checkpoints/
__pycache__/
.cache/
reports/*
!reports/README.md
annotations/**/.lock
*.readout.zip
"""


def init(
    folder: Path, book: str = "empty", language: str = "en", coders: Sequence[str] = (), model: str = ""
) -> list[str]:
    """Make a study in a folder, or complete half a one; return the names of the files that were written.

    `book` is `empty`, the name of a codebook that ships (see `layout.codebooks`), or the path of one. Nothing that is
    there is written over. Raises ReadoutError for a folder with other things in it, one inside a study or inside
    Readout itself, an unknown codebook, and a name that no coder can have.
    """
    folder = folder.absolute()
    _check(folder)
    for coder in coders:
        check_coder(coder)
    metadata.check({"language": language}, "--language")
    content = _codebook(book)
    made: list[str] = []

    def put(name: str, words: str) -> None:
        path = folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write.whole(path, words)
            made.append(name)

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, about in layout.FOLDERS.items():
            (folder / name).mkdir(exist_ok=True)
            if about:
                put(f"{name}/README.md", about + "\n")
        put("codebook.yml", content)
        put("actors.csv", ACTORS)
        for path in layout.walk():
            words = path.read_text(encoding="utf-8")
            put(f"notebooks/{path.name}", layout.choose(words, ""))
            put(f"{layout.CAME}/{path.name}", words)
        put(f"{layout.CAME}/codebook.yml", content)
        put("README.md", README.format(name=folder.name, version=readout.__version__))
        put(".gitignore", IGNORE)
        if not (folder / places.STUDY).exists():
            said = {"name": folder.name, "language": language, "coders": [*coders], "codebook": book, "model": model}
            layout.write_settings(folder, said)
            made.append(places.STUDY)
    except OSError as error:
        raise ReadoutError(
            f"{folder} cannot be written ({(error.strerror or str(error)).lower()}); name a folder of your own."
        ) from None
    return made


def _check(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ReadoutError(f"{folder} is a file; name a folder, which need not be there yet.")
    outer = places.around(folder)
    if outer is not None:
        kind = "the study" if places.kind_of(outer) == "study" else "the clone of Readout"
        raise ReadoutError(f"{folder} would lie inside {kind} {outer}; make it beside that, as in ../{folder.name}.")
    if places.kind_of(folder) == "project":
        raise ReadoutError(f"{folder} is a clone of Readout itself; make the study in a folder beside it.")
    if places.kind_of(folder) == "study" or not folder.is_dir():
        return
    half = any((folder / name).exists() for name in ("codebook.yml", "annotations")) and (folder / "texts").is_dir()
    others = [
        path.name
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".") and not path.stem.lower().startswith(MAY_BE_THERE)
    ]
    if others and not half:
        raise ReadoutError(
            f"{folder} has other things in it, such as {others[0]}; name an empty folder, or one that is not there yet."
        )


def _codebook(book: str) -> str:
    if book == "empty":
        return layout.EMPTY
    known = layout.codebooks()
    path = known.get(book, Path(book))
    if not path.is_file():
        raise ReadoutError(f"No codebook {book!r}; there are empty, {', '.join(known)}, or the path of a file.")
    codebook.load(path)
    return path.read_text(encoding="utf-8")
