"""The pages: what a text brings with it runs nothing, every link leads somewhere, and figures carry their data."""

import json
import re
from pathlib import Path

import pytest
import whole

from readout.reports.pages import cells, pages, sanitise

HOSTILE = (
    "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'><a href=\"javascript:window.ran = 3\">x</a>"
)
CHART = """
from IPython.display import publish_display_data
words = '</script><script>window.ran = 4</script><b onmouseover="window.ran = 5">'
svg = ('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90" onload="window.ran = 6"><script>window.ran = 7'
       '</script><g role="graphics-symbol" aria-label="' + words.replace("<", "&lt;").replace('"', "&quot;") + '">'
       '<circle id="a" r="40" cx="45" cy="45"/></g><a href="javascript:window.ran = 8"><text>x</text></a>'
       '<foreignObject><iframe srcdoc="&lt;script&gt;top.ran = 9&lt;/script&gt;"/></foreignObject></svg>')
mark = {"readout": {"figure": "hostile", "title": words, "description": words}}
vega = {"data": {"values": [{"name": words}]}}
publish_display_data({"image/svg+xml": svg, "application/vnd.vegalite.v5+json": vega, "text/plain": words}, mark)
publish_display_data({"text/html": words + "<form action='https://example.org'><button>x</button></form>"
                      "<iframe src='https://example.org'></iframe><meta http-equiv=refresh content='0;url=https://e.org'>"
                      "<style>@import 'https://example.org/x.css';</style><base href='https://example.org/'>"})
publish_display_data({"text/markdown": words, "text/plain": "x"})
print(words)
import os, pathlib
for name in ("tables/hostile.csv", "tables/hostile.parquet", "figures/hostile.svg", "figures/hostile.png"):
    path = pathlib.Path(os.environ["READOUT_OUTPUT"], name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
"""


@pytest.fixture
def hostile(small):
    """A report of a text whose title, names and body try to run something."""
    small.text("one", HOSTILE + "\n", title=f"A title {HOSTILE}", speaker=HOSTILE, note=HOSTILE, party="</title>")
    small.notebook("02_brief", ("markdown", "# The brief\n\n<b>bold</b>"), ("parameters", 'text = "one"'), CHART)
    small.text("two", title=f"</script>{HOSTILE}")
    small.fails_on = small.notebook(
        "01_read", ("markdown", "# Read"), ("parameters", 'text = "one"'), f"assert text == 'one', {HOSTILE!r}"
    )
    results = {result.text_id: result.status for result in small.run_all()}
    assert results == {"one": "made", "two": "failed"}
    return small


def test_nothing_of_a_hostile_text_runs_in_a_browser(hostile, chromium) -> None:
    from playwright.sync_api import sync_playwright

    opened = sorted(hostile.reports.rglob("*.html"))
    assert len(opened) == 5
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(offline=True)
        for path in opened:
            page = context.new_page()
            asked = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.on("dialog", lambda dialog: pytest.fail(dialog.message))
            page.goto(path.as_uri())
            for target in page.locator("svg, b, a[href^=javascript], summary").all()[:20]:
                target.dispatch_event("mouseover")
                target.dispatch_event("click")
            assert page.evaluate("window.ran") is None, path
            assert all(url.startswith(("file:", "data:")) for url in asked), asked
            page.close()
        browser.close()


def test_a_script_that_slips_through_is_stopped_by_the_content_policy(small, chromium) -> None:
    from playwright.sync_api import sync_playwright

    small.run()
    page_file = small.reports / "one" / "index.html"
    page_file.write_text(page_file.read_text().replace("</main>", HOSTILE + "</main>"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(page_file.as_uri())
        page.get_by_text("x", exact=True).last.click()
        assert page.evaluate("window.ran") is None
        browser.close()


def test_the_mark_of_a_failure_shows_on_the_last_good_report(small, chromium) -> None:
    from playwright.sync_api import sync_playwright

    small.run()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((small.reports / "one" / "index.html").as_uri())
        assert not page.get_by_text("The latest run of this text failed").is_visible()
        small.fails("1 / 0")
        small.run()
        page.reload()
        assert page.get_by_text("The latest run of this text failed").is_visible()
        browser.close()


def test_the_shelf_searches_and_sorts_without_a_network(small, chromium) -> None:
    from playwright.sync_api import sync_playwright

    small.text("two", title="Another text")
    small.run_all()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_context(offline=True).new_page()
        page.goto((small.reports / "index.html").as_uri())
        titles = page.locator("tbody tr:not([hidden]) th")
        assert titles.all_inner_texts() == ["Another text", "The text one"]
        page.get_by_role("button", name="Title").click()
        page.get_by_role("button", name="Title").click()
        assert titles.all_inner_texts() == ["The text one", "Another text"]
        page.get_by_label("Search").fill("another")
        assert titles.all_inner_texts() == ["Another text"]
        assert page.locator("#count").inner_text() == "1 of 2 reports"
        browser.close()


def test_every_link_of_a_report_leads_somewhere(hostile) -> None:
    whole.check_report(hostile.reports / "one")
    whole.check_links(hostile.reports / "failures" / "two" / "index.html")


def test_a_figure_carries_a_line_with_its_data_file() -> None:
    mark = {"readout": {"figure": "voices", "title": "Voices", "description": "Ten bars."}}
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><g id="a"/></svg>'
    output = {"output_type": "display_data", "data": {"image/svg+xml": drawing}, "metadata": mark}
    page = cells.render({"cells": [{"cell_type": "code", "source": "", "metadata": {}, "outputs": [output]}]}, "01_x")
    assert "Ten bars." in page.content
    assert 'Data: <a href="tables/voices.csv">CSV</a>' in page.content
    assert 'id="01_x-voices-a"' in page.content


def test_the_words_of_a_mark_become_its_tooltip() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><path role="graphics-symbol" aria-label="claims: 3"/></svg>'
    assert "<title>claims: 3</title>" in sanitise.svg(drawing, "x")


def test_what_only_a_learner_needs_stays_in_the_notebook() -> None:
    words = "# T\n\nA question.\n\n| | |\n|---|---|\n| You will learn | much |\n| Time | 1 |\n\nMore.\n\n*Try it: do.*"
    kept = cells.without_lesson(words)
    assert "A question." in kept
    assert "More." in kept
    assert "learn" not in kept
    assert "Try it" not in kept
    assert cells.without_lesson("## Your turn\n\n1. Do.\n").strip() == ""


def test_slides_are_the_sections_of_the_brief(small) -> None:
    from readout.reports import regenerate
    from readout.reports.plan import plan

    small.notebook(
        "02_brief", ("markdown", "# B\n\n## One\n\nx"), ("markdown", "## Two\n\ny"), ("parameters", 'text = "one"')
    )
    plans = plan.plan(["one"], plan.notebooks(), {})
    regenerate.regenerate(plans, regenerate.Settings(2, extras=("slides",)))
    slides = (small.reports / "one" / "slides.html").read_text()
    assert slides.count('<section class="slide') == 3
    assert "sha256-" in slides


def test_a_section_that_ends_inside_an_element_is_closed_and_a_bare_heading_joins_the_next() -> None:
    content = (
        '<div><h2>In short</h2></div><section class="b"><h3>One</h3><p>x</p><h3>Two</h3><p>y</p></section><p>z</p>'
    )
    one, two = pages._sections(content)
    assert "In short" in one
    assert "One" in one
    assert two == "<div><h3>Two</h3><p>y</p><p>z</p></div>"


ROWS = """
from readout.charts import table
import pandas as pd
table("{name}", pd.DataFrame({{"claim_id": ["one-b", "one-a"], "number": [10, 9]}}), "Claims")
"""


@pytest.fixture
def linked(small):
    """A report with a table of claims on one page, and the text with the places of the claims on another."""
    places = '<p><a id="claim-one-a" href="#row">1</a> <span data-claim="one-c">unknown</span></p>'
    show = f"from IPython.display import publish_display_data\npublish_display_data({{'text/html': {places!r}}})"
    small.notebook("01_read", ("markdown", "# Read"), ("parameters", 'text = "one"'), show)
    small.notebook("02_brief", ("markdown", "# Brief"), ("parameters", 'text = "one"'), ROWS.format(name="claims"))
    small.run()
    return small.reports / "one"


def test_the_tables_of_a_report_sort_under_its_content_policy(linked, chromium) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((linked / "index.html").as_uri())
        page.get_by_role("button", name="Number").click()
        assert page.locator("tbody td:nth-child(2)").all_inner_texts() == ["9", "10"]
        browser.close()


def test_a_claim_in_a_table_leads_to_its_place_in_the_text(linked) -> None:
    assert '<a href="01_read.html#claim-one-a">one-a</a>' in (linked / "index.html").read_text()


def test_a_claim_without_a_place_leads_nowhere(linked) -> None:
    assert '<a href="01_read.html#claim-one-b"' not in (linked / "index.html").read_text()


def test_the_policy_lets_no_script_run_on_a_page_without_one_of_its_own() -> None:
    assert "default-src 'none'" in pages.POLICY
    assert "script-src" not in pages.allowing("")


def test_the_record_names_what_ran_on_what(small) -> None:
    small.run()
    crate = json.loads((small.reports / "one" / "ro-crate-metadata.json").read_text())["@graph"]
    entities = {entity["@id"]: entity for entity in crate}
    run = entities["#run/01_read"]
    read = [entities[one["@id"]] for one in run["object"]]
    assert any(one.get("name") == "data/texts/one.md" and one["identifier"].startswith("sha256:") for one in read)
    assert any(one.get("name") == "limit" or one.get("name") == "text" for one in read)
    assert run["instrument"] == {"@id": "#notebook/01_read"}
    assert {"@id": "tables/words.csv"} in [run["result"]] or {"@id": "tables/words.csv"} in run["result"]
    assert run["startTime"] <= run["endTime"]


def test_the_record_is_a_valid_crate(small) -> None:
    from rocrate.rocrate import ROCrate

    small.run()
    folder = small.reports / "one"
    crate = ROCrate(folder)
    graph = json.loads((folder / "ro-crate-metadata.json").read_text())["@graph"]
    names = [entity["@id"] for entity in graph]
    assert len(names) == len(set(names))
    root = crate.root_dataset
    for required in ("name", "description", "datePublished", "license"):
        assert root[required]
    referred = {found for entity in graph for found in _references(entity)}
    known = {*names, "https://w3id.org/ro/crate/1.1"}
    known.add("http://schema.org/CompletedActionStatus")
    assert referred <= known
    parts = {part["@id"] for part in graph[1]["hasPart"]} if "hasPart" in graph[1] else set()
    parts |= {part.id for part in root["hasPart"]}
    on_disk = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert parts == on_disk - {"ro-crate-metadata.json", "record.json"}


def _references(value):
    if isinstance(value, dict):
        return (
            [value["@id"]] if set(value) == {"@id"} else [one for part in value.values() for one in _references(part)]
        )
    return [one for part in value for one in _references(part)] if isinstance(value, list) else []


def test_a_slide_shows_the_lines_of_the_brief_which_are_folds_without_a_class() -> None:
    css = (Path(pages.__file__).parent / "page.css").read_text(encoding="utf-8")
    hidden = re.findall(r"section\.slide (details\S*) { display: none; }", css)
    assert hidden == ["details[class]"]
