"""Slides and papers in a real browser: nothing is clipped, the handout is one page, nothing comes from outside."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from pypdf import PdfReader
from tests.workshop.conftest import SHIPPED, TEXTS

from readout.workshop.build import write_papers
from readout.workshop.build.build import Workshop
from readout.workshop.build.write_papers import print_page

OVERFLOWING = """() => [...document.querySelectorAll('.slide')].filter(slide => {
  const foot = slide.querySelector('.foot').getBoundingClientRect().top;
  const parts = [...slide.children].filter(part => part.className !== 'foot').map(part => part.getBoundingClientRect());
  return slide.getBoundingClientRect().height > innerHeight + 1
    || parts.some(part => part.bottom > foot || part.right > innerWidth);
}).map(slide => slide.id)"""


@pytest.fixture(scope="module")
def overflowing(chromium: str, workshops: dict[str, Workshop]) -> dict[str, list[str]]:
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        for name, workshop in workshops.items():
            for path in sorted((workshop.folder / "slides").glob("*.html")):
                page.goto(path.as_uri())
                found[f"{name}/{path.stem}"] = page.evaluate(OVERFLOWING)
        browser.close()
    return found


def test_no_slide_is_clipped(overflowing: dict[str, list[str]]) -> None:
    assert len(overflowing) >= 4 * len(TEXTS)
    assert {name: slides for name, slides in overflowing.items() if slides} == {}


@pytest.mark.parametrize("name", ["handout", "feedback"])
def test_papers_for_learners_are_one_page(
    chromium: str, workshops: dict[str, Workshop], tmp_path: Path, name: str
) -> None:
    page = tmp_path / f"{name}.html"
    page.write_bytes((workshops[SHIPPED].folder / "learners" / page.name).read_bytes())
    assert len(PdfReader(print_page(page)).pages) == 1


def test_pages_load_nothing_from_outside(workshops: dict[str, Workshop]) -> None:
    for workshop in workshops.values():
        for path in workshop.folder.rglob("*.html"):
            assert not re.findall(
                r"""(?:src|href)\s*=\s*["'](?!#)[^"']+|url\(|@import""", path.read_text(encoding="utf-8")
            )


@pytest.mark.parametrize(("template", "scripts"), [("document.html.j2", 0), ("slides.html.j2", 1)])
def test_pages_let_in_no_script_but_their_own(template: str, scripts: int) -> None:
    values = {"title": "t", "kind": "guide", "html": "", "letter": "A", "slides": []}
    page = write_papers.render(template, **values)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1].replace("&#39;", "'")
    own = [write_papers._hash(script) for script in re.findall(r"<script>(.*?)</script>", page, re.DOTALL)]
    assert "default-src 'none'" in policy and len(own) == scripts
    assert re.findall(r"sha256-[^']+", policy) == own
