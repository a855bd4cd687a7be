"""The bundle of each operating system, packed from a made-up folder of wheels: nothing here needs a network."""

import io
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.workshop.conftest import SHIPPED

from readout.errors import ReadoutError
from readout.workshop.build import bundle, colophon, write_papers
from readout.workshop.build.build import Workshop
from readout.workshop.build.wheels import LOCKED, PLATFORMS, PYTHON, runtime_lock

ENDINGS = {"linux": ".sh", "windows": ".bat", "macos": ".command"}


@pytest.fixture(scope="module")
def archives(
    workshops: dict[str, Workshop], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Path, dict[str, bytes]]]:
    """By platform, the archive and what is in its top folder."""
    house = tmp_path_factory.mktemp("wheels")
    (house / "some_tool-1.0-cp311-cp311-macosx_11_0_arm64.whl").write_bytes(b"arm")
    (house / "some_tool-1.0-cp311-cp311-macosx_11_0_x86_64.whl").write_bytes(b"intel")
    found = {}
    for name, platform in PLATFORMS.items():
        target = tmp_path_factory.mktemp("archive") / f"{name}.zip"
        bundle.pack(workshops[SHIPPED].folder, house, platform, target)
        with zipfile.ZipFile(target) as packed:
            top = {Path(each).relative_to(bundle.ROOT): each for each in packed.namelist()}
            found[name] = (target, {str(path): packed.read(each) for path, each in top.items()})
    return found


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_bundle_holds_the_scripts_of_its_system_and_no_others(archives, name: str) -> None:
    scripts = {path for path in archives[name][1] if Path(path).suffix in ENDINGS.values() and "/" not in path}
    assert scripts == {f"{step}{ENDINGS[name]}" for step in ("install", "check", "start")}
    words = b"".join(archives[name][1][script] for script in scripts).decode()
    assert PYTHON in words and "{PYTHON}" not in words


def test_windows_shows_what_happened_before_its_window_closes(archives) -> None:
    held = archives["windows"][1]
    for step in ("install", "check", "start"):
        words = held[f"{step}.bat"]
        assert b"pause" in words and words.count(b"\n") == words.count(b"\r\n")


def test_macos_opens_its_scripts_on_a_double_click(archives) -> None:
    target, held = archives["macos"]
    with zipfile.ZipFile(target) as packed:
        assert packed.getinfo(f"{bundle.ROOT}/start.command").external_attr >> 16 & 0o111
    assert b"./install.command" in held["start.command"] and b".sh" not in held["start.command"]


def test_one_bundle_serves_both_kinds_of_mac(archives) -> None:
    lines = archives["macos"][1]["requirements.txt"].decode().splitlines()
    assert len(lines) == 1 and lines[0].count("--hash=sha256:") == 2


@pytest.mark.browser
@pytest.mark.parametrize("name", PLATFORMS)
def test_the_instructions_are_one_printed_page_for_one_system(chromium: str, archives, name: str) -> None:
    (page,) = PdfReader(io.BytesIO(archives[name][1]["instructions.pdf"])).pages
    words = page.extract_text()
    assert f"start{ENDINGS[name]}" in words and f"Python {PYTHON}" in words
    assert not any(f"start{ending}" in words for ending in ENDINGS.values() if ending != ENDINGS[name])


def test_a_bundle_holds_no_answers(archives) -> None:
    assert not [path for path in archives["linux"][1] if path.startswith("workshop/instructor")]


@pytest.mark.parametrize(
    ("name", "own", "others"),
    [
        ("linux", {"pexpect"}, {"pywinpty", "colorama", "appnope"}),
        ("windows", {"pywinpty", "colorama"}, {"pexpect", "appnope"}),
        ("macos", {"appnope", "pexpect"}, {"pywinpty", "colorama"}),
    ],
)
def test_each_system_gets_its_own_packages(project: Path, name: str, own: set[str], others: set[str]) -> None:
    kept = runtime_lock((project / "requirements.txt").read_text(encoding="utf-8"), PLATFORMS[name])
    names = {line.split("==")[0] for line in kept.splitlines() if "==" in line}
    assert own <= names and not others & names
    assert ";" not in kept and kept.count("numpy==") == 1


def test_a_package_keeps_all_its_hashes() -> None:
    lock = "a-b==1.0 ; os_name == 'nt' \\\n    --hash=sha256:0 \\\n    --hash=sha256:1\nc==2 \\\n    --hash=sha256:2\n"
    assert [(match[1], match[0].count("--hash")) for match in LOCKED.finditer(lock)] == [("a-b", 2), ("c", 1)]


def test_a_lock_that_lacks_a_package_is_refused() -> None:
    with pytest.raises(ReadoutError, match=r"requirements\.txt lacks"):
        runtime_lock("pandas==1.0 \\\n    --hash=sha256:0\n", PLATFORMS["linux"])


def test_a_system_that_there_is_not_is_refused() -> None:
    with pytest.raises(ReadoutError, match="There is no bundle for 'amiga'; there are linux, windows, macos"):
        bundle.named("amiga")


def test_licence_and_citation_stand_on_lessons_slides_and_papers(workshops: dict[str, Workshop]) -> None:
    folder = workshops[SHIPPED].folder
    pages = [*folder.glob("slides/*.html"), *folder.glob("*/*.html"), *folder.glob("learners/*.ipynb")]
    assert len(pages) > 15
    assert [page.name for page in pages if "the MIT licence" not in page.read_text(encoding="utf-8")] == []


def test_address_and_binder_are_those_of_the_citation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    held = "title: T\nversion: 1\nlicense: MIT\ndate-released: 2026-01-02\n"
    held += "authors: [{given-names: Ana, family-names: B}]\n"
    (tmp_path / "CITATION.cff").write_text(f"{held}repository-code: https://github.com/someone/readout\n")
    monkeypatch.setattr(colophon, "_clone", lambda: tmp_path)
    assert "Ana B (2026): T, version 1. https://github.com/someone/readout." in colophon.colophon()
    assert colophon.binder().startswith("https://mybinder.org/v2/gh/someone/readout/HEAD?")
    assert write_papers.document("t", "guide", "w").count("Please cite as") == 1
