"""Reading and writing XML safely: nothing is fetched, no entity resolved, no character lost without a word."""

import re
from typing import Any

from lxml import etree

from readout.errors import ReadoutError

#: Characters that XML 1.0 cannot hold (section 2.2).
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str, lost: list[str] | None = None) -> str:
    """Return a text with the replacement character for each one that XML cannot hold: no offset changes."""
    cleaned, count = _FORBIDDEN.subn("\ufffd", text)
    if count and lost is not None:
        lost.append(f"{count} control characters, which XML cannot hold, were written as U+FFFD.")
    return cleaned


def parse(data: bytes, what: str) -> Any:
    """Return the root of an XML document, or raise ReadoutError where it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadoutError(f"{what} is not well-formed XML ({(str(error).splitlines() or ['empty'])[0]}).") from None
    if root is None:
        raise ReadoutError(f"{what} is empty.")
    return root


def serialize(root: Any) -> bytes:
    """Return an XML document as bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
