"""Make the project's own environment in .venv from the hashed lock; return at once where it is already right.

Runs on the plain Python that make finds, so it imports nothing but the standard library and says in words,
before anything is written, what the machine lacks.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = PROJECT / ".venv"
STAMP = ENVIRONMENT / "set-up-for"
OLDEST_PYTHON = (3, 11)
DISK_NEEDED = 2_500_000_000


def fail(sentence):
    """Print one sentence and end with status 1."""
    sys.exit("readout set-up: " + sentence)


def inside(program):
    """Return the path of a program of the environment."""
    folder = "Scripts" if os.name == "nt" else "bin"
    return str(ENVIRONMENT / folder / program)


def fingerprint():
    """Return what the environment must have been made for: lock, package settings, Python, and place."""
    parts = [(PROJECT / name).read_bytes() for name in ("requirements.txt", "pyproject.toml")]
    parts += [sys.version.encode(), str(PROJECT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def check_machine():
    """Stop with a plain sentence where this machine cannot hold the environment."""
    if sys.version_info < OLDEST_PYTHON:
        fail(
            "this is Python %d.%d; Readout needs 3.11 or newer. Install one and run make PYTHON=/path/to/python3."
            % sys.version_info[:2]
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        fail("this Python has no venv module; install it (on Debian or Ubuntu: apt install python3-venv).")
    free = shutil.disk_usage(PROJECT).free
    if free < DISK_NEEDED:
        fail("only %.1f GB are free on this disk; the environment needs %.1f GB." % (free / 1e9, DISK_NEEDED / 1e9))


def run(*command):
    """Run a command in the project's folder; end with its words where it fails."""
    # A bytecode-free installation doubles the start of every notebook.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    result = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)
    if result.returncode:
        sys.stderr.write(result.stdout + result.stderr)
        fail("the step '%s' failed; its own words stand above." % " ".join(Path(part).name for part in command[:4]))


def main():
    """Bring .venv into line with the lock."""
    wanted = fingerprint() if sys.version_info >= OLDEST_PYTHON else ""
    if STAMP.exists() and STAMP.read_text() == wanted and Path(inside("python")).exists():
        return
    check_machine()
    print("Setting up .venv from requirements.txt (once; half a minute to a few minutes).", file=sys.stderr)
    STAMP.unlink(missing_ok=True)
    uv = shutil.which("uv")
    python = inside("python")
    if uv:
        run(uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(ENVIRONMENT))
        pip = [uv, "pip", "install", "--quiet", "--python", python]
    else:
        run(sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT))
        pip = [python, "-m", "pip", "install", "--quiet", "--no-compile"]
    run(*pip, "--require-hashes", "-r", "requirements.txt")
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ".")
    subprocess.run(
        [python, "-m", "compileall", "-q", "-j", "0", str(ENVIRONMENT / "lib")],
        cwd=PROJECT,
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        stdout=subprocess.DEVNULL,  # a few packages ship files for other Python versions; they never get imported
        stderr=subprocess.DEVNULL,
    )
    STAMP.write_text(wanted)
    print("Set up.", file=sys.stderr)


if __name__ == "__main__":
    main()
