"""A report that rests on a model's decisions names the model as an agent."""

import json
from pathlib import Path

import pytest
from tests.models.conftest import at

from readout.models.coder import code
from readout.models.prompt import Model, version
from readout.reports.record.record import CRATE, Record, Run, write_crate


@pytest.fixture
def graph(dam, scripted, study: Path, tmp_path: Path) -> dict[str, dict]:
    code(dam, Model("lab/scripted-1"), at(scripted(lambda request: '{"claims": []}')))
    files = {f"data/annotations/{dam.id}/{name}.jsonl": "0" * 64 for name in ("model--scripted-1", "ab")}
    run = Run("02_annotate_the_claims", {"notebook": "0" * 64, "parameters": {}}, files, "2026-01-01T00:00:00", 1.0)
    folder = tmp_path / "report"
    folder.mkdir()
    record = Record(dam.id, dam.id, "Dam", None, "2026-01-01T00:00:00", "x", [run], {}, 1, "")
    write_crate(record, folder, study, None)
    return {each["@id"]: each for each in json.loads((folder / CRATE).read_text(encoding="utf-8"))["@graph"]}


def test_a_model_is_an_agent_with_its_name_and_prompt(graph) -> None:
    model = graph["#coder/model:scripted-1"]
    assert (model["@type"], model["name"]) == ("SoftwareApplication", "lab/scripted-1")
    assert model["softwareVersion"] == f"prompt {version()}"
    codings = [each for each in graph.values() if each.get("agent") == {"@id": "#coder/model:scripted-1"}]
    assert [each["@type"] for each in codings] == ["CreateAction"]


def test_a_person_stays_a_person(graph) -> None:
    assert graph["#coder/ab"]["@type"] == "Person"
