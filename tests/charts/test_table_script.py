"""Tables in a notebook: they sort by a heading and filter by a word, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from readout.charts import table


@pytest.fixture(scope="module")
def page(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    rows = pd.DataFrame({"name": ["b", "a", "c", "d", "e", "f"], "number": [10, 9, 1000, 2, 3, 4]})
    file: Path = tmp_path_factory.mktemp("table") / "table.html"
    file.write_text(f'<!doctype html><meta charset="utf-8">{table("t", rows)._repr_html_()}', encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto(file.as_uri())
        yield opened
        browser.close()


def column(page: Any, place: int) -> list[str]:
    return page.locator(f"tbody tr:visible td:nth-child({place})").all_inner_texts()


def test_numbers_sort_as_numbers_and_turn_round(page: Any) -> None:
    page.get_by_role("button", name="Number").click()
    assert column(page, 2) == ["2", "3", "4", "9", "10", "1000"]
    page.get_by_role("button", name="Number").click()
    assert column(page, 2)[0] == "1000"


def test_filter_keeps_the_rows_with_the_word_and_counts_them(page: Any) -> None:
    page.get_by_role("searchbox").fill("c 1000")
    assert column(page, 1) == ["c"]
    assert page.get_by_role("status").inner_text().strip() == "1 of 6 rows"
    page.get_by_role("searchbox").fill("")


def test_a_report_run_leaves_scripts_to_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("READOUT_OUTPUT", str(tmp_path))
    assert "<script" not in table("t", pd.DataFrame({"n": [1]}))._repr_html_()
