"""The bundle of the workshop, tried as a class meets it: packed, installed with the network cut, lesson A done.

Takes several minutes and 2 GB of disk, and Linux: the network is cut with a network namespace of its own.
"""

import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
CUT = "ip link set lo up && exec "
LESSON = """
import sys
from pathlib import Path
sys.path.insert(0, {scripts!r})
import workshop_in_jupyterlab as lab
root = Path({root!r})
answers = lab.right_answers(root / "workshop")
# JupyterLab and the kernel are the bundle's own; only the browser's driver is this project's.
lab.jupyter_lab.sys = type("Bundle", (), {{"executable": str(root / ".venv" / "bin" / "python")}})
lab.jupyter_lab.PROJECT = root
with (
    lab.jupyter_lab.server(root / "workshop") as address,
    lab.jupyter_lab.browser({chromium!r}, viewport={{"width": 1200, "height": 900}}) as (page, outside),
):
    before, after = lab.do_lesson_a(page, address, *answers)
    print("\\n".join(line.splitlines()[0] for line in after))
    sys.exit(bool(outside) or not all("all right" in line for line in after))
"""


def run() -> None:
    """Print how long each step takes and what it says; end with an error where one fails."""
    import readout
    from readout.workshop.build.build import build
    from readout.workshop.build.bundle import bundle

    chromium = shutil.which("chromium")
    if not (shutil.which("unshare") and chromium):
        print("workshop: needs unshare and Chromium; skipped.")
        return
    with tempfile.TemporaryDirectory(prefix="readout-class-") as place:
        folder = Path(place)
        archive = step("pack", lambda: bundle(build(readout.load("polyanskiy-tass")).folder, folder / "workshop.zip"))
        print(f"  {archive.stat().st_size / 1e6:.0f} MB")
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
        root = next(path for path in folder.iterdir() if path.is_dir())
        step("install, network cut", lambda: cut(["sh", str(root / "install.sh")]))
        step("check, network cut", lambda: cut(["sh", str(root / "check.sh")]))
        code = LESSON.format(scripts=str(PROJECT / "scripts"), root=str(root), chromium=chromium)
        step("lesson A, network cut", lambda: cut([sys.executable, "-c", code]))


def step(name, work):
    """Do one step, and print what it took."""
    print(f"{name} …", flush=True)
    start = time.perf_counter()
    result = work()
    print(f"{name}: {time.perf_counter() - start:.0f} s", flush=True)
    return result


def cut(command: list[str]) -> None:
    """Run a command in a network namespace that knows this machine's own address only; its words are printed."""
    subprocess.run(["unshare", "-rn", "sh", "-c", CUT + '"$@"', "sh", *command], check=True)
