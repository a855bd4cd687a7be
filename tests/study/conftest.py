"""A study to work in, made afresh."""

from pathlib import Path

import pytest

from readout.study.init import init

TEXT = "---\nid: dam\nkind: account\nlanguage: en\n---\nThe minister said that the dam would be filled by June.\n"


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("READOUT_HOME", "READOUT_CACHE", "READOUT_ANNOTATIONS"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "my study"
    init(folder, "shipped", coders=["ab"])
    (folder / "texts" / "dam.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder
