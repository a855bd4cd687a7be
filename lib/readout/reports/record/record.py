"""The record of a report: what ran on what, when, with which result; for us as JSON, for others as an RO-Crate."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from readout import places
from readout.reports.plan.fingerprints import digest, packages
from readout.reviewing.decisions.store import Store

RECORD = "record.json"
CRATE = "ro-crate-metadata.json"
LICENCES = {
    "MIT": "https://spdx.org/licenses/MIT",
    "CC0": "https://spdx.org/licenses/CC0-1.0",
}


@dataclass
class Run:
    """One notebook's run as the record keeps it: what it rested on, when and how it ended, and what it made."""

    name: str
    key: dict[str, Any]
    inputs: dict[str, str]
    started: str
    seconds: float
    files: list[str] = field(default_factory=list)


@dataclass
class Record:
    """What is known of a published report."""

    text_id: str
    text: str
    title: str
    date: str | None
    made: str
    page_maker: str
    runs: list[Run]
    snapshot: dict[str, Any]
    decisions: int
    changed: str
    files: dict[str, int] = field(default_factory=dict)
    #: The SHA-256 of every file, by its name.
    hashes: dict[str, str] = field(default_factory=dict)
    #: Which run of the text this is: later ones have greater numbers, whatever the clock says.
    number: int = 0

    def run_of(self, name: str) -> Run | None:
        """Return the run of a notebook, or None."""
        return next((run for run in self.runs if run.name == name), None)

    def to_json(self) -> str:
        """Return the record as JSON."""
        return json.dumps({**self.__dict__, "runs": [run.__dict__ for run in self.runs]}, indent=1, ensure_ascii=False)


def read(folder: Path) -> Record | None:
    """Return the record of a published report, or None where there is none that can be read."""
    try:
        content = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return Record(**{**content, "runs": [Run(**run) for run in content["runs"]]})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def whole(folder: Path, record: Record) -> bool:
    """Return whether every file of the report is there with its size."""
    try:
        return all((folder / name).stat().st_size == size for name, size in record.files.items())
    except OSError:
        return False


def sizes(folder: Path) -> dict[str, int]:
    """Return the size in bytes of every file of a report but its record."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}
    return {name: size for name, size in named.items() if name != RECORD}


def hashes(folder: Path, record: Record) -> dict[str, str]:
    """Return the SHA-256 of every file of a report but its record."""
    return {name: digest((folder / name).read_bytes()) for name in record.files}


def altered(folder: Path, record: Record) -> list[str]:
    """Return in a sentence each how the files of a published report differ from what was published."""
    found = []
    for name, expected in sorted(record.hashes.items()):
        path = folder / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif digest(path.read_bytes()) != expected:
            found.append(f"{name} was altered")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return found + [f"{name} was added" for name in sorted(there - {*record.hashes, RECORD})]


def write_crate(record: Record, folder: Path, home: Path, licence: str | None) -> None:
    """Write ro-crate-metadata.json (RO-Crate 1.1, Process Run Crate 0.5): each run with what it read and made.

    `licence` is that of the text where its metadata give one.
    """
    from rocrate.model.contextentity import ContextEntity
    from rocrate.rocrate import ROCrate

    crate = ROCrate(gen_preview=False, version="1.1")
    crate.name = f"Readout report: {record.title}"
    crate.description = (
        f"The claims of {record.text_id}, their comparison and their charts, and the notebooks that made them."
    )
    crate.datePublished = record.made
    crate.license = crate.add(
        ContextEntity(
            crate,
            LICENCES["CC0"],
            properties={
                "@type": "CreativeWork",
                "name": "CC0 1.0 Universal (what Readout wrote; the text has its own)",
            },
        )
    )

    def add(entity_id: str, kind: str | list[str], **properties: Any) -> Any:
        return crate.add(ContextEntity(crate, entity_id, properties={"@type": kind, **properties}))

    profile = "https://w3id.org/ro/wfrun/process/0.5"
    add(profile, "CreativeWork", name="Process Run Crate", version="0.5")
    crate.root_dataset["conformsTo"] = {"@id": profile}
    files = {name: crate.add_file(dest_path=name, source=folder / name) for name in record.files}
    for name, entity in files.items():
        entity["name"] = name
        entity["encodingFormat"] = _format(name)
        entity["contentSize"] = str(record.files[name])
        entity["sha256"] = digest((folder / name).read_bytes())
    inputs: dict[str, Any] = {}
    codings: list[dict[str, str]] = []
    for run in record.runs:
        for name, content in run.inputs.items():
            if name in inputs or not content:
                continue
            terms = _licence_of(name, record, licence)
            coder = _coder(name, add) if name.startswith("data/annotations/") and name.endswith(".jsonl") else None
            inputs[name] = add(
                f"#input/{name}",
                "CreativeWork",
                name=name,
                identifier=f"sha256:{content}",
                **({"license": terms} if terms else {}),
                **({"author": {"@id": coder.id}} if coder else {}),
            )
            if coder and coder.type == "SoftwareApplication":
                coding = add(
                    f"#coding/{name}",
                    "CreateAction",
                    name=f"Coding by {coder['name']}",
                    agent={"@id": coder.id},
                    instrument={"@id": coder.id},
                    result={"@id": inputs[name].id},
                )
                codings.append({"@id": coding.id})
    software = [
        add(f"#package/{name}", "SoftwareApplication", name=name, softwareVersion=version)
        for name, version in packages().items()
    ]
    engine = add(
        "#readout",
        "SoftwareApplication",
        name="readout report, with papermill",
        softwareVersion=packages().get("readout-notebooks", ""),
        softwareRequirements=[{"@id": package.id} for package in software],
    )
    actions = [*codings]
    for run in record.runs:
        notebook = add(
            f"#notebook/{run.name}",
            ["SoftwareApplication", "SoftwareSourceCode"],
            name=f"notebooks/{run.name}.ipynb",
            identifier=f"sha256:{run.key['notebook']}",
            license=LICENCES["MIT"],
            version=run.key["notebook"][:12],
            softwareRequirements={"@id": engine.id},
        )
        values = [
            add(
                f"#parameter/{run.name}/{name}", "PropertyValue", name=name, value=json.dumps(value, ensure_ascii=False)
            )
            for name, value in run.key["parameters"].items()
        ]
        read_files = [inputs[name] for name in run.inputs if name in inputs]
        action = add(
            f"#run/{run.name}",
            "CreateAction",
            name=f"Run of {run.name}",
            description=f"papermill ran notebooks/{run.name}.ipynb on the text {record.text_id}.",
            instrument={"@id": notebook.id},
            object=[{"@id": entity.id} for entity in [*read_files, *values]],
            result=[{"@id": files[name].id} for name in run.files if name in files],
            startTime=run.started,
            endTime=_end(run),
            actionStatus="http://schema.org/CompletedActionStatus",
        )
        actions.append({"@id": action.id})
    crate.root_dataset["mentions"] = actions
    crate.metadata.write(folder)


def _coder(name: str, add: Any) -> Any:
    """Return who made a file of decisions: a person, or a model with what its file says of it."""
    stem = Path(name).stem
    if not stem.startswith("model--"):
        return add(f"#coder/{stem}", "Person", name=stem)
    about = Store(places.annotations() / name.removeprefix("data/annotations/")).read().about
    return add(
        f"#coder/model:{stem.removeprefix('model--')}",
        "SoftwareApplication",
        name=str(about.get("model") or stem.removeprefix("model--")),
        description="A language model as a coder; its requests and answers lie in the trail beside its decisions.",
        **({"softwareVersion": f"prompt {about['prompt']}"} if about.get("prompt") else {}),
        **({"url": str(about["address"])} if about.get("address") else {}),
    )


def _end(run: Run) -> str:
    from datetime import datetime, timedelta

    return (datetime.fromisoformat(run.started) + timedelta(seconds=run.seconds)).isoformat(timespec="seconds")


def _licence_of(name: str, record: Record, licence: str | None) -> str | None:
    if Path(name).stem == record.text_id or not name.startswith("data/"):
        return licence or ("see the text's own metadata" if not name.startswith("data/") else LICENCES["CC0"])
    return LICENCES["CC0"]


def _format(name: str) -> str:
    kinds = {
        ".html": "text/html",
        ".csv": "text/csv",
        ".parquet": "application/vnd.apache.parquet",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".ipynb": "application/x-ipynb+json",
        ".pdf": "application/pdf",
        ".json": "application/json",
    }
    return kinds.get(Path(name).suffix, "application/octet-stream")
