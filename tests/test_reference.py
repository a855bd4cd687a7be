"""The reference and the README tell of every command, function and column that there is, and of no other."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

REMEDY = "run: python scripts/make_reference.py"


@pytest.fixture(scope="module")
def maker(project: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", project / "scripts" / "make_reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_that_of_the_code(maker: ModuleType) -> None:
    assert maker.PAGE.read_text(encoding="utf-8") == maker.content(), REMEDY


def test_the_readme_lists_the_commands_of_the_code(maker: ModuleType) -> None:
    assert maker.README.read_text(encoding="utf-8") == maker.readme(), REMEDY


def test_every_command_that_a_page_names_is_in_the_reference(maker: ModuleType, project: Path) -> None:
    known = {name.split()[1] for name, _ in maker.commands()}
    pages = [project / "README.md", project / "CONTRIBUTING.md", *(project / "docs").glob("*.md")]
    named = {
        word
        for page in pages
        for word in re.findall(r"(?:`|^ +)readout ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)
    }
    assert named - known == set()


def test_this_version_has_its_section_in_the_changelog(project: Path) -> None:
    import readout

    assert f"## {readout.__version__}\n" in (project / "CHANGELOG.md").read_text(encoding="utf-8")
