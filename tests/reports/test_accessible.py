"""Pages that everybody can read: axe-core finds nothing against WCAG 2.2 AA on a page, the slides and the shelf."""

import json
from pathlib import Path
from typing import Any

import pytest

import readout
from claims_by_hand import BODY, TEXT, claims, sentences
from readout import charts, compare
from readout.reports.pages import cells, pages
from readout.reports.record import changes

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def output(shown: Any) -> dict[str, Any]:
    """What a kernel would keep of a thing that shows itself."""
    data, mark = shown._repr_mimebundle_() if hasattr(shown, "_repr_mimebundle_") else ({}, {})
    data = data or {"text/html": shown._repr_html_()}
    return {"output_type": "display_data", "data": data, "metadata": mark}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A page with every family of charts, tables, the text and the brief; its slides; and a shelf."""
    folder = tmp_path_factory.mktemp("pages")
    table = claims()
    shown = [
        readout.view(TEXT, table),
        readout.brief(TEXT, table),
        charts.voices(sentences(), BODY),
        charts.acts(table),
        charts.issues(table),
        charts.conditions(table, BODY),
        charts.positions(compare.positions(table, [TEXT]), table, [TEXT]),
        charts.claims(table),
        charts.sentences(sentences(), BODY),
        charts.table("none", table[:0], "Nothing"),
    ]
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("READOUT_OUTPUT", str(folder))
        outputs = [output(one) for one in shown]
        outputs += [
            {"output_type": "display_data", "data": {"text/html": one.rows_html()}, "metadata": {}}
            for one in shown
            if isinstance(one, charts.Figure)
        ]
    content = {
        "cells": [
            {
                "cell_type": "markdown",
                "source": "# 5 · The brief\n\n## A *section*\n\nWords, `code`, a [link](x.html).",
            },
            {"cell_type": "code", "source": "print(1)", "outputs": json.loads(json.dumps(outputs))},
            {"cell_type": "markdown", "source": "## Nothing here\n\nHow to read it."},
            {"cell_type": "code", "source": "x", "outputs": [output(charts.table("none", table[:0], "Nothing"))]},
        ]
    }
    brief = cells.render(content, "05_brief")
    other = cells.render(content, "01_other")
    about = pages.About("hand", "A title", "account", [("Who", "Ana Silva")])
    report = pages.Report("hand", about, [other, brief], "05_brief", "2026-01-01T00:00:00", changes.NOTHING)
    pages.write(report, folder)
    pages.write_slides(report, folder / "slides.html")
    (folder / "shelf.html").write_text(pages.render("shelf.html.j2", "", rows=[]), encoding="utf-8")
    return [folder / name for name in ("index.html", "01_other.html", "changes.html", "slides.html", "shelf.html")]


@pytest.fixture(scope="module")
def axe() -> str:
    package = pytest.importorskip("axe_playwright_python")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.browser
def test_no_page_breaks_a_rule_of_accessibility(made: list[Path], axe: str, chromium: str) -> None:
    from playwright.sync_api import sync_playwright

    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme, width in (("light", 1280), ("dark", 390)):
            size = {"width": width, "height": 800}
            page = browser.new_context(color_scheme=scheme, viewport=size, bypass_csp=True).new_page()
            for file in made:
                page.goto(file.as_uri())
                page.evaluate(axe)
                result = page.evaluate(f"axe.run(document, {{runOnly: {{type: 'tag', values: {RULES}}}}})")
                broken = [(one["id"], one["nodes"][0]["html"][:99]) for one in result["violations"]]
                found += [f"{file.name}, {scheme}: {rule}, {where}" for rule, where in broken]
                wide = page.evaluate("document.documentElement.scrollWidth")
                found += [f"{file.name} is {wide} wide on {width}"] if wide > width else []
        browser.close()
    assert found == []


def test_a_section_with_nothing_to_show_is_named_at_the_end_instead(made: list[Path]) -> None:
    page = made[1].read_text(encoding="utf-8")
    assert "<h2>Nothing here</h2>" not in page
    assert "<li>Nothing here: <span>There is nothing to list.</span></li>" in page


def test_a_chart_stands_in_two_layouts_on_a_page(made: list[Path]) -> None:
    page = made[1].read_text(encoding="utf-8")
    assert page.count('<div class="drawing wide">') == page.count('<div class="drawing narrow">') > 4
