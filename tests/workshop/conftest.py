"""Workshops built once for all tests: on the shipped statement, and on three texts of other kinds."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import readout
from readout.workshop.build.build import Workshop, build

SHIPPED = "polyanskiy-tass"
#: A short account without a second one, a digest of a speech, and a digest of a treaty in which nobody is quoted.
TEXTS = (SHIPPED, "meloni-article-5-2025", "putin-conditions-2024", "budapest-memorandum-1994")


@pytest.fixture(scope="session")
def workshops(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workshop]:
    folder = tmp_path_factory.mktemp("workshop")
    return {name: build(readout.load(name), folder / name, pdf=False) for name in TEXTS}


@pytest.fixture
def in_folder() -> Iterator[object]:
    """A function that goes to a folder, until the test is over."""
    before = Path.cwd()
    yield os.chdir
    os.chdir(before)
