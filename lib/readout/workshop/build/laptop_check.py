"""Is this laptop ready for the workshop? Each thing that the lessons need, tried out and told in words."""

import importlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from readout.errors import ReadoutError
from readout.workshop.build import write_papers
from readout.workshop.lesson.lesson import MATERIAL, PACKED

OLDEST_PYTHON = (3, 11)
DISK_NEEDED = 300_000_000
MEMORY_NEEDED = 1_500_000_000
PACKAGES = ("jupyterlab", "ipykernel", "ipywidgets", "pandas", "altair", "vl_convert", "spacy", "nltk")
#: Firefox and Safari do for the lessons; the browsers of `pages` make PDF files as well.
OTHER_BROWSERS = ("firefox", "firefox-esr", "safari", "brave-browser", "opera")


class Finding(NamedTuple):
    """One thing that was tried: what, whether it is well, and what to say or do. A hint does not stop the lessons."""

    what: str
    well: bool
    words: str
    hint: bool = False


def findings(folder: Path | None = None) -> Iterator[Finding]:
    """Yield what was found, one by one as it is tried; `folder` is that of a built workshop, where there is one."""
    for what, look in (
        ("Python", _python),
        ("packages", _packages),
        ("parser", _parser),
        ("kernel", _kernel),
        ("JupyterLab", _lab),
        ("disk", _disk),
        ("memory", _memory),
        ("browser", _browser),
        ("lessons", lambda: _lessons(folder)),
    ):
        try:
            yield look()
        except (ReadoutError, OSError) as error:
            yield Finding(what, False, str(error))


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    well = sys.version_info >= OLDEST_PYTHON
    return Finding("Python", well, f"{version}." if well else f"{version} is too old; install Python 3.11 or newer.")


def _packages() -> Finding:
    missing = []
    for name in PACKAGES:
        try:
            importlib.import_module(name)
        except Exception:
            missing.append(name)
    if missing:
        return Finding("packages", False, f"{', '.join(missing)} cannot be loaded; install again.")
    return Finding("packages", True, "all that the lessons need are installed.")


def _parser() -> Finding:
    from readout import parser

    document = parser.parse("The minister said that talks would go on. Nobody answered.")
    well = len(document.sentences) == 2
    return Finding("parser", well, "its model loads and reads a sentence." if well else "its model does not read well.")


def _kernel() -> Finding:
    from jupyter_client.manager import start_new_kernel

    shown: list[str] = []

    def keep(message: dict[str, Any]) -> None:
        shown.append(str(message["content"].get("data", {}).get("text/plain", "")))

    try:
        manager, client = start_new_kernel(kernel_name="python3", startup_timeout=60, stderr=subprocess.DEVNULL)
    except Exception as error:
        return Finding("kernel", False, f"it does not start ({type(error).__name__}); install again.")
    try:
        client.execute_interactive("6 * 7", timeout=60, output_hook=keep)
    except TimeoutError:
        pass
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    well = "42" in shown
    return Finding("kernel", well, "it starts and answers." if well else "it starts and does not answer.")


def _lab() -> Finding:
    done = subprocess.run(
        [sys.executable, "-m", "jupyterlab", "--version"], capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode:
        return Finding("JupyterLab", False, "it does not start; install again.")
    import socket

    try:
        with socket.socket() as test:
            test.bind(("127.0.0.1", 0))
    except OSError:
        return Finding("JupyterLab", False, "this laptop lets no program answer on its own address (127.0.0.1).")
    return Finding("JupyterLab", True, f"version {done.stdout.strip()}.")


def _disk() -> Finding:
    here = Path.cwd()
    free = shutil.disk_usage(here).free
    try:
        with tempfile.TemporaryFile(dir=here):
            pass
    except OSError:
        return Finding("disk", False, f"nothing can be written in {here}; copy the workshop to your own folder.")
    words = f"{free / 1e9:.1f} GB are free"
    return Finding(
        "disk", free >= DISK_NEEDED, f"{words}." if free >= DISK_NEEDED else f"{words}; make room for 0.3 GB."
    )


def _memory() -> Finding:
    import psutil

    free = psutil.virtual_memory().available
    if free < MEMORY_NEEDED:
        return Finding("memory", False, f"only {free / 1e9:.1f} GB are free; close other programs.", hint=True)
    return Finding("memory", True, f"{free / 1e9:.1f} GB are free.")


def _browser() -> Finding:
    if write_papers.browser():
        return Finding("browser", True, f"{Path(str(write_papers.browser())).name}.")
    if any(shutil.which(name) for name in OTHER_BROWSERS) or sys.platform in ("darwin", "win32"):
        return Finding("browser", True, "one for the lessons; PDF files need Chromium or Chrome.")
    return Finding("browser", False, "none was found; install Firefox, Chrome or Chromium.")


def _lessons(folder: Path | None) -> Finding:
    place = folder or _built()
    if not place or not (place / MATERIAL / PACKED).is_file():
        return Finding("lessons", False, "none are built here yet; run make workshop.", hint=True)
    # In a process of its own and in the learners' folder, just as a notebook opens it.
    code = "from readout.workshop import open_lesson; lesson = open_lesson('a'); lesson.check('a1', lesson.ask('a1'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=place / "learners",
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ},
        check=False,
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no word why"]
        return Finding("lessons", False, f"the first one does not open ({last[0][:160]}); copy the workshop again.")
    return Finding("lessons", True, f"the first one opens, in {place / 'learners'}.")


def _built() -> Path | None:
    """Return the folder of a workshop that is built here: in a bundle, or by `make workshop`, the newest."""
    from readout import places

    home = places.home()
    built = [home / "workshop", *sorted((places.build() / "workshop").glob("*"), key=_age)]
    return next((place for place in built if (place / MATERIAL / PACKED).is_file()), None)


def _age(path: Path) -> float:
    return -path.stat().st_mtime


def told(found: Finding) -> str:
    """Return a finding as a line for a person."""
    sign = "ready" if found.well else "note " if found.hint else "STOP "
    return f"  {sign}  {found.what}: {found.words}"
