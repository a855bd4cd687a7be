"""What the pages for readers name is there: commands, targets of make, files, pictures."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

PAGES = ("README.md", "lib/README.md", "data/README.md", "reports/README.md", "notebooks/workshop/README.md")


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, project: Path) -> Path:
    path: Path = project / request.param
    return path


def commands() -> set[str]:
    """The names of the commands, all their files being loaded as the command line loads them."""
    from readout import cli

    cli.load_commands()
    return set(get_command(cli.app).commands)  # type: ignore[attr-defined]


def test_commands_are_there(page: Path) -> None:
    named = set(re.findall(r"(?:`|^ +)readout ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= commands()


def test_targets_are_there(page: Path, project: Path) -> None:
    named = set(re.findall(r"(?:`|^ +)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", (project / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
