"""Pack the texts, tables and notebooks of the top folders into the wheel, so that no copy of them lies in the sources.

All else about the package is in pyproject.toml. An editable installation reads the top folders where they are.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

TOP = Path(__file__).resolve().parent
#: The folders that ship, and what of them does not: what a machine or a person left behind.
SHIPPED = ("data", "notebooks")
LEFT_OUT = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", ".lock", ".*", "*.tmp")


class BuildWithData(build_py):
    """Copy the modules, then the shipped folders into readout/shipped."""

    def run(self):
        """Build as usual; for a wheel, also copy what ships, afresh."""
        super().run()
        if self.editable_mode:
            return
        into = Path(self.build_lib) / "readout" / "shipped"
        shutil.rmtree(into, ignore_errors=True)
        for name in SHIPPED:
            shutil.copytree(TOP / name, into / name, ignore=LEFT_OUT)


setup(cmdclass={"build_py": BuildWithData})
