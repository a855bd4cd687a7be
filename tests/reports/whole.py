"""Is everything that stands on the shelf whole? Checks that several tests share."""

import json
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from readout.reports.record import record


def check(reports: Path) -> None:
    """Assert that every published report opens whole, that every link leads somewhere, and that the shelf agrees."""
    for folder in reports.iterdir():
        if folder.is_dir() and not folder.name.startswith(".") and folder.name not in ("failures", "schedules"):
            check_report(folder)
    shelf = reports / "index.html"
    if shelf.exists():
        check_links(shelf)
        ElementTree.parse(reports / "feed.xml")


def check_report(folder: Path) -> None:
    known = record.read(folder)
    assert known is not None, f"{folder.name} has no record"
    assert record.whole(folder, known), f"{folder.name} lacks files"
    for page in folder.glob("*.html"):
        assert page.read_text().rstrip().endswith("</html>"), f"{page.name} is cut off"
        check_links(page)
    for notebook in folder.glob("notebooks/*.ipynb"):
        json.loads(notebook.read_text())


def check_links(page: Path) -> None:
    for link in re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', page.read_text()):
        assert (page.parent / unquote(link)).exists() or link.startswith("../"), f"{page.name} leads to {link}"
