"""A small collection that is annotated once, and a folder for those that tests make."""

from pathlib import Path

import pytest
from speeches import found

from readout.collections.annotating import run
from readout.collections.collection import Collection
from readout.collections.datasheet import Datasheet
from readout.collections.taking_in import from_texts


@pytest.fixture(scope="session")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    folder: Path = tmp_path_factory.mktemp("collections")
    made = from_texts("small", iter(found()), Datasheet("Made-up speeches."), folder)
    run.annotate(made, jobs=1)
    return made
