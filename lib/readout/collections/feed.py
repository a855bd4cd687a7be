"""The feed of who moved (Atom, RFC 4287), and a notice where somebody wants one.

An entry has the same id as long as holder, issue and year are the same, and keeps the day on which it first stood
there: a reader of feeds sees what is new.
"""

import json
import smtplib
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

from readout import write
from readout.errors import ReadoutError, RunFailed

if TYPE_CHECKING:
    import pandas as pd

_ATOM = "http://www.w3.org/2005/Atom"
_TAG = "tag:readout,2025:"


def update(path: Path, name: str, moved: "pd.DataFrame", said: Mapping[str, str], *, now: str = "") -> list[str]:
    """Write the feed of a collection and return the titles of what is new in it.

    moved: as `compare.moved` gives it; only what is sure is told. said: the sentence of each claim id that is at hand.
    now: the time in ISO 8601, by default this moment. Raises ReadoutError where the file there is no feed.
    """
    now = now or datetime.now(UTC).isoformat(timespec="seconds")
    before = _times(path)
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", f"{_TAG}{name}")
    _add(feed, "title", f"Who moved: {name}")
    entries, new = [], []
    for row in moved[moved["sure"]].to_dict("records"):
        key = f"{_TAG}{name}/{row['holder']}/{row['issue']}/{row['year']}"
        title = (
            f"{row['holder']} on {row['issue']}: {row['before']:.0%} for it before {row['year']}, "
            f"{row['after']:.0%} from then on"
        )
        entry = ET.Element(f"{{{_ATOM}}}entry")
        _add(entry, "id", key)
        _add(entry, "title", title)
        _add(entry, "updated", before.get(key, now))
        _add(entry, "author", "").append(_named("Readout"))
        _add(entry, "content", _content({str(key): value for key, value in row.items()}, said)).set("type", "text")
        entries.append(entry)
        new += [] if key in before else [title]
    newest = max([before.get(key, now) for key in before] or [now]) if not new else now
    _add(feed, "updated", newest)
    feed.extend(entries)
    ET.indent(feed)
    write.whole(path, ET.tostring(feed, encoding="unicode", xml_declaration=True) + "\n")
    return new


def notify(target: str, subject: str, words: str) -> None:
    """Send a notice: to an address of this machine's mail (`mail:name@host`), or as JSON to a web address.

    Raises ReadoutError for a target that is neither, RunFailed where it cannot be sent.
    """
    try:
        if target.startswith("mail:"):
            message = EmailMessage()
            message["From"], message["To"], message["Subject"] = "readout@localhost", target[5:], subject
            message.set_content(words)
            with smtplib.SMTP("localhost", timeout=20) as server:
                server.send_message(message)
        elif target.startswith(("https://", "http://")):
            content = json.dumps({"subject": subject, "text": words}).encode()
            request = urllib.request.Request(target, content, {"Content-Type": "application/json"})
            urllib.request.urlopen(request, timeout=20).close()
        else:
            raise ReadoutError(f"{target!r} can take no notice; give mail:name@host or a web address.")
    except (OSError, smtplib.SMTPException, urllib.error.URLError) as error:
        raise RunFailed(f"The notice to {target} could not be sent ({error}); everything else is done.") from None


def _times(path: Path) -> dict[str, str]:
    """Return when each entry of a feed first stood there, by its id."""
    if not path.exists():
        return {}
    try:
        feed = ET.parse(path).getroot()
    except (ET.ParseError, OSError):
        raise ReadoutError(f"{path} is no feed; remove it, or name another file.") from None
    space = {"a": _ATOM}
    return {
        entry.findtext("a:id", "", space): entry.findtext("a:updated", "", space)
        for entry in feed.findall("a:entry", space)
    }


def _content(row: Mapping[str, object], said: Mapping[str, str]) -> str:
    lines = []
    for side in ("before", "after"):
        ids = row[f"claim_ids_{side}"]
        known = [said[one] for one in ids if one in said] if isinstance(ids, list) else []
        lines.append(f"{side.capitalize()} ({row[f'claims_{side}']} claims):")
        lines += [f"- {sentence}" for sentence in known[:3]]
    return "\n".join([*lines, "Machine-coded: read the claims before you believe it."])


def _add(parent: ET.Element, name: str, words: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = words or None
    return element


def _named(name: str) -> ET.Element:
    element = ET.Element(f"{{{_ATOM}}}name")
    element.text = name
    return element
