"""The shelf: every report with its state in words, as a page, as an Atom feed, and as the mark on a stale report."""

import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from readout.reports.pages import pages
from readout.reports.plan.plan import COLLECTIONS, RESERVED
from readout.reports.record import changes, record
from readout.reports.record.record import Record
from readout.reports.shelf import failure, publish
from readout.reports.shelf.failure import Failure

#: Of a text's changes so many are in the feed.
FED = 10
#: Characters that no XML may hold (XML 1.0, 2.2), not even escaped.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Row:
    """One text on the shelf: its last good report, its latest failure, or both."""

    text_id: str
    report: Record | None
    failure: Failure | None
    #: What changed in the text's own claims, the latest first: each with `made`, `summary` and `claims`.
    changes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Return the title of the text."""
        known = self.report or self.failure
        return known.title if known else self.text_id

    @property
    def state(self) -> str:
        """Return the state in words."""
        if self.failure and self.report:
            return "Failed; the last good report stands"
        return "Failed; no report yet" if self.failure else "Good"

    @property
    def updated(self) -> str:
        """Return the time of the latest change or failure, ISO 8601."""
        times = [self.report.changed] if self.report else []
        return max([*times, self.failure.made] if self.failure else times)


def rows(reports: Path) -> list[Row]:
    """Return what lies in the folder of the reports, by title; a failure of a run before its report is past."""
    names = {path.parent.name for path in reports.glob(f"*/{record.RECORD}")} - set(RESERVED)
    names |= {path.parent.name for path in reports.glob(f"failures/*/{failure.FAILURE}")}
    found = []
    for name in names:
        report, failed = record.read(reports / name), failure.read(reports, name)
        if failed and report and failed.number < report.number:
            failed = None
        if report or failed:
            found.append(Row(name, report, failed, _changes(reports / name)))
    return sorted(found, key=lambda row: (row.title.lower(), row.text_id))


def write(reports: Path) -> None:
    """Write the shelf's page, feed and marks, each whole or not at all."""
    collections = sorted(path.parent.name for path in reports.glob(f"{COLLECTIONS}/*/index.html"))
    write_rows(rows(reports), reports, collections=collections)


def write_rows(shown: list[Row], folder: Path, address: str = "", collections: Sequence[str] = ()) -> None:
    """Write page, feed and marks of some rows into a folder; the feed's links begin with `address`."""
    base = f"{address.rstrip('/')}/" if address else ""
    script = (Path(__file__).parent / "shelf.js").read_text(encoding="utf-8")
    page = pages.render("shelf.html.j2", script, rows=shown, collections=collections)
    publish.write(folder / "index.html", page.encode())
    feed = pages.render("feed.xml.j2", entries=entries(shown), base=base, uuid=_uuid)
    publish.write(folder / "feed.xml", NOT_IN_XML.sub(" ", feed).encode())
    publish.write(folder / "standing.css", marks(shown).encode())


def entries(shown: list[Row]) -> list[dict[str, str]]:
    """Return the entries of the feed, the latest first: failures, first reports, and changes of a text's own claims."""
    found = []
    for row in shown:
        if row.failure:
            link = f"failures/{row.text_id}/index.html"
            said = " ".join(row.failure.sentences)
            found.append(_entry(row.text_id, f"Failed: {row.title}", row.failure.made, link, said))
        elif row.report and not row.changes:
            said = f"{len(row.report.snapshot['claims'])} claims; report of {pages.moment(row.report.made)}."
            found.append(_entry(row.text_id, row.title, row.report.changed, f"{row.text_id}/index.html", said))
        for change in row.changes:
            name, said = f"{row.text_id} {change['made']}", " ".join([*change["summary"], *change["claims"]])
            found.append(_entry(name, row.title, change["made"], f"{row.text_id}/changes.html", said))
    return sorted(found, key=lambda entry: (entry["updated"], entry["name"]), reverse=True)


def _entry(name: str, title: str, updated: str, link: str, summary: str) -> dict[str, str]:
    return {"name": name, "title": title, "updated": updated, "link": link, "summary": summary}


def _changes(folder: Path) -> list[dict[str, Any]]:
    """Return what a report tells of changes of its own, the latest first; nothing where it cannot be read."""
    try:
        told = changes.remembered(json.loads((folder / "changes.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError):
        return []
    return [one for one in told if one["made"] and one["own"]][:FED]


def marks(shown: list[Row]) -> str:
    """Return the style sheet that shows, on each report whose latest run failed, the line that says so."""
    failed = [f'[data-report="{row.text_id}"] .standing {{ display: block; }}' for row in shown if row.failure]
    return "\n".join(["/* Which reports stand although their latest run failed. */", *failed]) + "\n"


def _uuid(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"readout:{name}"))
