"""Pages of the workshop: slides and documents, as HTML that loads nothing from outside, and as PDF through Chromium."""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from readout.errors import RunFailed
from readout.workshop.build.author_notebook import Exercise
from readout.workshop.build.colophon import colophon, made_with
from readout.workshop.build.fit_to_text import Fitted
from readout.workshop.build.write_notebooks import card

#: Where Chromium and its kin are looked for, besides the search path.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
#: No page loads or sends anything, and no script runs but the template's own.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
#: Lines from which on a slide is set smaller, and smaller still, and the characters of a line.
LONG, LONGER, LINE = 11, 14, 62


def slides(lesson: Fitted) -> str:
    """Return the slides of a lesson as one HTML page: a title, the card, its slides and tasks, and the key points."""
    source = lesson.source
    points = "\n".join(f"- {line}" for line in source.card["key points"])
    objectives = "\n".join(f"- {line}" for line in source.card["objectives"])
    about = card(lesson).rsplit("**The text.** ", 1)[1]
    shown = [
        ("title", f"# {source.title}\n\n{source.card['question']}\n\n{about}"),
        ("", f"## After this lesson you can\n\n{objectives}"),
    ]
    for part, page in lesson.parts:
        if isinstance(part, Exercise):
            shown.append(("task", f"## Exercise {part.id}. {part.title}\n\n{_without_heading(page.source)}"))
        elif page.tag == "slide":
            shown.append(("", f"## {part.title}\n\n{_without_heading(page.source)}"))
    shown.append(("", f"## Key points\n\n{points}"))
    minutes = {f"Exercise {part.id}. {part.title}": part.minutes for part in lesson.exercises}
    made = [
        {
            "kind": f"{kind} {_size(words)}".strip(),
            "html": as_html(words),
            "minutes": minutes.get(words.split("\n", 1)[0].removeprefix("## ")) if kind == "task" else None,
        }
        for kind, words in shown
    ]
    return render("slides.html.j2", title=source.title, letter=source.letter.upper(), slides=made)


def document(title: str, kind: str, words: str) -> str:
    """Return Markdown as a page to be read or printed; `kind` (guide, handout, feedback) sets its look."""
    return render("document.html.j2", title=title, kind=kind, html=as_html(words))


def as_html(words: str) -> str:
    """Return Markdown as HTML; tags that stand in it are shown and not obeyed."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    html = str(MarkdownWithMath(renderer=IPythonRenderer(escape=True)).render(words))
    # Links to headings are of use on a web page, not on a slide or on paper.
    return re.sub(r'<a class="anchor-link"[^>]*>.*?</a>', "", html)


def _size(words: str) -> str:
    """Return how small a slide must be set, by the lines that its words will fill."""
    paragraphs = [part for part in words.split("\n\n") if part.strip()]
    lines = 0.0
    for part in paragraphs[1:]:
        rows = part.split("\n")
        listed = rows[0].lstrip().startswith(("-", "|", ">", "1.")) or rows[0].startswith("    ")
        lines += sum(-(-len(row) // LINE) for row in rows) if listed else -(-len(part) // LINE)
        lines += 0.6
    return "longer" if lines > LONGER else "long" if lines > LONG else ""


def _without_heading(words: str) -> str:
    return "\n".join(words.split("\n")[1:]).strip() if words.startswith("#") else words


@cache
def _environment() -> Any:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("readout.workshop"), autoescape=True, undefined=jinja2.StrictUndefined
    )


def render(template: str, **values: object) -> str:
    """Return a template of the workshop as a page, with a policy that lets in no script but the template's own."""
    source = (files("readout.workshop") / "templates" / template).read_text(encoding="utf-8")
    allowed = "".join(f" '{_hash(script)}'" for script in re.findall(r"<script>(.*?)</script>", source, re.DOTALL))
    policy = f"{POLICY}; script-src{allowed}" if allowed else POLICY
    return str(_environment().get_template(template).render(policy=policy, colophon=colophon(), made_with=made_with(), **values))


def _hash(script: str) -> str:
    """Return the hash by which a page lets in one script of its own, and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def browser() -> str | None:
    """Return the path of a Chromium browser on this machine, or None."""
    named = (shutil.which(name) for name in BROWSERS)
    return next((path for path in named if path), None) or next((path for path in PLACES if Path(path).is_file()), None)


def print_page(page: Path) -> Path:
    """Print an HTML page to a PDF file beside it; raises RunFailed where the browser does not."""
    path = browser()
    if not path:
        raise RunFailed("There is no Chromium or Chrome on this machine, which makes the PDF files.")
    target = page.with_suffix(".pdf")
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = [path, "--headless", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={profile}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")
        command += ["--virtual-time-budget=4000", f"--print-to-pdf={target.resolve()}", page.resolve().as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        except subprocess.TimeoutExpired as error:
            raise RunFailed(f"The browser took longer than two minutes to print {page.name}.") from error
    # What counts is the file: under load the browser can end with a status of its own after it has written it.
    if not target.is_file() or not target.stat().st_size:
        raise RunFailed(f"The browser did not print {page.name}: {done.stderr.strip()[-200:]}")
    return target
