"""The project as a whole: what a newcomer relies on before any feature."""

import subprocess
import sys


def test_import_loads_no_heavy_package() -> None:
    heavy = "pandas altair spacy nltk papermill pydantic"
    code = f"import sys, readout; print([name for name in {heavy.split()!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
