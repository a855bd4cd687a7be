"""What a study consists of, and what it remembers of where its notebooks and codebook came from."""

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import readout
from readout import places, write
from readout.errors import ReadoutError

#: The folders of a study. Each has a line about itself in it, so that a version control keeps it when it is empty.
FOLDERS = {
    "texts": "The texts of this study, one Markdown file each: `readout add FILE`.",
    "annotations": "People's decisions on claims, a folder a text, a file a coder; they belong in version control.",
    "notebooks": "",
    "reports": "What `readout report` makes; it can be made again, so only this line is under version control.",
}
#: Copies of the files that came with Readout, as they were when they came: what was changed since is known by them.
CAME = ".came-from"
#: The codebook that is neither shipped nor anybody's yet.
EMPTY = (
    "# Layout 1 of Readout's codebooks.\n"
    "# The codebook of this study. `readout codebook suggest` makes proposals from its texts.\n"
    "issues: []\nthemes: []\n"
)


def digest(content: bytes) -> str:
    """Return a short name of some content."""
    return hashlib.sha256(content).hexdigest()[:16]


def walk() -> list[Path]:
    """Return the notebooks that ship with Readout."""
    return sorted((places.shipped() / "notebooks").glob("[0-9][0-9]_*.ipynb"))


def codebooks() -> dict[str, Path]:
    """Return the codebooks that ship with Readout, by name: `shipped` and those for named subjects."""
    folder = places.shipped() / "data"
    return {"shipped": folder / "codebook.yml", **{p.stem: p for p in sorted((folder / "codebooks").glob("*.yml"))}}


def study() -> Path:
    """Return the folder of the study one stands in; raises ReadoutError where it is a clone, or nothing at all."""
    here = places.found()
    if here.kind == "study":
        return here.folder
    what = "a clone of Readout itself" if here.kind == "project" else "no study"
    raise ReadoutError(f"{Path.cwd()} is {what}; `readout init FOLDER` makes a study, and --study names one.")


def settings(folder: Path) -> dict[str, Any]:
    """Return what the study.toml of a study says."""
    return tomllib.loads((folder / places.STUDY).read_text(encoding="utf-8"))


def write_settings(folder: Path, said: dict[str, Any]) -> None:
    """Write the study.toml of a study, with a word on each line."""
    # JSON's strings and lists of strings are TOML's too.
    put = {name: json.dumps(value, ensure_ascii=False) for name, value in said.items()}
    lines = [
        "# A study made with Readout. Change what you like; `readout update` keeps it.",
        f"schema = {places.SCHEMA}  # the layout of this folder; a Readout that does not know it says so",
        f"readout = {put.get('readout', json.dumps(readout.__version__))}  # the version that its notebooks came from",
        f"name = {put.get('name', json.dumps(folder.name))}",
        f"language = {put.get('language', json.dumps('en'))}",
        f"coders = {put.get('coders', '[]')}",
        f"text = {put.get('text', json.dumps(''))}  # the text that notebooks open: `readout use TEXT`",
        f"codebook = {put.get('codebook', json.dumps(''))}  # what the codebook began as",
        f"model = {put.get('model', json.dumps(''))}  # the address of a language model, where one is used as a coder",
    ]
    write.whole(folder / places.STUDY, "\n".join(lines) + "\n")


def without_choice(notebook: bytes) -> bytes:
    """Return a notebook with no text chosen in its parameters, so that a choice is no change of the notebook."""
    content = json.loads(notebook)
    for cell in content.get("cells", []):
        if "parameters" in cell.get("metadata", {}).get("tags", []):
            lines = "".join(cell["source"]).splitlines(keepends=True)
            cell["source"] = ["text = ...\n" if line.startswith("text =") else line for line in lines]
        if cell.get("cell_type") == "code":
            cell["outputs"], cell["execution_count"] = [], None
        cell.pop("id", None)
        cell.get("metadata", {}).pop("execution", None)
    content.pop("metadata", None)
    return json.dumps(content, sort_keys=True).encode()


def choose(notebook: str, text: str) -> str:
    """Return a notebook whose parameters name a text."""
    content = json.loads(notebook)
    for cell in content["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            lines = "".join(cell["source"]).splitlines(keepends=True)
            end = "\n" if len(lines) > 1 else ""
            new = f"text = {json.dumps(text, ensure_ascii=False)}"
            cell["source"] = [new + end if line.startswith("text =") else line for line in lines]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
