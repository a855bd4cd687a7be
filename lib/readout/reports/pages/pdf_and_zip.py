"""A report for sending: its pages as one PDF, printed by Chromium, and the whole folder as a zip file."""

import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from readout.errors import ReadoutError, RunFailed

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SECONDS = 60


def browser() -> str:
    """Return the Chromium of this machine; raises ReadoutError where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise ReadoutError("A PDF needs Chromium or Chrome, and there is none on the PATH; install one.")
    return found


def print_pdf(pages: Mapping[Path, str], target: Path, title: str) -> None:
    """Print pages into one PDF, the brief first; `pages` gives each the title that its bookmark has."""
    from pypdf import PdfWriter

    with tempfile.TemporaryDirectory(prefix="readout-pdf-") as folder, PdfWriter() as whole:
        for number, page in enumerate(sorted(pages, key=lambda path: path.name != "index.html")):
            printed = Path(folder) / f"{number}.pdf"
            _print(page, printed, Path(folder) / "profile")
            whole.append(printed, outline_item=pages[page])
        whole.add_metadata({"/Title": title, "/Creator": "Readout"})
        whole.write(target)


def _print(page: Path, target: Path, profile: Path) -> None:
    command = [
        browser(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={profile}",
        f"--print-to-pdf={target}",
        page.resolve().as_uri(),
    ]
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise RunFailed(f"Chromium could not print {page.name}: {error}.") from None
    if not target.exists():
        raise RunFailed(f"Chromium printed no PDF of {page.name}.")


def archive(report: Path) -> Path:
    """Write a report's folder as a zip file beside it, and return its path; the same files give the same bytes."""
    target = report.with_name(f"{report.name}.zip")
    unfinished = report.with_name(f".{report.name}.zip.part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(path for path in report.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{report.name}/{path.relative_to(report).as_posix()}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, path.read_bytes())
    unfinished.replace(target)
    return target
