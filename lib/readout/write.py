"""Writing a file so that it is whole, old or new, at every moment: a power cut or a full disk loses nothing.

The new content goes to a file of its own beside the old one, is flushed to the disk, and then takes the old one's
name in one step.
"""

import contextlib
import errno
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from readout.errors import ReadoutError, RunFailed

#: How the name begins of a file that is being written.
UNFINISHED = ".writing-"
#: The faults of a disk that are nobody's bad input.
DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG)


def whole(path: Path, content: str | bytes, *, overwrite: bool = True, check: Callable[[], None] | None = None) -> None:
    """Write a file whole or not at all; words are written in UTF-8, newlines as they are.

    `check` is called when the new content is safe on the disk, right before it takes the place of the old one; it may
    raise an error to keep the old one. Raises FileExistsError where the file is there already and `overwrite` is false,
    RunFailed where the disk is full or broken, and ReadoutError where the folder or the file may not be written; what
    was there before is then untouched.
    """
    try:
        data = content.encode() if isinstance(content, str) else content
    except UnicodeEncodeError:
        raise ReadoutError(f"{path} was not written: its words hold half a character, which no file can.") from None
    with _told(path):
        if path.exists() and not path.is_file():  # a pipe or a terminal has no content to keep whole
            path.write_bytes(data)
            return
    with staged(path, overwrite=overwrite, check=check) as unfinished, _told(path):
        unfinished.write_bytes(data)


@contextlib.contextmanager
def staged(path: Path, *, overwrite: bool = True, check: Callable[[], None] | None = None) -> Iterator[Path]:
    """Yield the path of an empty file to fill, which takes the name `path` when the block ends without an error.

    For libraries that write files themselves. The ending is that of `path`; the rest is as in `whole`.
    """
    path = Path(os.path.realpath(path))  # what a link points to is replaced, not the link
    with _told(path):
        handle, name = tempfile.mkstemp(prefix=UNFINISHED, suffix=path.suffix, dir=path.parent)
        os.close(handle)
    unfinished = Path(name)
    try:
        yield unfinished
        with _told(path):
            flush(unfinished)
            unfinished.chmod(_mode(path))
        if check:
            check()
        with _told(path):
            if overwrite:
                unfinished.replace(path)
            else:
                os.link(unfinished, path)  # unlike a renaming, it never overwrites what another put there meanwhile
            flush(path.parent)
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Return when a file's content, or the names in a folder, are on the disk, where the system can tell."""
    if os.name != "posix" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path, hours: float = 1) -> None:
    """Remove what writers left in a folder that were killed in the middle: unfinished files older than some hours."""
    for path in folder.glob(f"{UNFINISHED}*"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > hours * 3600:
                path.unlink()


def reason(error: OSError) -> str:
    """Return in small letters why the system refused."""
    return (error.strerror or str(error)).lower()


def _mode(path: Path) -> int:
    """Return the permissions of a file, or those that a new one gets."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a sentence."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        sentence = f"{path} cannot be written ({reason(error)}); nothing was changed."
        raise (RunFailed if error.errno in DISK else ReadoutError)(sentence) from None
