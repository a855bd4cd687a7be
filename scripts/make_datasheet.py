"""Write the parts of data/README.md that follow from the files: what each text is, rests on, and may not be used for.

Run it after a change in data/texts or data/sources.yml: python scripts/make_datasheet.py
"""

import sys
from collections import Counter
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parent.parent
README = PROJECT / "data" / "README.md"
SOURCES = PROJECT / "data" / "sources.yml"
BEGIN, END = "<!-- begin: {} -->\n", "<!-- end: {} -->"

MARKS = {"V": "seen", "P": "partly seen", "K": "from general knowledge"}
NOT_FOR = {
    "account": "the speaker's style or exact wording, apart from what stands in quotation marks; the rest is ours.",
    "digest": "wording or style of any kind, which is ours; nor as the text of the instrument in a legal argument.",
    "verbatim": "anything beyond what was said on that day.",
}


def texts():
    """Return the shipped texts, accounts first, each by date."""
    from readout.texts.library import library

    order = {"account": 0, "verbatim": 1, "digest": 2}
    return sorted(library(PROJECT / "data" / "texts"), key=lambda text: (order[text.kind], text.days, text.id))


def marks(text):
    """Return how often each mark stands, over the paragraphs; one mark for the whole counts for each."""
    return Counter(paragraph.checked for paragraph in text.paragraphs if paragraph.checked)


def overview():
    """Return the table of all texts, with its sums."""
    rows, sums = [], Counter()
    for text in texts():
        counts = marks(text)
        sums.update({**counts, "paragraphs": len(text.paragraphs), "words": text.n_words})
        cells = [text.id, text.kind, text.date, len(text.paragraphs), text.n_words, *(counts[mark] for mark in MARKS)]
        rows.append("| " + " | ".join(map(str, cells)) + " |")
    kinds = Counter(text.kind for text in texts())
    total = [
        f"{len(rows)} texts",
        ", ".join(f"{number} {kind}s" for kind, number in kinds.items()),
        "",
        *(sums[name] for name in ("paragraphs", "words", *MARKS)),
    ]
    head = "| text | kind | date | paragraphs | words | seen | partly | general |\n|---|---|---|--:|--:|--:|--:|--:|\n"
    return head + "\n".join([*rows, "| " + " | ".join(map(str, total)) + " |"]) + "\n"


def _checked(text):
    """Return in words how far a text was checked."""
    if not text.metadata.get("checked"):
        return "written from the report itself, without marks"
    if len(text.metadata["checked"]) == 1:
        return f"the whole {MARKS[text.metadata['checked']]}"
    counts = marks(text)
    return ", ".join(f"{counts[mark]} {name}" for mark, name in MARKS.items() if counts[mark]) + (
        f", of {len(text.paragraphs)} paragraphs"
    )


def entries():
    """Return a paragraph on each text."""
    known = yaml.safe_load(SOURCES.read_text(encoding="utf-8"))
    pieces = []
    for text in texts():
        speaker = ", ".join(part for part in (text.speaker, text.role) if part)
        of = speaker or "; ".join(text.parties)
        where = text.channel or text.place
        entry = known[text.id]
        lines = [
            f"### {text.id}\n",
            f"{text.title}. Kind: {'; '.join(filter(None, (text.kind, text.form, of, where, text.date)))}.\n",
            f"- Rests on: {'; '.join(entry['seen'])}.",
            f"- Checked: {_checked(text)}.",
            *([f"- Beware: {entry['beware']}"] if entry.get("beware") else []),
            f"- Not for: {NOT_FOR[text.kind]}\n",
        ]
        pieces.append("\n".join(lines))
    return "\n".join(pieces)


def render(page):
    """Return the page with its made parts anew."""
    for name, content in (("overview", overview()), ("texts", entries())):
        begin, end = BEGIN.format(name), END.format(name)
        if begin not in page or end not in page:
            sys.exit(f"make_datasheet: {README} has no place for the part {name!r}; restore its marks.")
        before, rest = page.split(begin)
        page = before + begin + content + end + rest.split(end)[1]
    return page


if __name__ == "__main__":
    README.write_text(render(README.read_text(encoding="utf-8")), encoding="utf-8")
