"""Take a packed study out of its archive, and hold every file against the hash that it was packed with."""

import hashlib
import shutil
import tempfile
import tomllib
import zipfile
from pathlib import Path, PurePosixPath

from readout import places
from readout.errors import ReadoutError
from readout.study.pack import ENDING, MANIFEST, is_newer

#: No study is larger than this, in bytes, when unpacked; an archive that would be is no study.
LARGEST = 4_000_000_000


def unpack(archive: Path, folder: Path | None = None) -> tuple[Path, int]:
    """Unpack an archive into a folder that is not there yet; return the folder and the number of verified files.

    Raises ReadoutError where the archive is none of a study, was damaged, or holds a study of a newer layout; nothing
    is left behind then.
    """
    if not archive.is_file():
        raise ReadoutError(f"There is no file {archive}; name what `readout pack` wrote, which ends in {ENDING}.")
    try:
        with zipfile.ZipFile(archive) as opened:
            return _take_out(archive, opened, folder)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise ReadoutError(f"{archive} is no zip file, or a damaged one ({error}); get it once more.") from None


def _take_out(archive: Path, opened: zipfile.ZipFile, folder: Path | None) -> tuple[Path, int]:
    infos = [info for info in opened.infolist() if not info.is_dir()]
    tops = {PurePosixPath(info.filename).parts[0] for info in infos if info.filename}
    top = next(iter(tops)) if len(tops) == 1 else ""
    names = {info.filename.removeprefix(f"{top}/"): info for info in infos}
    if not top or places.STUDY not in names or MANIFEST not in names:
        raise ReadoutError(f"{archive} is no packed study: it lacks {places.STUDY} or {MANIFEST}.")
    if any(PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name for name in names):
        raise ReadoutError(f"{archive} names files outside of its own folder; it was not unpacked.")
    if sum(info.file_size for info in infos) > LARGEST:
        raise ReadoutError(f"{archive} would take more than {LARGEST / 1e9:.0f} GB; it was not unpacked.")
    folder = (folder or Path.cwd() / top).resolve()
    if folder.exists():
        raise ReadoutError(f"{folder} is there already; name a folder that is not there yet.")
    if is_newer(tomllib.loads(opened.read(names[places.STUDY]).decode("utf-8", "replace"))):
        raise ReadoutError(f"{archive} holds a study of a newer layout; install a newer Readout to open it.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder.parent))
    try:
        making.chmod(0o755)
        for name, info in names.items():
            path = making / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(opened.read(info))
        count = verified(making, archive)
        making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return folder, count


def verified(folder: Path, name: Path) -> int:
    """Return how many files were held against their hashes; raises ReadoutError for the first that differs."""
    listed: dict[str, str] = {}
    for line in (folder / MANIFEST).read_text(encoding="utf-8").splitlines():
        digest, _, file = line.partition("  ")
        listed[file] = digest
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    for file in sorted(there ^ set(listed)):
        what = "is not in its list of files" if file in there else "is missing"
        raise ReadoutError(f"{name} is not as it was packed: {file} {what}; get it once more.")
    for file, digest in listed.items():
        if hashlib.sha256((folder / file).read_bytes()).hexdigest() != digest:
            raise ReadoutError(f"{name} is not as it was packed: {file} has other content; get it once more.")
    return len(listed)
