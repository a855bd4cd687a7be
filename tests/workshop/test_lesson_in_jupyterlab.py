"""Lesson A in a real JupyterLab with the network cut: answered in its lists and boxes, it turns green."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.workshop.conftest import SHIPPED

from readout.workshop.build.build import Workshop

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def driver(project: Path) -> Iterator[Any]:
    sys.path.insert(0, str(project / "scripts"))
    try:
        import workshop_in_jupyterlab

        yield workshop_in_jupyterlab
    finally:
        sys.path.remove(str(project / "scripts"))


@pytest.fixture(scope="module")
def sitting(
    driver: Any, chromium: str, workshops: dict[str, Workshop], tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[list[str]], list[str]]:
    # A copy, as answers are kept in the folder.
    folder = shutil.copytree(workshops[SHIPPED].folder, tmp_path_factory.mktemp("class") / "workshop")
    size = {"width": 1200, "height": 900}
    with (
        driver.jupyter_lab.server(folder) as address,
        driver.jupyter_lab.browser(chromium, viewport=size) as (page, outside),
    ):
        return driver.do_lesson_a(page, address, *driver.right_answers(folder)), outside


def test_unanswered_it_says_what_is_left_to_do(sitting: tuple[list[list[str]], list[str]]) -> None:
    before, _ = sitting[0]
    assert len(before) == 3
    assert all("no answer yet" in words for words in before)


def test_answered_by_hand_every_check_is_green(sitting: tuple[list[list[str]], list[str]]) -> None:
    _, after = sitting[0]
    assert len(after) == 3
    assert all("all right" in words for words in after)


def test_it_reaches_for_nothing_outside(sitting: tuple[list[list[str]], list[str]]) -> None:
    assert sitting[1] == []
