"""The packages of a bundle: those of the lock that one operating system needs, as wheels, each with its hash."""

import hashlib
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from readout.errors import ReadoutError, RunFailed
from readout.workshop.build.colophon import DISTRIBUTION

PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"
#: A package of a lock: name, version, marker, and its hashes on the lines after it.
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)(==[^\s;\\]+)(?: *;([^\\\n]+))?( *(?:\\\n[^\\\n]*)*)\n?", re.MULTILINE)


@dataclass(frozen=True)
class Platform:
    """An operating system that a bundle is made for: what learners call it, and what packages call it.

    `tags` has the tags of wheels for each kind of machine; where there are two kinds, a bundle holds both.
    """

    name: str
    label: str
    markers: dict[str, str]
    tags: tuple[tuple[str, ...], ...]


_LINUX = (*(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)), "manylinux2014_x86_64", "linux_x86_64")
#: By the name that `--platform` takes. Linux: glibc 2.28 or newer, of 2018.
PLATFORMS = {
    "linux": Platform(
        "linux",
        "Linux (64-bit PC)",
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
        (_LINUX,),
    ),
    "windows": Platform(
        "windows",
        "Windows 10 or 11 (64-bit PC)",
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
        (("win_amd64",),),
    ),
    "macos": Platform(
        "macos",
        "macOS 13 or newer (Apple or Intel)",
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
        (("macosx_13_0_arm64",), ("macosx_13_0_x86_64",)),
    ),
}


def of_this_machine() -> str:
    """Return the name of the platform of this machine."""
    return {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")


def runtime_lock(lock: str, platform: Platform) -> str:
    """Return the part of a lock that Readout needs to run on a platform, without the tests' packages and the markers.

    Raises ReadoutError where the lock lacks a package that is needed there.
    """
    markers = _environment(platform)
    needed = _needed(DISTRIBUTION, markers)
    kept: dict[str, str] = {}
    for match in LOCKED.finditer(lock):
        name, version, marker, hashes = match.groups()
        if _plain(name) in needed and _holds(marker, markers):
            kept[_plain(name)] = f"{name}{version}{hashes}\n"
    missing = sorted(needed - set(kept))
    if missing:
        raise ReadoutError(
            f"requirements.txt lacks {', '.join(missing[:3])}, which {platform.label} needs; make it anew with `make lock`."
        )
    return "".join(kept.values())


def _environment(platform: Platform) -> dict[str, str]:
    from packaging.markers import default_environment

    here: dict[str, Any] = dict(default_environment())
    return {**here, **platform.markers, "platform_release": "", "platform_version": ""}


def _holds(marker: str | None, markers: dict[str, str]) -> bool:
    from packaging.markers import Marker

    return not marker or Marker(marker).evaluate(markers)


def _needed(name: str, markers: dict[str, str]) -> set[str]:
    """Return the names of what a distribution needs where the markers hold, however deep, its extras left out."""
    from packaging.requirements import Requirement

    found: set[str] = set()
    waiting = [(name, frozenset({"lab"}))]  # a class works in JupyterLab
    done = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in done:
            continue
        done.add((name, extras))
        if name != DISTRIBUTION:
            found.add(_plain(name))
        try:
            requirements = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # for another platform than this one; such packages need nothing themselves
        for line in requirements:
            requirement = Requirement(line)
            wanted = [{"extra": extra} for extra in extras] or [{"extra": ""}]
            if requirement.marker is None or any(requirement.marker.evaluate({**markers, **one}) for one in wanted):
                waiting.append((requirement.name, frozenset(requirement.extras)))
    return found


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def collect(lock: str, home: Path, platform: Platform, wheels: Path, work: Path) -> None:
    """Fetch the wheels of a lock for a platform into a folder, and make Readout's own from the clone at `home`.

    The hashes of the lock are checked. A package that has no wheel is built here, which will do where it holds Python
    alone. `work` is a folder for what is made on the way. Raises RunFailed where a package cannot be had for the
    platform.
    """
    pip = _pip(work / "pip")
    listed = work / "lock.txt"
    listed.write_text(runtime_lock(lock, platform), encoding="utf-8")
    for tags in platform.tags:
        wanted = [part for tag in tags for part in ("--platform", tag)]
        versions = ["--python-version", PYTHON, "--implementation", "cp"]
        command = [*pip, "download", "-q", "--no-deps", "--require-hashes", *wanted, *versions]
        _run([*command, "-r", str(listed), "-d", str(wheels)], "the packages")
    for source in sorted(path for path in wheels.iterdir() if path.suffix != ".whl"):
        made = work / source.name
        _run([*pip, "wheel", "-q", "--no-deps", str(source), "-w", str(made)], source.name)
        (wheel,) = made.glob("*.whl")
        if not wheel.name.endswith("-none-any.whl"):
            raise RunFailed(f"{source.name} has no wheel for {platform.label}, and one made here would not run there.")
        wheel.replace(wheels / wheel.name)
        source.unlink()
    _run([*pip, "wheel", "-q", "--no-deps", str(home), "-w", str(wheels)], "Readout itself")
    lacking = sorted({_plain(match[1]) for match in LOCKED.finditer(listed.read_text(encoding="utf-8"))} - _names(wheels))
    if lacking:
        raise RunFailed(f"The wheels of {', '.join(lacking[:3])} did not come with the others.")


def _names(wheels: Path) -> set[str]:
    return {_plain(path.name.split("-")[0]) for path in wheels.glob("*.whl")}


def hashed(wheels: Path) -> str:
    """Return the requirements for the wheels of a folder, each with its hashes, so that a damaged copy is refused."""
    hashes: dict[str, list[str]] = defaultdict(list)
    for path in sorted(wheels.glob("*.whl")):
        name, version = path.name.split("-")[:2]
        hashes[f"{_plain(name)}=={version}"].append(hashlib.sha256(path.read_bytes()).hexdigest())
    return "".join(
        f"{name}{''.join(f' --hash=sha256:{digest}' for digest in digests)}\n" for name, digests in hashes.items()
    )


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
