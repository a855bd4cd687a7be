"""Try the wheel as its user would: installed into an empty environment, away from the clone, from init to unpack.

    python scripts/try_the_wheel.py [WHEEL] [--python PYTHON]

Without WHEEL one is built first. With --python the given interpreter, which has Readout installed already, is used and
nothing is installed. Ends with status 1 at the first thing that does not come out as it must.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TEXT = """Water talks stall

The state minister for water said the eastern states would not sign any agreement that fixes annual releases \
from the dam. "A reservoir is not a tap for others to open," he said. He called for a joint data office \
instead.

His colleague from downstream rejected the joint data office as a distraction and demanded binding annual \
releases from the dam. She said her government would go to the regional court if the talks failed. The envoy \
of the regional bloc supported the joint data office and urged both sides to return to the talks. She warned \
that going to the regional court would delay any agreement by years.
"""


def run(*command, cwd, fails=False):
    """Run a command away from the clone and return its output; stop where it ends otherwise than it must."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("READOUT_", "PYTHONPATH"))}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True)
    if (done.returncode != 0) != fails:
        sys.exit(f"{' '.join(map(str, command[1:]))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    print("ok  ", *command[3:] if command[2] == "readout" else ["python -c …"], flush=True)
    return done.stdout


def installed(wheel, folder):
    """Return the Python of a new environment with the wheel in it."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if wheel is None:
        build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder / "wheel", PROJECT]
        subprocess.run(list(map(str, build)), check=True)
        wheel = next((folder / "wheel").glob("*.whl"))
    subprocess.run([str(python), "-m", "pip", "install", "-q", str(wheel)], check=True)
    return python


def corrected(python, study):
    """Correct one claim and reject another as the review does, and return how many of the claims are a person's."""
    code = """
import json, readout
from readout.annotator.api import annotated
from readout.reviewing.decisions.decision import decide
from readout.reviewing.decisions.store import Store
text = readout.load("talks")
claims, _ = annotated(text)
claims = [claim for claim in claims if claim.voice != "outlet"]
Store.of(text.id, "ab").append(
    decide(text.id, text.body, "ab", "correct", [claims[0]], [claims[0]]),
    decide(text.id, text.body, "ab", "reject", [claims[1]]),
)
table = readout.claims(text)
print(json.dumps([len(table), int((table["coder"] == "ab").sum())]))
"""
    return json.loads(run(python, "-c", code, cwd=study))


def main():
    """Do all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", nargs="?", type=Path)
    parser.add_argument("--python", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="readout wheel ") as place:
        top = Path(place)
        python = given.python or installed(given.wheel and given.wheel.resolve(), top / "environment")
        readout = (python, "-m", "readout")
        (top / "talks.txt").write_text(TEXT, encoding="utf-8")
        assert "Readout" in run(*readout, "--version", cwd=top)
        assert "tap for others" in run(*readout, "annotate", "talks.txt", cwd=top)
        run(python, "-c", "import readout; assert len(readout.annotate('He said that the dam was full.'))", cwd=top)
        run(*readout, "report", "talks.txt", cwd=top)
        assert (top / "readout-reports" / "talks" / "index.html").is_file()
        run(*readout, "add", "talks.txt", cwd=top, fails=True)
        run(*readout, "init", "study", "--coder", "ab", cwd=top)
        study = top / "study"
        run(*readout, "add", "../talks.txt", "--kind", "account", "--date", "2026-01-31", cwd=study)
        run(*readout, "use", "talks", cwd=study)
        suggested = run(*readout, "codebook", "suggest", "--format", "csv", cwd=study).splitlines()[1:]
        codes = [line.split(",")[0] for line in suggested][:3]
        assert len(codes) == 3, suggested
        run(*readout, "codebook", "accept", *codes, cwd=study)
        assert json.loads(json.dumps(corrected(python, study)))[1] >= 1
        assert run(*readout, "claims", "talks", "--format", "csv", cwd=study).count("\n") > 3
        run(*readout, "report", cwd=study)
        assert (study / "reports" / "talks" / "index.html").is_file()
        run(*readout, "pack", "--creator", "Doe, Jane", "--licence", "CC-BY-4.0", cwd=study)
        run(*readout, "unpack", top / "study.readout.zip", top / "elsewhere", cwd=top)
        run(*readout, "verify", "--files", cwd=top / "elsewhere")
        run(*readout, "claims", "talks", cwd=top / "elsewhere")
        run(*readout, "doctor", cwd=top / "elsewhere")
    print("The wheel does what it must.")


if __name__ == "__main__":
    main()
