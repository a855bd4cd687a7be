"""The shelf as a static site: a folder that any web server can serve, with relative links and a feed, and no server."""

import shutil
import tempfile
from pathlib import Path

from readout import write
from readout.errors import ReadoutError, RunFailed
from readout.reports.shelf import shelf

#: What a reader of the site needs of a report; the record of the run stays at home.
PARTS = ("*.html", "*.pdf", "changes.json", "ro-crate-metadata.json", "tables", "figures", "notebooks")
#: By this file a folder is known as a site of ours, which may be replaced.
MARK = ".readout-site"


def publish(reports: Path, target: Path, address: str = "") -> int:
    """Make the site of all good reports in a folder, whole or not at all; return how many reports it has.

    `address` is where the site will be found on the web, without which the links of its feed are relative. Raises
    ReadoutError where there is no report, and where the folder holds something that is no such site.
    """
    rows = [row for row in shelf.rows(reports) if row.report]
    if not rows:
        raise ReadoutError("There is no report to publish yet; `readout report` makes one.")
    if target.exists() and not (target.is_dir() and ((target / MARK).exists() or not any(target.iterdir()))):
        raise ReadoutError(f"{target} holds something else; name a new or empty folder, or a site made before.")
    if reports.resolve().is_relative_to(target.resolve()):
        raise ReadoutError(f"{target} holds the reports themselves; name another folder.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=write.UNFINISHED, dir=target.parent))
    except OSError as error:
        raise RunFailed(f"{target} cannot be written: {write.reason(error)}.") from None
    try:
        for row in rows:
            _copy(reports / row.text_id, staged / row.text_id)
        good = [shelf.Row(row.text_id, row.report, None, row.changes) for row in rows]
        shelf.write_rows(good, staged, address)
        (staged / MARK).write_text("Made by readout publish; the folder is replaced whole.\n", encoding="utf-8")
        staged.chmod(0o755)
        if target.exists():
            shutil.rmtree(target)
        staged.replace(target)
    except OSError as error:
        raise RunFailed(f"{target} was not written: {write.reason(error)}.") from None
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return len(rows)


def _copy(report: Path, target: Path) -> None:
    """Copy what readers need of a report; its pages say where their record stands only where it is copied too."""
    target.mkdir()
    for pattern in PARTS:
        for path in sorted(report.glob(pattern)):
            if path.is_dir():
                shutil.copytree(path, target / path.name)
            else:
                shutil.copy2(path, target / path.name)
