"""An HTML page: the text of its article, without menus and scripts, and the metadata that the page itself declares."""

import logging
import re
import warnings
from pathlib import Path
from typing import Any

from readout.errors import ReadoutError
from readout.texts.readers import limited
from readout.texts.readers.characters import check_body, clean, read_bytes

#: The largest page that is taken apart, in bytes.
LARGEST_PAGE = 10_000_000
#: More attributes than these has no tag of a page that people read; the values of attributes in quotation marks.
MOST_ATTRIBUTES = 1_000
QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
#: What the page may declare, and what it is called here. Its author is the page's, never the speaker.
DECLARED = {"title": "title", "date": "published", "sitename": "channel", "author": "author", "url": "source"}


def read(path: Path) -> tuple[dict[str, Any], str]:
    """Return the metadata that the page declares and the article's paragraphs, an empty line between them."""
    return extract(read_bytes(path), str(path))


def extract(page: bytes, name: str, url: str | None = None) -> tuple[dict[str, Any], str]:
    """Return metadata and body of a page's content, read within limits; `name` stands for it in an error."""
    if len(page) > LARGEST_PAGE:
        raise ReadoutError(f"{name} has {len(page) / 1e6:,.0f} MB, which is no page of one text; save the text itself.")
    return limited.parse("html", page, name, url)


def load_parser() -> None:
    """Import what takes pages apart, which takes a moment."""
    import trafilatura  # noqa: F401


def parse(page: bytes, name: str, url: str | None = None) -> tuple[dict[str, Any], str]:
    """Return metadata and body of a page's content; `name` stands for it in the sentence of an error.

    The day on which the page appeared is `published`, since it need not be the day on which the statement was made.
    """
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it comments on every small fault of a page
    no_text = f"{name} has no text of an article; save the text itself and name that."
    if not page.strip():
        raise ReadoutError(no_text)
    _check_tags(page, name)
    try:
        # Only dates that the markup declares: one guessed from the words of the page would be invented.
        dates = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
        with warnings.catch_warnings(action="ignore"):  # its parsers comment on odd dates
            found = trafilatura.bare_extraction(
                page, url=url, include_comments=False, with_metadata=True, date_extraction_params=dates
            )
        # A page too short for the extractor still has all its text.
        article = getattr(found, "text", None) or _all(page)
    except MemoryError:
        raise
    except Exception as error:  # whatever a broken page sets off in the parsers below
        raise ReadoutError(f"{name} cannot be read as an HTML page ({type(error).__name__}); save it anew.") from None
    lines = [line.strip() for line in clean(article or "").split("\n")]
    body = "\n\n".join(line for line in lines if line)
    if not body:
        raise ReadoutError(no_text)
    declared = {ours: str(getattr(found, theirs, None) or "") for theirs, ours in DECLARED.items()}
    return {key: clean(value) for key, value in declared.items() if value}, check_body(body + "\n", Path(name))


def _check_tags(page: bytes, name: str) -> None:
    """Raise a sentence where a tag has so many attributes that comparing each with each would take minutes."""
    for tag in re.finditer(rb"<[A-Za-z][^<>]{20000,}", page):
        count = len(QUOTED.sub(b"", tag[0]).split())
        if count > MOST_ATTRIBUTES:
            raise ReadoutError(
                f"{name} has a tag with {count:,} attributes, which no page of a text has; save it anew."
            )


def _all(page: bytes) -> str:
    """Return all the text of a page, a line a block, without scripts and styles."""
    from lxml import html

    tree = html.document_fromstring(page)
    for element in tree.xpath("//script|//style|//noscript|//template|//head|//nav|//*[@hidden]"):
        element.drop_tree()
    blocks = set(tree.iter("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "td"))
    inner = [block for block in tree.iter() if block in blocks and blocks.isdisjoint(block.iterdescendants())]
    return "\n".join(" ".join(block.text_content().split()) for block in inner or [tree])
