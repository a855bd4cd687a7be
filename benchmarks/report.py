"""How long reports take, against papermill and nbconvert alone, one notebook after the other.

The same notebooks, the same texts, the same machine, in one run. Ours also makes tables' records, changes, pages and
the shelf; papermill and nbconvert alone make the executed notebooks and an HTML page of each. Each side starts as a
program of its own; papermill and nbconvert are called from one Python program, which spares them a start for each
notebook. READOUT_BENCH_TEXTS sets the number of texts (20), READOUT_BENCH_ALONE how many of them the slow side does
(all): its time is then scaled up, and said to be.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from readout import places
from readout.reports.plan.plan import notebooks

ALONE = """
import sys
from pathlib import Path
import papermill
from nbconvert import HTMLExporter
folder = Path(sys.argv[1])
for text in sys.argv[2:]:
    for notebook in sorted(Path("notebooks").glob("[0-9][0-9]_*.ipynb")):
        target = folder / f"{text}-{notebook.name}"
        papermill.execute_notebook(str(notebook), str(target), parameters={"text": text}, kernel_name="python3",
                                   progress_bar=False, cwd="notebooks")
        page, _ = HTMLExporter().from_filename(str(target))
        target.with_suffix(".html").write_text(page)
"""


def run() -> None:
    """Print the seconds of both sides for one text and for twenty, and their ratios."""
    home = places.home()
    count = int(os.environ.get("READOUT_BENCH_TEXTS", "20"))
    alone = min(count, int(os.environ.get("READOUT_BENCH_ALONE", count)))
    texts = [path.stem for path in sorted((home / "data" / "texts").glob("*.md"))]
    texts = ["polyanskiy-tass", *(text for text in texts if text != "polyanskiy-tass")][:count]
    print(f"{len(notebooks())} notebooks, {os.cpu_count()} processors; seconds, and ours as a share of theirs")
    print(f"{'':34}{'ours':>8}{'alone':>8}{'share':>8}")
    with tempfile.TemporaryDirectory(prefix="readout-bench-") as temporary:
        project = _copy(home, Path(temporary))
        for some in (texts[:1], texts)[: min(count, 2)]:
            shutil.rmtree(project / "reports", ignore_errors=True)
            first, again, up_to_date = (_ours(project, some, *options) for options in ((), ("--force",), ()))
            sample = some[:alone]
            theirs = _alone(project, sample) * len(some) / len(sample)
            _tell(some, "first run, nothing kept", first, theirs)
            _tell(some, "everything again", again, theirs)
            _tell(some, "nothing changed", up_to_date, theirs)
    if alone < count:
        print(f"The {count} texts alone were scaled up from {alone}.")


def _tell(texts: list[str], what: str, ours: float, theirs: float) -> None:
    number = f"{len(texts)} text{'s' if len(texts) > 1 else ''}, {what}"
    print(f"{number:34}{ours:8.1f}{theirs:8.1f}{ours / theirs:8.2f}", flush=True)


def _copy(home: Path, folder: Path) -> Path:
    """Return a copy of what the notebooks need, so that the project's own reports are left alone."""
    for name in ("data", "notebooks"):
        shutil.copytree(home / name, folder / name)
    return folder


def _ours(project: Path, texts: list[str], *options: str) -> float:
    code = "from readout.cli import main; main()"
    return _timed([sys.executable, "-c", code, "report", *texts, "--quiet", *options], project)


def _alone(project: Path, texts: list[str]) -> float:
    out = project / "alone"
    out.mkdir(exist_ok=True)
    return _timed([sys.executable, "-c", ALONE, str(out), *texts], project)


def _timed(command: list[str], project: Path) -> float:
    environment = {**os.environ, "READOUT_HOME": str(project)}
    began = time.perf_counter()
    subprocess.run(command, cwd=project, env=environment, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began
