"""Make the project's own environment in .venv from the hashed lock; return at once where it is already right.

Runs on the plain Python that make finds, so it imports nothing but the standard library and says in words,
before anything is written, what the machine lacks.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
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
    import tomllib  # not in the older Pythons that this script must still be able to refuse

    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8")).get("project")
    parts = [(PROJECT / "requirements.txt").read_text(encoding="utf-8"), repr(project), sys.version, str(PROJECT)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


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


def say(words, end="\n"):
    """Tell the person who waits how far it is."""
    print(words, end=end, file=sys.stderr, flush=True)


def run(step, *command, check=True):
    """Run a command in the project's folder, with a dot every three seconds; end with its words where it fails."""
    say("  %s " % step, end="")
    # A bytecode-free installation doubles the start of every notebook.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile("w+", errors="replace") as words:
        process = subprocess.Popen(command, cwd=str(PROJECT), env=environment, stdout=words, stderr=words)
        while True:
            try:
                status = process.wait(timeout=3)
                break
            except subprocess.TimeoutExpired:
                say(".", end="")
        say("")
        if check and status:
            words.seek(0)
            sys.stderr.write(words.read())
            fail("%s did not succeed; the words of the program that failed stand above." % step)


def main():
    """Bring .venv into line with the lock."""
    wanted = fingerprint() if sys.version_info >= OLDEST_PYTHON else ""
    if STAMP.exists() and STAMP.read_text() == wanted and Path(inside("python")).exists():
        return
    check_machine()
    say("Setting up .venv from requirements.txt, once; this takes half a minute to a few minutes.")
    if STAMP.exists():
        STAMP.unlink()
    uv = shutil.which("uv")
    python = inside("python")
    if uv:
        make = [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(ENVIRONMENT)]
        install = [uv, "pip", "install", "--quiet", "--python", python]
    else:
        make = [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]
        install = [python, "-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check"]
    run("making the environment", *make)
    run("installing the packages", *install, "--require-hashes", "-r", "requirements.txt")
    run("installing Readout", *install, "--no-deps", "--no-build-isolation", "-e", ".")
    # A few packages ship files for other Python versions, which do not compile and are never imported.
    run("compiling", python, "-m", "compileall", "-q", "-j", "0", str(ENVIRONMENT / "lib"), check=False)
    STAMP.write_text(wanted)
    say("Set up.")


if __name__ == "__main__":
    main()
