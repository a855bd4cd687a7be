import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.models.scripted import Scripted

from readout.models.server import KEY, Server
from readout.texts.library import load
from readout.texts.text import Text

ACCOUNTS = Path(__file__).parent.parent / "annotator" / "accounts"


@pytest.fixture
def study(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own, in which decisions and trails may be written."""
    data = tmp_path / "data"
    (data / "texts").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    for name in ("codebook.yml", "actors.csv", "guarantees.csv"):
        shutil.copy(project / "data" / name, data / name)
    monkeypatch.setenv("READOUT_HOME", str(tmp_path))
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path / ".cache"))
    monkeypatch.delenv(KEY, raising=False)
    monkeypatch.delenv("READOUT_MODEL_URL", raising=False)
    return tmp_path


@pytest.fixture
def dam(study: Path) -> Text:
    return load(ACCOUNTS / "nile-dam.md")


@pytest.fixture(scope="session")
def dam_gold() -> list[dict[str, Any]]:
    return json.loads((ACCOUNTS / "nile-dam.gold.json").read_text(encoding="utf-8"))["claims"]


@pytest.fixture
def scripted() -> Iterator[Callable[[Callable[[dict[str, Any]], Any]], Scripted]]:
    """Return a function that starts a server with an answer; every server ends with the test."""
    started: list[Scripted] = []

    def start(answer: Callable[[dict[str, Any]], Any]) -> Scripted:
        started.append(Scripted(answer))
        return started[-1]

    yield start
    for server in started:
        server.close()


def at(server: Scripted, **more: Any) -> Server:
    """Return the address of a scripted server, with short waits."""
    return Server(server.url, **{"timeout": 5, "tries": 2, "wait": 0.01, **more})
