"""What all tests share: the measurement data beside the project, and a browser where there is one."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from traitlets.config import Config

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"

# A test of properties tries the same examples each time, so that a failure is the change's own; `make fuzz` tries
# others by night, and prints how to see a failure again.
# Five seconds for one example are a hang; what takes less says how busy the machine is.
settings.register_profile("same", derandomize=True, deadline=5000)
settings.register_profile("random", derandomize=False, deadline=5000, print_blob=True)
settings.load_profile("random" if os.environ.get("READOUT_FUZZ") else "same")


@pytest.fixture(scope="session", autouse=True)
def claims_kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let tests, their kernels and their commands annotate each text once, all processes of the suite together."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("READOUT_CACHE", str(shared / "claims"))
        yield


@pytest.fixture(scope="session")
def kernels() -> Iterator[Config]:
    """Return what tells a client of notebooks to reach its kernels through files.

    Two processes that start a kernel at the same moment may both be told that the same port of the network is free,
    and one of them then waits for a kernel that is dead.
    """
    with tempfile.TemporaryDirectory(prefix="kernels-") as folder:
        yield Config({"KernelManager": {"transport": "ipc", "ip": f"{folder}/s"}})


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the measurement data (../shared) are not beside this project")
    return SHARED


@pytest.fixture(scope="session")
def numbers() -> Callable[[str], Any]:
    """Return what a file of tests/reference holds: numbers of papers and of other programs; each names its source."""
    return lambda name: json.loads((PROJECT / "tests" / "reference" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def chromium() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        pytest.skip("no Chromium on this machine")
    return path


#: What takes longest comes first, so that the processes of a run end together.
LONGEST = ("workshop", "notebooks", "reviewing", "reports", "compare")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, and put what takes longest first."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: LONGEST.index(_part(item)) if _part(item) in LONGEST else len(LONGEST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep together what shares fixtures: a file, or all of the lessons, in one process.

    The marks by which pytest-xdist 3.8 groups tests do nothing under pytest 9.2, which names tests in another way.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.split("::", 1)[0]
            return "tests/workshop" if file.startswith("tests/workshop/") else file

    return ByFile(config, log)


def _part(item: pytest.Item) -> str:
    """Return the part of the library that a test is of: the folder that it stands in, next below that of all tests."""
    return item.path.relative_to(PROJECT / "tests").parts[0] if item.path.is_relative_to(PROJECT / "tests") else ""
