"""Put a report in its place whole or not at all, one run at a time, and clear away what a killed run left behind."""

import contextlib
import ctypes
import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from readout.errors import ReadoutError, RunFailed
from readout.write import UNFINISHED, flush, whole

STAGING = ".staging-"
HOLDER = ".held-by.json"


@contextlib.contextmanager
def held(reports: Path, tell: Callable[[str], None] = lambda sentence: None) -> Iterator[None]:
    """Hold the folder of the reports for one run; wait where another run holds it, after telling who does.

    What an earlier, killed run left behind is cleared away first. Raises RunFailed where nothing can be written.
    """
    import filelock

    try:
        reports.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(reports / ".lock")
        try:
            lock.acquire(blocking=False)
        except filelock.Timeout:
            tell(f"{_holder(reports)} holds {reports}; waiting for it to end.")
            lock.acquire()
    except OSError as error:
        raise RunFailed(_cannot_write(reports, error)) from None
    try:
        clear(reports)
        me = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
        with contextlib.suppress(ReadoutError):
            write(reports / HOLDER, json.dumps(me).encode())
        yield
    finally:
        (reports / HOLDER).unlink(missing_ok=True)
        lock.release()


def _holder(reports: Path) -> str:
    try:
        holder = json.loads((reports / HOLDER).read_text())
        return f"Another run (process {holder['pid']}, since {holder['since']})"
    except (OSError, ValueError, KeyError):
        return "Another run"


def _cannot_write(reports: Path, error: OSError) -> str:
    return f"Reports cannot be written to {reports}: {(error.strerror or str(error)).lower()}."


def clear(reports: Path) -> None:
    """Remove the staging folders of killed runs; a report that one of them had set aside is put back."""
    for folder in reports.glob(f"{STAGING}*"):
        for aside in folder.glob("aside/*"):
            if not (reports / aside.name).exists():
                aside.rename(reports / aside.name)
        shutil.rmtree(folder, ignore_errors=True)
    for unfinished in reports.glob(f"{UNFINISHED}*"):
        unfinished.unlink(missing_ok=True)


@contextlib.contextmanager
def staging(reports: Path) -> Iterator[Path]:
    """Give a folder beside the reports, on the same disk, that is gone afterwards."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=reports))
    except OSError as error:
        raise RunFailed(_cannot_write(reports, error)) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(staged: Path, target: Path) -> None:
    """Put the folder `staged` in the place of `target`, in one step where the system can exchange two folders.

    Elsewhere the old report is set aside for a moment; `clear` puts it back where the run dies in that moment.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    # A power cut must not leave the name of a report without its content.
    for path in [*staged.rglob("*"), staged]:
        flush(path)
    if not target.exists():
        staged.rename(target)
    elif not _exchange(staged, target):
        aside = staged.parent / "aside"
        aside.mkdir(exist_ok=True)
        target.rename(aside / target.name)
        staged.rename(target)
    flush(target.parent)


def withdraw(target: Path, staging_folder: Path) -> None:
    """Take a folder out of its place in one step, and then apart."""
    if target.exists():
        gone = staging_folder / f"gone-{target.name}"
        target.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; a file that has this content already is left alone."""
    with contextlib.suppress(OSError):
        if path.read_bytes() == content:
            return
    whole(path, content)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (Linux, renameat2); return whether this system and disk could."""
    if sys.platform != "linux":
        return False
    here, exchange = -100, 2
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    if rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(other))
