"""One archive for a class without a network: wheels for this platform, data, notebooks, the lessons, and scripts."""

import hashlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from importlib import metadata, resources
from pathlib import Path

from readout import places
from readout.errors import ReadoutError, RunFailed
from readout.reviewing.decisions.store import role_of

SCRIPTS = ("install.sh", "install.bat", "check.sh", "check.bat", "start.sh", "start.bat", "README.txt")
DISTRIBUTION = "readout-notebooks"


def bundle(workshop: Path, target: Path | None = None, *, tell: Callable[[str], None] = lambda words: None) -> Path:
    """Pack a built workshop with all that runs it into one zip archive, and return the archive's path.

    The wheels are those of the lock (requirements.txt), for this operating system and this version of Python, checked
    against the lock's hashes; the tests' packages stay out. Answers stay out too: of the workshop, the learners'
    notebooks, the material and the slides go in. This is the one step that needs a network.
    """
    home = places.home()
    if not (home / "requirements.txt").is_file():
        raise ReadoutError(
            f"{home} is no clone of Readout: a bundle takes the wheels of the clone's lock; work in a clone for it."
        )
    if not (workshop / "learners").is_dir():
        raise ReadoutError(f"{workshop} holds no workshop; build it first with `make workshop`.")
    name = f"readout-workshop-{workshop.name}-{_platform()}"
    target = target or home / "build" / "workshop" / f"{name}.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / name
        wheels = root / "wheels"
        wheels.mkdir(parents=True)
        tell("Collecting the packages of the lock; this takes a few minutes.")
        lock = Path(place) / "lock.txt"
        lock.write_text(runtime_lock((home / "requirements.txt").read_text(encoding="utf-8")), encoding="utf-8")
        pip = _pip(Path(place) / "pip")
        _run([*pip, "wheel", "-q", "--no-deps", "--require-hashes", "-r", str(lock), "-w", str(wheels)], "packages")
        _run([*pip, "wheel", "-q", "--no-deps", str(home), "-w", str(wheels)], "Readout itself")
        (root / "requirements.txt").write_text(hashed(wheels), encoding="utf-8")
        tell("Packing data, notebooks and lessons.")
        _copy(home, workshop, root)
        _zip(root, target)
    tell(f"{target.stat().st_size / 1e6:.0f} MB.")
    return target


def runtime_lock(lock: str) -> str:
    """Return the part of a lock that Readout needs to run: its own requirements and theirs, without the tests'."""
    needed = _needed(DISTRIBUTION)
    blocks = re.findall(r"^([A-Za-z0-9._-]+)==(?:.*\\\n)*.*\n?", lock, re.MULTILINE)
    found = re.finditer(r"^([A-Za-z0-9._-]+)==(?:.*\\\n)*.*\n?", lock, re.MULTILINE)
    kept = "".join(match[0] for match in found if _plain(match[1]) in needed)
    if not blocks or not kept:
        raise ReadoutError("requirements.txt is not the lock of Readout; make it anew with `make lock`.")
    return kept


def _needed(name: str) -> set[str]:
    """Return the names of what is installed for a distribution, however deep, its extras left out."""
    from packaging.requirements import Requirement

    found: set[str] = set()
    waiting = [(name, frozenset({"lab"}))]  # a class works in JupyterLab
    done = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in done:
            continue
        done.add((name, extras))
        try:
            requirements = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # for another platform
        if name != DISTRIBUTION:
            found.add(_plain(name))
        for line in requirements:
            requirement = Requirement(line)
            wanted = [{"extra": extra} for extra in extras] or [{"extra": ""}]
            if requirement.marker is None or any(requirement.marker.evaluate(one) for one in wanted):
                waiting.append((requirement.name, frozenset(requirement.extras)))
    return found


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def hashed(wheels: Path) -> str:
    """Return the requirements for the wheels of a folder, each with its hash, so that a damaged copy is refused."""
    lines = []
    for path in sorted(wheels.glob("*.whl")):
        name, version = path.name.split("-")[:2]
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        lines.append(f"{_plain(name)}=={version} --hash=sha256:{digest}")
    return "\n".join(lines) + "\n"


def _of_people(at: str, names: list[str]) -> list[str]:
    """Return what of a folder of decisions is somebody's own: everything but the examples that are made to be shown."""
    if Path(at).parent.name != "annotations":
        return []
    return [name for name in names if not name.endswith(".jsonl") or role_of(Path(at) / name) != "example"]


def _copy(home: Path, workshop: Path, root: Path) -> None:
    """Copy what learners need: the texts and tables, the walk, the lessons without answers, and the scripts."""
    leave = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", "coding-*.csv", "my-answers-*.json", "*.tmp")
    shutil.copytree(home / "data", root / "data", ignore=lambda at, names: {*leave(at, names), *_of_people(at, names)})
    (root / "notebooks").mkdir()
    for path in sorted((home / "notebooks").glob("*.ipynb")):
        shutil.copy2(path, root / "notebooks" / path.name)
    for name in ("learners", "material", "slides"):
        shutil.copytree(workshop / name, root / "workshop" / name, ignore=leave)
    (root / "reports").mkdir()
    for name in ("LICENSE", "reports/README.md"):
        if (home / name).is_file():
            shutil.copy2(home / name, root / name)
    wanted = f"{sys.version_info[0]}.{sys.version_info[1]}"
    for name in SCRIPTS:
        words = (resources.files("readout.workshop") / "scripts" / name).read_text(encoding="utf-8")
        newline = "\r\n" if name.endswith((".bat", ".txt")) else "\n"
        (root / name).write_text(words.replace("{PYTHON}", wanted), encoding="utf-8", newline=newline)


def _zip(root: Path, target: Path) -> None:
    """Pack a folder; wheels are packed already and go in as they are."""
    making = target.with_suffix(".making")
    with zipfile.ZipFile(making, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(root.rglob("*")):
            kind = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            archive.write(path, path.relative_to(root.parent), compress_type=kind)
    making.replace(target)


def _platform() -> str:
    system = {"Darwin": "macos"}.get(platform.system(), platform.system().lower())
    return f"{system}-{platform.machine().lower()}-py{sys.version_info[0]}{sys.version_info[1]}"


def _pip(folder: Path) -> list[str]:
    """Make an environment with pip (uv makes ours without) and return the command."""
    import venv

    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    return [str(python), "-m", "pip", "--disable-pip-version-check"]


def _run(command: list[str], what: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if line.strip()][-1:] or ["no word why"]
        raise RunFailed(f"The wheels of {what} could not be collected: {last[0].strip()}")
