"""One archive of a study, for a colleague or a data archive.

In it lie the study's files, `ro-crate-metadata.json` (RO-Crate 1.1), `.zenodo.json` (the metadata of Zenodo's deposit
API), `CITATION.cff` (Citation File Format 1.2.0), and `manifest-sha256.txt`, which `sha256sum -c` reads too.
"""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import readout
from readout import places, write
from readout.errors import ReadoutError
from readout.study import layout, wordless

MANIFEST, CRATE, ZENODO, CITATION = "manifest-sha256.txt", "ro-crate-metadata.json", ".zenodo.json", "CITATION.cff"
#: What of a study is nobody else's business, or can be made again.
LEFT_OUT = (".git", ".venv", ".cache", ".backup", ".ipynb_checkpoints", "__pycache__", ".lock", ".DS_Store", "failures")
ENDING = ".readout.zip"


@dataclass
class Packed:
    """What was packed: the archive, how many files it holds, and what its maker should know."""

    path: Path
    files: int
    notes: list[str] = field(default_factory=list)


def pack(
    study: Path,
    out: Path | None = None,
    words: bool = True,
    title: str = "",
    creators: Sequence[str] = (),
    licence: str = "",
    description: str = "",
) -> Packed:
    """Write the archive of a study; without `words` the texts' words are left out, and offsets and numbers stay.

    Raises ReadoutError where the archive would lie over a file that is there or a text has no id of its own.
    """
    said = layout.settings(study)
    out = out or study.parent / f"{study.name}{'' if words else '-without-words'}{ENDING}"
    if out.is_dir():
        raise ReadoutError(f"{out} is a folder; name the archive, such as {out / (study.name + ENDING)}.")
    about = _about(said, title, creators, licence, description, words)
    notes = []
    if not creators:
        notes.append("Nobody is named as its maker, which data archives ask for; --creator 'Doe, Jane' names one.")
    if not licence:
        notes.append("No licence is named; --licence CC-BY-4.0, say, tells others what they may do with what is yours.")
    if words:
        notes.append("The words of the texts are in it; where they may not be shared, --no-text leaves them out.")
    contents = {name: path.read_bytes() for name, path in _files(study, out)}
    if not words:
        contents = wordless.contents(contents)
    contents[ZENODO] = _json(_zenodo(about))
    contents[CITATION] = _citation(about).encode()
    contents[CRATE] = _crate(about, contents)
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(contents.items())]
    contents[MANIFEST] = "".join(lines).encode()
    with write.staged(out) as unfinished, zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(contents.items()):
            # No clock time: the same study makes the same archive on the same day.
            archive.writestr(zipfile.ZipInfo(f"{study.name}/{name}"), content, zipfile.ZIP_DEFLATED)
    return Packed(out, len(contents), notes)


def _files(study: Path, out: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(study.rglob("*")):
        parts = path.relative_to(study).parts
        hidden = any(part in LEFT_OUT or part.startswith(write.UNFINISHED) for part in parts)
        made_here = len(parts) == 1 and parts[0] in (MANIFEST, CRATE, ZENODO, CITATION)
        archive = path.name.endswith(ENDING) or path.resolve() == out.resolve()
        if path.is_file() and not (hidden or made_here or archive):
            if path.is_symlink() and not path.resolve().is_relative_to(study.resolve()):
                raise ReadoutError(f"{path} is a link out of the study; put the file itself there, or take it away.")
            yield path.relative_to(study).as_posix(), path


def _about(
    said: dict[str, Any], title: str, creators: Sequence[str], licence: str, description: str, words: bool
) -> dict[str, Any]:
    name = said.get("name") or "A study"
    for creator in creators:
        if not creator.strip():
            raise ReadoutError("--creator names nobody; write it as 'Doe, Jane'.")
    return {
        "title": title or name,
        "creators": [creator.strip() for creator in creators],
        "licence": licence,
        "description": description or f"Claims in diplomatic statements, coded with Readout {readout.__version__}.",
        "day": datetime.now(UTC).date().isoformat(),
        "language": said.get("language") or "en",
        "words": words,
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _zenodo(about: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata of a Zenodo deposit (developers.zenodo.org, the deposit metadata)."""
    found: dict[str, Any] = {
        "title": about["title"],
        "upload_type": "dataset",
        "description": about["description"],
        "publication_date": about["day"],
        "language": {"en": "eng"}.get(about["language"], about["language"]),
        "keywords": ["political claims analysis", "quotation attribution", "diplomacy"],
        "access_right": "open",
    }
    if about["creators"]:
        found["creators"] = [{"name": name} for name in about["creators"]]
    if about["licence"]:
        found["license"] = about["licence"].lower()
    return found


def _citation(about: dict[str, Any]) -> str:
    import yaml

    authors: list[dict[str, str]] = []
    for name in about["creators"]:
        family, _, given = (part.strip() for part in name.partition(","))
        authors.append({"family-names": family, "given-names": given} if given else {"name": name})
    found = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": about["title"],
        "authors": authors or [{"name": f"The makers of {about['title']}"}],
        "date-released": about["day"],
        **({"license": about["licence"]} if about["licence"] else {}),
    }
    return yaml.safe_dump(found, sort_keys=False, allow_unicode=True)


def _crate(about: dict[str, Any], contents: dict[str, bytes]) -> bytes:
    """Return the metadata of the archive as an RO-Crate: what it is, by whom, and each file with size and hash."""
    from rocrate.model.contextentity import ContextEntity
    from rocrate.model.person import Person
    from rocrate.rocrate import ROCrate

    crate = ROCrate(gen_preview=False, version="1.1")
    crate.name, crate.description, crate.datePublished = about["title"], about["description"], about["day"]
    if about["licence"]:
        address = f"https://spdx.org/licenses/{about['licence']}"
        terms = {"@type": "CreativeWork", "name": about["licence"]}
        crate.license = crate.add(ContextEntity(crate, address, properties=terms))
    for number, name in enumerate(about["creators"]):
        crate.root_dataset.append_to("author", crate.add(Person(crate, f"#creator-{number + 1}", {"name": name})))
    for name, content in sorted(contents.items()):
        entity = crate.add_file(dest_path=name)
        entity["name"] = name
        entity["contentSize"] = str(len(content))
        entity["sha256"] = hashlib.sha256(content).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        crate.metadata.write(Path(folder))
        return (Path(folder) / CRATE).read_bytes()


def is_newer(said: dict[str, Any]) -> bool:
    """Tell whether a study has a layout that this version does not know."""
    return isinstance(said.get("schema"), int) and said["schema"] > places.SCHEMA
