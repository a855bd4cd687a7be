"""An executed notebook as the content of a page: its words, its figures and tables, and its code folded away."""

import html
import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from readout.reports.pages import sanitise

#: The type of a chart in its layout for phones (see readout.charts.figure, which would bring the drawing library).
NARROW = "application/vnd.readout.narrow+svg"
NUMBER = re.compile(r"^\d+\s*[·.:)-]\s*")
#: What a learner needs and a reader of a report does not: the box of the lesson, exercises, the way to the next one.
LESSON = re.compile(
    r"^\|[^\n]*\n\|[-| ]+\|\n\| You will learn.*?(?=\n\n|\Z)|^\*Try it.*?(?=\n\n|\Z)|^## Your turn.*\Z|^Next: \[.*?$",
    re.MULTILINE | re.DOTALL,
)
DATA_NOTE = re.compile(r'<p class="readout-note">Data: [^<]*</p>')
SECTION = re.compile(r"^(?=## )", re.MULTILINE)
HEADING = re.compile(r"^#\s+(.+)$", re.MULTILINE)


@dataclass
class Section:
    """What stands under one heading of a notebook: its parts as HTML, and whether any of its outputs shows a thing."""

    heading: str = ""
    parts: list[str] = field(default_factory=list)
    full: bool = False
    #: Why its outputs show nothing, where they do not, by their titles; and the names of the figures among them.
    empty: dict[str, str] = field(default_factory=dict)
    without: set[str] = field(default_factory=set)


@dataclass
class Page:
    """One notebook ready for its page: title, HTML, and the names of the figures and tables that it shows."""

    name: str
    title: str
    content: str
    figures: list[dict[str, str]] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    #: Whether the files that the notebook made lie beside the page, which can then lead to them.
    files: bool = True

    @property
    def number(self) -> str:
        """Return the number that the notebook's name begins with."""
        return self.name.split("_")[0]


def read(notebook: Path, name: str, files: bool = True) -> Page:
    """Return an executed notebook as a page; `name` is the notebook's name without its ending."""
    return render(json.loads(notebook.read_text(encoding="utf-8")), name, files)


def render(content: dict[str, Any], name: str, files: bool = True) -> Page:
    """Return the cells of a notebook as a page; the first heading is taken out of them as the title."""
    page = Page(name, name.partition("_")[2].replace("_", " ").capitalize() or name, "", files=files)
    sections = [Section()]
    titled = False
    for cell in content["cells"]:
        source = _joined(cell.get("source", ""))
        tags = cell.get("metadata", {}).get("tags", [])
        if cell["cell_type"] == "markdown":
            found = None if titled else HEADING.search(source)
            if found:
                titled, page.title = True, NUMBER.sub("", re.sub(r"[*_`]", "", found[1]).strip())
                source = source[: found.start()] + source[found.end() :]
            # A heading begins a section, in which all stands together that answers its question.
            if "lesson" in tags:
                sections.append(Section())
                continue
            for part in SECTION.split(without_lesson(source)):
                if part.startswith("## "):
                    sections.append(Section(part.partition("\n")[0].removeprefix("## ").strip()))
                if part.strip():
                    sections[-1].parts.append(f'<div class="words">{markdown(part)}</div>')
        elif cell["cell_type"] == "code" and "parameters" not in tags:
            for output in cell.get("outputs", []):
                mark = _mark(output)
                if mark.get("silent"):  # nobody asked for it
                    sections[-1].empty.setdefault("", "")
                elif why := str(mark.get("nothing") or ""):
                    sections[-1].empty[str(mark.get("title") or "")] = why
                    sections[-1].without.add(str(mark.get("figure")))
                elif mark.get("rows") not in sections[-1].without:
                    sections[-1].full = True
                    sections[-1].parts.append(_output(output, page))
            label = "Parameters" if "injected-parameters" in tags else "Code"
            if source.strip():
                sections[-1].parts.append(f'<details class="code"><summary>{label}</summary>{code(source)}</details>')
    kept = [section for section in sections if section.full or not (section.empty and section.heading)]
    page.content = "\n".join(part for section in kept for part in section.parts if part)
    page.content = _styled_once(page.content + _left_out(sections))
    return page


def _styled_once(content: str) -> str:
    """Return HTML without the styles that stand in it before, word for word."""
    seen: set[str] = set()

    def first(found: re.Match[str]) -> str:
        known = found[0] in seen
        seen.add(found[0])
        return "" if known else found[0]

    return re.sub(r"<style>.*?</style>", first, content, flags=re.DOTALL)


def _mark(output: dict[str, Any]) -> dict[str, Any]:
    mark = output.get("metadata", {}).get("readout", {})
    return mark if isinstance(mark, dict) else {}


def _left_out(sections: list[Section]) -> str:
    """Return the lines that list what has nothing to show, by its heading or, in a section with more, by its title."""
    lines = []
    for section in sections:
        section.empty.pop("", None)
        if section.full:
            lines += [(title or section.heading, why) for title, why in section.empty.items()]
        elif section.empty and section.heading:
            lines.append((section.heading, " ".join(dict.fromkeys(section.empty.values()))))
    if not lines:
        return ""
    listed = "".join(
        f"<li>{html.escape(name if name.endswith('?') else name + ':')} <span>{html.escape(why)}</span></li>"
        for name, why in lines
    )
    return f'\n<aside class="left-out" aria-label="Left out"><h2>Left out of this page</h2><ul>{listed}</ul></aside>'


def without_lesson(source: str) -> str:
    """Return the words of a cell without what only a learner needs, which stays in the notebook."""
    return LESSON.sub("", source)


def markdown(source: str) -> str:
    """Return Markdown as cleaned HTML, its headings with anchors of their own."""
    return sanitise.html(_markdown_renderer()(source))


@cache
def _markdown_renderer() -> Any:
    import mistune

    return mistune.create_markdown(escape=False, plugins=["table", "footnotes", "strikethrough"])


def code(source: str) -> str:
    """Return Python code as highlighted HTML."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return highlight(source.strip("\n"), PythonLexer(), HtmlFormatter(nowrap=False, cssclass="highlight"))


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _output(output: dict[str, Any], page: Page) -> str:
    kind = output["output_type"]
    if kind == "stream":
        return f'<pre class="output {output["name"]}">{_terminal(_joined(output["text"]))}</pre>'
    if kind == "error":
        traceback = "\n".join(output.get("traceback", [])) or f"{output['ename']}: {output['evalue']}"
        return f'<pre class="output error">{_terminal(traceback)}</pre>'
    mark = output.get("metadata", {}).get("readout", {})
    if not isinstance(mark, dict):
        mark = {}
    data = output.get("data", {})
    if "figure" in mark:
        return _figure(data, mark, page)
    if "table" in mark:
        page.tables.append(str(mark["table"]))
    if "text/html" in data:
        shown = sanitise.html(_joined(data["text/html"]))
        # The rows behind a figure stand under its caption, which leads to the file already.
        shown = DATA_NOTE.sub("", shown) if "rows" in mark or not page.files else _with_links(shown)
        return f'<div class="output rich">{shown}</div>'
    if "image/svg+xml" in data:
        return f"<figure>{sanitise.svg(_joined(data['image/svg+xml']), f'{page.name}-{len(page.figures)}')}</figure>"
    if "image/png" in data:
        encoded = re.sub(r"[^A-Za-z0-9+/=]", "", _joined(data["image/png"]))
        said = html.escape(_joined(data.get("text/plain", "An image without a description")), quote=True)
        return f'<figure><img alt="{said}" src="data:image/png;base64,{encoded}"></figure>'
    if "text/markdown" in data:
        return f'<div class="output words">{markdown(_joined(data["text/markdown"]))}</div>'
    if "text/plain" in data:
        return f'<pre class="output">{html.escape(_joined(data["text/plain"]))}</pre>'
    return ""


def _figure(data: dict[str, Any], mark: dict[str, str], page: Page) -> str:
    name = re.sub(r"[^\w-]", "", str(mark["figure"]))
    title, description = str(mark.get("title") or name), str(mark.get("description") or "")
    told = str(mark.get("told") or "")
    page.figures.append({"name": name, "title": title, "description": description})
    drawn = sanitise.svg(_joined(data.get("image/svg+xml", "")), f"{page.name}-{name}")
    narrow = sanitise.svg(_joined(data.get(NARROW, "")), f"{page.name}-{name}-narrow")
    phone = f'<div class="drawing narrow">{narrow}</div>' if narrow else ""
    if not drawn:
        return f'<div class="output rich">{_with_links(sanitise.html(_joined(data.get("text/html", ""))))}</div>'
    data_line = (
        f'<span class="data">Data: <a href="tables/{name}.csv">CSV</a> <a href="tables/{name}.parquet">Parquet</a> '
        f'Chart: <a href="figures/{name}.svg">SVG</a> <a href="figures/{name}.png">PNG</a></span>'
    )
    return (
        f'<figure class="chart" id="figure-{name}"><h3 class="finding">{html.escape(title)}</h3>'
        f'<p class="told">{html.escape(told)}</p>'
        f'<div class="drawing{" wide" if narrow else ""}">{drawn}</div>{phone}'
        f"<figcaption>{html.escape(description)} {data_line if page.files else ''}</figcaption></figure>"
    )


def _with_links(content: str) -> str:
    """Return HTML in which the line that names a data file leads to it."""
    return re.sub(
        r"Data: tables/([a-z0-9_-]+)\.csv",
        r'Data: <a href="tables/\1.csv">tables/\1.csv</a>, <a href="tables/\1.parquet">Parquet</a>',
        content,
    )


def _terminal(text: str) -> str:
    """Return terminal output as escaped text, without the colours that terminals draw."""
    return html.escape(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text))
