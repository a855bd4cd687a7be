"""Take pictures of every page of the reports: three widths, dark, forced colours, paper, to be looked at.

They go to pictures/pages/, one folder a report, which is not committed. Needs a Chromium; the pages are those that
are in reports/.
"""

import sys
from pathlib import Path

from take_pictures import PICTURES, PROJECT, find_chromium

#: Each way of looking at a page: its name, and how the browser is set for it.
WAYS = {
    "1280": {"viewport": {"width": 1280, "height": 900}},
    "768": {"viewport": {"width": 768, "height": 1024}},
    "390": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "forced-colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}


def main():
    """Take every picture; name the pages wider than their screen, and end with status 1 where there are any."""
    from playwright.sync_api import sync_playwright

    chromium = find_chromium()
    reports = PROJECT / "reports"
    pages = sorted([*reports.glob("*/*.html"), *reports.glob("index.html")])
    target = PICTURES / "pages"
    wide = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for way, settings in WAYS.items():
            context = browser.new_context(**settings)
            tab = context.new_page()
            for page in pages:
                tab.goto(page.as_uri())
                tab.screenshot(path=picture(target, page, f"{way}.png"), full_page=True)
                if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    wide.append(f"{page.relative_to(reports)} at {way}")
            context.close()
        tab = browser.new_page()
        for page in pages:
            tab.goto(page.as_uri())
            tab.pdf(path=picture(target, page, "paper.pdf"), prefer_css_page_size=True)
        browser.close()
    print(f"{len(pages) * (len(WAYS) + 1)} pictures of {len(pages)} pages are in {target.relative_to(PROJECT)}.")
    for one in wide:
        print(f"take_page_pictures: {one} is wider than the screen.", file=sys.stderr)
    sys.exit(1 if wide else 0)


def picture(target: Path, page: Path, name: str) -> Path:
    """Return where a picture of a page goes, its folder made."""
    folder = target / page.parent.name
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{page.stem}-{name}"


if __name__ == "__main__":
    main()
