"""Taking a text into the library: from a file or, where the user asks for it, from the web; whole or not at all."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from readout import places, write
from readout.errors import ReadoutError, RunFailed
from readout.texts.metadata import FIELDS, make_id
from readout.texts.readers import html, markdown
from readout.texts.text import Text


def is_address(name: str) -> bool:
    """Tell whether a name is a web address rather than a file."""
    return bool(re.match(r"[a-z][a-z0-9+.\-]*://", name, re.IGNORECASE))


def fetch(url: str) -> Text:
    """Return the article of a web page as a text, with the metadata that the page declares.

    Raises ReadoutError where the address is none or the page has no article, and RunFailed where it cannot be had.
    """
    parts = urlsplit(url)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ReadoutError(f"{url} is no web address; it begins with https:// or http:// and a host.")
    from trafilatura.downloads import fetch_response

    answer = fetch_response(url, with_headers=True)
    if answer is None:
        raise RunFailed(f"{url} did not answer; check the network and the address, or save the page and add the file.")
    if answer.status != 200:
        raise RunFailed(f"{url} answered with status {answer.status}; open it in a browser and add the saved page.")
    if answer.data.startswith(b"%PDF-"):
        raise ReadoutError(f"{url} is a PDF file; download it and add the file.")
    metadata, body = html.extract(answer.data, url, url)
    page = Path(parts.path).stem or parts.hostname
    return Text(make_id(page), body, {**metadata, "source": url})


def describe(text: Text, given: Mapping[str, str | list[str]]) -> Text:
    """Return the text with metadata that a person gives; they replace what the file declares."""
    said = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
    known = {**text.metadata, **{name: value for name, value in said.items() if value}}
    known.setdefault("id", text.id)
    first = {name: known[name] for name in FIELDS if name in known}
    return Text(known["id"], text.body, {**first, **known}, text.path)


def take_in(text: Text, replace: bool = False, folder: Path | None = None) -> Path:
    """Write a text into the library, by default data/texts, and return the path of its file.

    The file appears whole or not at all. Raises ReadoutError where the library has the id already and `replace` is
    false, or where the folder cannot be written.
    """
    folder = folder or places.data_of(places.own("a text")) / "texts"
    path = folder / f"{text.id}.md"
    content = markdown.write(text.metadata, text.body)
    taken = f"{path} is there already; take another --id, or --replace it."
    if path.exists() and not replace:
        raise ReadoutError(taken)
    write.sweep(folder)
    try:
        write.whole(path, content, overwrite=replace)
    except FileExistsError:
        raise ReadoutError(taken) from None
    return path


def metadata_to_ask(text: Text) -> list[tuple[str, str, Any]]:
    """Return what to ask a person about a text: field, its meaning, and what is known of it so far."""
    asked = ("id", "title", "kind", "form", "date", "speaker", "role", "party", "channel", "occasion", "event")
    known = {"id": text.id, **text.metadata}
    if text.written_in.known:
        known.setdefault("language", text.written_in.code)
    return [(name, FIELDS[name], known.get(name, "")) for name in (*asked, "source", "language", "note")]
