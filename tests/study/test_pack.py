"""A study in one archive, and out of it again."""

import json
import zipfile
from pathlib import Path

import pytest
import yaml

from readout.errors import ReadoutError
from readout.study.pack import CITATION, CRATE, ZENODO, pack
from readout.study.unpack import unpack

DECISION = {
    "id": "abcd",
    "coder": "ab",
    "replaces": [{"claim_id": "dam-1", "content": [{"at": [23, 52], "quote": "the dam would be filled"}]}],
    "claims": [{"actor": "minister", "content_text": "the dam would be filled", "stance": "supports"}],
    "comment": "The dam again.",
}


@pytest.fixture
def full(study: Path) -> Path:
    (study / "annotations" / "dam").mkdir()
    (study / "annotations" / "dam" / "ab.jsonl").write_text(json.dumps(DECISION) + "\n")
    tables = study / "reports" / "dam" / "tables"
    tables.mkdir(parents=True)
    (tables / "claims.csv").write_text("claim_id,content_text,n\ndam-1,the dam would be filled,3\n")
    (tables.parent / "index.html").write_text("<p>the dam would be filled</p>")
    return study


def test_what_was_packed_is_unpacked_and_verified(full: Path, tmp_path: Path) -> None:
    packed = pack(full, tmp_path / "it.readout.zip", creators=["Doe, Jane"], licence="CC-BY-4.0")
    folder, count = unpack(packed.path, tmp_path / "elsewhere")
    assert count == packed.files - 1
    assert (folder / "texts" / "dam.md").read_bytes() == (full / "texts" / "dam.md").read_bytes()


def test_archives_of_data_find_their_metadata(full: Path, tmp_path: Path) -> None:
    packed = pack(full, tmp_path / "it.readout.zip", creators=["Doe, Jane"], licence="CC-BY-4.0")
    folder, _ = unpack(packed.path, tmp_path / "elsewhere")
    zenodo = json.loads((folder / ZENODO).read_text())
    assert (zenodo["upload_type"], zenodo["creators"], zenodo["license"]) == (
        "dataset",
        [{"name": "Doe, Jane"}],
        "cc-by-4.0",
    )
    assert yaml.safe_load((folder / CITATION).read_text())["authors"] == [
        {"family-names": "Doe", "given-names": "Jane"}
    ]
    graph = {item["@id"]: item for item in json.loads((folder / CRATE).read_text())["@graph"]}
    assert graph["texts/dam.md"]["sha256"] and graph["./"]["author"]


def test_without_words_offsets_and_numbers_stay(full: Path, tmp_path: Path) -> None:
    packed = pack(full, tmp_path / "it.readout.zip", words=False)
    folder, _ = unpack(packed.path, tmp_path / "elsewhere")
    everything = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"the dam would" not in everything and b"The dam again" not in everything
    body = (folder / "texts" / "dam.md").read_text().partition("---\nxxx")[2]
    assert len("xxx" + body) == len("The minister said that the dam would be filled by June.\n")
    decision = json.loads((folder / "annotations" / "dam" / "ab.jsonl").read_text())
    assert decision["replaces"][0]["content"][0]["at"] == [23, 52]
    assert (folder / "reports" / "dam" / "tables" / "claims.csv").read_text() == "claim_id,n\ndam-1,3\n"


def test_a_damaged_archive_is_told_and_leaves_nothing(full: Path, tmp_path: Path) -> None:
    packed = pack(full, tmp_path / "it.readout.zip")
    other = tmp_path / "other.readout.zip"
    with zipfile.ZipFile(packed.path) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b"x" if name.endswith("dam.md") else b""))
    with pytest.raises(ReadoutError, match=r"texts/dam\.md has other content"):
        unpack(other, tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists() and not list(tmp_path.glob(".unpacking-*"))


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt"])
def test_an_archive_that_reaches_outside_is_refused(full: Path, tmp_path: Path, name: str) -> None:
    packed = pack(full, tmp_path / "it.readout.zip")
    with zipfile.ZipFile(packed.path, "a") as archive:
        archive.writestr(f"{full.name}/{name}", "x")
    with pytest.raises(ReadoutError, match="outside of its own folder"):
        unpack(packed.path, tmp_path / "elsewhere")


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("no zip")
    with pytest.raises(ReadoutError, match="is no zip file"):
        unpack(tmp_path / "a.zip")
