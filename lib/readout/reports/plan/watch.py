"""Take in the texts of a folder as they come: each new or changed file becomes a report."""

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

from readout.errors import ReadoutError
from readout.reports.plan.plan import notebooks, plan
from readout.reports.regenerate import Result, Settings, regenerate

#: The endings of files that readout can read.
ENDINGS = (".md", ".txt", ".html", ".htm", ".pdf", ".docx")


def watch(
    folder: Path,
    settings: Settings,
    tell: Callable[[str], None],
    report: Callable[[list[Result]], None],
    changes: Iterable[Iterable[Path]] | None = None,
) -> None:
    """Make reports of the texts in a folder, now and whenever one is added or changed; ends with an interrupt.

    A file that cannot be read is told and passed over. `changes` gives batches of changed paths; by default they come
    from the system's own notices of changed files.
    """
    if not folder.is_dir():
        raise ReadoutError(f"{folder} is no folder; name the one that texts are put into.")
    take_in(sorted(folder.iterdir()), settings, tell, report)
    for batch in _noticed(folder) if changes is None else changes:
        take_in(sorted(batch), settings, tell, report)


def take_in(
    paths: Iterable[Path], settings: Settings, tell: Callable[[str], None], report: Callable[[list[Result]], None]
) -> None:
    """Bring up to date the reports of those paths that are texts."""
    plans = []
    for path in paths:
        if path.suffix.lower() in ENDINGS and not path.name.startswith(".") and path.is_file():
            if reason := _not_ours(path):
                tell(reason)
                continue
            try:
                plans += plan([str(path)], notebooks(), {})
            except ReadoutError as error:
                tell(str(error))
    if plans:
        report(regenerate(plans, settings, tell=tell))


def _not_ours(path: Path) -> str | None:
    """Return why a file is not to be published although it lies in the folder, or None."""
    if path.is_symlink():
        return f"{path} is a link and is passed over; put the file itself into the folder."
    if os.name == "posix" and not path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        return (
            f"{path} may be read by its owner alone and is passed over; allow others to read what is to be published."
        )
    return None


def _noticed(folder: Path) -> Iterable[Iterable[Path]]:
    from watchfiles import watch as notices

    for batch in notices(folder, recursive=False):
        yield {Path(path) for _, path in batch}
