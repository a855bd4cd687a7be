"""The pages of a report: one design, nothing loaded from outside, and no script but the one that sorts tables."""

import base64
import hashlib
import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from readout.reports.pages.cells import Page
from readout.reports.run.outcome import Outcome
from readout.vocabulary import KINDS

#: The first wall against what a text may bring with it: no script runs, no form is sent, nothing is loaded. A page
#: with tables lets in the script that sorts them, by its hash, and that one alone.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline' 'self' file:; img-src 'self' data: file:; "
    "base-uri 'none'; form-action 'none'"
)
#: What makes tables sort and filter; read as a file, since its package would bring the whole drawing library with it.
TABLE_SCRIPT = Path(__file__).parent.parent.parent / "charts" / "table.js"
#: Where a claim begins in an annotated text.
CLAIM = re.compile(r' id="claim-([^"]+)"')


@dataclass(frozen=True)
class About:
    """What the pages say of the text itself."""

    id: str
    title: str
    kind: str | None
    facts: list[tuple[str, str]]
    note: str = ""

    @classmethod
    def of(cls, text: Any, title: str = "") -> "About":
        """Return the facts of a Text that its metadata give; a report of its own may have a title of its own."""
        wanted = {
            "Who": ("speaker", "role"),
            "For": ("party",),
            "Parties": ("parties",),
            "When": ("date",),
            "Where": ("occasion",),
            "Published by": ("channel",),
            "Source": ("source",),
            "Form": ("form",),
        }
        facts = []
        for label, keys in wanted.items():
            values = [text.metadata.get(key) for key in keys]
            said = ", ".join(_plain(value) for value in values if value)
            if said:
                facts.append((label, said))
        named = str(text.title) if text.title != text.id else text.id.replace("-", " ").replace("_", " ").capitalize()
        return cls(text.id, title or named, text.kind, facts, _plain(text.metadata.get("note") or ""))


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


@dataclass
class Report:
    """All that the pages of one report show."""

    #: The name of its folder.
    name: str
    about: About
    pages: list[Page]
    brief: str
    #: ISO 8601, UTC; the only thing on the pages that differs between runs on the same inputs.
    made: str
    changes: dict[str, Any]
    #: The files of each table, by its name.
    tables: dict[str, list[str]] = field(default_factory=dict)
    extras: list[str] = field(default_factory=list)

    def file_of(self, page: Page) -> str:
        """Return the file name of a notebook's page: the brief is the index."""
        return "index.html" if page.name == self.brief else f"{page.name}.html"


def write(report: Report, folder: Path) -> list[str]:
    """Write every page into the folder; return their file names."""
    script = TABLE_SCRIPT.read_text(encoding="utf-8")
    common = {"report": report, "about": report.about, "kind": KINDS.get(report.about.kind or "")}
    links = {f"{page.name}.ipynb": report.file_of(page) for page in report.pages}
    homes = {claim: report.file_of(page) for page in report.pages for claim in CLAIM.findall(page.content)}
    names = []
    for number, page in enumerate(report.pages):
        around = {
            "page": replace(page, content=_to_claims(_to_pages(page.content, links), homes)),
            "before": report.pages[number - 1] if number else None,
            "after": report.pages[number + 1] if number + 1 < len(report.pages) else None,
        }
        names.append(report.file_of(page))
        _write(folder / names[-1], "page.html.j2", script, **common, **around)
    _write(folder / "changes.html", "changes.html.j2", "", **common)
    return [*names, "changes.html"]


def write_slides(report: Report, path: Path) -> None:
    """Write the brief as slides, one a section; the page shows them without its script too."""
    brief = next(page for page in report.pages if page.name == report.brief)
    sections = _sections(_to_pages(brief.content, {}))
    script = (Path(__file__).parent / "slides.js").read_text(encoding="utf-8")
    _write(path, "slides.html.j2", script, report=report, about=report.about, sections=sections)


def _sections(content: str) -> list[str]:
    """Return the sections of a page, each with its heading; a heading with nothing under it goes with the next one.

    A section may begin or end inside a wider element: the parser closes what it left open, and drops what it did not
    open itself.
    """
    from lxml import html

    found: list[str] = []
    waiting = ""
    for part in re.split(r"(?=<h[23][ >])", content)[1:]:
        whole = html.fragment_fromstring(waiting + part, create_parent="div")
        drawn = whole.xpath("boolean(.//svg | .//table | .//img)")
        # A fold with a class holds code or rows; one without holds a line of the brief.
        shown = ".//text()[not(ancestor::h2) and not(ancestor::style) and not(ancestor::details[@class])]"
        words = "".join(whole.xpath(shown))
        waiting = "" if words.strip() or drawn else waiting + part
        if not waiting:
            found.append(html.tostring(whole, encoding="unicode"))
    return found


def allowing(script: str) -> str:
    """Return the content policy under which this very script may run, and no other; where it is '', none at all."""
    if not script:
        return POLICY
    name = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return POLICY.replace("default-src 'none';", f"default-src 'none'; script-src 'sha256-{name}';")


def _to_pages(content: str, links: dict[str, str]) -> str:
    """Return HTML whose links to notebooks of the walk lead to their pages."""
    return re.sub(r'href="([^"/]+\.ipynb)"', lambda found: f'href="{links.get(found[1], found[1])}"', content)


def _to_claims(content: str, homes: dict[str, str]) -> str:
    """Return HTML in which what names a claim leads to it in the annotated text, on whichever page that stands."""

    def lead(found: re.Match[str]) -> str:
        home = homes.get(found[1])
        return f'<a href="{home}#claim-{found[1]}">{found[2]}</a>' if home else found[2]

    return re.sub(r'<span data-claim="([^"]*)">(.*?)</span>', lead, content)


def write_failure(
    about: About, outcomes: list[Outcome], executed: list[tuple[Page, str]], made: str, last: str | None, folder: Path
) -> None:
    """Write the page of a failed run: what happened, in which cell, and the notebooks as far as they were executed.

    `executed` pairs each page with its notebook's file; `last` is the time of the last good report, or None.
    """
    failed = [outcome for outcome in outcomes if not outcome.well]
    _write(
        folder / "index.html", "failure.html.j2", about=about, failed=failed, executed=executed, made=made, last=last
    )


def _write(path: Path, template: str, script: str = "", **values: Any) -> None:
    path.write_text(render(template, script, **values), encoding="utf-8")


def render(template: str, script: str = "", **values: Any) -> str:
    """Return a template filled in, everything escaped that is not marked as clean, with the one script it may run."""
    made = environment().get_template(template)
    return made.render(policy=allowing(script), script=script, css=css(), **values)


@cache
def css() -> str:
    """Return the style sheet of all pages, and of the tables on them."""
    files = (TABLE_SCRIPT.with_suffix(".css"), Path(__file__).parent / "page.css")
    return "".join(file.read_text(encoding="utf-8") for file in files)


@cache
def environment() -> Any:
    """Return the Jinja environment of the templates."""
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["moment"] = moment
    return made


def moment(made: str) -> str:
    """Return a time as a reader writes it: 2026-11-23 05:20 UTC."""
    return made[:16].replace("T", " ") + " UTC"
