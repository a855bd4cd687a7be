"""One archive for a class without a network: the wheels of one operating system, data, notebooks, lessons, scripts."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from readout import places
from readout.errors import ReadoutError
from readout.reviewing.decisions.store import role_of
from readout.workshop.build import write_papers
from readout.workshop.build.colophon import binder, colophon
from readout.workshop.build.wheels import PLATFORMS, PYTHON, Platform, collect, hashed, of_this_machine

#: What a learner runs, in this order; each platform has its own kind of them.
STEPS = ("start", "check", "install")
ENDINGS = {"linux": "sh", "macos": "command", "windows": "bat"}
#: The folder that an archive unpacks to: short, because Windows allows no long paths.
ROOT = "readout-class"
INSTRUCTIONS = "start.md"


def bundle(
    workshop: Path,
    target: Path | None = None,
    *,
    platform: str = "",
    tell: Callable[[str], None] = lambda words: None,
) -> Path:
    """Pack a built workshop with all that runs it into one zip archive, and return the archive's path.

    `platform` is `linux`, `windows` or `macos`, by default that of this machine; the archive is for the version of
    Python that makes it, and says both in its name. The wheels are those of the lock (requirements.txt), checked
    against its hashes; the tests' packages stay out. Answers stay out too: of the workshop, the learners' notebooks,
    the material and the slides go in. This is the one step that needs a network.
    """
    home = places.home()
    if not (home / "requirements.txt").is_file():
        raise ReadoutError(
            f"{home} is no clone of Readout: a bundle takes the wheels of the clone's lock; work in a clone for it."
        )
    wanted = named(platform or of_this_machine())
    with tempfile.TemporaryDirectory() as place:
        wheels = Path(place) / "wheels"
        wheels.mkdir()
        tell(f"Collecting the packages of the lock for {wanted.label}; this takes a few minutes.")
        lock = (home / "requirements.txt").read_text(encoding="utf-8")
        collect(lock, home, wanted, wheels, Path(place))
        tell("Packing data, notebooks and lessons.")
        return pack(workshop, wheels, wanted, target, tell=tell)


def named(platform: str) -> Platform:
    """Return a platform by its name; raises ReadoutError where there is none of that name."""
    if platform not in PLATFORMS:
        raise ReadoutError(f"There is no bundle for {platform!r}; there are {', '.join(PLATFORMS)}.")
    return PLATFORMS[platform]


def pack(
    workshop: Path,
    wheels: Path,
    platform: Platform,
    target: Path | None = None,
    *,
    tell: Callable[[str], None] = lambda words: None,
) -> Path:
    """Pack a built workshop with a folder of wheels into one archive, and return its path; needs no network."""
    home = places.home()
    if not (workshop / "learners").is_dir():
        raise ReadoutError(f"{workshop} holds no workshop; build it first with `make workshop`.")
    name = f"readout-workshop-{workshop.name}-{platform.name}-python{PYTHON}"
    target = target or home / "build" / "workshop" / f"{name}.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / ROOT
        root.mkdir()
        _copy(home, workshop, root)
        _write_scripts(platform, root)
        (root / "requirements.txt").write_text(hashed(wheels), encoding="utf-8")
        instructions = write_instructions(platform, root)
        if write_papers.browser():
            write_papers.print_page(instructions)
        _zip(root, wheels, target)
    tell(f"{target.stat().st_size / 1e6:.0f} MB.")
    return target


def _of_people(at: str, names: list[str]) -> list[str]:
    """Return what of a folder of decisions is somebody's own: everything but the examples that are made to be shown."""
    if Path(at).parent.name != "annotations":
        return []
    return [name for name in names if not name.endswith(".jsonl") or role_of(Path(at) / name) != "example"]


def _copy(home: Path, workshop: Path, root: Path) -> None:
    """Copy what learners need: the texts and tables, the walk, and the lessons without answers."""
    leave = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", "coding-*.csv", "my-answers-*.json", "*.tmp")
    shutil.copytree(home / "data", root / "data", ignore=lambda at, names: {*leave(at, names), *_of_people(at, names)})
    (root / "notebooks").mkdir()
    for path in sorted((home / "notebooks").glob("*.ipynb")):
        shutil.copy2(path, root / "notebooks" / path.name)
    for name in ("learners", "material", "slides"):
        shutil.copytree(workshop / name, root / "workshop" / name, ignore=leave)
    (root / "reports").mkdir()
    for name in ("LICENSE", "CITATION.cff", "reports/README.md"):
        if (home / name).is_file():
            shutil.copy2(home / name, root / name)


def _write_scripts(platform: Platform, root: Path) -> None:
    """Write the scripts of a platform; those of macOS are those of Linux, with an ending that opens on a double click."""
    ending = ENDINGS[platform.name]
    source = "bat" if ending == "bat" else "sh"
    for step in STEPS:
        words = (resources.files("readout.workshop") / "scripts" / f"{step}.{source}").read_text(encoding="utf-8")
        words = words.replace("{PYTHON}", PYTHON)
        if ending == "command":
            for other in STEPS:
                words = words.replace(f"sh {other}.sh", f"{other}.command").replace(f"./{other}.sh", f"./{other}.command")
        path = root / f"{step}.{ending}"
        path.write_text(words, encoding="utf-8", newline="\r\n" if ending == "bat" else "\n")
        path.chmod(0o755)


def write_instructions(platform: Platform, root: Path) -> Path:
    """Write how to start on a platform, as a page to be printed and as plain text; return the page's path."""
    import jinja2

    words = (places.lessons() / INSTRUCTIONS).read_text(encoding="utf-8")
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    filled = environment.from_string(words).render(
        platform=platform.name, label=platform.label, python=PYTHON, folder=ROOT, binder=binder()
    )
    page = root / "instructions.html"
    page.write_text(write_papers.document(f"How to start: {platform.label}", "guide", filled), encoding="utf-8")
    newline = "\r\n" if platform.name == "windows" else "\n"
    (root / "README.txt").write_text(f"{filled.strip()}\n\n{colophon()}\n", encoding="utf-8", newline=newline)
    return page


def _zip(root: Path, wheels: Path, target: Path) -> None:
    """Pack a folder and the wheels; wheels are packed already and go in as they are."""
    making = target.with_suffix(".making")
    with zipfile.ZipFile(making, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(root.rglob("*")):
            archive.write(path, path.relative_to(root.parent))
        for path in sorted(wheels.glob("*.whl")):
            archive.write(path, f"{root.name}/wheels/{path.name}", compress_type=zipfile.ZIP_STORED)
    making.replace(target)
