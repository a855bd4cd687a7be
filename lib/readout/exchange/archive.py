"""Zip files that came from elsewhere: read only as far as their size is reasonable."""

import struct
import zipfile
import zlib
from pathlib import Path

from readout.errors import ReadoutError

LARGEST = 200_000_000


def read_members(path: Path, what: str) -> dict[str, bytes]:
    """Return the files in a zip by name; raises ReadoutError where it is none or unpacks to more than 200 MB."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST:
                raise ReadoutError(f"{path} unpacks to more than {LARGEST // 1_000_000} MB; that is no {what}.")
            return {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, struct.error) as error:
        raise ReadoutError(f"{path} is not a {what}, or damaged ({str(error) or 'it ends too early'}).") from None


def write_members(path: Path, members: dict[str, bytes]) -> None:
    """Write files into a zip with fixed dates, so that the same content gives the same file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
